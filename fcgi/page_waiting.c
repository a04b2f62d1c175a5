/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A reply that waits, because it came from an address that we do not know, or that somebody else may
 * have used. The link went to the person we wrote to; the page shows who wrote what, and they let it
 * through in their name or throw it away. It needs no log-in, as the mail that it answers needed none.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/reply.h"

static enum err find(struct req *req, struct token *token, struct waiting_reply *out)
{
	enum err err = token_find(req->db, req->mem, path_text(req, "token"), TOKEN_WAITING, token);

	if (err == OK)
		err = reply_waiting_find(req->db, req->mem, token->subject_id, out);
	if (err == NOT_FOUND)
		return refuse(req, NOT_FOUND, N_("This reply waits no longer: it was let through or thrown away, or the link is older than a month."));
	return err;
}

enum err waiting_show(struct req *req)
{
	struct waiting_reply reply;
	struct token token;

	TRY(find(req, &token, &reply));
	return render(req, "waiting",
		json_pack("{s:s, s:s, s:b, s:s, s:b, s:s, s:b, s:s, s:b, s:b, s:b, s:s, s:b}", "token",
			path_text(req, "token"), "sender", reply.sender, "has_sender", *reply.sender != '\0',
			"subject", reply.subject, "has_subject", !text_is_blank(reply.subject), "text", reply.text,
			"has_text", !text_is_blank(reply.text), "title", reply.title, "doubted", reply.doubted,
			"interested", reply.interested, "declined", reply.declined, "files",
			reply.files, "has_files", *reply.files != '\0'));
}

/* What became of it, in words. */
static const char *told(struct req *req, const struct reply_done *done)
{
	if (text_equal(done->outcome, "interested"))
		return tr(req, "Let through: the municipality now sees that you are interested.");
	if (text_equal(done->outcome, "declined"))
		return tr(req, "Let through: the municipality sees that it is not for you.");
	if (text_equal(done->outcome, "message"))
		return tr(req, "Let through: your words have been passed on.");
	return tr(req, "Nothing could be done with the reply: it held no text, or came too late. We have written to you about it.");
}

static enum err confirm(struct req *req, int64_t inbound_id)
{
	struct reply_done done;
	enum err err = reply_waiting_confirm(req->db, req->mem, req->site->configuration, inbound_id, &done);

	if (err == NOT_FOUND || err == FORBIDDEN)
		return refuse(req, NOT_FOUND, N_("This reply waits no longer: it was let through or thrown away, or the link is older than a month."));
	TRY(err);
	notice(req, told(req, &done));
	return OK;
}

enum err waiting_post(struct req *req)
{
	const char *answer = form_value(req, "answer");
	struct waiting_reply reply;
	struct token token;

	TRY(find(req, &token, &reply));
	if (text_equal(answer, "confirm")) {
		TRY(confirm(req, reply.inbound_id));
	} else if (text_equal(answer, "discard")) {
		TRY(reply_waiting_discard(req->db, req->mem, reply.inbound_id, token.account_id));
		notice(req, tr(req, "The reply is thrown away. Nobody has been told of it."));
	} else {
		return INVALID;
	}
	return redirect(req, "/");
}
