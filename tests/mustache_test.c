/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Mustache against its specification's own tests, which are read where they stand
 * ($TORV_SHARED/mustache-spec), and what Torv adds: translated texts, plurals, strict names.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/mustache.h"

/* The partials of one case, parsed. */
struct partials {
	size_t count;
	const char *names[16];
	struct mustache *templates[16];
};

static const struct mustache *find(void *context, const char *name)
{
	const struct partials *partials = context;

	for (size_t i = 0; i < partials->count; i++)
		if (strcmp(partials->names[i], name) == 0)
			return partials->templates[i];
	return NULL;
}

static struct mustache *parsed(struct arena *mem, const char *text, const struct mustache_setup *setup)
{
	struct mustache *template = NULL;
	const char *problem = NULL;

	if (mustache_parse(text, setup, mem, &template, &problem) != OK)
		fail_msg("%s\nin: %s", problem, text);
	return template;
}

static void add_partial(struct partials *partials, struct arena *mem, const char *name, const char *text,
	const struct mustache_setup *setup)
{
	assert_in_range(partials->count, 0, 15);
	partials->names[partials->count] = name;
	partials->templates[partials->count++] = parsed(mem, text, setup);
}

static void close_partials(struct partials *partials)
{
	for (size_t i = 0; i < partials->count; i++)
		mustache_close(&partials->templates[i]);
}

/* Runs one case. */
static void run_case(const char *module, const json_t *test)
{
	static const struct mustache_setup setup = {.html = true};
	OWNED(arena_close) struct arena *mem = arena_open();
	struct partials partials = {0};
	struct buffer out = {0};
	const char *name;
	json_t *text;

	json_object_foreach(json_object_get(test, "partials"), name, text)
		add_partial(&partials, mem, name, json_string_value(text), &setup);
	struct mustache *template = parsed(mem, json_string_value(json_object_get(test, "template")), &setup);
	struct mustache_render render = {.find = find, .find_context = &partials};

	assert_int_equal(mustache_render(template, json_object_get(test, "data"), &render, &out), OK);
	const char *expected = json_string_value(json_object_get(test, "expected"));
	const char *got = out.bytes == NULL ? "" : out.bytes;
	if (strcmp(got, expected) != 0)
		fail_msg("%s, %s:\nexpected \"%s\"\nbut got  \"%s\"", module,
			json_string_value(json_object_get(test, "name")), expected, got);
	buffer_close(&out);
	mustache_close(&template);
	close_partials(&partials);
}

/* Runs all cases of a module of the specification; how many they were. */
static size_t run_module(const char *module)
{
	const char *shared = getenv("TORV_SHARED");
	char path[4096];
	json_error_t error;

	if (shared == NULL)
		fail_msg("TORV_SHARED does not say where mustache-spec is");
	snprintf(path, sizeof path, "%s/mustache-spec/%s.json", shared, module);
	json_t *file = json_load_file(path, 0, &error);
	if (file == NULL)
		fail_msg("%s: %s", path, error.text);
	const json_t *tests = json_object_get(file, "tests");
	size_t count = json_array_size(tests);
	for (size_t i = 0; i < count; i++)
		run_case(module, json_array_get(tests, i));
	json_decref(file);
	return count;
}

static void all_136_required_cases_of_the_specification_pass(void **state)
{
	static const char *const modules[] = {
		"comments", "delimiters", "interpolation", "inverted", "partials", "sections"};
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++)
		count += run_module(modules[i]);
	assert_int_equal(count, 136);
}

static void all_27_cases_of_inheritance_pass(void **state)
{
	(void)state;
	assert_int_equal(run_module("inheritance"), 27);
}

/* What the template becomes; partials are pairs of name and text, ended by NULL. */
struct given {
	struct mustache_setup setup;
	const char *template;
	const char *partials[8];
	const char *model; /* JSON; single quotes stand for double ones */
	struct mustache_render render;
};

