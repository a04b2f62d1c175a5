/* SPDX-License-Identifier: MPL-2.0 */
/* The summary of what is wrong with a form calls each field what its label says on the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/form.h"

#define LONGEST 60000

struct template {
	char name[80]; /* without .html */
	char text[LONGEST];
};

static const char *folder(void)
{
	static char path[400];
	const char *source = getenv("TORV_SOURCE");

	assert_non_null(source);
	snprintf(path, sizeof path, "%s/fcgi/templates", source);
	return path;
}

static void read_template(const char *file, struct template *out)
{
	char path[700];

	snprintf(path, sizeof path, "%s/%s", folder(), file);
	snprintf(out->name, sizeof out->name, "%.*s", (int)strcspn(file, "."), file);
	FILE *in = fopen(path, "r");
	assert_non_null(in);
	size_t size = fread(out->text, 1, sizeof out->text - 1, in);
	assert_true(size < sizeof out->text - 1);
	out->text[size] = '\0';
	fclose(in);
}

static bool is_template(const char *file)
{
	size_t length = strlen(file);

	return length > 5 && strcmp(file + length - 5, ".html") == 0;
}

struct drawn {
	char name[80], kind[20], label[600];
};

/* A field as the templates write it: {{#form.NAME}}{{<field_KIND}}{{$label}}LABEL{{/label}}. Returns where to go
 * on, NULL at the end. */
static const char *next_field(const char *at, struct drawn *out)
{
	static const char begin[] = "{{#form.", marked[] = "{{$label}}", end[] = "{{/label}}";

	while ((at = strstr(at, begin)) != NULL) {
		at += strlen(begin);
		size_t length = strcspn(at, "}");
		const char *part = at + length + 2;
		if (strncmp(part, "{{<field_", 9) != 0 || strncmp(part + strcspn(part, "}") + 2, marked, strlen(marked)) != 0)
			continue;
		const char *from = strstr(part, marked) + strlen(marked), *to = strstr(from, end);
		assert_non_null(to);
		snprintf(out->name, sizeof out->name, "%.*s", (int)length, at);
		snprintf(out->kind, sizeof out->kind, "%.*s", (int)strcspn(part + 9, "}"), part + 9);
		snprintf(out->label, sizeof out->label, "%.*s", (int)(to - from), from);
		return to;
	}
	return NULL;
}

/* A label may say one thing or another: one of them is enough. */
static bool says(const char *label, const char *text)
{
	char marked[400];

	snprintf(marked, sizeof marked, "{{#t}}%s{{/t}}", text);
	return strstr(label, marked) != NULL;
}

/* Fields in a part are those of the pages that it stands in. */
static int check_on(const char *page, const char *name, const char *label, const char *where)
{
	const char *text = form_label(page, name);

	if (says(label, text))
		return 0;
	print_error("%s: %s is called \"%s\" there, and \"%s\" in the summary of %s\n", where, name, label, text, page);
	return 1;
}

static int check_in_pages(const char *part, const char *name, const char *label)
{
	static struct template page;
	struct dirent *entry;
	char includes[100];
	int wrong = 0, pages = 0;
	DIR *all = opendir(folder());

	snprintf(includes, sizeof includes, "{{>%s}}", part);
	while ((entry = readdir(all)) != NULL) {
		if (!is_template(entry->d_name))
			continue;
		read_template(entry->d_name, &page);
		if (strstr(page.text, includes) == NULL)
			continue;
		wrong += check_on(page.name, name, label, part);
		pages++;
	}
	closedir(all);
	return pages > 0 ? wrong : check_on(part, name, label, part);
}

/* Calls `look` for every field of every template, and returns how many there are. */
static int each_field(int look(const char *template, const struct drawn *field), int *wrong)
{
	static struct template template;
	struct dirent *entry;
	struct drawn field;
	int fields = 0;
	DIR *all = opendir(folder());

	*wrong = 0;
	assert_non_null(all);
	while ((entry = readdir(all)) != NULL) {
		if (!is_template(entry->d_name))
			continue;
		read_template(entry->d_name, &template);
		for (const char *at = template.text; (at = next_field(at, &field)) != NULL; fields++)
			*wrong += look(template.name, &field);
	}
	closedir(all);
	return fields;
}

static int look_at_label(const char *template, const struct drawn *field)
{
	return check_in_pages(template, field->name, field->label);
}

static void a_field_is_called_in_the_summary_what_its_label_says(void **state)
{
	int wrong;

	(void)state;
	assert_true(each_field(look_at_label, &wrong) > 80);
	assert_int_equal(wrong, 0);
}

static int look_at_kind(const char *template, const struct drawn *field)
{
	static const char *const typed[] = {"text", "area", "email", "number", "date"};
	bool is_typed = false;

	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		is_typed = is_typed || strcmp(typed[i], field->kind) == 0;
	if (form_is_typed(field->name) == is_typed)
		return 0;
	print_error("%s: %s is a field_%s, but form_is_typed says %s\n", template, field->name, field->kind,
		is_typed ? "no" : "yes");
	return 1;
}

static void what_is_typed_by_hand_is_known_from_what_is_chosen_or_secret(void **state)
{
	int wrong;

	(void)state;
	assert_true(each_field(look_at_kind, &wrong) > 80);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_is_called_in_the_summary_what_its_label_says),
		cmocka_unit_test(what_is_typed_by_hand_is_known_from_what_is_chosen_or_secret),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
