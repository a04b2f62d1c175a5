/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/relevance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/collection_files.h"
#include "lib/text.h"
#include "lib/tsv.h"

#define LIMIT (4 << 20)

static struct tsv read_table(struct arena *mem, const char *path, const char *const *wanted,
	size_t columns)
{
	struct file_faults faults = {.mem = mem};
	struct tsv table;
	const char *source = getenv("TORV_SOURCE");
	const char *whole = arena_printf(mem, "%s/%s", source == NULL ? "." : source, path);

	if (tsv_read(mem, whole, LIMIT, wanted, columns, &faults, &table) != OK) {
		fprintf(stderr, "%s cannot be read\n", whole);
		abort();
	}
	return table;
}

#define READ(mem, path, ...)                                                                       \
	read_table(mem, path, (const char *const[]){__VA_ARGS__},                                 \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

void field_reference(struct arena *mem, struct collection *out)
{
	struct file_faults faults = {.mem = mem};
	const char *source = getenv("TORV_SOURCE");
	const char *directory = arena_printf(mem, "%s/sql/reference", source == NULL ? "." : source);

	if (collection_read_files(mem, directory, &faults, out) != OK) {
		fprintf(stderr, "%s cannot be read\n", directory);
		abort();
	}
}

static void close_index(void *index)
{
	struct match_index *one = index;

	match_index_close(&one);
}

struct match_index *field_index(struct arena *mem, const struct collection *collection)
{
	struct match_index *index = match_index_of(collection);

	arena_defer(mem, close_index, index);
	return index;
}

int field_state_close(void **state)
{
	struct arena *mem = *(struct arena **)*state;

	arena_close(&mem);
	return 0;
}

struct collection field_behind(struct arena *mem, const struct collection *c, size_t others)
{
	struct collection behind = *c;

	behind.enterprise_count += others;
	behind.enterprises = arena_array(mem, behind.enterprise_count, sizeof *behind.enterprises);
	for (size_t i = 0; i < others; i++)
		behind.enterprises[i] = (struct collection_enterprise){
			.id = FIELD_OTHERS + (int64_t)i,
			.name = "0",
			.order = "0",
			.order_size = 1,
			.municipality_code = "",
			.pitch = "",
			.description = "",
			.employees = -1,
			.employees_target_group = -1,
		};
	memcpy(behind.enterprises + others, c->enterprises, c->enterprise_count * sizeof *c->enterprises);
	return behind;
}

void field_offers(struct arena *mem, struct collection *out)
{
	struct tsv offers = READ(mem, "tests/relevance/offers.tsv", "name", "municipality", "areas",
		"cpv", "language", "title", "text");

	field_reference(mem, out);
	out->enterprises = arena_array(mem, offers.rows, sizeof *out->enterprises);
	out->offerings = arena_array(mem, offers.rows, sizeof *out->offerings);
	out->enterprise_count = out->offering_count = offers.rows;
	for (size_t i = 0; i < offers.rows; i++) {
		out->enterprises[i] = (struct collection_enterprise){
			.id = (int64_t)i + 1,
			.name = tsv_field(&offers, i, "name"),
			.municipality_code = tsv_field(&offers, i, "municipality"),
			.pitch = "",
			.description = "",
			.employees = 10,
			.employees_target_group = i % 2 == 0 ? 5 : 1,
			.rsv = i % 3 == 0,
		};
		out->offerings[i] = (struct collection_offering){
			.enterprise_id = (int64_t)i + 1,
			.title = tsv_field(&offers, i, "title"),
			.text = tsv_field(&offers, i, "text"),
			.language = language_from_code(tsv_field(&offers, i, "language"), DANISH),
			.capacity_dkk = -1,
			.lead_time_days = -1,
			.cpv_codes = tsv_field(&offers, i, "cpv"),
			.areas = tsv_field(&offers, i, "areas"),
		};
	}
}

struct judged_lines field_lines(struct arena *mem)
{
	struct tsv table = READ(mem, "tests/relevance/lines.tsv", "name", "municipality", "cpv",
		"title", "text");
	struct judged_lines lines = {arena_array(mem, table.rows, sizeof *lines.at), table.rows};

	for (size_t i = 0; i < table.rows; i++) {
		const char **code = arena_array(mem, 1, sizeof *code);
		code[0] = tsv_field(&table, i, "cpv");
		lines.at[i] = (struct judged_line){
			.name = tsv_field(&table, i, "name"),
			.demand = {
				.title = tsv_field(&table, i, "title"),
				.text = tsv_field(&table, i, "text"),
				.language = DANISH,
				.cpv = code,
				.cpv_count = 1,
				.value_dkk = -1,
				.municipality_code = tsv_field(&table, i, "municipality"),
				.contract_starts = NO_DAY,
			},
		};
	}
	return lines;
}

int field_grade(struct arena *mem, const char *line, const char *offer)
{
	struct tsv table = READ(mem, "tests/relevance/judged.tsv", "line", "offer", "grade");

	for (size_t i = 0; i < table.rows; i++)
		if (text_equal(tsv_field(&table, i, "line"), line) &&
			text_equal(tsv_field(&table, i, "offer"), offer))
			return atoi(tsv_field(&table, i, "grade"));
	return 0;
}
