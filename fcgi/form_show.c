/* SPDX-License-Identifier: MPL-2.0 */
/* Forms, showing: each field with what was typed (or what is stored) and what is wrong with it. */
#include <string.h>

#include "fcgi/form.h"
#include "lib/gazetteer.h"

static const char *problem_of(const struct req *req, const char *name)
{
	for (size_t i = 0; i < req->problem_count; i++) {
		if (strcmp(req->problems[i].field, name) == 0)
			return req->problems[i].text;
	}
	return NULL;
}

static json_t *add(struct req *req, json_t *form, const char *name, const char *value)
{
	const char *problem = problem_of(req, name);
	json_t *field = json_pack("{s:s, s:s, s:s, s:b}", "name", name, "value", value, "problem",
		problem != NULL ? problem : "", "has_problem", problem != NULL);

	json_object_set_new(form, name, field);
	return field;
}

static const char *typed_or(struct req *req, const char *name, const char *stored)
{
	if (req->form_sent)
		return form_value(req, name);
	return stored != NULL ? stored : "";
}

void form_show(struct req *req, json_t *form, const char *name, const char *stored)
{
	add(req, form, name, typed_or(req, name, stored));
}

void form_show_int(struct req *req, json_t *form, const char *name, int64_t stored)
{
	form_show(req, form, name, stored < 0 ? "" : arena_printf(req->mem, "%" PRId64, stored));
}

void form_show_day(struct req *req, json_t *form, const char *name, day stored)
{
	form_show(req, form, name, day_iso(req->mem, stored));
}

void form_show_flag(struct req *req, json_t *form, const char *name, bool stored)
{
	json_t *field = add(req, form, name, typed_or(req, name, stored ? "1" : ""));
	bool checked = req->form_sent ? form_flag(req, name) : stored;

	json_object_set_new(field, "checked", json_boolean(checked));
}

static void add_choice(json_t *choices, const char *value, const char *label, bool chosen)
{
	json_array_append_new(choices,
		json_pack("{s:s, s:s, s:b}", "value", value, "label", label, "chosen", chosen));
}

void form_show_choice(struct req *req, json_t *form, const char *name, const char *stored,
	const struct choice *choices)
{
	const char *value = typed_or(req, name, stored);
	json_t *list = json_array();

	for (const struct choice *choice = choices; choice->value != NULL; choice++)
		add_choice(list, choice->value, tr(req, choice->label), strcmp(choice->value, value) == 0);
	json_object_set_new(add(req, form, name, value), "choices", list);
}

void form_show_rows(struct req *req, json_t *form, const char *name, const char *stored,
	const struct rows *rows, const char *value_column, const char *label_column)
{
	const char *value = typed_or(req, name, stored);
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++) {
		const char *row_value = row_text(rows->at[i], value_column);
		add_choice(list, row_value, row_text(rows->at[i], label_column), strcmp(row_value, value) == 0);
	}
	json_object_set_new(add(req, form, name, value), "choices", list);
}

static bool contains(const char *const *list, const char *value)
{
	for (; list != NULL && *list != NULL; list++) {
		if (strcmp(*list, value) == 0)
			return true;
	}
	return false;
}

void form_show_list(struct req *req, json_t *form, const char *name, const char *const *stored,
	const struct choice *choices)
{
	const char *const *chosen = req->form_sent ? (const char *const *)form_list(req, name) : stored;
	json_t *list = json_array();

	for (const struct choice *choice = choices; choice->value != NULL; choice++)
		add_choice(list, choice->value, tr(req, choice->label), contains(chosen, choice->value));
	json_object_set_new(add(req, form, name, ""), "choices", list);
}

enum err form_show_municipalities(struct req *req, json_t *form, const char *name, const char *stored)
{
	const char *value = typed_or(req, name, stored);
	const struct atlas *atlas;

	TRY(gazetteer_read(req->site->gazetteer, req->db, &atlas));
	json_object_set_new(add(req, form, name, value), "choices", atlas_choices(atlas, value));
	return OK;
}

json_t *form_describe(const struct req *req, const char *action, const json_t *form, const struct field_rule *rules,
	size_t count)
{
	json_t *fields = json_array();

	for (size_t i = 0; i < count; i++) {
		const struct field_rule *rule = &rules[i];
		json_t *shown = json_object_get(form, rule->name);
		json_t *field = json_pack("{s:s, s:s, s:s, s:b, s:o, s:s}", "name", rule->name, "label",
			form_label(req, rule->name), "type", rule->type, "required", rule->required, "maximum",
			rule->maximum == 0 ? json_null() : json_integer(rule->maximum), "hint",
			rule->hint == NULL ? "" : tr(req, rule->hint));
		static const char *const kept[] = {"value", "problem", "choices"};
		for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++)
			if (json_object_get(shown, kept[k]) != NULL)
				json_object_set(field, kept[k], json_object_get(shown, kept[k]));
		json_array_append_new(fields, field);
	}
	return json_pack("{s:s, s:s, s:s, s:o}", "action", action, "method", "POST", "needs", "csrf", "fields", fields);
}

void form_show_secret(struct req *req, json_t *form, const char *name)
{
	add(req, form, name, "");
}
