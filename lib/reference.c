/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Reference data from sql/reference: six tables in text, all read and checked before the first row
 * is written. An installation that imported the official CPV list keeps it: cpv_store lets Torv's own
 * set touch only what is Torv's own.
 */
#include "lib/reference.h"

#include <stdlib.h>
#include <string.h>

#include "lib/cpv.h"
#include "lib/text.h"
#include "lib/tsv.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define FILE_LIMIT (4u << 20) /* bytes; the largest is some 40 KB */

static const char *const region_columns[] = {"code", "name"};
static const char *const municipality_columns[] = {
	"code", "name", "region_code", "nuts3", "latitude", "longitude"};
static const char *const neighbour_columns[] = {"code", "neighbour_code", "link"};
static const char *const cpv_columns[] = {"code", "name_da", "name_en", "name_nl"};
static const char *const pair_columns[] = CPV_NEIGHBOURS_COLUMNS;
static const char *const word_columns[] = {"code", "words_da", "words_en", "words_nl"};

struct reference {
	struct db *db;
	struct arena *mem;
	struct tsv regions, municipalities, neighbours, cpv, pairs, words;
	struct cpv_neighbours *cpv_neighbours; /* what the pairs say */
};

static enum err read_table(struct arena *mem, const char *directory, const char *name,
	const char *const *columns, size_t count, struct file_faults *faults, struct tsv *out)
{
	return tsv_read(mem, arena_printf(mem, "%s/%s", directory, name), FILE_LIMIT, columns, count,
		faults, out);
}

static enum err read_all(struct reference *all, const char *directory, struct file_faults *faults)
{
	struct arena *mem = all->mem;

	TRY(read_table(mem, directory, "regions.tsv", region_columns, COUNT(region_columns), faults,
		&all->regions));
	TRY(read_table(mem, directory, "municipalities.tsv", municipality_columns,
		COUNT(municipality_columns), faults, &all->municipalities));
	TRY(read_table(mem, directory, "neighbours.tsv", neighbour_columns, COUNT(neighbour_columns),
		faults, &all->neighbours));
	TRY(read_table(mem, directory, "cpv.tsv", cpv_columns, COUNT(cpv_columns), faults, &all->cpv));
	TRY(read_table(mem, directory, "cpv_neighbours.tsv", pair_columns, COUNT(pair_columns), faults, &all->pairs));
	TRY(cpv_neighbours_read(mem, &all->pairs, faults, &all->cpv_neighbours));
	return read_table(mem, directory, "cpv_words.tsv", word_columns, COUNT(word_columns), faults,
		&all->words);
}

static enum err write_regions(struct reference *all)
{
	const struct tsv *table = &all->regions;

	for (size_t i = 0; i < table->rows; i++)
		TRY(db_do(all->db, Q_REGION_WRITE,
			ARGS(db_text(table->at[i][0]), db_text(table->at[i][1])), NULL));
	return OK;
}

/* Degrees with a point, whatever the locale; the files hold two decimals. */
static double degrees(const char *text)
{
	return strtod(text, NULL);
}

static enum err write_municipalities(struct reference *all)
{
	const struct tsv *table = &all->municipalities;

	for (size_t i = 0; i < table->rows; i++) {
		const char *name = tsv_field(table, i, "name");

		TRY(db_do(all->db, Q_MUNICIPALITY_WRITE,
			ARGS(db_text(tsv_field(table, i, "code")), db_text(name),
				db_text(text_slug(all->mem, name)),
				db_text(tsv_field(table, i, "region_code")),
				db_text(tsv_field(table, i, "nuts3")),
				db_real(degrees(tsv_field(table, i, "latitude"))),
				db_real(degrees(tsv_field(table, i, "longitude")))),
			NULL));
	}
	return OK;
}

static enum err write_neighbours(struct reference *all)
{
	const struct tsv *table = &all->neighbours;

	for (size_t i = 0; i < table->rows; i++)
		TRY(db_do(all->db, Q_MUNICIPALITY_NEIGHBOUR_WRITE,
			ARGS(db_text(tsv_field(table, i, "code")),
				db_text(tsv_field(table, i, "neighbour_code")),
				db_text(tsv_field(table, i, "link"))),
			NULL));
	return OK;
}

static enum err write_cpv(struct reference *all)
{
	const struct tsv *table = &all->cpv;
	struct cpv_entry *entries = arena_array(all->mem, table->rows, sizeof *entries);

	for (size_t i = 0; i < table->rows; i++)
		entries[i] = (struct cpv_entry){
			.code = tsv_field(table, i, "code"),
			.names = {
				[DANISH] = tsv_field(table, i, "name_da"),
				[ENGLISH] = tsv_field(table, i, "name_en"),
				[DUTCH] = tsv_field(table, i, "name_nl"),
			},
		};
	return cpv_store(all->db, all->mem, entries, table->rows, false, NULL);
}

static enum err write_words(struct reference *all)
{
	const struct tsv *table = &all->words;
	struct cpv_words *words = arena_array(all->mem, table->rows, sizeof *words);

	for (size_t i = 0; i < table->rows; i++)
		words[i] = (struct cpv_words){
			.code = tsv_field(table, i, "code"),
			.words = {
				[DANISH] = tsv_field(table, i, "words_da"),
				[ENGLISH] = tsv_field(table, i, "words_en"),
				[DUTCH] = tsv_field(table, i, "words_nl"),
			},
		};
	return cpv_words_store(all->db, all->mem, words, table->rows);
}

static enum err work(void *arg)
{
	struct reference *all = arg;
	OWNED(tx_close) struct tx tx = tx_begin(all->db);

	TRY(write_regions(all));
	TRY(write_municipalities(all));
	TRY(write_neighbours(all));
	TRY(write_cpv(all));
	TRY(cpv_neighbours_store(all->db, all->mem, all->cpv_neighbours, all->pairs.rows));
	TRY(write_words(all));
	return tx_commit(&tx);
}

enum err reference_write(struct db *db, struct arena *mem, const char *directory, struct file_faults *faults,
	struct reference_written *written)
{
	struct reference all = {.db = db, .mem = mem};

	TRY(read_all(&all, directory, faults));
	TRY(db_repeat(db, work, &all));
	if (written != NULL)
		*written = (struct reference_written){all.regions.rows, all.municipalities.rows,
			all.neighbours.rows, all.cpv.rows};
	return OK;
}
