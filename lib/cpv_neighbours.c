/* SPDX-License-Identifier: MPL-2.0 */
/* Kinds of thing that neighbour each other: read and checked, and stored as the words of codes are: only what differs
 * is written, so that the index is built anew only when it must be. */
#include <stdlib.h>
#include <string.h>

#include "lib/cpv.h"
#include "lib/search_index.h"
#include "lib/text.h"

/* ---- reading ---- */

/* How many of its digits say something; a division has two. */
static size_t depth(const char *code)
{
	size_t digits = strlen(code);

	while (digits > 2 && code[digits - 1] == '0')
		digits--;
	return digits;
}

static bool is_in_branch(const char *code, const char *above)
{
	return strncmp(code, above, depth(above)) == 0;
}

static int pair_order(const struct cpv_neighbours *a, const struct cpv_neighbours *b)
{
	int order = strcmp(a->code, b->code);

	return order != 0 ? order : strcmp(a->neighbour_code, b->neighbour_code);
}

/* The code as the table has it, which must be without a check digit; NULL when it is none. */
static const char *whole_code(const char *text)
{
	char code[CPV_CODE_SIZE];

	return cpv_code_parse(text, code) && text_equal(text, code) ? text : NULL;
}

/* What is wrong with a row; NULL: nothing, *out is the pair. */
static const char *read_pair(const char *const *row, const struct cpv_neighbours *before, struct cpv_neighbours *out)
{
	int64_t closeness;

	*out = (struct cpv_neighbours){.code = whole_code(row[0]), .neighbour_code = whole_code(row[1])};
	if (out->code == NULL || out->neighbour_code == NULL)
		return "not two CPV codes of 8 digits";
	if (!text_to_int(row[2], 1, 99, &closeness))
		return "the closeness is not a number from 1 to 99";
	out->closeness = (uint8_t)closeness;
	if (strcmp(out->code, out->neighbour_code) >= 0)
		return "the lower code does not come first";
	if (is_in_branch(out->neighbour_code, out->code))
		return "one code is above the other";
	if (before != NULL && pair_order(before, out) >= 0)
		return "the pair does not stand behind the one before it";
	return NULL;
}

enum err cpv_neighbours_read(struct arena *mem, const struct tsv *table, struct file_faults *faults,
	struct cpv_neighbours **out)
{
	struct cpv_neighbours *pairs = arena_array(mem, table->rows, sizeof *pairs);
	enum err result = OK;

	for (size_t i = 0; i < table->rows; i++) {
		const char *fault = read_pair(table->at[i], i > 0 && result == OK ? &pairs[i - 1] : NULL, &pairs[i]);
		if (fault == NULL)
			continue;
		file_fault_add(faults, table->file, table->lines[i], "%s", fault);
		result = INVALID;
	}
	*out = pairs;
	return result;
}

/* ---- storing ---- */

static int order_of(const struct row *stored, const struct cpv_neighbours *pair)
{
	return pair_order(&(struct cpv_neighbours){.code = row_text(stored, "code"),
				  .neighbour_code = row_text(stored, "neighbour_code")}, pair);
}

static enum err write_pair(struct db *db, const struct cpv_neighbours *pair)
{
	return db_do(db, Q_CPV_NEIGHBOURS_WRITE,
		ARGS(db_text(pair->code), db_text(pair->neighbour_code), db_int(pair->closeness)), NULL);
}

static enum err remove_pair(struct db *db, const struct row *stored)
{
	return db_do(db, Q_CPV_NEIGHBOURS_REMOVE,
		ARGS(db_text(row_text(stored, "code")), db_text(row_text(stored, "neighbour_code"))), NULL);
}

/* Both ascend, so they are gone through side by side. */
enum err cpv_neighbours_store(struct db *db, struct arena *mem, const struct cpv_neighbours *pairs, size_t count)
{
	struct rows stored;
	bool changed = false;

	TRY(db_list(db, mem, Q_CPV_NEIGHBOURS_ALL, NO_ARGS, &stored));
	for (size_t i = 0, j = 0; i < count || j < stored.count;) {
		int order = i == count ? -1 : j == stored.count ? 1 : order_of(stored.at[j], &pairs[i]);
		if (order < 0)
			TRY(remove_pair(db, stored.at[j]));
		else if (order > 0 || row_int(stored.at[j], "closeness") != pairs[i].closeness)
			TRY(write_pair(db, &pairs[i]));
		else {
			i++, j++;
			continue;
		}
		changed = true;
		i += order >= 0;
		j += order <= 0;
	}
	return changed ? index_changed(db, INDEX_ALL, 0) : OK;
}
