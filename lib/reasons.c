/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/reasons.h"

#include <string.h>

#include "lib/text.h"

static const char *text_of(const json_t *reason, const char *name)
{
	const char *text = json_string_value(json_object_get(reason, name));

	return text == NULL ? "" : text;
}

/* ---- one sentence for each kind; the format takes what `fill` gives it ---- */

struct telling_of {
	struct arena *mem;
	const struct catalogues *catalogues;
	enum language language;
	const json_t *reason;
};

/* "55510000" is read as "5551": the zeros at the end say nothing. */
static const char *code_short(struct arena *mem, const char *code)
{
	size_t length = strlen(code);

	while (length > 2 && code[length - 1] == '0')
		length--;
	return arena_text_n(mem, code, length);
}

static const char *tell_code(const struct telling_of *of, const char *format)
{
	const char *name = text_of(json_object_get(of->reason, "names"), language_code(of->language));

	return arena_printf(of->mem, translate(of->catalogues, of->language, format),
		code_short(of->mem, text_of(of->reason, "code")), name);
}

static const char *tell_words(const struct telling_of *of, const char *format)
{
	OWNED(buffer_close) struct buffer words = {0};
	const json_t *list = json_object_get(of->reason, "words");

	(void)format; /* has two forms */
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *word = json_string_value(json_array_get(list, i));
		buffer_printf(&words, "%s%s", i == 0 ? "" : ", ", word == NULL ? "" : word);
	}
	return arena_printf(of->mem,
		translate_count(of->catalogues, of->language, "The word %s", "The words %s",
			(int64_t)json_array_size(list)),
		words.bytes == NULL ? "" : words.bytes);
}

static const char *tell_place(const struct telling_of *of, const char *format)
{
	return arena_printf(of->mem, translate(of->catalogues, of->language, format),
		text_of(of->reason, "place"));
}

static const char *tell_plain(const struct telling_of *of, const char *format)
{
	return translate(of->catalogues, of->language, format);
}

static const struct {
	const char *kind;
	const char *format;
	const char *when_negative; /* NULL: it never is */
	const char *(*tell)(const struct telling_of *of, const char *format);
} kinds[] = {
	{"cpv", N_("Same kind of product or service (CPV %s): %s"), NULL, tell_code},
	{"likely_cpv", N_("The text is about this kind of product or service (CPV %s): %s"), NULL, tell_code},
	{"neighbour", N_("Close to what is wanted (CPV %s): %s"), NULL, tell_code},
	{"words", NULL, NULL, tell_words},
	{"delivers", N_("Delivers to %s"), NULL, tell_place},
	{"seated", N_("Has its seat in %s"), NULL, tell_place},
	{"near", N_("Has its seat nearby, in %s"), NULL, tell_place},
	{"region", N_("Has its seat in the same region, in %s"), NULL, tell_place},
	{"capacity", N_("Can take an order of this size"), N_("The order may be too large"), tell_plain},
	{"lead_time", N_("Can start in time"), N_("May not be able to start in time"), tell_plain},
	{"reserved", N_("May take a reserved purchase (§ 54)"), NULL, tell_plain},
};

static const char *tell(const struct telling_of *of)
{
	const char *kind = text_of(of->reason, "kind");
	bool negative = json_number_value(json_object_get(of->reason, "points")) < 0.0;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (text_equal(kinds[i].kind, kind))
			return kinds[i].tell(of, negative && kinds[i].when_negative != NULL ?
					kinds[i].when_negative : kinds[i].format);
	return NULL;
}

json_t *reasons_model(struct arena *mem, const struct catalogues *catalogues, enum language language,
	const char *json_text)
{
	json_t *reasons = json_text == NULL ? NULL : json_loads(json_text, 0, NULL);
	json_t *model = json_array();

	for (size_t i = 0; i < json_array_size(reasons); i++) {
		struct telling_of of = {mem, catalogues, language, json_array_get(reasons, i)};
		const char *text = tell(&of);
		if (text == NULL)
			continue; /* a kind of a newer version */
		json_array_append_new(model, json_pack("{s:s, s:s, s:f}", "text", text, "kind",
			text_of(of.reason, "kind"), "points",
			json_number_value(json_object_get(of.reason, "points"))));
	}
	json_decref(reasons);
	return model;
}

const char *reasons_text(struct arena *mem, const struct catalogues *catalogues,
	enum language language, const char *json_text)
{
	OWNED(buffer_close) struct buffer text = {0};
	json_t *model = reasons_model(mem, catalogues, language, json_text);

	for (size_t i = 0; i < json_array_size(model); i++)
		buffer_printf(&text, "%s%s", i == 0 ? "" : "; ",
			text_of(json_array_get(model, i), "text"));
	json_decref(model);
	return text.bytes == NULL ? "" : arena_text(mem, text.bytes);
}
