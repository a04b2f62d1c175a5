/* SPDX-License-Identifier: MPL-2.0 */
/* A directory of templates: what is found, what is refused at start, what strictness reports. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/log.h"
#include "lib/stencil.h"
#include "lib/templates.h"

struct folder {
	char path[64];
	char files[8][32];
	size_t count;
};

static int make_folder(void **state)
{
	static struct folder folder;

	folder = (struct folder){.path = "/tmp/torv-templates-XXXXXX"};
	*state = &folder;
	unsetenv("TORV_STRICT");
	log_open("templates_test", LOG_TO_NOWHERE, LOG_LEVEL_ERROR);
	return mkdtemp(folder.path) == NULL ? -1 : 0;
}

static int remove_folder(void **state)
{
	struct folder *folder = *state;
	char path[128];

	for (size_t i = 0; i < folder->count; i++) {
		snprintf(path, sizeof path, "%s/%s", folder->path, folder->files[i]);
		unlink(path);
	}
	return rmdir(folder->path);
}

static void put(struct folder *folder, const char *name, const char *text)
{
	char path[128];

	assert_in_range(folder->count, 0, 7);
	snprintf(folder->files[folder->count++], sizeof folder->files[0], "%s", name);
	snprintf(path, sizeof path, "%s/%s", folder->path, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static struct templates *opened(const struct folder *folder)
{
	struct templates *templates = NULL;

	assert_int_equal(templates_open(folder->path, NULL, &templates), OK);
	return templates;
}

static void assert_refused(const struct folder *folder)
{
	struct templates *templates = NULL;

	assert_int_equal(templates_open(folder->path, NULL, &templates), FAILED);
	assert_null(templates);
}

static void assert_rendered(const struct templates *templates, const char *name, const char *expected)
{
	struct buffer out = {0};
	json_t *model = json_pack("{s:s}", "name", "R & B");

	assert_int_equal(templates_render(templates, DANISH, name, model, &out), OK);
	assert_string_equal(out.bytes, expected);
	json_decref(model);
	buffer_close(&out);
}

static void a_partial_has_the_ending_of_who_names_it(void **state)
{
	put(*state, "mail.html", "<p>{{>greeting}}</p>");
	put(*state, "mail.txt", "{{>greeting}}!");
	put(*state, "greeting.html", "<b>{{name}}</b>");
	put(*state, "greeting.txt", "Dear {{name}}");
	put(*state, "notes.md", "{{#broken}}");
	put(*state, ".hidden.html", "{{#broken}}");
	struct templates *templates = opened(*state);

	assert_rendered(templates, "mail.html", "<p><b>R &amp; B</b></p>");
	assert_rendered(templates, "mail.txt", "Dear R & B!");
	templates_close(&templates);
	assert_null(templates);
}

static void a_template_that_is_not_there_is_not_found(void **state)
{
	struct buffer out = {0};

	put(*state, "page.html", "");
	struct templates *templates = opened(*state);
	assert_int_equal(templates_render(templates, DANISH, "page", NULL, &out), NOT_FOUND);
	assert_int_equal(templates_render(templates, DANISH, "pag.html", NULL, &out), NOT_FOUND);
	assert_int_equal(templates_render(templates, DANISH, "page.html", NULL, &out), OK);
	templates_close(&templates);
	buffer_close(&out);
}

static void a_template_with_a_fault_is_a_reason_not_to_start(void **state)
{
	put(*state, "good.html", "good");
	put(*state, "bad.html", "{{#a}}");
	assert_refused(*state);
}

static void a_partial_that_is_not_there_is_a_reason_not_to_start(void **state)
{
	put(*state, "page.html", "{{#never}}{{<layout}}{{$main}}{{>missing}}{{/main}}{{/layout}}{{/never}}");
	put(*state, "layout.html", "{{$main}}{{/main}}");
	put(*state, "missing.txt", "only as text");
	assert_refused(*state);
}

static void a_template_that_is_not_utf8_is_refused(void **state)
{
	put(*state, "latin.html", "K\xf8" "benhavn");
	assert_refused(*state);
}

static void a_directory_without_templates_is_refused(void **state)
{
	struct templates *templates = NULL;

	assert_refused(*state);
	assert_int_equal(templates_open("/nowhere/at/all", NULL, &templates), FAILED);
}

static void a_name_that_the_model_lacks_fails_when_strict_and_only_then(void **state)
{
	struct buffer out = {0};
	json_t *model = json_object();

	put(*state, "page.html", "a{{name}}b");
	struct templates *templates = opened(*state);
	assert_int_equal(templates_render(templates, DANISH, "page.html", model, &out), OK);
	assert_string_equal(out.bytes, "ab");
	templates_close(&templates);

	setenv("TORV_STRICT", "1", 1);
	templates = opened(*state);
	assert_int_equal(templates_render(templates, DANISH, "page.html", model, &out), FAILED);
	json_object_set_new(model, "name", json_null());
	assert_int_equal(templates_render(templates, DANISH, "page.html", model, &out), OK);
	templates_close(&templates);
	unsetenv("TORV_STRICT");
	buffer_close(&out);
	json_decref(model);
}

/* Translations are templates too: a fault in one would keep Torv from starting. */
static void all_templates_of_torv_parse_in_all_languages(void **state)
{
	static const char *const faces[] = {"fcgi", "mail"};
	const char *source = getenv("TORV_SOURCE"), *build = getenv("TORV_BUILD");
	OWNED(arena_close) struct arena *mem = arena_open();
	OWNED(catalogues_close) struct catalogues *catalogues = NULL;

	(void)state;
	if (source == NULL || build == NULL)
		fail_msg("TORV_SOURCE and TORV_BUILD do not say where Torv is");
	log_open("templates_test", LOG_TO_STDERR, LOG_LEVEL_ERROR);
	assert_int_equal(catalogues_open(arena_printf(mem, "%s/po", build), &catalogues), OK);
	for (size_t i = 0; i < sizeof faces / sizeof faces[0]; i++) {
		OWNED(templates_close) struct templates *templates = NULL;
		assert_int_equal(templates_open(arena_printf(mem, "%s/%s/templates", source, faces[i]), catalogues,
			&templates), OK);
	}
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

static void assert_filled(const struct stencil *stencil, const char *first, const char *second, const char *expected)
{
	OWNED(buffer_close) struct buffer out = {0}, escaped = {0};

	buffer_html(&escaped, second);
	stencil_fill(stencil, (const char *const[]){first, escaped.bytes}, &out);
	assert_string_equal(out.bytes, expected);
}

static void a_stencil_fills_as_its_template_renders(void **state)
{
	static const char *const holes[] = {"url", "name", NULL};
	struct folder *folder = *state;
	OWNED(stencil_close) struct stencil *stencil = NULL;

	put(folder, "choice.html", "<a href=\"{{url}}\"{{#chosen}} now{{/chosen}} title=\"{{name}}\">{{name}}</a>{{kind}}\n");
	OWNED(templates_close) struct templates *templates = opened(folder);
	json_t *model = json_pack("{s:b, s:s}", "chosen", 1, "kind", "A&B");
	assert_int_equal(stencil_open(templates, DANISH, "choice.html", model, holes, &stencil), OK);
	json_decref(model);
	assert_filled(stencil, "/a?b=1&amp;c=2", "\"Køb\" <her>",
		"<a href=\"/a?b=1&amp;c=2\" now title=\"&quot;Køb&quot; &lt;her&gt;\">&quot;Køb&quot; &lt;her&gt;</a>A&amp;B\n");
	assert_filled(stencil, "", "", "<a href=\"\" now title=\"\"></a>A&amp;B\n");
}

static void a_stencil_without_holes_is_its_text_and_one_without_template_fails(void **state)
{
	static const char *const none[] = {NULL};
	struct folder *folder = *state;
	OWNED(stencil_close) struct stencil *stencil = NULL, *missing = NULL;
	OWNED(buffer_close) struct buffer out = {0};

	put(folder, "empty.html", "");
	put(folder, "rule.html", "<hr>");
	OWNED(templates_close) struct templates *templates = opened(folder);
	json_t *model = json_object();
	assert_int_equal(stencil_open(templates, ENGLISH, "rule.html", model, none, &stencil), OK);
	assert_filled(stencil, "", "", "<hr>");
	stencil_close(&stencil);
	assert_int_equal(stencil_open(templates, ENGLISH, "empty.html", model, none, &stencil), OK);
	stencil_fill(stencil, NULL, &out);
	assert_int_equal(out.length, 0);
	assert_int_equal(stencil_open(templates, ENGLISH, "missing.html", model, none, &missing), NOT_FOUND);
	assert_null(missing);
	json_decref(model);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		IN_A_FOLDER(a_partial_has_the_ending_of_who_names_it),
		IN_A_FOLDER(a_template_that_is_not_there_is_not_found),
		IN_A_FOLDER(a_template_with_a_fault_is_a_reason_not_to_start),
		IN_A_FOLDER(a_partial_that_is_not_there_is_a_reason_not_to_start),
		IN_A_FOLDER(a_template_that_is_not_utf8_is_refused),
		IN_A_FOLDER(a_directory_without_templates_is_refused),
		IN_A_FOLDER(a_name_that_the_model_lacks_fails_when_strict_and_only_then),
		cmocka_unit_test(all_templates_of_torv_parse_in_all_languages),
		IN_A_FOLDER(a_stencil_fills_as_its_template_renders),
		IN_A_FOLDER(a_stencil_without_holes_is_its_text_and_one_without_template_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
