/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/plan_line_model.h"

#include <inttypes.h>
#include <stdio.h>

#include "lib/model.h"
#include "lib/text.h"

#define SUMMARY_MOST 240

static const struct {
	const char *status, *flag, *text;
} statuses[] = {
	{"draft", "is_draft", N_("Draft: only you see it")},
	{"published", "is_published", N_("Published")},
	{"dialogue", "is_dialogue", N_("In dialogue")},
	{"tender", "is_tender", N_("Out for tender")},
	{"awarded", "is_awarded", N_("Bought")},
	{"closed", "is_closed", N_("Closed")},
	{"cancelled", "is_cancelled", N_("Cancelled")},
};

static const struct {
	const char *kind, *text;
} procedures[] = {
	{"undecided", N_("Not decided yet")},
	{"direct", N_("Bought directly, without a tender")},
	{"quotes", N_("A few enterprises are asked for a quote")},
	{"light", N_("Tender under the light regime (social and other special services)")},
	{"open", N_("Open tender: everyone may bid")},
	{"restricted", N_("Restricted tender: one applies first, some are asked to bid")},
	{"negotiated", N_("Tender with negotiation")},
};

static const char *status_text(const char *status)
{
	for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
		if (text_equal(status, statuses[i].status))
			return statuses[i].text;
	return "";
}

const char *procedure_text(const char *procedure_kind)
{
	for (size_t i = 0; i < sizeof procedures / sizeof procedures[0]; i++)
		if (text_equal(procedure_kind, procedures[i].kind))
			return procedures[i].text;
	return "";
}

static const char *say(const struct reader *reader, const char *text)
{
	return *text == '\0' ? "" : translate(reader->catalogues, reader->language, text);
}

/* ---- one line ---- */

/* Sets <name>, has_<name> and <name>_text. */
static void add_day(json_t *model, struct arena *mem, const char *name, day date, const struct reader *reader)
{
	const char *code = language_code(reader->language);

	json_object_set_new(model, name, json_string(day_iso(mem, date)));
	json_object_set_new(model, arena_printf(mem, "has_%s", name), json_boolean(date != NO_DAY));
	json_object_set_new(model, arena_printf(mem, "%s_text", name),
		json_string(date == NO_DAY ? "" : day_text(mem, date, code)));
}

static void add_dates(json_t *model, struct arena *mem, const struct plan_line *line,
	const struct reader *reader, day today)
{
	day published = line->published_at == NO_MOMENT ? NO_DAY : day_of(line->published_at);
	bool runs = line->dialogue_ends != NO_DAY && line->dialogue_ends >= today;

	add_day(model, mem, "published_on", published, reader);
	add_day(model, mem, "dialogue_ends", line->dialogue_ends, reader);
	add_day(model, mem, "tender_starts", line->tender_starts, reader);
	add_day(model, mem, "contract_starts", line->contract_starts, reader);
	add_day(model, mem, "contract_ends", line->contract_ends, reader);
	json_object_set_new(model, "days_left", json_integer(runs ? line->dialogue_ends - today : 0));
}

static void add_status(json_t *model, const struct plan_line *line, const struct reader *reader, day today)
{
	json_object_set_new(model, "status", json_string(line->status));
	json_object_set_new(model, "status_text", json_string(say(reader, status_text(line->status))));
	for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
		json_object_set_new(model, statuses[i].flag,
			json_boolean(text_equal(line->status, statuses[i].status)));
	json_object_set_new(model, "is_open", json_boolean(plan_line_is_open(line)));
	json_object_set_new(model, "takes_answers", json_boolean(plan_line_takes_answers(line, today)));
}

static void add_terms(json_t *model, struct arena *mem, const struct plan_line *line, const struct reader *reader)
{
	const char *code = language_code(reader->language);
	bool told = line->value_dkk >= 0;
	json_t *contact = json_object();

	json_object_set_new(model, "value_dkk", told ? json_integer(line->value_dkk) : json_null());
	json_object_set_new(model, "has_value", json_boolean(told));
	json_object_set_new(model, "value_text", json_string(told ? model_kroner(mem, line->value_dkk, code) : ""));
	json_object_set_new(model, "procedure_kind", json_string(line->procedure_kind));
	json_object_set_new(model, "procedure_text", json_string(say(reader, procedure_text(line->procedure_kind))));
	json_object_set_new(model, "reserved", json_boolean(line->reserved));
	model_text(contact, "name", line->contact_name);
	model_text(contact, "email", line->contact_email);
	model_text(contact, "phone", line->contact_phone);
	json_object_set_new(model, "contact", contact);
}