static char *rendered(struct arena *mem, struct given given, enum err expected)
{
	struct partials partials = {0};
	struct buffer out = {0};
	char *json = arena_text(mem, given.model == NULL ? "{}" : given.model);

	for (char *at = json; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	json_t *model = json_loads(json, JSON_DECODE_ANY, NULL);
	assert_non_null(model);
	for (size_t i = 0; given.partials[i] != NULL; i += 2)
		add_partial(&partials, mem, given.partials[i], given.partials[i + 1], &given.setup);
	given.render.find = find;
	given.render.find_context = &partials;
	struct mustache *template = parsed(mem, given.template, &given.setup);
	assert_int_equal(mustache_render(template, model, &given.render, &out), expected);
	char *text = arena_text(mem, out.bytes == NULL ? "" : out.bytes);
	buffer_close(&out);
	mustache_close(&template);
	close_partials(&partials);
	json_decref(model);
	return text;
}

static const char *to_danish(void *context, const char *text)
{
	(void)context;
	if (strcmp(text, "Send to {{count}} suppliers") == 0)
		return "Send til {{count}} leverandører";
	if (strcmp(text, "Fits <b>you</b>") == 0)
		return "Passer til <b>jer</b>";
	if (strcmp(text, "Broken") == 0)
		return "{{#a}}Itu";
	return text;
}

static const char *to_danish_count(void *context, const char *one, const char *many, int64_t count)
{
	(void)context;
	assert_string_equal(one, "{{n}} line");
	assert_string_equal(many, "{{n}} lines");
	return count == 1 ? "{{n}} linje" : "{{n}} linjer";
}

static const struct mustache_setup danish = {
	.translate = to_danish, .translate_count = to_danish_count, .html = true};

static void a_text_is_translated_although_the_template_wraps_it(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	(void)state;
	assert_string_equal(rendered(mem, (struct given){.setup = danish, .model = "{'count': 3}",
		.template = "<p>{{#t}} Send\n\t\tto {{count}}\n suppliers {{/t}}</p>\n{{#t}}Fits <b>you</b>{{/t}}"}, OK),
		"<p>Send til 3 leverandører</p>\nPasser til <b>jer</b>");
}

static void a_count_chooses_between_one_and_many(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct given given = {.setup = danish, .template = "{{#t n}}{{n}} line|{{n}}\n lines{{/t}}"};

	(void)state;
	given.model = "{'n': 1}";
	assert_string_equal(rendered(mem, given, OK), "1 linje");
	given.model = "{'n': 0}";
	assert_string_equal(rendered(mem, given, OK), "0 linjer");
	given.model = "{'n': 21}";
	assert_string_equal(rendered(mem, given, OK), "21 linjer");
}

static void t_is_an_ordinary_section_without_translations(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	(void)state;
	assert_string_equal(rendered(mem, (struct given){.model = "{'t': ['a', 'b']}",
		.template = "{{#t}}({{.}}){{/t}}"}, OK), "(a)(b)");
}

static void plain_text_is_not_escaped(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	(void)state;
	assert_string_equal(rendered(mem, (struct given){.model = "{'x': 'A & <B>'}",
		.template = "{{x}}"}, OK), "A & <B>");
}

static void a_block_in_a_section_sees_that_section(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	(void)state;
	assert_string_equal(rendered(mem, (struct given){
		.model = "{'form': {'title': {'name': 'title', 'value': 'Kantine'}}}",
		.template = "{{#form.title}}{{<field}}{{$label}}Title of {{name}}{{/label}}{{/field}}{{/form.title}}",
		.partials = {"field", "<label for=\"{{name}}\">{{$label}}?{{/label}}</label>{{value}}"}}, OK),
		"<label for=\"title\">Title of title</label>Kantine");
}

static void a_block_of_a_page_does_not_reach_into_the_cards_on_it(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	(void)state;
	assert_string_equal(rendered(mem, (struct given){
		.template = "{{<layout}}{{$title}}Page{{/title}}{{$main}}"
			"{{<card}}{{$title}}Card{{/title}}{{/card}}{{<card}}{{/card}}{{/main}}{{/layout}}",
		.partials = {"layout", "<title>{{$title}}{{/title}}</title>{{$main}}{{/main}}",
			"card", "<h2>{{$title}}None{{/title}}</h2>"}}, OK),
		"<title>Page</title><h2>Card</h2><h2>None</h2>");
}

static void zero_and_the_empty_text_are_left_out_by_sections(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	(void)state;
	assert_string_equal(rendered(mem, (struct given){.model = "{'z': 0, 'e': '', 'o': {}, 'd': 0.5}",
		.template = "{{#z}}z{{/z}}{{#e}}e{{/e}}{{#o}}o{{/o}}{{#d}}d{{/d}}{{^z}}no z{{/z}}"}, OK), "odno z");
}

static void numbers_are_the_shortest_that_read_back_as_the_same(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	(void)state;
	assert_string_equal(rendered(mem, (struct given){.model =
		"[0, -1, 9223372036854775807, -9223372036854775808, 0.1, 12.0, 12.5, 249.9, 99999999.9, 0.05, 12.34,"
		" -1.5, 0.30000000000000004, 123456789012.5, 1e21, 5e-324]", .template = "{{#.}}{{.}} {{/.}}"}, OK),
		"0 -1 9223372036854775807 -9223372036854775808 0.1 12 12.5 249.9 99999999.9 0.05 12.34"
		" -1.5 0.30000000000000004 123456789012.5 1e+21 4.94065645841247e-324 ");
	for (int tenths = 1; tenths < 3000; tenths++) {
		char model[20], wanted[20];
		snprintf(model, sizeof model, "%d.%d", tenths / 10, tenths % 10);
		snprintf(wanted, sizeof wanted, tenths % 10 == 0 ? "%d" : "%d.%d", tenths / 10, tenths % 10);
		assert_string_equal(rendered(mem, (struct given){.model = model, .template = "{{.}}"}, OK), wanted);
	}
}

static void note_unknown(void *context, const char *name)
{
	struct buffer *names = context;

	buffer_printf(names, "%s ", name);
}

static void every_name_that_the_model_lacks_is_reported(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct buffer names = {0};

	(void)state;
	rendered(mem, (struct given){.model = "{'a': {'b': 1}, 'n': null, 'list': [{'b': 1}]}",
		.template = "{{a.b}}{{a.c}}{{#list}}{{b}}{{a.b}}{{x}}{{/list}}{{^y}}{{/y}}{{#z.z}}{{/z.z}}"
			"{{n}}{{n.below}}{{#n}}{{unreached}}{{/n}}{{.}}",
		.render = {.unknown = note_unknown, .unknown_context = &names}}, OK);
	assert_string_equal(names.bytes, "a.c x y z.z ");
	buffer_close(&names);
}

static void a_partial_that_names_itself_without_end_fails(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();

	(void)state;
	rendered(mem, (struct given){.template = "{{>a}}", .partials = {"a", "x{{>a}}"}}, FAILED);
}

static void note_partial(void *context, const char *name, unsigned line)
{
	buffer_printf(context, "%s:%u ", name, line);
}

static void a_template_tells_which_partials_it_names(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct buffer names = {0};

	(void)state;
	struct mustache *template = parsed(mem,
		"{{<layout}}\n{{$main}}{{#a}}\n{{>b}}{{/a}}{{/main}}\n{{/layout}}{{^c}}{{>d}}{{/c}}", &danish);
	mustache_partials(template, note_partial, &names);
	assert_string_equal(names.bytes, "layout:1 b:3 d:4 ");
	buffer_close(&names);
	mustache_close(&template);
}

static void a_fault_is_told_with_its_line(void **state)
{
	static const struct {
		const char *template, *problem;
	} cases[] = {
		{"a\n{{#form}}\nb", "line 2: section \"form\" is not closed"},
		{"a\n\n{{/form}}", "line 3: \"form\" is closed but not open"},
		{"{{#a}}\n{{#b}}\n{{/a}}{{/b}}", "line 3: \"a\" is closed where \"b\" of line 2 is open"},
		{"\n{{name", "line 2: a tag is not closed"},
		{"{{{name}}", "line 1: a tag is not closed"},
		{"{{ }}", "line 1: a tag has no name"},
		{"{{a b}}", "line 1: the name \"a b\" holds a blank"},
		{"{{=<%=}}", "line 1: two delimiters are expected, not \"<%\""},
		{"{{! two\nlines }}{{#t}}x", "line 2: text to translate is not closed"},
		{"{{#t}} {{/t}}", "line 1: a text to translate is empty"},
		{"{{#t n}}lines{{/t}}", "line 1: {{#t n}} wants one|many"},
		{"\n{{#t}}Broken{{/t}}", "line 2: section \"a\" is not closed"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct mustache *template = NULL;
		const char *problem = NULL;
		assert_int_equal(mustache_parse(cases[i].template, &danish, mem, &template, &problem), INVALID);
		assert_null(template);
		assert_string_equal(problem, cases[i].problem);
	}
}

static void sections_that_nest_without_measure_are_refused(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct buffer text = {0};
	struct mustache *template = NULL;
	const char *problem = NULL;

	(void)state;
	for (int i = 0; i < 101; i++)
		buffer_text(&text, "{{#a}}");
	for (int i = 0; i < 101; i++)
		buffer_text(&text, "{{/a}}");
	assert_int_equal(mustache_parse(text.bytes, &danish, mem, &template, &problem), INVALID);
	assert_string_equal(problem, "line 1: sections nest too deep");
	buffer_close(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_136_required_cases_of_the_specification_pass),
		cmocka_unit_test(all_27_cases_of_inheritance_pass),
		cmocka_unit_test(a_text_is_translated_although_the_template_wraps_it),
		cmocka_unit_test(a_count_chooses_between_one_and_many),
		cmocka_unit_test(t_is_an_ordinary_section_without_translations),
		cmocka_unit_test(plain_text_is_not_escaped),
		cmocka_unit_test(a_block_in_a_section_sees_that_section),
		cmocka_unit_test(a_block_of_a_page_does_not_reach_into_the_cards_on_it),
		cmocka_unit_test(zero_and_the_empty_text_are_left_out_by_sections),
		cmocka_unit_test(numbers_are_the_shortest_that_read_back_as_the_same),
		cmocka_unit_test(every_name_that_the_model_lacks_is_reported),
		cmocka_unit_test(a_partial_that_names_itself_without_end_fails),
		cmocka_unit_test(a_template_tells_which_partials_it_names),
		cmocka_unit_test(a_fault_is_told_with_its_line),
		cmocka_unit_test(sections_that_nest_without_measure_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
