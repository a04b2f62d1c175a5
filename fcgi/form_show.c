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

/* A field; `saved` is what is stored in words, for who typed something else while it was changed. */
static json_t *add(struct req *req, json_t *form, const char *name, const struct shown *shown, const char *saved)
{
	form_note_stale(req, name, shown);
	const char *problem = problem_of(req, name);
	bool meanwhile = shown->is_stale && shown->is_typed;
	json_t *field = json_pack("{s:s, s:s, s:s, s:b, s:s, s:b, s:s}", "name", name, "value", shown->value, "problem",
		problem != NULL ? problem : "", "has_problem", problem != NULL, "meanwhile",
		meanwhile && *saved == '\0' ? tr(req, "nothing") : saved, "has_meanwhile", meanwhile, "hash", shown->hash);

	json_object_set_new(form, name, field);
	return field;
}

static struct shown shown_of(struct req *req, const char *name, const char *stored)
{
	return form_shown(req, name, form_value(req, name), stored != NULL ? stored : "");
}

void form_show(struct req *req, json_t *form, const char *name, const char *stored)
{
	struct shown shown = shown_of(req, name, stored);

	add(req, form, name, &shown, stored != NULL ? stored : "");
}

void form_show_int(struct req *req, json_t *form, const char *name, int64_t stored)
{
	form_show(req, form, name, stored < 0 ? "" : arena_printf(req->mem, "%" PRId64, stored));
}

void form_show_day(struct req *req, json_t *form, const char *name, day stored)
{
	struct shown shown = shown_of(req, name, day_iso(req->mem, stored));

	add(req, form, name, &shown, stored == NO_DAY ? "" : day_text(req->mem, stored, req_language(req)));
}

void form_show_flag(struct req *req, json_t *form, const char *name, bool stored)
{
	struct shown shown = shown_of(req, name, stored ? "1" : "");
	json_t *field = add(req, form, name, &shown, stored ? tr(req, "Yes") : tr(req, "No"));

	json_object_set_new(field, "checked", json_boolean(*shown.value != '\0'));
}

/* ---- choices ---- */

static void add_choice(json_t *choices, const char *value, const char *label, bool chosen)
{
	json_array_append_new(choices,
		json_pack("{s:s, s:s, s:b}", "value", value, "label", label, "chosen", chosen));
}

void form_show_choice(struct req *req, json_t *form, const char *name, const char *stored,
	const struct choice *choices)
{
	struct shown shown = shown_of(req, name, stored);
	const char *saved = "";
	json_t *list = json_array();

	for (const struct choice *choice = choices; choice->value != NULL; choice++) {
		add_choice(list, choice->value, tr(req, choice->label), text_equal(choice->value, shown.value));
		if (stored != NULL && text_equal(choice->value, stored))
			saved = tr(req, choice->label);
	}
	json_object_set_new(add(req, form, name, &shown, saved), "choices", list);
}

enum err form_show_municipalities(struct req *req, json_t *form, const char *name, const char *stored)
{
	struct shown shown = shown_of(req, name, stored);
	const struct atlas *atlas;
	const char *saved = "";

	TRY(gazetteer_read(req->site->gazetteer, req->db, &atlas));
	for (size_t i = 0; i < atlas->count; i++)
		if (stored != NULL && text_equal(atlas->municipalities[i].code, stored))
			saved = atlas->municipalities[i].name;
	json_object_set_new(add(req, form, name, &shown, saved), "choices", atlas_choices(atlas, shown.value));
	return OK;
}

/* ---- several of a list ---- */

static bool contains(const char *const *list, const char *value)
{
	for (; list != NULL && *list != NULL; list++) {
		if (strcmp(*list, value) == 0)
			return true;
	}
	return false;
}

static const char *joined(struct req *req, const char *const *list, const char *between)
{
	OWNED(buffer_close) struct buffer out = {0};

	for (; list != NULL && *list != NULL; list++)
		buffer_printf(&out, "%s%s", out.length > 0 ? between : "", *list);
	return arena_text(req->mem, out.length > 0 ? out.bytes : "");
}

/* As the form has it: in the order of the choices, whatever the order of what is stored. */
static const char *const *in_order(struct req *req, const char *const *list, const struct choice *choices, bool labels)
{
	size_t count = 0;

	for (const struct choice *choice = choices; choice->value != NULL; choice++)
		count++;
	const char **out = arena_array(req->mem, count + 1, sizeof *out);
	count = 0;
	for (const struct choice *choice = choices; choice->value != NULL; choice++)
		if (contains(list, choice->value))
			out[count++] = labels ? tr(req, choice->label) : choice->value;
	return out;
}

void form_show_list(struct req *req, json_t *form, const char *name, const char *const *stored,
	const struct choice *choices)
{
	const char *const *sent = (const char *const *)form_list(req, name);
	struct shown shown = form_shown(req, name, joined(req, in_order(req, sent, choices, false), ","),
		joined(req, in_order(req, stored, choices, false), ","));
	const char *const *chosen = shown.is_typed ? sent : stored;
	json_t *list = json_array();

	for (const struct choice *choice = choices; choice->value != NULL; choice++)
		add_choice(list, choice->value, tr(req, choice->label), contains(chosen, choice->value));
	shown.value = "";
	const char *saved = joined(req, in_order(req, stored, choices, true), ", ");
	json_object_set_new(add(req, form, name, &shown, saved), "choices", list);
}

const char *const *form_show_codes(struct req *req, json_t *form, const char *name, const char *const *stored,
	const char *saved)
{
	const char *const *sent = (const char *const *)form_list(req, name);
	struct shown shown = form_shown(req, name, joined(req, sent, ","), joined(req, stored, ","));

	shown.value = "";
	add(req, form, name, &shown, saved);
	return shown.is_typed ? sent : stored;
}

json_t *form_describe(const struct req *req, const char *page, const char *action, const json_t *form,
	const struct field_rule *rules, size_t count)
{
	json_t *fields = json_array();

	for (size_t i = 0; i < count; i++) {
		const struct field_rule *rule = &rules[i];
		json_t *shown = json_object_get(form, rule->name);
		json_t *field = json_pack("{s:s, s:s, s:s, s:b, s:o, s:s}", "name", rule->name, "label",
			tr(req, form_label(page, rule->name)), "type", rule->type, "required", rule->required, "maximum",
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
	add(req, form, name, &(struct shown){.value = "", .hash = ""}, "");
}
