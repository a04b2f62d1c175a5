/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The counts of the 2015 report's Tabel 1, loaded as enterprises with dated events: what the tests of
 * the statistics and of the Excel file measure against.
 */
#ifndef TORV_TESTS_SOEV_2015_H
#define TORV_TESTS_SOEV_2015_H

#include "lib/enterprise.h"
#include "tests/support.h"

#define SOEV_2015_ROWS 17

struct soev_2015 {
	const char *code, *name;
	int total, registered, established, on_the_way;
};

/* Reads the table from $TORV_SHARED; fails the test when it has not 17 rows. */
void soev_2015_read(struct house *house, struct soev_2015 rows[SOEV_2015_ROWS]);

/* As many approved enterprises as the table counts. Of a municipality's `total`, the first
 * `registered` are registered and the last `established` were established in 2015. Where more were
 * established than there are (Albertslund), the rest has closed since. */
void soev_2015_load(struct house *house, const struct soev_2015 rows[SOEV_2015_ROWS]);

#endif
