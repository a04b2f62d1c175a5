/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/collection.h"

#include <stdlib.h>
#include <string.h>

#include "lib/index_kept.h"
#include "lib/matching_weights.h"
#include "lib/text.h"

static enum err read_reference(struct db *db, struct arena *mem, struct collection *out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_INDEX_MUNICIPALITIES, NO_ARGS, &rows));
	out->places = arena_array(mem, rows.count, sizeof *out->places);
	out->place_count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->places[i] = (struct collection_place){
			.code = row_text(rows.at[i], "code"),
			.name = row_text(rows.at[i], "name"),
			.region_code = row_text(rows.at[i], "region_code"),
			.region_name = row_text(rows.at[i], "region_name"),
		};
	TRY(db_list(db, mem, Q_INDEX_NEIGHBOURS, NO_ARGS, &rows));
	out->neighbours = arena_array(mem, rows.count, sizeof *out->neighbours);
	out->neighbour_count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->neighbours[i] = (struct collection_neighbours){
			row_text(rows.at[i], "code"), row_text(rows.at[i], "neighbour_code")};
	return OK;
}

/* None was accepted: the defaults. */
enum err collection_read_weights(struct db *db, struct arena *mem, struct collection *out)
{
	struct row *row;
	enum err err = db_one(db, mem, Q_SETTING_GET, ARGS(db_text(WEIGHTS_SETTING)), &row);

	if (err == OK)
		out->weights = row_text(row, "value");
	return err == NOT_FOUND ? OK : err;
}

static enum err read_codes(struct db *db, struct arena *mem, struct collection *out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_INDEX_CPV, NO_ARGS, &rows));
	out->codes = arena_array(mem, rows.count, sizeof *out->codes);
	out->code_count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->codes[i] = (struct collection_code){
			.code = row_text(rows.at[i], "code"),
			.names = {
				[DANISH] = row_text(rows.at[i], "name_da"),
				[ENGLISH] = row_text(rows.at[i], "name_en"),
				[DUTCH] = row_text(rows.at[i], "name_nl"),
			},
			.words = {
				[DANISH] = row_text(rows.at[i], "words_da"),
				[ENGLISH] = row_text(rows.at[i], "words_en"),
				[DUTCH] = row_text(rows.at[i], "words_nl"),
			},
		};
	return OK;
}

static enum err read_cpv_neighbours(struct db *db, struct arena *mem, struct collection *out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_CPV_NEIGHBOURS_ALL, NO_ARGS, &rows));
	out->cpv_neighbours = arena_array(mem, rows.count, sizeof *out->cpv_neighbours);
	out->cpv_neighbour_count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->cpv_neighbours[i] = (struct cpv_neighbours){row_text(rows.at[i], "code"),
			row_text(rows.at[i], "neighbour_code"), (uint8_t)row_int(rows.at[i], "closeness")};
	return OK;
}

/* As people look for names; who is called the same stands by number. */
static int by_name(const void *a, const void *b)
{
	const struct collection_enterprise *left = a, *right = b;
	size_t shorter = left->order_size < right->order_size ? left->order_size : right->order_size;
	int order = shorter == 0 ? 0 : memcmp(left->order, right->order, shorter);

	if (order == 0)
		order = (left->order_size > right->order_size) - (left->order_size < right->order_size);
	return order != 0 ? order : (left->id > right->id) - (left->id < right->id);
}

static enum err read_enterprises(struct db *db, struct arena *mem, enum query query, struct args args,
	struct collection *out)
{
	struct rows rows;

