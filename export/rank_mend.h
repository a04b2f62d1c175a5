/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Tables as spreadsheets and scripts write them, for lib/tsv.h, which is strict: fields missing at the end of a line,
 * columns that are left out, control characters, fields in quotes, capitals in the header.
 */
#ifndef TORV_RANK_MEND_H
#define TORV_RANK_MEND_H

#include "lib/file_fault.h"
#include "lib/text.h"

struct rank_mending {
	const char *file;            /* as it was given */
	const char *const *optional; /* columns that may be left out: they come at the end, empty */
	size_t optional_count;
	struct file_faults *faults;
	struct buffer *out;
	size_t refused; /* lines with more fields than the header has, each a fault; they are empty in `out` */
};

/* Adds the mended file to `out`; a line keeps its number. */
void rank_mend(struct rank_mending *mending, const char *bytes, size_t size);

#endif
