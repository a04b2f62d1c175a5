/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Reading demands and offers. The bytes are mended first (rank_mend.h), so that lib/tsv.h can read what spreadsheets
 * and scripts write.
 */
#include "export/rank_file.h"

#include <stdlib.h>
#include <string.h>

#include "export/rank_field.h"
#include "export/rank_mend.h"
#include "export/rank_plain.h"
#include "lib/string_table.h"
#include "lib/place_name.h"
#include "lib/text.h"
#include "lib/tsv.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { ID, TITLE, TEXT, CPV, MUNICIPALITY, LANGUAGE };

static const char *const columns[] = {
	[ID] = "id", [TITLE] = "title", [TEXT] = "text", [CPV] = "cpv", [MUNICIPALITY] = "municipality",
	[LANGUAGE] = "language"};

struct rank_reading {
	struct arena *mem;
	const struct collection *places;
	const char **place_names; /* their keys (place_name.h) */
	enum language language; /* when none is told */
	struct file_faults *faults;
	struct tsv table;
	size_t wrong; /* faults for which the file is refused */
};

static void key_place_names(struct rank_reading *reading)
{
	const struct collection *places = reading->places;

	reading->place_names = arena_array(reading->mem, places->place_count, sizeof *reading->place_names);
	for (size_t i = 0; i < places->place_count; i++)
		reading->place_names[i] = place_name_key(reading->mem, places->places[i].name);
}

/* Excel's own files: a ZIP archive, and the compound file that it was before. */
static bool is_workbook(const char *bytes, size_t size)
{
	return size >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "\xd0\xcf\x11\xe0", 4) == 0);
}

static enum err parse_text(struct rank_reading *reading, const char *file, const char *bytes, size_t size)
{
	OWNED(buffer_close) struct buffer plain = {0}, mended = {0};
	struct rank_mending mending = {.file = file, .optional = columns + TEXT, .optional_count = COUNT(columns) - TEXT,
		.faults = reading->faults, .out = &mended};

	key_place_names(reading);
	rank_plain(file, bytes, size, reading->faults, &plain);
	rank_mend(&mending, plain.bytes == NULL ? "" : plain.bytes, plain.length);
	reading->wrong += mending.refused;
	return tsv_parse(reading->mem, file, mended.bytes == NULL ? "" : mended.bytes, mended.length,
		columns, COUNT(columns), reading->faults, &reading->table);
}

static enum err parse(struct rank_reading *reading, const char *file, const char *bytes, size_t size)
{
	if (is_workbook(bytes, size)) {
		file_fault_add(reading->faults, file, 0, "a workbook, not a text: save it as Unicode text or as CSV");
		return INVALID;
	}
	TRY(parse_text(reading, file, bytes, size));
	if (reading->table.rows == 0)
		file_fault_add(reading->faults, file, 0, "passed over, there is nothing below the header");
	return OK;
}

/* ---- fields ---- */

static void fault(struct rank_reading *reading, size_t row, const char *what, const char *value)
{
	file_fault_add(reading->faults, reading->table.file, reading->table.lines[row], "%s: \"%s\"", what,
		text_shorten(reading->mem, value, 60));
}

/* What is left of a text with line breaks that was cut at them, for instance: no match could come of it. */
static bool says_nothing(struct rank_reading *reading, size_t row)
{
	const char *const *fields = reading->table.at[row];

	return text_is_blank(fields[TITLE]) && text_is_blank(fields[TEXT]) && text_is_blank(fields[CPV]);
}

/* Rows come from notices and lists that others wrote: what one of its fields cannot tell is said, and the row is
 * ranked by the others. */
static void pass_over(struct rank_reading *reading, size_t row, const char *what, const char *value)
{
	fault(reading, row, arena_printf(reading->mem, "passed over, %s", what), value);
}

static bool is_empty(const struct rank_reading *reading, size_t row)
{
	for (size_t i = 0; i < COUNT(columns); i++)
		if (!text_is_blank(reading->table.at[row][i]))
			return false;
	return true;
}

