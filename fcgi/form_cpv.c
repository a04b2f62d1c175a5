/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The field for CPV codes. Nobody knows them by heart, so one types words and ticks what fits: with
 * script as one types (page_cpv.c answers), without by a button that shows the form again.
 */
#include <string.h>

#include "fcgi/form.h"
#include "fcgi/route.h"
#include "lib/cpv.h"

#define MOST_FOUND 12

bool form_searches(const struct req *req)
{
	return *form_value(req, "cpv_search") != '\0';
}

enum err form_again(struct req *req)
{
	req->form_sent = true;
	return req->route->form(req);
}

static bool contains(const char *const *list, const char *value)
{
	for (; list != NULL && *list != NULL; list++) {
		if (strcmp(*list, value) == 0)
			return true;
	}
	return false;
}

static void add_choice(const struct req *req, json_t *choices, const struct cpv *cpv, bool chosen)
{
	json_array_append_new(choices, json_pack("{s:s, s:s, s:b}", "value", cpv->code, "label",
					       cpv->names[req->language], "chosen", chosen));
}

/* What somebody sent that is no code of ours is left out. */
static enum err add_chosen(struct req *req, json_t *choices, const char *const *chosen)
{
	struct cpv cpv;

	for (; chosen != NULL && *chosen != NULL; chosen++) {
		enum err err = cpv_find(req->db, req->mem, *chosen, &cpv);
		if (err == OK)
			add_choice(req, choices, &cpv, true);
		else if (err != NOT_FOUND)
			return err;
	}
	return OK;
}

static enum err add_found(struct req *req, json_t *choices, const char *words, const char *const *chosen,
	size_t *count)
{
	struct cpv *found;

	*count = 0;
	if (*words == '\0')
		return OK;
	TRY(cpv_search(req->db, req->mem, req->language, words, MOST_FOUND, &found, count));
	for (size_t i = 0; i < *count; i++) {
		if (!contains(chosen, found[i].code))
			add_choice(req, choices, &found[i], false);
	}
	return OK;
}

enum err form_show_cpv(struct req *req, json_t *form, const char *name, const char *const *stored)
{
	const char *const *chosen = req->form_sent ? (const char *const *)form_list(req, name) : stored;
	const char *words = form_searches(req) ? form_value(req, arena_printf(req->mem, "%s_words", name)) : "";
	json_t *choices = json_array();
	size_t found;

	form_show(req, form, name, "");
	json_t *field = json_object_get(form, name);
	json_object_set_new(field, "words", json_string(words));
	json_object_set_new(field, "choices", choices);
	TRY(add_chosen(req, choices, chosen));
	TRY(add_found(req, choices, words, chosen, &found));
	json_object_set_new(field, "found_none", json_boolean(*words != '\0' && found == 0));
	return OK;
}
