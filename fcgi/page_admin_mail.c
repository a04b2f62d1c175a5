/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The administrator and the mail: what waits and what was given up, with why, to be tried again or to be
 * left; and how every mail reads, with sample data, in each language.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/audit.h"
#include "lib/mail_kind.h"
#include "lib/mail_preview.h"
#include "lib/mail_topic.h"

/* How a kind of mail is called: by the subject that it has with sample data. */
static const char *sample_subject(const struct req *req, const char *kind)
{
	struct mail_preview mail;
	const struct site *site = req->site;

	return mail_preview(site->configuration, site->catalogues, req->mem, kind, req->language, &mail) == OK ? mail.subject
													      : kind;
}

/* One that is sent to somebody: by its topic, where it has one, for the sample's words are not its own. */
static const char *kind_text(const struct req *req, const char *name)
{
	const struct mail_kind *kind = mail_kind_find(name);
	const struct mail_topic *topic = kind != NULL ? mail_topic_find(kind->topic) : NULL;

	return topic != NULL ? tr(req, topic->title) : sample_subject(req, name);
}

/* ---- what waits ---- */

static json_t *row_model(const struct req *req, const struct row *row)
{
	const char *status = row_text(row, "status");
	bool held = text_equal(status, "held");

	return json_pack("{s:I, s:s, s:s, s:b, s:b, s:b, s:I, s:s, s:b, s:s, s:s}", "id",
		(json_int_t)row_int(row, "id"), "kind", kind_text(req, row_text(row, "kind")), "address",
		row_text(row, "recipient_address"), "is_failed", text_equal(status, "failed"), "is_doubtful",
		text_equal(status, "doubtful"), "is_held", held, "attempts", (json_int_t)row_int(row, "attempts"),
		"why", row_text(row, "last_error"), "has_why", *row_text(row, "last_error") != '\0', "queued_at",
		moment_text(req->mem, row_moment(row, "created_at"), req_language(req)), "next_at",
		moment_text(req->mem, row_moment(row, "next_attempt_at"), req_language(req)));
}

static enum err queue_model(struct req *req, enum query query, json_t **out)
{
	struct rows rows;

	TRY(db_list(req->db, req->mem, query, NO_ARGS, &rows));
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++)
		json_array_append_new(*out, row_model(req, rows.at[i]));
	return OK;
}

static json_t *kinds_model(struct req *req)
{
	json_t *list = json_array();

	for (const struct mail_kind *kind = mail_kinds; kind->name != NULL; kind++) {
		const struct mail_topic *topic = mail_topic_find(kind->topic);
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b}", "name", kind->name, "subject",
						    sample_subject(req, kind->name), "topic",
						    topic != NULL ? tr(req, topic->title) : "", "has_topic",
						    topic != NULL));
	}
	return list;
}

enum err admin_mails_show(struct req *req)
{
	OWNED(json_decrefp) json_t *waiting = NULL, *failed = NULL;

	TRY(queue_model(req, Q_QUEUE_WAITING, &waiting));
	TRY(queue_model(req, Q_QUEUE_GIVEN_UP, &failed));
	return render(req, "admin_mails",
		json_pack("{s:O, s:b, s:O, s:b, s:o}", "waiting", waiting, "has_waiting",
			json_array_size(waiting) > 0, "failed", failed, "has_failed", json_array_size(failed) > 0,
			"kinds", kinds_model(req)));
}

/* A mail of the queue is changed by one statement, with audit. */
static enum err change(struct req *req, enum query query, struct args args, const char *action)
{
	uint64_t changed;

	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(db_do(req->db, query, args, &changed));
	if (changed == 0)
		return refuse(req, CONFLICT, N_("This mail is on its way or has been sent by now."));
	TRY(audit_add(req->db, &(struct audit){.account_id = req->user->id, .action = action,
				       .subject_kind = "outbox", .subject_id = path_int(req, "id")}));
	return tx_commit(&tx);
}

enum err admin_mail_again_post(struct req *req)
{
	TRY(change(req, Q_OUTBOX_TRY_AGAIN, ARGS(db_moment(req->now), db_moment(req->now), db_int(path_int(req, "id"))),
		"mail-tried-again"));
	notice(req, tr(req, "The mail is tried again at once."));
	return redirect(req, "/admin/mails");
}

enum err admin_mail_drop_post(struct req *req)
{
	TRY(change(req, Q_OUTBOX_GIVE_UP, ARGS(db_int(path_int(req, "id"))), "mail-given-up"));
	notice(req, tr(req, "The mail is not tried again."));
	return redirect(req, "/admin/mails");
}

/* ---- how they read ---- */

static enum err preview(struct req *req, struct mail_preview *out, enum language *language)
{
	*language = language_from_code(query_text(req, "language"), req->language);
	return mail_preview(req->site->configuration, req->site->catalogues, req->mem, path_text(req, "kind"),
		*language, out);
}

static json_t *languages_model(enum language chosen)
{
	json_t *list = json_array();

	for (enum language language = 0; language < LANGUAGES; language++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "code", language_code(language), "label",
						    language_name(language), "current", language == chosen));
	return list;
}

enum err admin_mail_show(struct req *req)
{
	struct mail_preview mail;
	enum language language;

	TRY(preview(req, &mail, &language));
	return render(req, "admin_mail",
		json_pack("{s:s, s:s, s:s, s:s, s:o}", "kind", mail.kind, "subject", mail.subject, "text", mail.text,
			"code", language_code(language), "mail_languages", languages_model(language)));
}

/* The HTML as it is sent, a document of its own: the mail's own styles and nothing else (response.c). */
enum err admin_mail_html(struct req *req)
{
	struct mail_preview mail;
	enum language language;

	TRY(preview(req, &mail, &language));
	req->response.is_letter = true;
	buffer_text(&req->response.body, mail.html);
	return OK;
}
