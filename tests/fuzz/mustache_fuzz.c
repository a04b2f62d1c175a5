/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Any template: the input is a template and, after a line of three hyphens, the partial that every
 * name of a partial finds. The first byte chooses plain text or HTML, with translations or without.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/mustache.h"
#include "tests/fuzz/fuzz.h"

static const char model[] = "{\"a\": {\"b\": {\"c\": 1.5}, \"n\": null}, \"l\": [{\"x\": \"<&>\"}], "
	"\"e\": [], \"t\": true, \"s\": \"text\\nof two lines\", \"one\": 1, \"many\": 7}";

static const char *echo(void *context, const char *text)
{
	(void)context;
	return text;
}

static const char *echo_count(void *context, const char *one, const char *many, int64_t count)
{
	(void)context;
	return count == 1 ? one : many;
}

static void count_name(void *context, const char *name)
{
	*(size_t *)context += strlen(name);
}

static const struct mustache *find(void *context, const char *name)
{
	(void)name;
	return context;
}

static struct mustache *parsed(const char *text, const struct mustache_setup *setup)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct mustache *template = NULL;
	const char *problem = NULL;
	enum err err = mustache_parse(text, setup, mem, &template, &problem);

	if ((err == OK) != (template != NULL) || (err == INVALID) != (problem != NULL))
		abort();
	return template;
}

static void render(const struct mustache *template, const struct mustache *partial)
{
	size_t unknown = 0;
	OWNED(buffer_close) struct buffer out = {0};
	struct mustache_render how = {
		.find = find,
		.find_context = (void *)(uintptr_t)partial,
		.unknown = count_name,
		.unknown_context = &unknown,
	};
	json_t *data = json_loads(model, 0, NULL);
	enum err err = mustache_render(template, data, &how, &out);

	if (err != OK && err != FAILED)
		abort();
	json_decref(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (size == 0)
		return 0;
	OWNED(arena_close) struct arena *mem = arena_open();
	struct mustache_setup setup = {.html = (bytes[0] & 1) != 0};
	if ((bytes[0] & 2) != 0) {
		setup.translate = echo;
		setup.translate_count = echo_count;
	}
	char *text = arena_text_n(mem, (const char *)bytes + 1, size - 1);
	char *second = strstr(text, "\n---\n");
	if (second != NULL) {
		*second = '\0';
		second += 5;
	}
	OWNED(mustache_close) struct mustache *template = parsed(text, &setup);
	OWNED(mustache_close) struct mustache *partial = second == NULL ? NULL : parsed(second, &setup);
	if (template != NULL)
		render(template, partial);
	return 0;
}
