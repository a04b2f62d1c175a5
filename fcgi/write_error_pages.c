/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Writes the pages that the web server shows by itself: when a request is one that it cannot pass on,
 * or when Torv does not answer. Nobody is there then who could choose the reader's language, so a page
 * says it in all of them. Runs while Torv is built.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "fcgi/error_words.h"
#include "lib/templates.h"

/* What nginx and Apache answer by themselves; contrib/nginx and contrib/apache name these files. */
static const int statuses[] = {400, 413, 502};

struct workshop {
	struct arena *mem;
	struct catalogues *catalogues;
	struct templates *templates;
	json_t *assets;
};

static json_t *words_in(const struct workshop *shop, enum language language, const struct error_words *words)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "language", language_code(language), "title",
		translate(shop->catalogues, language, words->title), "text",
		translate(shop->catalogues, language, words->text), "front_page",
		translate(shop->catalogues, language, N_("Go to the front page")));
}

static enum err write_page(const struct workshop *shop, const char *folder, int status)
{
	OWNED(buffer_close) struct buffer page = {0};
	const struct error_words *words = error_words_of(status);
	json_t *languages = json_array();

	for (int i = 0; i < LANGUAGES; i++)
		json_array_append_new(languages, words_in(shop, (enum language)i, words));
	json_t *model = json_pack("{s:O, s:o}", "asset", shop->assets, "languages", languages);
	enum err err = templates_render(shop->templates, DANISH, "error_static.html", model, &page);
	json_decref(model);
	TRY(err);
	FILE *file = fopen(arena_printf(shop->mem, "%s/%d.html", folder, status), "we");
	if (file == NULL)
		return FAILED;
	size_t written = fwrite(page.bytes, 1, page.length, file);
	return fclose(file) == 0 && written == page.length ? OK : FAILED;
}

static enum err write_pages(struct workshop *shop, char **folders)
{
	json_error_t error;

	TRY(catalogues_open(folders[1], &shop->catalogues));
	TRY(templates_open(folders[2], shop->catalogues, &shop->templates));
	shop->assets = json_load_file(folders[3], 0, &error);
	if (shop->assets == NULL)
		return FAILED;
	for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
		TRY(write_page(shop, folders[4], statuses[i]));
	return OK;
}

int main(int argc, char **argv)
{
	struct workshop shop = {.mem = arena_open()};

	if (argc != 5) {
		fputs("usage: write-error-pages CATALOGUES TEMPLATES MANIFEST FOLDER\n", stderr);
		return EXIT_FAILURE;
	}
	enum err err = write_pages(&shop, argv);
	if (err != OK)
		fprintf(stderr, "%s: not all error pages could be written\n", argv[4]);
	json_decref(shop.assets);
	templates_close(&shop.templates);
	catalogues_close(&shop.catalogues);
	arena_close(&shop.mem);
	return err == OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
