/* SPDX-License-Identifier: MPL-2.0 */
/* CPV codes by words: the suggestions as one types, and the field that works without a script. */
#include <string.h>

#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/search.h"
#include "lib/text.h"

#define SUGGESTIONS 8
#define GUESSES 5
#define GUESS_LEAST 0.1 /* less likely ones would only be in the way */
#define OFFERED_MOST 32

/* {"codes": [{"code","name","probability"}]} for ?words=… */
enum err cpv_show(struct req *req)
{
	struct cpv_suggestion *list;
	size_t count;

	TRY(match_index_refresh(req->site->index, req->db));
	TRY(cpv_suggest(req->site->index, req->mem, query_text(req, "words"), req->language, SUGGESTIONS, &list, &count));
	json_t *codes = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(codes, json_pack("{s:s, s:s, s:f}", "code", list[i].code, "name",
						     list[i].name, "probability", list[i].probability));
	return send_json(req, json_pack("{s:o}", "codes", codes));
}

/* ---- the field ---- */

static bool is_choice(const json_t *choices, const char *code)
{
	size_t i;
	json_t *choice;

	json_array_foreach(choices, i, choice) {
		if (strcmp(json_string_value(json_object_get(choice, "value")), code) == 0)
			return true;
	}
	return false;
}

static void add_code(json_t *choices, const char *code, const char *name, bool chosen)
{
	if (name != NULL && !is_choice(choices, code))
		json_array_append_new(choices,
			json_pack("{s:s, s:s, s:b}", "value", code, "label", name, "chosen", chosen));
}

/* What was offered before and not chosen stays on offer: one may look for something else in between. */
static void add_offered(struct req *req, json_t *choices, const char *name)
{
	const char **offered = form_list(req, arena_printf(req->mem, "%s_offered", name));

	for (size_t i = 0; req->form_sent && offered[i] != NULL && i < OFFERED_MOST; i++)
		add_code(choices, offered[i], cpv_name(req->site->index, req->mem, offered[i], req->language), false);
}

/* What was found for the words, behind what is chosen already. */
static enum err add_found(struct req *req, json_t *choices, const char *words, size_t *found)
{
	struct cpv_suggestion *list;

	*found = 0;
	if (!req->form_sent || *words == '\0')
		return OK;
	TRY(cpv_suggest(req->site->index, req->mem, words, req->language, SUGGESTIONS, &list, found));
	for (size_t i = 0; i < *found; i++)
		add_code(choices, list[i].code, list[i].name, false);
	return OK;
}

/* No code was chosen or looked for, but there is a title and a text: what they are about. */
static enum err add_guesses(struct req *req, json_t *choices, size_t *found)
{
	const char *text = arena_printf(req->mem, "%s\n%s", form_value(req, "title"), form_value(req, "text"));
	enum language language = language_from_code(form_value(req, "language"), req->language);
	struct cpv_suggestion *list;
	size_t count;

	*found = 0;
	if (!req->form_sent || json_array_size(choices) > 0 || text_is_blank(text))
		return OK;
	TRY(cpv_suggest(req->site->index, req->mem, text, language, GUESSES, &list, &count));
	for (size_t i = 0; i < count && list[i].probability >= GUESS_LEAST; i++, (*found)++)
		add_code(choices, list[i].code, cpv_name(req->site->index, req->mem, list[i].code, req->language), false);
	return OK;
}

/* The names of codes, one after the other. */
static const char *names_of(struct req *req, const char *const *codes)
{
	OWNED(buffer_close) struct buffer out = {0};

	for (; codes != NULL && *codes != NULL; codes++) {
		const char *name = cpv_name(req->site->index, req->mem, *codes, req->language);
		buffer_printf(&out, "%s%s %s", out.length > 0 ? ", " : "", name != NULL ? name : "", *codes);
	}
	return arena_text(req->mem, out.length > 0 ? out.bytes : "");
}

enum err form_show_cpv(struct req *req, json_t *form, const char *name, const char *const *stored)
{
	const char *const *chosen = form_show_codes(req, form, name, stored, names_of(req, stored));
	const char *words = req->form_sent ? form_value(req, arena_printf(req->mem, "%s_words", name)) : "";
	OWNED(json_decrefp) json_t *choices = json_array();
	size_t found = 0, guessed = 0;

	for (; chosen != NULL && *chosen != NULL; chosen++)
		add_code(choices, *chosen, cpv_name(req->site->index, req->mem, *chosen, req->language), true);
	add_offered(req, choices, name);
	TRY(add_found(req, choices, words, &found));
	if (*words == '\0')
		TRY(add_guesses(req, choices, &guessed));
	json_t *field = json_object_get(form, name);
	json_object_set_new(field, "words", json_string(words));
	json_object_set_new(field, "found_none", json_boolean(form_flag(req, "cpv_search") && *words != '\0' && found == 0));
	json_object_set_new(field, "is_guess", json_boolean(guessed > 0));
	json_object_set(field, "choices", choices);
	return OK;
}
