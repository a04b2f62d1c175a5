/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Undoing what a reply by mail was understood as. The link stands in the mail that says how it was
 * understood, and carries the same token as the answer's own page.
 */
#include "fcgi/form.h"
#include "fcgi/page_answer.h"
#include "fcgi/pages.h"
#include "lib/line_match.h"
#include "lib/plan_line.h"
#include "lib/reply.h"

/* Whose answer it is, and whether it can be taken back (*answer->inbound_id 0: it cannot). */
static enum err find(struct req *req, struct token *token, struct line_match *match,
	struct reply_answer *answer)
{
	TRY(answer_find_token(req, token, match));
	*answer = (struct reply_answer){0};
	enum err err = reply_answer_find(req->db, req->mem, match->id, answer);
	return err == NOT_FOUND ? OK : err;
}

enum err answer_undo_show(struct req *req)
{
	struct reply_answer answer;
	struct line_match match;
	struct plan_line line;
	struct token token;

	TRY(find(req, &token, &match, &answer));
	TRY(plan_line_find(req->db, req->mem, match.line_id, &line));
	bool can = answer.inbound_id != 0;
	return render(req, "answer_undo",
		json_pack("{s:s, s:s, s:b, s:b, s:b, s:s, s:s, s:b}", "token", path_text(req, "token"), "title",
			line.title, "can_undo", can, "interested", can && answer.interested, "answered_before",
			can && answer.answered_before, "received_at",
			can ? moment_text(req->mem, answer.received_at, req_language(req)) : "", "words",
			can ? match.answer_words : "", "has_words", can && !text_is_blank(match.answer_words)));
}

enum err answer_undo_post(struct req *req)
{
	struct reply_answer answer;
	struct line_match match;
	struct token token;

	TRY(find(req, &token, &match, &answer));
	enum err err = reply_answer_undo(req->db, req->mem, match.id, token.account_id);
	if (err == NOT_FOUND)
		return refuse(req, CONFLICT, N_("There is nothing to undo: the answer was changed since, or the municipality has gone on with it. You can change it on its page."));
	TRY(err);
	notice(req, answer.answered_before ? tr(req, "Undone. Your earlier answer counts again.")
					   : tr(req, "Undone. It is as if you had not answered yet."));
	return redirect(req, "/answer/%s", path_text(req, "token"));
}
