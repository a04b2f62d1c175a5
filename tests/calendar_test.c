/* SPDX-License-Identifier: MPL-2.0 */
/* Calendar files: what RFC 5545 says of lines, escapes and days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/calendar.h"

static const char *written(struct buffer *out, const char *summary, const char *text)
{
	calendar_begin(out, CALENDAR_PUBLISH, "Kolding Kommune");
	calendar_add(out, &(struct calendar_day){
		.uid = "line-1-tender@torv.example",
		.date = day_from(2027, 12, 31),
		.changed_at = 1800000000,
		.summary = summary,
		.text = text,
		.url = "https://torv.example/lines/1",
	});
	calendar_end(out);
	return out->bytes;
}

static void a_day_ends_where_the_next_begins(void **state)
{
	OWNED(buffer_close) struct buffer out = {0};
	const char *file = written(&out, "Kantine", "");

	(void)state;
	assert_non_null(strstr(file, "DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101\r\n"));
	assert_non_null(strstr(file, "DTSTAMP:20270115T080000Z\r\n"));
	assert_null(strstr(file, "DESCRIPTION"));
}

static void what_parts_values_is_escaped_and_no_text_begins_a_line_of_its_own(void **state)
{
	OWNED(buffer_close) struct buffer out = {0};
	const char *file = written(&out, "a,b;c\\d", "En\nEND:VEVENT\r\nto");

	(void)state;
	assert_non_null(strstr(file, "SUMMARY:a\\,b\\;c\\\\d\r\n"));
	assert_non_null(strstr(file, "DESCRIPTION:En\\nEND:VEVENT\\nto\r\n"));
}

/* The whole with its folds undone. */
static void unfold(const char *file, char *out)
{
	for (; *file != '\0'; file++) {
		if (strncmp(file, "\r\n ", 3) == 0)
			file += 2;
		else
			*out++ = *file;
	}
	*out = '\0';
}

static void no_line_is_longer_than_75_octets_and_no_character_is_cut(void **state)
{
	OWNED(buffer_close) struct buffer out = {0};
	char summary[402] = "", plain[2000];

	(void)state;
	for (size_t start = 0; start < 4; start++) {
		buffer_close(&out);
		out = (struct buffer){0};
		memset(summary, 'x', start);
		summary[start] = '\0';
		for (size_t i = 0; i < 60; i++)
			strcat(summary, i % 3 == 0 ? "€" : "æ");
		const char *file = written(&out, summary, "");
		for (const char *line = file; *line != '\0';) {
			size_t length = strcspn(line, "\r");
			assert_true(length <= 75);
			assert_true(text_is_utf8(line, length));
			assert_int_equal(line[length + 1], '\n');
			line += length + 2;
		}
		unfold(file, plain);
		assert_non_null(strstr(plain, summary));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_ends_where_the_next_begins),
		cmocka_unit_test(what_parts_values_is_escaped_and_no_text_begins_a_line_of_its_own),
		cmocka_unit_test(no_line_is_longer_than_75_octets_and_no_character_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
