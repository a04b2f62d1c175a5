/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Catalogues: gettext's .mo files, read whole and checked once. In a .mo file two tables of equal
 * length hold (length, offset) of the source texts, sorted, and of their translations; a plural's
 * two forms stand in one entry, with a NUL between. Numbers have the byte order of the machine that
 * made the file. The helpers for languages are in language.c.
 */
#include "lib/translate.h"

#include <unistd.h>

#include "lib/log.h"
#include "lib/mo.h"
#include "lib/tsv.h" /* file_read */

enum { LARGEST_CATALOGUE = 16 * 1024 * 1024 };

struct catalogues {
	struct arena *mem; /* the files */
	struct mo mo[LANGUAGES];
};

static enum err open_one(struct catalogues *catalogues, const char *directory, enum language language)
{
	const char *path = arena_printf(catalogues->mem, "%s/%s.mo", directory, language_code(language));
	char *bytes;
	size_t size;

	if (language == ENGLISH && access(path, F_OK) != 0)
		return OK; /* the source texts are English */
	TRY(file_read(catalogues->mem, path, LARGEST_CATALOGUE, NULL, &bytes, &size));
	if (mo_open(bytes, size, &catalogues->mo[language]) != OK) {
		log_error("%s: damaged, or not a .mo file", path);
		return FAILED;
	}
	return OK;
}

enum err catalogues_open(const char *directory, struct catalogues **out)
{
	struct arena *mem = arena_open();
	OWNED(catalogues_close) struct catalogues *catalogues = arena_alloc(mem, sizeof *catalogues);
	enum err err = OK;

	catalogues->mem = mem;
	for (int i = 0; i < LANGUAGES; i++)
		if (open_one(catalogues, directory, (enum language)i) != OK)
			err = FAILED;
	TRY(err);
	*out = catalogues;
	catalogues = NULL;
	return OK;
}

void catalogues_close(struct catalogues **catalogues)
{
	if (*catalogues == NULL)
		return;
	struct arena *mem = (*catalogues)->mem;
	arena_close(&mem);
	*catalogues = NULL;
}

const char *translate(const struct catalogues *catalogues, enum language language, const char *text)
{
	const char *found = NULL;

	if (catalogues != NULL && *text != '\0') /* the translation of "" is the catalogue's header */
		found = mo_find(&catalogues->mo[language], text, 0);
	return found == NULL || *found == '\0' ? text : found;
}

const char *translate_count(const struct catalogues *catalogues, enum language language,
	const char *one, const char *many, int64_t count)
{
	const char *found = NULL;

	if (catalogues != NULL)
		found = mo_find(&catalogues->mo[language], one, count == 1 ? 0 : 1);
	if (found == NULL || *found == '\0')
		return count == 1 ? one : many;
	return found;
}
