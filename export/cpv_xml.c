/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The two XML forms of the CPV, read by expat as a stream:
 *
 *	genericode   <gc:CodeList> … <SimpleCodeList><Row><Value ColumnRef="code"><SimpleValue>…
 *	CPV 2008     <CPV_CODE><CPV CODE="03000000-1"><TEXT LANG="DA">…
 *
 * Both come down to the same three events: an item begins (Row, CPV), a text of the item is read
 * (its code, or its name in one of our languages), the item ends. A file that defines entities is
 * refused, for they can make a small file endlessly large; nothing outside the file is ever read.
 */
#include <expat.h>
#include <string.h>
#include <strings.h>

#include "export/cpv_reading.h"

#define DEEPEST 32          /* elements within each other; the real ones have 5 */
#define TEXT_LIMIT 4000     /* bytes of one text; a name has at most 400 characters */
#define AT_ONCE (1u << 20)  /* bytes given to expat in one call */

enum what { NOTHING, ITS_CODE, ITS_NAME };

struct reader {
	struct cpv_reading *reading;
	XML_Parser parser;
	enum cpv_format format;
	size_t depth;
	bool rooted; /* the root element was one of ours */
	bool gave_up;

	/* the item that is being read */
	bool in_item;
	size_t line;
	char *code;
	const char *names[LANGUAGES];

	/* the text that is being read: what it will be, and in which language */
	enum what column; /* of a genericode Value, until its SimpleValue comes */
	enum what target;
	enum language language;
	bool fallback; /* a name that counts only when the language has no other */
	struct buffer text;
};

static size_t line_of(const struct reader *reader)
{
	return (size_t)XML_GetCurrentLineNumber(reader->parser);
}

/* Notes why and reads no further. */
static void give_up(struct reader *reader, const char *why)
{
	if (reader->gave_up)
		return;
	cpv_reading_fault(reader->reading, line_of(reader), why);
	reader->gave_up = true;
	XML_StopParser(reader->parser, XML_FALSE);
}

