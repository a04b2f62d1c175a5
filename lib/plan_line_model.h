/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Plan lines as they are shown: one view model for pages, lists and the API, with what a program reads
 * (numbers, dates as 2027-03-03, codes) beside what a person reads in their language.
 */
#ifndef TORV_PLAN_LINE_MODEL_H
#define TORV_PLAN_LINE_MODEL_H

#include "lib/line_match.h" /* struct reader */
#include "lib/plan_line.h"

/* The source text for a way of buying; "" for what there is not. */
const char *procedure_text(const char *procedure_kind);

/*
 * A new object; the caller owns it.
 *
 *	id, url ("/lines/12"), title, text, summary (at most 240 characters), has_text, paragraphs [{text}],
 *	language, buyer, buyer_slug, plan_id, plan_year, plan_url ("/plans/kolding-kommune/2027"),
 *	status, status_text, is_draft, is_published, is_dialogue, is_tender, is_awarded, is_closed,
 *	is_cancelled, is_open, takes_answers, value_dkk (null: not told), has_value, value_text,
 *	procedure_kind, procedure_text, reserved,
 *	dialogue_ends, tender_starts, contract_starts, contract_ends, published_on, each with
 *	has_<name> and <name>_text, days_left (to the end of the dialogue; 0 when there is none),
 *	contact {name, email, phone, has_name, has_email, has_phone}
 *
 * Counts of matches are the buyer's own matter: plan_line_counts_add.
 */
json_t *plan_line_model(struct arena *mem, const struct plan_line *line, const struct reader *reader,
	day today);

/* Adds told, opened, interested, declined, unanswered, and has_told. */
void plan_line_counts_add(json_t *model, const struct plan_line *line);

/* The dates of a line in their order: [{label, date, date_text, is_past, is_next}]. is_next: the first
 * that is not past. */
json_t *plan_line_timeline(struct arena *mem, const struct plan_line *line, const struct reader *reader,
	day today);

/*
 * Lines by the quarter in which their contracts start, those without a date last; lines come in that
 * order (plan_line_list, plan_line_list_year). `counts`: with plan_line_counts_add.
 *
 *	{"quarters": [{key ("2027-Q1", "" without a date), label, lines [...], count, sum_dkk, sum_text,
 *	  has_sum, unpriced, has_unpriced}], count, sum_dkk, sum_text, has_sum, unpriced, has_unpriced}
 */
json_t *plan_quarters_model(struct arena *mem, const struct plan_lines *lines, bool counts,
	const struct reader *reader, day today);

#endif
