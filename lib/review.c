/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The review. The status moves by conditional updates, so that of two who decide at once one gets
 * CONFLICT; the mails are written in the same transaction, each in its reader's language when it is
 * sent (lib/mail_kind.c names what their models hold).
 */
#include "lib/review.h"

#include "lib/audit.h"
#include "lib/model.h"
#include "lib/outbox.h"
#include "lib/search_index.h"
#include "lib/text.h"

/* The same mail to each of the rows (id, email, name, language). Takes the model over. */
static enum err mail_all(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct rows *people, const char *kind, json_t *model)
{
	enum err err = OK;

	for (size_t i = 0; i < people->count && err == OK; i++)
		err = outbox_add(db, mem, configuration, &(struct outbox_mail){
			.kind = kind,
			.account_id = row_int(people->at[i], "id"),
			.address = row_text(people->at[i], "email"),
			.name = row_text(people->at[i], "name"),
			.language = row_text(people->at[i], "language"),
			.model = model,
		});
	json_decref(model);
	return err;
}

static enum err audit(struct db *db, const char *action, int64_t account_id, int64_t organisation_id,
	int64_t enterprise_id)
{
	return audit_add(db, &(struct audit){
		.account_id = account_id,
		.organisation_id = organisation_id,
		.action = action,
		.subject_kind = "enterprise",
		.subject_id = enterprise_id,
	});
}

/* ---- submitting ---- */

static enum err tell_reviewers(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct enterprise *enterprise)
{
	struct rows reviewers;

	TRY(db_list(db, mem, Q_REVIEW_COORDINATORS, ARGS(db_text(enterprise->municipality_code)), &reviewers));
	if (reviewers.count == 0)
		TRY(db_list(db, mem, Q_REVIEW_ADMINISTRATORS, NO_ARGS, &reviewers));
	return mail_all(db, mem, configuration, &reviewers, "review-asked",
		json_pack("{s:I, s:s, s:s}", "enterprise_id", (json_int_t)enterprise->id,
			"enterprise_name", enterprise->name, "pitch", enterprise->profile.pitch));
}

enum err review_submit(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t organisation_id, int64_t account_id)
{
	struct enterprise enterprise;
	struct faults missing;
	uint64_t changed;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(enterprise_find(db, mem, organisation_id, &enterprise));
	TRY(enterprise_missing(db, mem, &enterprise, &missing));
	if (missing.count > 0)
		return INVALID;
	TRY(db_do(db, Q_REVIEW_SUBMIT, ARGS(db_moment(clock_now()), db_int(organisation_id)), &changed));
	if (changed == 0)
		return CONFLICT;
	TRY(tell_reviewers(db, mem, configuration, &enterprise));
	TRY(audit(db, "enterprise-submitted", account_id, organisation_id, organisation_id));
	return tx_commit(&tx);
}

/* ---- the reviewer's desk ---- */

enum err review_queue(struct db *db, struct arena *mem, const struct reviewer *reviewer, bool all,
	const char *language, json_t **out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_REVIEW_QUEUE, ARGS(db_text(reviewer->municipality_code),
		db_bool(reviewer->administrator), db_bool(reviewer->administrator && all)), &rows));
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		int64_t id = row_int(row, "id");
		day submitted = day_of(row_moment(row, "submitted_at"));
		json_array_append_new(*out, json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:b}",
			"id", (json_int_t)id,
			"name", row_text(row, "name"),
			"url", arena_printf(mem, "/review/%lld", (long long)id),
			"municipality", row_text(row, "municipality_name"),
			"submitted", moment_iso(mem, row_moment(row, "submitted_at")),
			"submitted_text", day_text(mem, submitted, language),
			"days_waiting", (int)(clock_today() - submitted),
			"is_again", row_bool(row, "is_again"),
			"is_mine", row_bool(row, "is_mine")));
	}
	return OK;
}

enum err review_find(struct db *db, struct arena *mem, const struct reviewer *reviewer,
	int64_t organisation_id, struct enterprise *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_REVIEW_VISIBLE, ARGS(db_int(organisation_id),
		db_bool(reviewer->administrator), db_text(reviewer->municipality_code)), &row));
	return enterprise_find(db, mem, row_int(row, "id"), out);
}

/* ---- deciding ---- */

