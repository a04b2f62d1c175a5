/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The Common Procurement Vocabulary (Regulation (EC) 2195/2002 as amended by 213/2008): 8 digits, a
 * hierarchy from left to right. The table holds Torv's own set, or, once an administrator has imported
 * it, the complete official list. A code once there stays, because offerings and lines point at it.
 */
#ifndef TORV_CPV_H
#define TORV_CPV_H

#include "lib/db.h"
#include "lib/translate.h"
#include "lib/tsv.h"

#define CPV_CODE_SIZE 9 /* 8 digits and the NUL */

struct cpv {
	const char *code;             /* "55510000", without check digit */
	const char *parent;           /* nearest ancestor in the table; "" for a division */
	const char *names[LANGUAGES]; /* names[DANISH]; none is empty */
	bool official;                /* from the official list, not Torv's own words */
};

/* Takes "55510000", "55510000-8" (the check digit is dropped) and blanks around; false when it is no
 * CPV code: 8 digits, of which the first two are a division. */
bool cpv_code_parse(const char *text, char code[CPV_CODE_SIZE]);

/* The digits of a code, or of its beginning, as people type or copy it: "55 52", "55.52.00.00", "CPV-kode: 55520000–1", in
 * digits of full width, too. False when there is anything else. */
bool cpv_code_typed(const char *text, char digits[CPV_CODE_SIZE]);

/* All, by code. */
enum err cpv_list(struct db *db, struct arena *mem, struct cpv **list, size_t *count);

/* To find a code by words is the search index's matter: search.h. */

/* ---- writing ---- */

struct cpv_entry {
	const char *code;
	const char *names[LANGUAGES]; /* NULL or "": the source does not have this language */
};

struct cpv_stored {
	size_t added;
	size_t changed;   /* a name or the source differs now */
	size_t unchanged;
	size_t kept;      /* in the table but not in the source: they stay */
};

/* Writes the entries in one transaction and works out every parent anew. A missing language keeps the
 * name that is there; a new code takes its English name, else the first it has. With official false
 * (Torv's own set) codes from the official list stay as they are. INVALID, and nothing is written, when
 * a code is not 8 digits, stands twice, or has no name at all. */
enum err cpv_store(struct db *db, struct arena *mem, const struct cpv_entry *entries, size_t count,
	bool official, struct cpv_stored *out);

/* What people say for the things of a code, parted by ";". Reference data. */
struct cpv_words {
	const char *code;
	const char *words[LANGUAGES];
};

/* Makes the stored words these, in the transaction that is open; the search index is told when
 * something changed. */
enum err cpv_words_store(struct db *db, struct arena *mem, const struct cpv_words *words, size_t count);

/* CPV puts a thing for sale, its repair, the work that is done with it and its teaching into different branches: who
 * asks for bags is well served by a sewing room, though codes and words of both have nothing in common. Two kinds of
 * thing, each with all that is under its code, and how close they are in per cent. 60 and more: nearly the same thing
 * under two names, such as plants to sell and plants of a nursery; 40: who does one mostly does the other; 20: many
 * do; 10: some. By what is known of trades, not by what anybody has answered. Reference data. */
struct cpv_neighbours {
	const char *code, *neighbour_code; /* the lower one first */
	uint8_t closeness;
};

#define CPV_NEIGHBOURS_COLUMNS {"code", "neighbour_code", "closeness"}

/* The pairs of a table with these columns, as many as it has rows. INVALID with a fault for each that is not two codes
 * of different branches with a closeness from 1 to 99, or does not stand behind the pair before it. */
enum err cpv_neighbours_read(struct arena *mem, const struct tsv *table, struct file_faults *faults,
	struct cpv_neighbours **out);

/* Makes the stored pairs these, in the transaction that is open; the search index is told when something changed. */
enum err cpv_neighbours_store(struct db *db, struct arena *mem, const struct cpv_neighbours *pairs, size_t count);

#endif
