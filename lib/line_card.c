/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/line_card.h"

#include <string.h>

#include "lib/model.h"
#include "lib/text.h"

#define EXCERPT 200 /* characters */
#define A_WEEK 7    /* days */

static void set(json_t *card, const char *name, json_t *value)
{
	json_object_set_new(card, name, value);
}

/* A day as people and as programs read it. */
static void set_day(json_t *card, struct arena *mem, const char *name, day date, const char *language)
{
	set(card, name, json_string(day_iso(mem, date)));
	set(card, arena_printf(mem, "%s_text", name),
		json_string(date == NO_DAY ? "" : day_text(mem, date, language)));
	set(card, arena_printf(mem, "has_%s", name), json_boolean(date != NO_DAY));
}

static json_t *codes(struct arena *mem, const struct plan_line *line, const struct line_card_reader *reader)
{
	json_t *list = json_array();

	for (size_t i = 0; i < line->cpv_count; i++) {
		const char *name = cpv_name(reader->index, mem, line->cpv[i], reader->language);
		if (name != NULL)
			json_array_append_new(list, json_pack("{s:s, s:s}", "code", line->cpv[i], "name", name));
	}
	return list;
}

static void add_dates(json_t *card, struct arena *mem, const struct plan_line *line,
	const struct line_card_reader *reader)
{
	const char *language = language_code(reader->language);
	day ends = line->dialogue_ends;
	day published = line->published_at == NO_MOMENT ? NO_DAY : day_of(line->published_at);

	set_day(card, mem, "dialogue_ends", ends, language);
	set(card, "days_left", json_integer(ends == NO_DAY ? 0 : ends - reader->today));
	set(card, "is_soon", json_boolean(ends != NO_DAY && ends >= reader->today &&
					  ends - reader->today <= A_WEEK));
	set_day(card, mem, "contract_starts", line->contract_starts, language);
	set_day(card, mem, "published", published, language);
	set(card, "is_new", json_boolean(published != NO_DAY && reader->today - published <= A_WEEK));
}

json_t *line_card(struct arena *mem, const struct plan_line *line, const struct line_card_reader *reader)
{
	const char *language = language_code(reader->language);
	json_t *card = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}", "id", (json_int_t)line->id, "url",
		arena_printf(mem, "/lines/%lld", (long long)line->id), "title", line->title, "buyer",
		line->organisation_name, "plan_url",
		arena_printf(mem, "/plans/%s/%d", line->organisation_slug, line->plan_year), "municipality_code",
		line->municipality_code, "status", line->status, "procedure_kind", line->procedure_kind,
		"reserved", line->reserved);

	model_text(card, "excerpt", text_shorten(mem, text_tidy_line(mem, line->text, strlen(line->text)), EXCERPT));
	set(card, "is_in_tender", json_boolean(text_equal(line->status, "tender")));
	set(card, "takes_answers", json_boolean(plan_line_takes_answers(line, reader->today)));
	set(card, "value_dkk", line->value_dkk < 0 ? json_null() : json_integer(line->value_dkk));
	model_text(card, "value_text", line->value_dkk < 0 ? "" : model_kroner(mem, line->value_dkk, language));
	set(card, "cpv", codes(mem, line, reader));
	add_dates(card, mem, line, reader);
	return card;
}

json_t *line_cards(struct arena *mem, const struct plan_lines *lines, const struct line_card_reader *reader)
{
	json_t *list = json_array();

	for (size_t i = 0; i < lines->count; i++)
		json_array_append_new(list, line_card(mem, &lines->at[i], reader));
	return list;
}
