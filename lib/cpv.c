/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The Common Procurement Vocabulary: reading it and looking for a code. Writing it, which has to work
 * out the hierarchy, is cpv_store.c.
 */
#include "lib/cpv.h"

#include <stdlib.h>
#include <string.h>

#include "lib/text.h"

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

enum err cpv_find(struct db *db, struct arena *mem, const char *code, struct cpv *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_CPV_BY_CODE, ARGS(db_text(code)), &row));
	read_row(row, out);
	return OK;
}

enum err cpv_list(struct db *db, struct arena *mem, struct cpv **out, size_t *count)
{
	return list(db, mem, Q_CPV_ALL, NO_ARGS, out, count);
}

enum err cpv_children(struct db *db, struct arena *mem, const char *parent, struct cpv **out,
	size_t *count)
{
	if (parent == NULL || parent[0] == '\0')
		return list(db, mem, Q_CPV_DIVISIONS, NO_ARGS, out, count);
	return list(db, mem, Q_CPV_CHILDREN_OF, ARGS(db_text(parent)), out, count);
}

enum err cpv_chain(struct db *db, struct arena *mem, const char *code, struct cpv **out, size_t *count)
{
	TRY(list(db, mem, Q_CPV_CHAIN_OF, ARGS(db_text(code)), out, count));
	return *count == 0 ? NOT_FOUND : OK;
}

/* ---- looking for a code ---- */

#define MOST_WORDS 8

static size_t split_words(char *text, const char *words[MOST_WORDS])
{
	size_t count = 0;

	while (count < MOST_WORDS) {
		text += strspn(text, " ,;");
		if (*text == '\0')
			break;
		words[count++] = text;
		text += strcspn(text, " ,;");
		if (*text != '\0')
			*text++ = '\0';
	}
	return count;
}

static bool fits(struct arena *mem, const struct cpv *cpv, enum language language,
	const char *const *words, size_t count)
{
	const char *name;

	if (count == 1 && text_starts(cpv->code, words[0]))
		return true;
	name = text_fold(mem, cpv->names[language]);
	for (size_t i = 0; i < count; i++)
		if (strstr(name, words[i]) == NULL)
			return false;
	return count > 0;
}

/* Digits before the trailing zeros: how narrow a code is. */
static size_t depth(const char *code)
{
	size_t length = strlen(code);

	while (length > 2 && code[length - 1] == '0')
		length--;
	return length;
}

static int broad_first(const void *a, const void *b)
{
	const struct cpv *x = a, *y = b;
	size_t dx = depth(x->code), dy = depth(y->code);

	return dx != dy ? (dx > dy) - (dx < dy) : strcmp(x->code, y->code);
}

enum err cpv_search(struct db *db, struct arena *mem, enum language language, const char *text,
	size_t limit, struct cpv **out, size_t *count)
{
	OWNED(arena_close) struct arena *scratch = arena_open();
	const char *words[MOST_WORDS];
	size_t word_count = split_words(text_fold(scratch, text), words), all, found = 0;
	struct cpv *codes;

	TRY(cpv_list(db, mem, &codes, &all));
	for (size_t i = 0; i < all; i++)
		if (fits(scratch, &codes[i], language, words, word_count))
			codes[found++] = codes[i];
	if (found > 0)
		qsort(codes, found, sizeof *codes, broad_first);
	*out = codes;
	*count = found < limit ? found : limit;
	return OK;
}