/* Nothing in it that could be matched. */
static bool is_left_out(struct rank_reading *reading, size_t row)
{
	const char *id = reading->table.at[row][ID];

	if (is_empty(reading, row))
		return true;
	if (text_is_blank(id) || !says_nothing(reading, row))
		return false;
	pass_over(reading, row, "neither title nor text", id);
	return true;
}

static enum language language_of(struct rank_reading *reading, size_t row)
{
	const char *text = reading->table.at[row][LANGUAGE];

	enum language language = reading->language;

	if (!text_is_blank(text) && !rank_language_parse(text, &language))
		pass_over(reading, row, "not da, en or nl", text);
	return language;
}

/* "621" is 0621: spreadsheets take zeros away. */
static bool is_place_code(const char *text, const char *code)
{
	return text_equal(text, code) || (code[0] == '0' && text_equal(text, code + 1));
}

/* NULL when none is told. */
static const char *place_of(struct rank_reading *reading, size_t row)
{
	const char *text = text_tidy_line(reading->mem, reading->table.at[row][MUNICIPALITY],
		strlen(reading->table.at[row][MUNICIPALITY]));
	const struct collection *places = reading->places;

	if (text_is_blank(text))
		return NULL;
	const char *asked = place_name_key(reading->mem, text);
	for (size_t i = 0; i < places->place_count; i++)
		if (is_place_code(text, places->places[i].code) || place_name_is(asked, reading->place_names[i]))
			return places->places[i].code;
	pass_over(reading, row, "not a municipality", text);
	return NULL;
}

/* A list of codes; `joined`, when wanted, the same parted by blanks. */
static const char *const *codes_of(struct rank_reading *reading, size_t row, size_t *count,
	const char **joined)
{
	const char *text = reading->table.at[row][CPV];
	const char **list = arena_array(reading->mem, strlen(text) / 2 + 1, sizeof *list), *one;
	OWNED(buffer_close) struct buffer all = {0};
	char code[CPV_CODE_SIZE];

	*count = 0;
	while ((one = rank_code_next(reading->mem, &text)) != NULL) {
		if (!rank_code_parse(one, code)) {
			pass_over(reading, row, "not a CPV code", one);
			continue;
		}
		buffer_printf(&all, "%s%s", *count == 0 ? "" : " ", code);
		list[(*count)++] = arena_text(reading->mem, code);
	}
	if (joined != NULL)
		*joined = all.bytes == NULL ? "" : arena_text(reading->mem, all.bytes);
	return list;
}

static const char *id_of(struct rank_reading *reading, size_t row)
{
	const char *id = reading->table.at[row][ID];

	if (text_is_blank(id)) {
		fault(reading, row, "no id", reading->table.at[row][TITLE]);
		reading->wrong++;
	}
	return id;
}

/* ---- the two files ---- */

/* A purchase is one row: of two with one id nobody could tell which a match is for. */
struct seen_ids {
	struct string_table ids;
	size_t *lines; /* by number in ids */
};

static void seen_ids_close(struct seen_ids *seen)
{
	string_table_close(&seen->ids);
}

static void refuse_twice(struct rank_reading *reading, size_t row, struct seen_ids *seen)
{
	const char *id = reading->table.at[row][ID];

	if (text_is_blank(id)) /* which is told by itself */
		return;
	uint32_t before = seen->ids.count, number = string_table_add(&seen->ids, id);

	if (number >= before) {
		seen->lines[number] = reading->table.lines[row];
		return;
	}
	file_fault_add(reading->faults, reading->table.file, reading->table.lines[row],
		"the id \"%s\" stands on line %zu already: each demand has its own", text_shorten(reading->mem, id, 60),
		seen->lines[number]);
	reading->wrong++;
}

enum err rank_demands_parse(struct arena *mem, const char *file, const char *bytes, size_t size,
	const struct collection *places, enum language language, struct file_faults *faults,
	struct rank_demands *out)
{
	struct rank_reading reading = {
		.mem = mem, .places = places, .language = language, .faults = faults};

