/* SPDX-License-Identifier: MPL-2.0 */
/*
 * CPV lists from files: which form it is, the table in text, and the checks that hold for every form.
 * The two XML forms are in cpv_xml.c.
 */
#include "export/cpv_file.h"

#include <stdlib.h>
#include <string.h>

#include "export/cpv_reading.h"
#include "lib/tsv.h"

const char *cpv_format_name(enum cpv_format format)
{
	static const char *const names[] = {
		[CPV_FORMAT_TABLE] = "table in text",
		[CPV_FORMAT_GENERICODE] = "genericode",
		[CPV_FORMAT_2008] = "CPV 2008 XML",
	};

	return names[format];
}

void cpv_reading_fault(struct cpv_reading *reading, size_t line, const char *text)
{
	reading->wrong++;
	file_fault_add(reading->faults, reading->file, line, "%s", text);
}

/* A name as Torv keeps it; false, and noted, when it cannot be kept. NULL and "" are no name. */
static bool tidy_name(struct cpv_reading *reading, const char *given, size_t line, const char **out)
{
	const char *name;

	*out = NULL;
	if (given == NULL)
		return true;
	name = text_tidy_line(reading->mem, given, strlen(given));
	if (name == NULL) {
		cpv_reading_fault(reading, line, "a name that is not UTF-8");
		return false;
	}
	if (text_length(name) > CPV_NAME_LIMIT) {
		cpv_reading_fault(reading, line, "a name of more than 400 characters");
		return false;
	}
	*out = name[0] == '\0' ? NULL : name;
	return true;
}

void cpv_reading_add(struct cpv_reading *reading, const char *code, const char *const names[LANGUAGES],
	size_t line)
{
	struct cpv_found found = {.line = line};
	char parsed[CPV_CODE_SIZE];
	bool named = false;

	if (!cpv_code_parse(code, parsed)) {
		cpv_reading_fault(reading, line, "no CPV code: 8 digits, perhaps with a check digit");
		return;
	}
	for (int i = 0; i < LANGUAGES; i++) {
		if (!tidy_name(reading, names[i], line, &found.entry.names[i]))
			return;
		named |= found.entry.names[i] != NULL;
	}
	if (!named) {
		cpv_reading_fault(reading, line, "a code without a name in Danish, English or Dutch");
		return;
	}
	if (reading->found.length / sizeof found >= CPV_CODES_LIMIT) {
		cpv_reading_fault(reading, line, "more codes than a CPV list can have");
		reading->too_many = true;
		return;
	}
	found.entry.code = arena_text(reading->mem, parsed);
	buffer_add(&reading->found, &found, sizeof found);
}

static void read_table(struct cpv_reading *reading, const char *bytes, size_t size)
{
	static const char *const columns[] = {"code", "name_da", "name_en", "name_nl"};
	struct tsv table;

	if (tsv_parse(reading->mem, reading->file, bytes, size, columns, 4, reading->faults, &table) != OK)
		reading->wrong++;
	for (size_t i = 0; i < table.rows && !reading->too_many; i++) {
		const char *const names[LANGUAGES] = {
			[DANISH] = table.at[i][1],
			[ENGLISH] = table.at[i][2],
			[DUTCH] = table.at[i][3],
		};

		cpv_reading_add(reading, table.at[i][0], names, table.lines[i]);
	}
}

/* XML begins with "<", after a mark of its encoding perhaps; UTF-16 is always XML here. */
static bool is_xml(const char *bytes, size_t size)
{
	size_t at = 0;

	if (size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return true;
	if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		at = 3;
	while (at < size && strchr(" \t\r\n", bytes[at]) != NULL && bytes[at] != '\0')
		at++;
	return at < size && bytes[at] == '<';
}

static int by_code_then_line(const void *a, const void *b)
{
	const struct cpv_found *x = *(const struct cpv_found *const *)a,
			       *y = *(const struct cpv_found *const *)b;
	int order = strcmp(x->entry.code, y->entry.code);

	return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* Notes each code that stood there before. */
static void find_twice(struct cpv_reading *reading, const struct cpv_found *found, size_t count)
{
	const struct cpv_found **sorted = arena_array(reading->mem, count, sizeof *sorted);

	for (size_t i = 0; i < count; i++)
		sorted[i] = &found[i];
	if (count > 1)
		qsort(sorted, count, sizeof *sorted, by_code_then_line);
	for (size_t i = 1; i < count; i++)
		if (strcmp(sorted[i - 1]->entry.code, sorted[i]->entry.code) == 0)
			cpv_reading_fault(reading, sorted[i]->line,
				arena_printf(reading->mem, "code %s stands on line %zu already",
					sorted[i]->entry.code, sorted[i - 1]->line));
}

enum err cpv_file_parse(struct arena *mem, const char *file, const char *bytes, size_t size,
	struct file_faults *faults, struct cpv_file *out)
{
	struct cpv_reading reading = {.mem = mem, .file = file, .faults = faults};
	const struct cpv_found *found;
	size_t count;

	*out = (struct cpv_file){.format = CPV_FORMAT_TABLE};
	if (is_xml(bytes, size))
		cpv_xml_parse(&reading, bytes, size, &out->format);
	else
		read_table(&reading, bytes, size);

	count = reading.found.length / sizeof *found;
	found = arena_copy(mem, reading.found.bytes, reading.found.length);
	buffer_close(&reading.found);
	find_twice(&reading, found, count);
	if (count == 0 && reading.wrong == 0)
		cpv_reading_fault(&reading, 0, "no CPV code in it");
	if (reading.too_many)
		return TOO_LARGE;
	if (reading.wrong > 0)
		return INVALID;

	out->entries = arena_array(mem, count, sizeof *out->entries);
	for (size_t i = 0; i < count; i++)
		out->entries[i] = found[i].entry;
	out->count = count;
	return OK;
}

enum err cpv_file_read(struct arena *mem, const char *path, struct file_faults *faults,
	struct cpv_file *out)
{
	char *bytes;
	size_t size;

	TRY(file_read(mem, path, CPV_FILE_LIMIT, faults, &bytes, &size));
	return cpv_file_parse(mem, path, bytes, size, faults, out);
}
