/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Colours as people write them in a configuration, and whether white text can be read on them.
 */
#ifndef TORV_COLOUR_H
#define TORV_COLOUR_H

#include <stdbool.h>

/* What text needs to be readable: WCAG 2.1, success criterion 1.4.3 (level AA). */
#define CONTRAST_OF_TEXT 4.5

/* "#0b5d4e": a # and six hexadecimal digits. */
bool colour_is_wellformed(const char *text);

/* The contrast ratio of a well-formed colour and white, 1 (white itself) to 21 (black), as WCAG 2.1
 * defines "contrast ratio" and "relative luminance". */
double colour_contrast_to_white(const char *text);

#endif
