/* SPDX-License-Identifier: MPL-2.0 */
/* Reference data without a database. Codes are sorted by number here; everything else stands in the
 * order of its file. */
#include "lib/collection_files.h"

#include <stdlib.h>
#include <string.h>

#include "lib/text.h"
#include "lib/tsv.h"

#define FILE_LIMIT (16u << 20) /* bytes */
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const region_columns[] = {"code", "name"};
static const char *const place_columns[] = {"code", "name", "region_code"};
static const char *const neighbour_columns[] = {"code", "neighbour_code"};
static const char *const cpv_columns[] = {"code", "name_da", "name_en", "name_nl"};
static const char *const pair_columns[] = CPV_NEIGHBOURS_COLUMNS;
static const char *const word_columns[] = {"code", "words_da", "words_en", "words_nl"};

struct files {
	struct arena *mem;
	const char *directory;
	struct file_faults *faults;
};

static enum err read_file(const struct files *files, const char *name, const char *const *columns,
	size_t count, struct tsv *out)
{
	return tsv_read(files->mem, arena_printf(files->mem, "%s/%s", files->directory, name), FILE_LIMIT,
		columns, count, files->faults, out);
}

static const char *region_name(const struct tsv *regions, const char *code)
{
	for (size_t i = 0; i < regions->rows; i++)
		if (text_equal(regions->at[i][0], code))
			return regions->at[i][1];
	return "";
}

static enum err read_places(const struct files *files, struct collection *out)
{
	struct tsv regions, places, pairs;

	TRY(read_file(files, "regions.tsv", region_columns, COUNT(region_columns), &regions));
	TRY(read_file(files, "municipalities.tsv", place_columns, COUNT(place_columns), &places));
	TRY(read_file(files, "neighbours.tsv", neighbour_columns, COUNT(neighbour_columns), &pairs));
	out->place_count = places.rows;
	out->places = arena_array(files->mem, places.rows, sizeof *out->places);
	for (size_t i = 0; i < places.rows; i++)
		out->places[i] = (struct collection_place){places.at[i][0], places.at[i][1],
			places.at[i][2], region_name(&regions, places.at[i][2])};
	out->neighbour_count = pairs.rows;
	out->neighbours = arena_array(files->mem, pairs.rows, sizeof *out->neighbours);
	for (size_t i = 0; i < pairs.rows; i++)
		out->neighbours[i] = (struct collection_neighbours){pairs.at[i][0], pairs.at[i][1]};
	return OK;
}

/* ---- codes ---- */

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct collection_code *)a)->code, ((const struct collection_code *)b)->code);
}

static void sort_codes(struct collection *collection)
{
	if (collection->code_count > 0)
		qsort(collection->codes, collection->code_count, sizeof *collection->codes, by_code);
}

/* The code itself, else the nearest above it. */
static struct collection_code *find_code(struct collection *collection, const char *code)
{
	char shorter[CPV_CODE_SIZE] = {0};
	const struct collection_code key = {.code = shorter};

	if (strlen(code) != CPV_CODE_SIZE - 1)
		return NULL;
	memcpy(shorter, code, CPV_CODE_SIZE - 1);
	for (size_t last = CPV_CODE_SIZE - 1; last >= 2; last--) {
		struct collection_code *found = bsearch(&key, collection->codes, collection->code_count,
			sizeof *collection->codes, by_code);
		if (found != NULL)
			return found;
		shorter[last - 1] = '0';
	}
	return NULL;
}

static void add_words(struct arena *mem, struct collection *collection, const char *code,
	const char *const words[LANGUAGES])
{
	struct collection_code *found = find_code(collection, code);

	for (int i = 0; found != NULL && i < LANGUAGES; i++) {
		if (text_is_blank(words[i]))
			continue;
		found->words[i] = text_is_blank(found->words[i]) ?
			words[i] : arena_printf(mem, "%s; %s", found->words[i], words[i]);
	}
}

static enum err read_codes(const struct files *files, struct collection *out)
{
	struct tsv codes, words;

	TRY(read_file(files, "cpv.tsv", cpv_columns, COUNT(cpv_columns), &codes));
	TRY(read_file(files, "cpv_words.tsv", word_columns, COUNT(word_columns), &words));
	out->code_count = codes.rows;
	out->codes = arena_array(files->mem, codes.rows, sizeof *out->codes);
	for (size_t i = 0; i < codes.rows; i++)
		out->codes[i] = (struct collection_code){.code = codes.at[i][0],
			.names = {[DANISH] = codes.at[i][1], [ENGLISH] = codes.at[i][2],
				[DUTCH] = codes.at[i][3]},
			.words = {"", "", ""}};
	sort_codes(out);
	for (size_t i = 0; i < words.rows; i++)
		add_words(files->mem, out, words.at[i][0],
			(const char *const[LANGUAGES]){[DANISH] = words.at[i][1],
				[ENGLISH] = words.at[i][2], [DUTCH] = words.at[i][3]});
	return OK;
}

static enum err read_cpv_neighbours(const struct files *files, struct collection *out)
{
	struct tsv pairs;

	TRY(read_file(files, "cpv_neighbours.tsv", pair_columns, COUNT(pair_columns), &pairs));
	out->cpv_neighbour_count = pairs.rows;
	return cpv_neighbours_read(files->mem, &pairs, files->faults, &out->cpv_neighbours);
}

enum err collection_read_files(struct arena *mem, const char *directory, struct file_faults *faults,
	struct collection *out)
{
	struct files files = {mem, directory, faults};

	*out = (struct collection){.revision = 1};
	TRY(read_places(&files, out));
	TRY(read_codes(&files, out));
	return read_cpv_neighbours(&files, out);
}

/* A name that the list lacks in a language is the English one, or the first it has. */
static const char *name_in(const struct cpv_entry *entry, int language)
{
	if (!text_is_blank(entry->names[language]))
		return entry->names[language];
	if (!text_is_blank(entry->names[ENGLISH]))
		return entry->names[ENGLISH];
	for (int i = 0; i < LANGUAGES; i++)
		if (!text_is_blank(entry->names[i]))
			return entry->names[i];
	return "";
}

void collection_put_codes(struct arena *mem, const struct cpv_entry *entries, size_t count,
	struct collection *collection)
{
	struct collection before = *collection;

	collection->codes = arena_array(mem, count, sizeof *collection->codes);
	collection->code_count = count;
	for (size_t i = 0; i < count; i++) {
		struct collection_code *code = &collection->codes[i];
		*code = (struct collection_code){.code = entries[i].code, .words = {"", "", ""}};
		for (int l = 0; l < LANGUAGES; l++)
			code->names[l] = name_in(&entries[i], l);
	}
	sort_codes(collection);
	for (size_t i = 0; i < before.code_count; i++)
		add_words(mem, collection, before.codes[i].code, before.codes[i].words);
}