	TRY(db_list(db, mem, query, args, &rows));
	out->enterprises = arena_array(mem, rows.count, sizeof *out->enterprises);
	out->enterprise_count = rows.count;
	for (size_t i = 0; i < rows.count; i++) {
		out->enterprises[i] = (struct collection_enterprise){
			.id = row_int(rows.at[i], "id"),
			.name = row_text(rows.at[i], "name"),
			.cvr = row_text(rows.at[i], "cvr"),
			.municipality_code = row_text(rows.at[i], "municipality_code"),
			.pitch = row_text(rows.at[i], "pitch"),
			.description = row_text(rows.at[i], "description"),
			.employees = row_int_or_none(rows.at[i], "employees"),
			.employees_target_group = row_int_or_none(rows.at[i], "employees_target_group"),
			.rsv = row_bool(rows.at[i], "is_rsv"),
		};
		out->enterprises[i].order =
			row_bytes(rows.at[i], "name_order", &out->enterprises[i].order_size);
	}
	if (rows.count > 0)
		qsort(out->enterprises, rows.count, sizeof *out->enterprises, by_name);
	return OK;
}

static struct collection_offering offering_of(const struct row *row)
{
	return (struct collection_offering){
		.enterprise_id = row_int(row, "organisation_id"),
		.product = text_equal(row_text(row, "kind"), "product"),
		.title = row_text(row, "title"),
		.text = row_text(row, "text"),
		.language = language_from_code(row_text(row, "language"), DANISH),
		.capacity_dkk = row_int_or_none(row, "capacity_dkk"),
		.lead_time_days = row_int_or_none(row, "lead_time_days"),
		.cpv_codes = "",
		.areas = "",
	};
}

static enum err read_offerings(struct db *db, struct arena *mem, enum query query, struct args args,
	struct collection *out)
{
	struct rows rows;

	TRY(db_list(db, mem, query, args, &rows));
	out->offerings = arena_array(mem, rows.count, sizeof *out->offerings);
	out->offering_count = rows.count;
	for (size_t i = 0; i < rows.count; i++) {
		out->offerings[i] = offering_of(rows.at[i]);
		out->offerings[i].cpv_codes = row_text(rows.at[i], "cpv_codes");
		out->offerings[i].areas = row_text(rows.at[i], "areas");
	}
	return OK;
}

/* Texts that stand by offering's id, read along with the offerings; both ascend by it. */
struct beside {
	struct rows rows;
	size_t at;
};

static const char *beside_text(struct beside *beside, int64_t id)
{
	const struct rows *rows = &beside->rows;

	while (beside->at < rows->count && row_int(rows->at[beside->at], "offering_id") < id)
		beside->at++;
	bool here = beside->at < rows->count && row_int(rows->at[beside->at], "offering_id") == id;
	return here ? row_text(rows->at[beside->at], "list") : "";
}

static enum err read_all_offerings(struct db *db, struct arena *mem, struct collection *out)
{
	struct beside codes = {.at = 0}, areas = {.at = 0};
	struct rows rows;

	TRY(db_list(db, mem, Q_INDEX_OFFERINGS, NO_ARGS, &rows));
	TRY(db_list(db, mem, Q_INDEX_OFFERING_CODES, NO_ARGS, &codes.rows));
	TRY(db_list(db, mem, Q_INDEX_OFFERING_AREAS, NO_ARGS, &areas.rows));
	out->offerings = arena_array(mem, rows.count, sizeof *out->offerings);
	out->offering_count = rows.count;
	for (size_t i = 0; i < rows.count; i++) {
		int64_t id = row_int(rows.at[i], "id");
		out->offerings[i] = offering_of(rows.at[i]);
		out->offerings[i].cpv_codes = beside_text(&codes, id);
		out->offerings[i].areas = beside_text(&areas, id);
	}
	return OK;
}

/* "03000000 55510000" → a list. */
static const char *const *codes_of(struct arena *mem, const char *text, size_t *count)
{
	const char **list = arena_array(mem, strlen(text) / 8 + 1, sizeof *list);

	*count = 0;
	for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
		size_t length = strcspn(text, " ");
		list[(*count)++] = arena_text_n(mem, text, length);
		text += length;
	}
	return list;
}