json_t *plan_line_model(struct arena *mem, const struct plan_line *line, const struct reader *reader,
	day today)
{
	json_t *model = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:i, s:s}",
		"id", (json_int_t)line->id,
		"url", arena_printf(mem, "/lines/%" PRId64, line->id),
		"title", line->title,
		"summary", text_shorten(mem, line->text, SUMMARY_MOST),
		"language", language_code(line->language),
		"buyer", line->organisation_name,
		"buyer_slug", line->organisation_slug,
		"plan_id", (json_int_t)line->plan_id,
		"plan_year", line->plan_year,
		"plan_url", arena_printf(mem, "/plans/%s/%d", line->organisation_slug, line->plan_year));

	model_text(model, "text", line->text);
	json_object_set_new(model, "paragraphs", model_paragraphs(line->text));
	add_status(model, line, reader, today);
	add_terms(model, mem, line, reader);
	add_dates(model, mem, line, reader, today);
	return model;
}

void plan_line_counts_add(json_t *model, const struct plan_line *line)
{
	int64_t waiting = line->told - line->interested - line->declined;

	json_object_set_new(model, "told", json_integer(line->told));
	json_object_set_new(model, "has_told", json_boolean(line->told > 0));
	json_object_set_new(model, "opened", json_integer(line->opened));
	json_object_set_new(model, "interested", json_integer(line->interested));
	json_object_set_new(model, "declined", json_integer(line->declined));
	json_object_set_new(model, "unanswered", json_integer(waiting > 0 ? waiting : 0));
}

json_t *plan_line_timeline(struct arena *mem, const struct plan_line *line, const struct reader *reader,
	day today)
{
	const struct {
		const char *label;
		day date;
	} dates[] = {
		{N_("Published"), line->published_at == NO_MOMENT ? NO_DAY : day_of(line->published_at)},
		{N_("Last day to answer and ask"), line->dialogue_ends},
		{N_("The tender starts"), line->tender_starts},
		{N_("The contract starts"), line->contract_starts},
		{N_("The contract ends"), line->contract_ends},
	};
	json_t *list = json_array();
	bool next_found = false;

	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		if (dates[i].date == NO_DAY)
			continue;
		bool past = dates[i].date < today || (i == 0 && dates[i].date <= today);
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b, s:b}",
			"label", say(reader, dates[i].label),
			"date", day_iso(mem, dates[i].date),
			"date_text", day_text(mem, dates[i].date, language_code(reader->language)),
			"is_past", past, "is_next", !past && !next_found));
		next_found = next_found || !past;
	}
	return list;
}

/* ---- lines by quarter ---- */

struct sum {
	int64_t count, kroner, unpriced;
};

static void sum_add(struct sum *sum, const struct plan_line *line)
{
	sum->count++;
	if (line->value_dkk >= 0)
		sum->kroner += line->value_dkk;
	else
		sum->unpriced++;
}

static void sum_show(json_t *model, struct arena *mem, const struct sum *sum, const struct reader *reader)
{
	const char *code = language_code(reader->language);

	json_object_set_new(model, "count", json_integer(sum->count));
	json_object_set_new(model, "sum_dkk", json_integer(sum->kroner));
	json_object_set_new(model, "sum_text", json_string(model_kroner(mem, sum->kroner, code)));
	json_object_set_new(model, "has_sum", json_boolean(sum->count > sum->unpriced));
	json_object_set_new(model, "unpriced", json_integer(sum->unpriced));
	json_object_set_new(model, "has_unpriced", json_boolean(sum->unpriced > 0));
}

/* 4 * year + quarter from 0; -1 without a date. */
static int quarter_of(const struct plan_line *line)
{
	int year, month, mday;

	if (line->contract_starts == NO_DAY)
		return -1;
	day_split(line->contract_starts, &year, &month, &mday);
	return 4 * year + (month - 1) / 3;
}

static json_t *quarter_begin(struct arena *mem, int quarter, const struct reader *reader)
{
	const char *key = "", *label = say(reader, N_("The start is not fixed yet"));

	if (quarter >= 0) {
		static const char *const labels[] = {N_("January to March"), N_("April to June"),
			N_("July to September"), N_("October to December")};
		key = arena_printf(mem, "%d-Q%d", quarter / 4, quarter % 4 + 1);
		label = arena_printf(mem, "%s %d", say(reader, labels[quarter % 4]), quarter / 4);
	}
	return json_pack("{s:s, s:s, s:[]}", "key", key, "label", label, "lines");
}

json_t *plan_quarters_model(struct arena *mem, const struct plan_lines *lines, bool counts,
	const struct reader *reader, day today)
{
	struct sum whole = {0}, part = {0};
	json_t *quarters = json_array(), *quarter = NULL, *model = json_object();

	for (size_t i = 0; i < lines->count; i++) {
		const struct plan_line *line = &lines->at[i];
		if (i == 0 || quarter_of(line) != quarter_of(&lines->at[i - 1])) {
			part = (struct sum){0};
			quarter = quarter_begin(mem, quarter_of(line), reader);
			json_array_append_new(quarters, quarter);
		}
		json_t *item = plan_line_model(mem, line, reader, today);
		if (counts)
			plan_line_counts_add(item, line);
		json_array_append_new(json_object_get(quarter, "lines"), item);
		sum_add(&part, line);
		sum_add(&whole, line);
		sum_show(quarter, mem, &part, reader);
	}
	json_object_set_new(model, "quarters", quarters);
	sum_show(model, mem, &whole, reader);
	return model;
}
