/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The files that torv rank reads: demands and offers as tables in text (lib/tsv.h, or as Excel saves them,
 * rank_plain.h) with the columns id, title, text, cpv (codes parted by |), municipality (code or name) and language.
 * Only id and title must be there; what stands empty, or at the end of a line not at all, is not told. A code, a
 * municipality or a language that Torv does not know is a fault with its line, too, but no reason to refuse the file: it
 * is taken as not told. A row with neither title, text nor code is left out the same way. A field in quotes, as
 * spreadsheets write it, is what stands in them.
 */
#ifndef TORV_RANK_FILE_H
#define TORV_RANK_FILE_H

#include "lib/collection.h"
#include "lib/file_fault.h"

#define RANK_FILE_LIMIT ((size_t)256 << 20) /* bytes */

struct rank_demand {
	const char *id;
	struct demand demand; /* contract, value and reservation are not told */
};

struct rank_demands {
	struct rank_demand *at;
	size_t count;
};

/* INVALID with each fault and its line: no id, or that of another demand; more fields than the header has. With OK there
 * may be faults, too: how the file was read, and what was passed over. */
enum err rank_demands_parse(struct arena *mem, const char *file, const char *bytes, size_t size,
	const struct collection *places, enum language language, struct file_faults *faults,
	struct rank_demands *out);

/* Puts the offers into the collection as enterprises that deliver everywhere. Lines with one id are the
 * offerings of one enterprise. ids[n - 1] is the id of enterprise n. */
enum err rank_offers_parse(struct arena *mem, const char *file, const char *bytes, size_t size,
	enum language language, struct file_faults *faults, struct collection *collection,
	const char *const **ids);

#endif