static const char *local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
	for (; attributes[0] != NULL; attributes += 2)
		if (strcmp(local_name(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

static void begin_item(struct reader *reader, const char *code)
{
	reader->in_item = true;
	reader->line = line_of(reader);
	reader->code = code == NULL ? NULL : arena_text(reader->reading->mem, code);
	for (int i = 0; i < LANGUAGES; i++)
		reader->names[i] = NULL;
}

static void end_item(struct reader *reader)
{
	reader->in_item = false;
	if (reader->code == NULL)
		cpv_reading_fault(reader->reading, reader->line, "an entry without a code");
	else
		cpv_reading_add(reader->reading, reader->code, reader->names, reader->line);
	if (reader->reading->too_many) {
		reader->gave_up = true;
		XML_StopParser(reader->parser, XML_FALSE);
	}
}

/* What a genericode column holds. The EU's files name them code, Name (English) and dan_label; other
 * languages are passed over. */
static void choose_column(struct reader *reader, const char *id)
{
	static const struct {
		const char *id;
		enum what what;
		enum language language;
		bool fallback;
	} columns[] = {
		{"code", ITS_CODE, ENGLISH, false},
		{"Name", ITS_NAME, ENGLISH, true},
		{"dan_label", ITS_NAME, DANISH, false},
		{"eng_label", ITS_NAME, ENGLISH, false},
		{"nld_label", ITS_NAME, DUTCH, false},
	};

	reader->column = NOTHING;
	if (id == NULL) {
		cpv_reading_fault(reader->reading, line_of(reader), "a Value without a ColumnRef");
		return;
	}
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (strcmp(columns[i].id, id) == 0) {
			reader->column = columns[i].what;
			reader->language = columns[i].language;
			reader->fallback = columns[i].fallback;
		}
}

static void begin_genericode(struct reader *reader, const char *name, const char **attributes)
{
	if (strcmp(name, "Row") == 0) {
		begin_item(reader, NULL);
	} else if (reader->in_item && strcmp(name, "Value") == 0) {
		choose_column(reader, attribute(attributes, "ColumnRef"));
	} else if (reader->in_item && strcmp(name, "SimpleValue") == 0) {
		reader->target = reader->column;
		reader->column = NOTHING;
	}
}

static void begin_2008(struct reader *reader, const char *name, const char **attributes)
{
	static const char *const codes[LANGUAGES] = {[DANISH] = "DA", [ENGLISH] = "EN", [DUTCH] = "NL"};
	const char *language = attribute(attributes, "LANG");

	if (strcmp(name, "CPV") == 0)
		begin_item(reader, attribute(attributes, "CODE"));
	if (!reader->in_item || strcmp(name, "TEXT") != 0 || language == NULL)
		return;
	for (int i = 0; i < LANGUAGES; i++)
		if (strcasecmp(codes[i], language) == 0) {
			reader->target = ITS_NAME;
			reader->language = (enum language)i;
			reader->fallback = false;
		}
}

static void begin_root(struct reader *reader, const char *name)
{
	if (strcmp(name, "CodeList") == 0)
		reader->format = CPV_FORMAT_GENERICODE;
	else if (strcmp(name, "CPV_CODE") == 0)
		reader->format = CPV_FORMAT_2008;
	else
		give_up(reader, "neither a genericode list nor the CPV of 2008");
	reader->rooted = true;
}

static void XMLCALL on_begin(void *arg, const char *qualified, const char **attributes)
{
	struct reader *reader = arg;
	const char *name = local_name(qualified);

	reader->target = NOTHING;
	buffer_close(&reader->text);
	if (++reader->depth > DEEPEST)
		give_up(reader, "elements within elements, too deep");
	else if (!reader->rooted)
		begin_root(reader, name);
	else if (reader->format == CPV_FORMAT_GENERICODE)
		begin_genericode(reader, name, attributes);
	else
		begin_2008(reader, name, attributes);
}

static void XMLCALL on_text(void *arg, const char *text, int length)
{
	struct reader *reader = arg;

	if (reader->target == NOTHING)
		return;
	buffer_add(&reader->text, text, (size_t)length);
	if (reader->text.length > TEXT_LIMIT)
		give_up(reader, "a text that is far too long for a name");
}

/* Keeps the text that has just ended. */
static void keep_text(struct reader *reader)
{
	char *text = arena_text_n(reader->reading->mem,
		reader->text.bytes != NULL ? reader->text.bytes : "", reader->text.length);

	if (reader->target == ITS_CODE) {
		reader->code = text_tidy_line(reader->reading->mem, text, strlen(text));
	} else if (!reader->fallback || reader->names[reader->language] == NULL) {
		reader->names[reader->language] = text;
	}
}

static void XMLCALL on_end(void *arg, const char *qualified)
{
	struct reader *reader = arg;
	const char *name = local_name(qualified);
	const char *item = reader->format == CPV_FORMAT_GENERICODE ? "Row" : "CPV";

	reader->depth--;
	if (reader->target != NOTHING)
		keep_text(reader);
	reader->target = NOTHING;
	buffer_close(&reader->text);
	if (reader->in_item && strcmp(name, item) == 0)
		end_item(reader);
}

static void XMLCALL on_entity(void *arg, const char *name, int is_parameter, const char *value,
	int length, const char *base, const char *system, const char *public, const char *notation)
{
	(void)name, (void)is_parameter, (void)value, (void)length;
	(void)base, (void)system, (void)public, (void)notation;
	give_up(arg, "the file defines entities, which no CPV list needs");
}

/* Gives expat the bytes; its own complaint is a fault unless we stopped it. */
static void feed(struct reader *reader, const char *bytes, size_t size)
{
	size_t at = 0;

	do {
		size_t part = size - at < AT_ONCE ? size - at : AT_ONCE;
		bool last = at + part == size;

		if (XML_Parse(reader->parser, bytes + at, (int)part, last) == XML_STATUS_ERROR) {
			if (!reader->gave_up)
				cpv_reading_fault(reader->reading, line_of(reader),
					XML_ErrorString(XML_GetErrorCode(reader->parser)));
			return;
		}
		at += part;
	} while (at < size);
}

void cpv_xml_parse(struct cpv_reading *reading, const char *bytes, size_t size, enum cpv_format *format)
{
	struct reader reader = {.reading = reading, .format = CPV_FORMAT_GENERICODE};

	reader.parser = XML_ParserCreate(NULL);
	if (reader.parser == NULL) {
		cpv_reading_fault(reading, 0, "no memory for reading XML");
		return;
	}
	XML_SetUserData(reader.parser, &reader);
	XML_SetElementHandler(reader.parser, on_begin, on_end);
	XML_SetCharacterDataHandler(reader.parser, on_text);
	XML_SetEntityDeclHandler(reader.parser, on_entity);
	feed(&reader, bytes, size);
	XML_ParserFree(reader.parser);
	buffer_close(&reader.text);
	*format = reader.format;
}
