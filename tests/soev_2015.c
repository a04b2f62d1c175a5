/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/soev_2015.h"

#include <stdio.h>
#include <string.h>

#include "lib/text.h"

/* The next field of a line whose fields are parted by tabs; ends it in place. */
static char *field(char **line)
{
	char *start = *line, *end = start + strcspn(start, "\t\n");

	*line = *end == '\0' ? end : end + 1;
	*end = '\0';
	return start;
}

static int number(char **line)
{
	int64_t value;

	assert_true(text_to_int(field(line), 0, 100, &value));
	return (int)value;
}

void soev_2015_read(struct house *house, struct soev_2015 rows[SOEV_2015_ROWS])
{
	FILE *file = fopen(shared_path(house, "data/soev_2015.tsv"), "re");
	char line[200];
	size_t count = 0;

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file)); /* the headings */
	while (fgets(line, sizeof line, file) != NULL) {
		char *at = line;
		assert_true(count < SOEV_2015_ROWS);
		struct soev_2015 *row = &rows[count++];
		row->code = arena_text(house->mem, field(&at));
		row->name = arena_text(house->mem, field(&at));
		row->total = number(&at);
		row->registered = number(&at);
		row->established = number(&at);
		row->on_the_way = number(&at);
	}
	fclose(file);
	assert_int_equal(count, SOEV_2015_ROWS);
}

static void happens(struct house *house, int64_t id, enum enterprise_event_kind kind, day on)
{
	assert_int_equal(enterprise_event_add(house->db, id,
		&(struct enterprise_event){.kind = kind, .happened_on = on}), OK);
}

/* A municipality that the fixture does not have. Its place on the map does not matter here. */
static void given_place(struct house *house, const struct soev_2015 *row)
{
	house_sql(house, "INSERT IGNORE INTO municipality (code, name, slug, region_code, nuts3, latitude, longitude)"
		" VALUES ('%s', '%s', '%s', '1083', 'DK032', 56, 9.5)",
		row->code, row->name, text_slug(house->mem, row->name));
}

static void load_row(struct house *house, const struct soev_2015 *row)
{
	int gone = row->established > row->total ? row->established - row->total : 0;
	int seated = row->total + gone, count = seated + row->on_the_way;

	given_place(house, row);
	for (int i = 0; i < count; i++) {
		int64_t id = given_enterprise(house,
			arena_printf(house->mem, "%s %d", row->name, i + 1), row->code);
		if (i >= seated) {
			happens(house, id, EVENT_ON_THE_WAY, day_from(2015, 5, 1));
			continue;
		}
		bool in_2015 = i >= seated - row->established;
		happens(house, id, EVENT_ESTABLISHED, in_2015 ? day_from(2015, 1, 1) : day_from(2012, 1, 1));
		if (i < row->registered)
			happens(house, id, EVENT_REGISTERED, day_from(2015, 6, 1));
		if (i >= row->total)
			happens(house, id, EVENT_CLOSED, day_from(2015, 10, 1));
	}
}

void soev_2015_load(struct house *house, const struct soev_2015 rows[SOEV_2015_ROWS])
{
	for (size_t i = 0; i < SOEV_2015_ROWS; i++)
		load_row(house, &rows[i]);
}
