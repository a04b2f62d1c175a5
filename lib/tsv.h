/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Tables in text: one header line, fields parted by tabs, UTF-8, LF or CRLF, no quoting and no
 * escaping (a double quote stands for itself). Torv's reference and sample data are written so, and
 * code lists come in so.
 */
#ifndef TORV_TSV_H
#define TORV_TSV_H

#include "lib/file_fault.h"

/* at[row][i] is the field under wanted column i, lines[row] the line of the file that it stands on. */
struct tsv {
	const char *file;
	const char *const *wanted;
	size_t columns;
	const char *const *const *at;
	const size_t *lines;
	size_t rows; /* with faults: those that were in order */
};

/* The columns are found by their names in the header, in capitals or not; others are passed over. INVALID with a fault
 * for each line that is wrong: not UTF-8, a control character, too few or too many fields. */
enum err tsv_parse(struct arena *mem, const char *file, const char *bytes, size_t size,
	const char *const *wanted, size_t columns, struct file_faults *faults, struct tsv *out);

/* The same from a file of at most `limit` bytes. NOT_FOUND when it cannot be opened, TOO_LARGE when it
 * is larger; both with a fault. */
enum err tsv_read(struct arena *mem, const char *path, size_t limit, const char *const *wanted,
	size_t columns, struct file_faults *faults, struct tsv *out);

/* The field under a wanted column, by name; a name that was not wanted aborts (a programming error). */
const char *tsv_field(const struct tsv *table, size_t row, const char *column);

/* The whole of a file of at most `limit` bytes, with a NUL after its end; errors as tsv_read. */
enum err file_read(struct arena *mem, const char *path, size_t limit, struct file_faults *faults,
	char **bytes, size_t *size);

#endif
