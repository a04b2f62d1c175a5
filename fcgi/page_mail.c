/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The mails one gets: how often, for who is logged in; and the way out of them for everybody who got
 * one. A GET changes nothing, because mail programs and scanners follow links. The POST that ends them
 * needs no token of ours against forgery, because it has the mail's: a mail provider sends it when its
 * reader presses "Unsubscribe" there (RFC 8058), and must get no redirect.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/mail_preference.h"
#include "lib/suppression.h"

static const struct choice paces[] = {{"at_once", N_("At once")}, {"daily", N_("Gathered, each morning")},
	{"weekly", N_("Gathered, each Monday")}, {"never", N_("Never")}, {NULL, NULL}};
static const struct choice urgent_paces[] = {{"at_once", N_("At once")}, {"never", N_("Never")}, {NULL, NULL}};

static const struct choice *paces_of(const struct mail_topic *topic)
{
	return topic->can_wait ? paces : urgent_paces;
}

static const char *field_of(struct req *req, const struct mail_topic *topic)
{
	return arena_printf(req->mem, "pace_%s", topic->name);
}

/* ---- how often ---- */

/* Whether the person's address gets mail at all. */
static enum err suppression_model(struct req *req, json_t **out)
{
	struct suppression suppression;
	enum err err = suppression_find(req->db, req->mem, req->user->email, &suppression);

	if (err != OK && err != NOT_FOUND)
		return err;
	*out = err == NOT_FOUND ? json_null()
		: json_pack("{s:b, s:s}", "bounced", suppression.reason == SUPPRESSED_BOUNCE, "since",
			  day_text(req->mem, day_of(suppression.created_at), req_language(req)));
	return OK;
}

static enum err topics_model(struct req *req, json_t *form, json_t **out)
{
	enum mail_pace pace;
	unsigned readers;

	TRY(mail_readers_of(req->db, req->user->id, &readers));
	*out = json_array();
	for (const struct mail_topic *topic = mail_topics; topic->name != NULL; topic++) {
		const char *field = field_of(req, topic);
		if ((topic->readers & readers) == 0)
			continue;
		TRY(mail_pace_find(req->db, req->mem, req->user->email, topic->name, &pace));
		form_show_choice(req, form, field, mail_pace_name(pace), paces_of(topic));
		json_array_append_new(*out, json_pack("{s:s, s:O}", "title", tr(req, topic->title), "field",
						    json_object_get(form, field)));
	}
	return OK;
}

enum err mail_preferences_show(struct req *req)
{
	OWNED(json_decrefp) json_t *form = json_object(), *topics = NULL, *suppression = NULL;

	TRY(topics_model(req, form, &topics));
	TRY(suppression_model(req, &suppression));
	return render(req, "my_mail",
		json_pack("{s:s, s:O, s:b, s:O}", "email", req->user->email, "topics", topics, "has_topics",
			json_array_size(topics) > 0, "suppression", suppression));
}

enum err mail_preferences_post(struct req *req)
{
	unsigned readers;

	TRY(mail_readers_of(req->db, req->user->id, &readers));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	for (const struct mail_topic *topic = mail_topics; topic->name != NULL; topic++) {
		/* what the form did not ask, because the topic is newer than the page, stays */
		if ((topic->readers & readers) == 0 || *form_value(req, field_of(req, topic)) == '\0')
			continue;
		const char *pace = form_choice(req, field_of(req, topic), paces_of(topic));
		TRY(form_check(req));
		TRY(mail_pace_set(req->db, req->user->email, topic->name, mail_pace_from(pace)));
	}
	TRY(tx_commit(&tx));
	notice(req, tr(req, "Saved. From now on you get our mails as you chose."));
	return redirect(req, "/my/mail");
}

/* The mailbox works again, or the complaint was a slip: the person says so, being logged in. */
enum err mail_again_post(struct req *req)
{
	TRY(suppression_lift(req->db, req->user->email));
	notice(req, tr_format(req, "We send mail to %s again.", req->user->email));
	return redirect(req, "/my/mail");
}

/* ---- no more of them ---- */

static enum err page(struct req *req)
{
	const char *token = path_text(req, "token");
	struct subscription subscription;
	enum mail_pace pace;

	TRY(subscription_find(req->db, req->mem, token, &subscription));
	TRY(mail_pace_find(req->db, req->mem, subscription.address, subscription.topic->name, &pace));
	return render(req, "unsubscribe",
		json_pack("{s:s, s:s, s:s, s:b}", "token", token, "address", subscription.address, "topic",
			tr(req, subscription.topic->title), "ended", pace == PACE_NEVER));
}

enum err unsubscribe_show(struct req *req)
{
	return page(req);
}

enum err unsubscribe_post(struct req *req)
{
	TRY(subscription_end(req->db, req->mem, path_text(req, "token")));
	return page(req);
}

enum err unsubscribe_undo_post(struct req *req)
{
	TRY(subscription_resume(req->db, req->mem, path_text(req, "token")));
	return redirect(req, "/unsubscribe/%s", path_text(req, "token"));
}
