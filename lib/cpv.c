/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The Common Procurement Vocabulary: reading it. Writing it, which has to work out the hierarchy,
 * is cpv_store.c; finding a code by words is the search index's matter (search.h).
 */
#include "lib/cpv.h"

#include <string.h>

bool cpv_code_parse(const char *text, char code[CPV_CODE_SIZE])
{
	size_t digits, rest;

	if (text == NULL)
		return false;
	text += strspn(text, " \t");
	digits = strspn(text, "0123456789");
	if (digits != CPV_CODE_SIZE - 1 || strncmp(text, "00", 2) == 0)
		return false;
	rest = digits;
	if (text[rest] == '-') {
		if (text[rest + 1] < '0' || text[rest + 1] > '9')
			return false;
		rest += 2;
	}
	rest += strspn(text + rest, " \t");
	if (text[rest] != '\0')
		return false;
	memcpy(code, text, digits);
	code[digits] = '\0';
	return true;
}

static void read_row(const struct row *row, struct cpv *out)
{
	*out = (struct cpv){
		.code = row_text(row, "code"),
		.parent = row_text(row, "parent"),
		.names = {
			[DANISH] = row_text(row, "name_da"),
			[ENGLISH] = row_text(row, "name_en"),
			[DUTCH] = row_text(row, "name_nl"),
		},
		.official = strcmp(row_text(row, "source"), "official") == 0,
	};
}

static enum err list(struct db *db, struct arena *mem, enum query query, struct args args,
	struct cpv **out, size_t *count)
{
	struct rows rows;

	TRY(db_list(db, mem, query, args, &rows));
	*out = arena_array(mem, rows.count, sizeof **out);
	for (size_t i = 0; i < rows.count; i++)
		read_row(rows.at[i], &(*out)[i]);
	*count = rows.count;
	return OK;
}

enum err cpv_list(struct db *db, struct arena *mem, struct cpv **out, size_t *count)
{
	return list(db, mem, Q_CPV_ALL, NO_ARGS, out, count);
}
