/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Reads a directory of templates and finds among them. Faults are collected: whoever starts a program
 * sees all of them at once.
 */
#include "lib/templates.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/log.h"
#include "lib/tsv.h" /* file_read */

enum { LARGEST_TEMPLATE = 1024 * 1024 };

struct template {
	const char *name; /* with its ending */
	struct mustache *parsed[LANGUAGES];
};

struct templates {
	struct arena *mem;
	bool strict;
	size_t count, room;
	struct template *at; /* sorted by name */
};

/* What translating while parsing needs. */
struct speaker {
	const struct catalogues *catalogues;
	enum language language;
};

static const char *say(void *context, const char *text)
{
	const struct speaker *speaker = context;

	return translate(speaker->catalogues, speaker->language, text);
}

static const char *say_count(void *context, const char *one, const char *many, int64_t count)
{
	const struct speaker *speaker = context;

	return translate_count(speaker->catalogues, speaker->language, one, many, count);
}

static bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name);

	return length > strlen(ending) && strcmp(name + length - strlen(ending), ending) == 0;
}

static enum err parse(const struct catalogues *catalogues, const char *path, struct template *template)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	char *text;
	size_t size;
	enum err err = OK;

	TRY(file_read(mem, path, LARGEST_TEMPLATE, NULL, &text, &size));
	if (!text_is_utf8(text, size)) {
		log_error("%s: not UTF-8", path);
		return FAILED;
	}
	for (int i = 0; i < LANGUAGES; i++) {
		struct speaker speaker = {catalogues, (enum language)i};
		struct mustache_setup setup = {
			.translate = say,
			.translate_count = say_count,
			.translate_context = &speaker,
			.html = ends_in(template->name, ".html"),
		};
		const char *problem;
		if (mustache_parse(text, &setup, mem, &template->parsed[i], &problem) == OK)
			continue;
		log_error("%s (%s): %s", path, language_code(speaker.language), problem);
		err = FAILED;
	}
	return err;
}

static struct template *add(struct templates *templates, const char *name)
{
	if (templates->count == templates->room) {
		size_t room = templates->room == 0 ? 64 : templates->room * 2;
		struct template *more = arena_array(templates->mem, room, sizeof *more);
		if (templates->count > 0)
			memcpy(more, templates->at, templates->count * sizeof *more);
		templates->at = more;
		templates->room = room;
	}
	struct template *template = &templates->at[templates->count++];
	template->name = arena_text(templates->mem, name);
	return template;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct template *)a)->name, ((const struct template *)b)->name);
}

static const struct template *find(const struct templates *templates, const char *name)
{
	struct template wanted = {.name = name};

	if (templates->count == 0)
		return NULL;
	return bsearch(&wanted, templates->at, templates->count, sizeof wanted, by_name);
}

static void close_directory(DIR **directory)
{
	if (*directory != NULL)
		closedir(*directory);
}

static enum err read_all(struct templates *templates, const char *path, const struct catalogues *catalogues)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	OWNED(close_directory) DIR *directory = opendir(path);
	enum err err = OK;

	if (directory == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return FAILED;
	}
	for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
		if (entry->d_name[0] == '.' || !(ends_in(entry->d_name, ".html") || ends_in(entry->d_name, ".txt")))
			continue;
		const char *file = arena_printf(mem, "%s/%s", path, entry->d_name);
		if (parse(catalogues, file, add(templates, entry->d_name)) != OK)
			err = FAILED;
	}
	if (templates->count == 0) {
		log_error("%s: no template in it", path);
		return FAILED;
	}
	qsort(templates->at, templates->count, sizeof *templates->at, by_name);
	return err;
}

/* ---- which template names which ---- */

/* A template that is being checked or rendered, for which names of partials are resolved. */
struct family {
	const struct templates *templates;
	enum language language;
	const char *name;
	bool faulty;
};

/* A name as templates write it, and the ending that it has because of who writes it. */
struct stem {
	const char *name, *ending;
};

static int by_stem(const void *a, const void *b)
{
	const struct stem *stem = a;
	const struct template *template = b;
	size_t length = strlen(stem->name);
	int order = strncmp(stem->name, template->name, length);

	return order != 0 ? order : strcmp(stem->ending, template->name + length);
}

static const struct mustache *find_partial(void *context, const char *name)
{
	const struct family *family = context;
	const struct templates *templates = family->templates;
	struct stem stem = {name, strrchr(family->name, '.')};
	const struct template *found = bsearch(&stem, templates->at, templates->count, sizeof *found, by_stem);

	return found == NULL ? NULL : found->parsed[family->language];
}

static void check_partial(void *context, const char *name, unsigned line)
{
	struct family *family = context;

	if (find_partial(family, name) != NULL)
		return;
	log_error("%s (%s): line %u: there is no %s%s", family->name, language_code(family->language), line,
		name, strrchr(family->name, '.'));
	family->faulty = true;
}

static enum err check_partials(const struct templates *templates)
{
	enum err err = OK;

	for (size_t i = 0; i < templates->count; i++)
		for (int language = 0; language < LANGUAGES; language++) {
			const struct template *template = &templates->at[i];
			struct family family = {templates, (enum language)language, template->name, false};
			mustache_partials(template->parsed[language], check_partial, &family);
			if (family.faulty)
				err = FAILED;
		}
	return err;
}

/* ---- */

enum err templates_open(const char *directory, const struct catalogues *catalogues, struct templates **out)
{
	struct arena *mem = arena_open();
	OWNED(templates_close) struct templates *templates = arena_alloc(mem, sizeof *templates);
	const char *strict = getenv("TORV_STRICT");

	templates->mem = mem;
	templates->strict = strict != NULL && strcmp(strict, "1") == 0;
	TRY(read_all(templates, directory, catalogues));
	TRY(check_partials(templates));
	*out = templates;
	templates = NULL;
	return OK;
}

void templates_close(struct templates **templates)
{
	if (*templates == NULL)
		return;
	for (size_t i = 0; i < (*templates)->count; i++)
		for (int language = 0; language < LANGUAGES; language++)
			mustache_close(&(*templates)->at[i].parsed[language]);
	struct arena *mem = (*templates)->mem;
	arena_close(&mem);
	*templates = NULL;
}

static void report_unknown(void *context, const char *name)
{
	struct family *family = context;

	log_error("%s: the model has no \"%s\"", family->name, name);
	family->faulty = true;
}

enum err templates_render(const struct templates *templates, enum language language,
	const char *name, const json_t *model, struct buffer *out)
{
	const struct template *template = find(templates, name);
	struct family family = {templates, language, name, false};
	struct mustache_render render = {
		.find = find_partial,
		.find_context = &family,
		.unknown = templates->strict ? report_unknown : NULL,
		.unknown_context = &family,
	};

	if (template == NULL) {
		log_error("there is no template %s", name);
		return NOT_FOUND;
	}
	enum err err = mustache_render(template->parsed[language], model, &render, out);
	if (err != OK)
		log_error("%s: partials nest without end", name);
	return err == OK && family.faulty ? FAILED : err;
}