static struct collection_line line_of(struct arena *mem, const struct row *row)
{
	struct collection_line line = {
		.id = row_int(row, "id"),
		.demand = {
			.title = row_text(row, "title"),
			.text = row_text(row, "text"),
			.language = language_from_code(row_text(row, "language"), DANISH),
			.value_dkk = row_int_or_none(row, "value_dkk"),
			.reserved = row_bool(row, "reserved"),
			.municipality_code = row_text(row, "municipality_code"),
			.contract_starts = row_day(row, "contract_starts"),
		},
		.buyer_name = row_text(row, "organisation_name"),
		.in_tender = text_equal(row_text(row, "status"), "tender"),
		.dialogue_ends = row_day(row, "dialogue_ends"),
	};

	line.demand.cpv = codes_of(mem, row_text(row, "cpv_codes"), &line.demand.cpv_count);
	return line;
}

static enum err read_lines(struct db *db, struct arena *mem, enum query query, struct args args,
	struct collection *out)
{
	struct rows rows;

	TRY(db_list(db, mem, query, args, &rows));
	out->lines = arena_array(mem, rows.count, sizeof *out->lines);
	out->line_count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->lines[i] = line_of(mem, rows.at[i]);
	return OK;
}

static enum err read_state(struct db *db, struct arena *mem, struct collection *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_INDEX_STATE, NO_ARGS, &row));
	out->revision = row_int(row, "revision");
	out->unlisted = row_int(row, "unlisted");
	return OK;
}

enum err collection_read(struct db *db, struct arena *mem, bool keep, struct collection *out)
{
	struct args every = ARGS(db_int(INT64_MIN), db_int(INT64_MAX));

	*out = (struct collection){0};
	/* The first query fixes the moment that all the others read (REPEATABLE READ). */
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(read_state(db, mem, out));
	TRY(read_reference(db, mem, out));
	TRY(read_codes(db, mem, out));
	TRY(read_cpv_neighbours(db, mem, out));
	TRY(collection_read_weights(db, mem, out));
	TRY(read_enterprises(db, mem, Q_INDEX_ENTERPRISES, every, out));
	TRY(read_all_offerings(db, mem, out));
	TRY(read_lines(db, mem, Q_INDEX_LINES, NO_ARGS, out));
	if (keep)
		index_kept_note(db, out->revision, &out->name);
	return tx_commit(&tx);
}

/* ---- changes ---- */

static enum err read_changes(struct db *db, struct arena *mem, struct args since, struct collection *out,
	bool *all)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_INDEX_CHANGES, since, &rows));
	out->changed_enterprises = arena_array(mem, rows.count + 1, sizeof(int64_t));
	out->changed_lines = arena_array(mem, rows.count + 1, sizeof(int64_t));
	for (size_t i = 0; i < rows.count; i++) {
		const char *kind = row_text(rows.at[i], "kind");
		int64_t id = row_int(rows.at[i], "thing_id");
		if (text_equal(kind, "enterprise"))
			out->changed_enterprises[out->changed_enterprise_count++] = id;
		else if (text_equal(kind, "line"))
			out->changed_lines[out->changed_line_count++] = id;
		else
			*all = true;
	}
	return OK;
}

enum err collection_read_changes(struct db *db, struct arena *mem, int64_t since, struct collection *out,
	bool *all)
{
	struct args after = ARGS(db_int(since));

	*out = (struct collection){0};
	*all = false;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(read_state(db, mem, out));
	TRY(read_changes(db, mem, after, out, all));
	if (!*all) {
		TRY(read_enterprises(db, mem, Q_INDEX_CHANGED_ENTERPRISES, after, out));
		TRY(read_offerings(db, mem, Q_INDEX_CHANGED_OFFERINGS, after, out));
		TRY(read_lines(db, mem, Q_INDEX_CHANGED_LINES, after, out));
	}
	return tx_commit(&tx);
}

enum err collection_read_enterprise(struct db *db, struct arena *mem, int64_t id,
	struct collection *out)
{
	struct args only = ARGS(db_int(id), db_int(id));

	*out = (struct collection){0};
	TRY(read_enterprises(db, mem, Q_INDEX_ENTERPRISES, only, out));
	if (out->enterprise_count == 0)
		return NOT_FOUND;
	return read_offerings(db, mem, Q_INDEX_ENTERPRISE_OFFERINGS, ARGS(db_int(id)), out);
}