	TRY(parse(&reading, file, bytes, size));
	OWNED(seen_ids_close) struct seen_ids seen = {.lines = arena_array(mem, reading.table.rows, sizeof *seen.lines)};
	*out = (struct rank_demands){arena_array(mem, reading.table.rows, sizeof *out->at), 0};
	for (size_t row = 0; row < reading.table.rows; row++) {
		if (is_left_out(&reading, row))
			continue;
		refuse_twice(&reading, row, &seen);
		struct rank_demand *one = &out->at[out->count++];
		*one = (struct rank_demand){.id = id_of(&reading, row),
			.demand = {
				.title = rank_text(mem, reading.table.at[row][TITLE]),
				.text = rank_text(mem, reading.table.at[row][TEXT]),
				.language = language_of(&reading, row),
				.value_dkk = -1,
				.municipality_code = place_of(&reading, row),
				.contract_starts = NO_DAY,
			}};
		one->demand.cpv = codes_of(&reading, row, &one->demand.cpv_count, NULL);
	}
	return reading.wrong > 0 ? INVALID : OK;
}

/* Offers in the order of their ids, so that those of one enterprise stand together. */
struct offer {
	const char *id;
	size_t row;
};

static int by_id(const void *a, const void *b)
{
	const struct offer *left = a, *right = b;
	int order = strcmp(left->id, right->id);

	return order != 0 ? order : left->row < right->row ? -1 : left->row > right->row;
}

static size_t sorted_offers(struct rank_reading *reading, struct offer **out)
{
	size_t count = 0;

	*out = arena_array(reading->mem, reading->table.rows, sizeof **out);
	for (size_t row = 0; row < reading->table.rows; row++)
		if (!is_left_out(reading, row))
			(*out)[count++] = (struct offer){id_of(reading, row), row};
	if (count > 1)
		qsort(*out, count, sizeof **out, by_id);
	return count;
}

static struct collection_offering offering_of(struct rank_reading *reading, size_t row, size_t number)
{
	struct collection_offering offering = {
		.enterprise_id = (int64_t)number,
		.title = rank_text(reading->mem, reading->table.at[row][TITLE]),
		.text = rank_text(reading->mem, reading->table.at[row][TEXT]),
		.language = language_of(reading, row),
		.capacity_dkk = -1,
		.lead_time_days = -1,
		.areas = AREAS_UNTOLD,
	};
	size_t count;

	codes_of(reading, row, &count, &offering.cpv_codes);
	return offering;
}

enum err rank_offers_parse(struct arena *mem, const char *file, const char *bytes, size_t size,
	enum language language, struct file_faults *faults, struct collection *collection,
	const char *const **ids)
{
	struct rank_reading reading = {
		.mem = mem, .places = collection, .language = language, .faults = faults};
	struct offer *offers;

	TRY(parse(&reading, file, bytes, size));
	size_t count = sorted_offers(&reading, &offers);
	const char **names = arena_array(mem, count, sizeof *names);
	collection->enterprises = arena_array(mem, count, sizeof *collection->enterprises);
	collection->offerings = arena_array(mem, count, sizeof *collection->offerings);
	collection->enterprise_count = 0;
	collection->offering_count = count;
	for (size_t i = 0; i < count; i++) {
		size_t row = offers[i].row;
		const char *place = place_of(&reading, row); /* an offer's further rows may be wrong, too */
		if (i == 0 || strcmp(offers[i].id, offers[i - 1].id) != 0) {
			size_t number = collection->enterprise_count++;
			names[number] = offers[i].id;
			collection->enterprises[number] = (struct collection_enterprise){
				.id = (int64_t)number + 1, .name = "", .pitch = "", .description = "",
				.municipality_code = place,
				.employees = -1, .employees_target_group = -1};
		}
		collection->offerings[i] = offering_of(&reading, row, collection->enterprise_count);
	}
	*ids = names;
	return reading.wrong > 0 ? INVALID : OK;
}
