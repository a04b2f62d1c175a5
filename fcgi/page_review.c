/* SPDX-License-Identifier: MPL-2.0 */
/* The review: "Is this a social enterprise?" Criterion by criterion: statement, evidence, verdict. */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "fcgi/telling.h"
#include "lib/criterion.h"
#include "lib/offering.h"
#include "lib/search_index.h"

#define DAYS_FOR_CHANGES 21

static const struct choice verdicts[] = {{"", N_("Not judged yet")}, {"met", N_("Met")},
	{"unclear", N_("Unclear")}, {"not_met", N_("Not met")}, {NULL, NULL}};

static const char *field_name(struct req *req, int criterion, const char *what)
{
	return arena_printf(req->mem, "%s_%s", criterion_name((enum criterion)criterion), what);
}

enum err review_list(struct req *req)
{
	struct reviewer reviewer = reviewer_of(req);
	json_t *queue;

	TRY(review_queue(req->db, req->mem, &reviewer, true, req_language(req), &queue));
	return render(req, "review_list",
		json_pack("{s:o, s:b}", "queue", queue, "has_queue", json_array_size(queue) > 0));
}

/* ---- one enterprise ---- */

static void show_verdict(struct req *req, json_t *criterion, int i, const struct criterion_statement *statement)
{
	json_t *fields = json_object();
	const char *verdict = field_name(req, i, "verdict"), *note = field_name(req, i, "note");

	form_show_choice(req, fields, verdict, criterion_verdict_name(statement->verdict), verdicts);
	form_show(req, fields, note, statement->verdict_note);
	json_object_set(criterion, "verdict_field", json_object_get(fields, verdict));
	json_object_set(criterion, "note_field", json_object_get(fields, note));
	json_decref(fields);
}

enum err review_show(struct req *req)
{
	struct reviewer reviewer = reviewer_of(req);
	struct criterion_statement list[CRITERIA];
	struct enterprise enterprise;
	OWNED(json_decrefp) json_t *offerings = NULL, *history = NULL;
	json_t *form, *criteria;

	TRY(review_find(req->db, req->mem, &reviewer, path_int(req, "id"), &enterprise));
	TRY(criterion_list(req->db, req->mem, enterprise.id, list));
	TRY(offering_models(req->db, req->mem, enterprise.id, req_language(req), &offerings));
	TRY(review_history(req->db, req->mem, enterprise.id, req_language(req), &history));
	criteria = criterion_models(req->mem, list);
	form = json_object();
	for (int i = 0; i < CRITERIA; i++)
		show_verdict(req, json_array_get(criteria, (size_t)i), i, &list[i]);
	form_show(req, form, "words", "");
	form_show_day(req, form, "due_on", day_of(req->now) + DAYS_FOR_CHANGES);
	return render(req, "review_show",
		json_pack("{s:o, s:o, s:O, s:b, s:O, s:b, s:o, s:b}", "enterprise",
			enterprise_model(req->mem, &enterprise, req_language(req)), "criteria", criteria,
			"offerings", offerings, "has_offerings", json_array_size(offerings) > 0, "history",
			history, "has_history", json_array_size(history) > 0, "form", form, "is_waiting",
			enterprise.status == ENTERPRISE_SUBMITTED));
}

static enum err judge(struct req *req, int64_t enterprise)
{
	for (int i = 0; i < CRITERIA; i++) {
		enum criterion_verdict verdict = NOT_JUDGED;
		const char *note = form_text(req, field_name(req, i, "note"), 0, CRITERION_STATEMENT_MAX);
		if (!criterion_verdict_from_name(form_value(req, field_name(req, i, "verdict")), &verdict))
			return INVALID;
		if (verdict != NOT_JUDGED || *note != '\0')
			TRY(criterion_judge(req->db, enterprise, (enum criterion)i, verdict, note));
	}
	return form_check(req);
}

static enum err decide(struct req *req, const struct review_decision *decision)
{
	struct reviewer reviewer = reviewer_of(req);
	struct telling telling = telling_of(req);
	struct enterprise enterprise;

	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(review_find(req->db, req->mem, &reviewer, decision->organisation_id, &enterprise));
	TRY(judge(req, enterprise.id));
	TRY(review_decide(req->db, req->mem, &telling, &reviewer, decision));
	return tx_commit(&tx);
}

/* Approving needs every criterion judged as met; the law knows no exception (Act 711/2014 § 5). */
static void check_all_met(struct req *req)
{
	for (int i = 0; i < CRITERIA; i++) {
		const char *name = field_name(req, i, "verdict");
		if (!text_equal(form_value(req, name), "met"))
			form_problem(req, name, N_("To approve, all five criteria must be met. Ask for changes if one is not."));
	}
}

enum err review_post(struct req *req)
{
	bool approve = text_equal(form_value(req, "decision"), "approve");
	struct review_decision decision = {
		.organisation_id = path_int(req, "id"),
		.verdict = approve ? REVIEW_APPROVED : REVIEW_CHANGES,
		.words = form_text(req, "words", 0, REVIEW_WORDS_MAX),
		.due_on = approve ? NO_DAY : form_day(req, "due_on"),
	};
	struct faults faults = review_faults(&decision, day_of(req->now));

	form_faults(req, &faults);
	if (approve)
		check_all_met(req);
	TRY(form_check(req));
	TRY(match_index_refresh(req->site->index, req->db));
	TRY(decide(req, &decision));
	notice(req, approve ? tr(req, "The enterprise is approved and stands in the directory. They have been told by mail.")
			    : tr(req, "They have been told by mail what to change."));
	return redirect(req, "/review");
}