struct faults review_faults(const struct review_decision *decision, day today)
{
	struct faults faults = {.count = 0};

	if (text_length(decision->words) > REVIEW_WORDS_MAX)
		fault_note(&faults, "words", N_("Write at most 4,000 characters."));
	if (decision->verdict == REVIEW_APPROVED)
		return faults;
	if (text_is_blank(decision->words))
		fault_note(&faults, "words", N_("Write what has to change, so that they know what to do."));
	if (decision->due_on == NO_DAY || decision->due_on < today)
		fault_note(&faults, "due_on", N_("Give a day that has not passed."));
	return faults;
}

/* The status and the decision's row; CONFLICT when somebody was faster. */
static enum err record(struct db *db, const struct reviewer *reviewer, const struct review_decision *decision)
{
	bool approved = decision->verdict == REVIEW_APPROVED;
	struct arg verdict = db_text(approved ? "approved" : "changes_requested");
	struct arg now = db_moment(clock_now());
	uint64_t changed;

	TRY(db_do(db, Q_REVIEW_DECIDE, ARGS(verdict, approved ? now : db_null(),
		db_int(decision->organisation_id)), &changed));
	if (changed == 0)
		return CONFLICT;
	return db_do(db, Q_REVIEW_ADD, ARGS(db_int(decision->organisation_id), db_int(reviewer->account_id),
		verdict, db_text(decision->words), approved ? db_null() : db_day(decision->due_on), now), NULL);
}

static enum err tell_owners(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct enterprise *enterprise, const struct review_decision *decision)
{
	struct rows owners;

	TRY(db_list(db, mem, Q_REVIEW_OWNERS, ARGS(db_int(enterprise->id)), &owners));
	if (decision->verdict == REVIEW_APPROVED)
		return mail_all(db, mem, configuration, &owners, "review-approved",
			json_pack("{s:s, s:s, s:s}", "enterprise_name", enterprise->name,
				"enterprise_slug", enterprise->slug, "words", decision->words));
	return mail_all(db, mem, configuration, &owners, "review-changes",
		json_pack("{s:s, s:s, s:s}", "enterprise_name", enterprise->name,
			"words", decision->words, "due_on", day_iso(mem, decision->due_on)));
}

enum err review_decide(struct db *db, struct arena *mem, const struct telling *telling,
	const struct reviewer *reviewer, const struct review_decision *decision)
{
	bool approved = decision->verdict == REVIEW_APPROVED;
	struct enterprise enterprise;

	if (review_faults(decision, clock_today()).count > 0)
		return INVALID;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(review_find(db, mem, reviewer, decision->organisation_id, &enterprise));
	TRY(record(db, reviewer, decision));
	TRY(tell_owners(db, mem, telling->configuration, &enterprise, decision));
	TRY(audit(db, approved ? "enterprise-approved" : "enterprise-changes-requested",
		reviewer->account_id, telling->organisation_id, enterprise.id));
	if (approved && telling->index != NULL)
		TRY(enterprise_match_open_lines(db, mem, telling, enterprise.id, NULL));
	if (approved) /* one that came back had not closed: the figures count it again */
		TRY(db_do(db, Q_ENTERPRISE_EVENT_REMOVE_KIND, ARGS(db_int(enterprise.id), db_text("closed")), NULL));
	if (approved)
		TRY(index_changed(db, INDEX_ENTERPRISE, enterprise.id));
	return tx_commit(&tx);
}

enum err review_history(struct db *db, struct arena *mem, int64_t organisation_id, const char *language,
	json_t **out)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_REVIEW_HISTORY, ARGS(db_int(organisation_id)), &rows));
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		bool approved = text_equal(row_text(row, "verdict"), "approved");
		day due = row_day(row, "due_on");
		json_t *model = json_pack("{s:b, s:b, s:o, s:s, s:b, s:s, s:s}",
			"is_approved", approved, "is_changes", !approved,
			"paragraphs", model_paragraphs(row_text(row, "words")),
			"due_text", due == NO_DAY ? "" : day_text(mem, due, language),
			"has_due", due != NO_DAY,
			"reviewer", row_text(row, "reviewer"),
			"date_text", day_text(mem, day_of(row_moment(row, "created_at")), language));
		model_text(model, "words", row_text(row, "words"));
		json_array_append_new(*out, model);
	}
	return OK;
}
