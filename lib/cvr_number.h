/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A CVR number as people write it: "12 34 56 78", "DK-12345678", "CVR-nr. 12345678", with the blanks and digits that other
 * programs put into it when it is copied.
 */
#ifndef TORV_CVR_NUMBER_H
#define TORV_CVR_NUMBER_H

#include <stdbool.h>

#define CVR_DIGITS 8

/* Whether a text is eight digits and nothing else that matters, whatever stands between them. Whether such a number can
 * be (text_is_cvr) is not asked. */
bool cvr_number_read(const char *text, char digits[CVR_DIGITS + 1]);

/* The same, where nothing says that it is a CVR number: there are no letters. */
bool cvr_number_is_bare(const char *text, char digits[CVR_DIGITS + 1]);

#endif
