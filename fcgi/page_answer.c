/* SPDX-License-Identifier: MPL-2.0 */
/*
 * An enterprise answers: interested, or not for us. From the line's page, logged in, or from the mail,
 * where the token in the address says who it is. Opening a page never decides anything, because mail
 * programs open links by themselves; a decline is a page of its own that asks why.
 */
#include "fcgi/page_answer.h"

#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/pages.h"
#include "lib/conversation.h"
#include "lib/enterprise.h"
#include "lib/line_match.h"
#include "lib/organisation.h"
#include "lib/search_index.h"
#include "lib/token.h"

#define WORDS_MAX 1000

static const struct choice answers[] = {{"interested", ""}, {"declined", ""}, {NULL, NULL}};

static const struct choice decline_reasons[] = {
	{"not_what_we_do", N_("It is not what we do")},
	{"too_large", N_("It is too large for us")},
	{"too_small", N_("It is too small for us")},
	{"too_far", N_("It is too far away")},
	{"no_time", N_("We have no time then")},
	{"other", N_("Another reason")},
	{NULL, NULL},
};

const char *decline_reason_text(const char *reason)
{
	for (const struct choice *choice = decline_reasons; choice->value != NULL; choice++) {
		if (text_equal(choice->value, reason))
			return choice->label;
	}
	return "";
}

/* ---- the page ---- */

/* Where the page stands, and whose answer it takes. */
struct answering {
	struct plan_line line;
	struct line_match match; /* id 0: not told, comes forward by itself */
	const char *enterprise;
	const char *url;         /* of the page, and where the answer goes */
	bool may_answer;
};

static bool is_declining(const struct req *req)
{
	if (req->form_sent)
		return text_equal(form_value(req, "answer"), "declined");
	return text_equal(query_text(req, "answer"), "no");
}

static json_t *form_view(struct req *req, const struct line_match *match)
{
	json_t *form = json_object();

	form_show(req, form, "words", match->id == 0 ? "" : match->answer_words);
	form_show_choice(req, form, "decline_reason", match->id == 0 ? "" : match->decline_reason, decline_reasons);
	return form;
}

static enum err answer_page(struct req *req, const struct answering *of)
{
	TRY(match_index_refresh(req->site->index, req->db));
	json_t *reasons = reasons_view(req, of->match.id == 0 ? "[]" : of->match.reasons);
	bool answered = of->match.id != 0 && of->match.answered_at != NO_MOMENT;
	const char *when = answered ? moment_text(req->mem, of->match.answered_at, req_language(req)) : "";

	return render(req, "answer",
		json_pack("{s:o, s:o, s:b, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:s, s:s, s:b, s:o}", "line",
			line_view(req, &of->line), "reasons", reasons, "has_reasons", json_array_size(reasons) > 0,
			"enterprise", of->enterprise, "action", of->url, "no_url",
			arena_printf(req->mem, "%s?answer=no", of->url), "may_answer", of->may_answer, "declining",
			is_declining(req), "has_answered", answered, "has_declined",
			text_equal(of->match.status, "declined"), "answered_at", when, "words",
			answered ? of->match.answer_words : "", "has_words",
			answered && !text_is_blank(of->match.answer_words), "form", form_view(req, &of->match)));
}

/* ---- the answer ---- */

static struct match_reply reply_typed(struct req *req)
{
	bool declined = text_equal(form_choice(req, "answer", answers), "declined");
	bool has_reason = declined && form_flag(req, "decline_reason");

	return (struct match_reply){
		.answer = declined ? ANSWER_DECLINED : ANSWER_INTERESTED,
		.via = VIA_WEB,
		.words = form_text(req, "words", 0, WORDS_MAX),
		.decline_reason = has_reason ? form_choice(req, "decline_reason", decline_reasons) : NULL,
	};
}

static enum err take(struct req *req, const struct match_reply *reply)
{
	enum err err = line_match_answer(req->db, req->mem, req->site->configuration, reply);

	if (err == CONFLICT)
		return refuse(req, CONFLICT, N_("It is too late to answer: the dialogue has ended or the purchase is decided. Write to the contact person if you still want to reach them."));
	TRY(err);
	notice(req, reply->answer == ANSWER_INTERESTED
			? tr(req, "The municipality now sees that you are interested.")
			: tr(req, "Thank you. The municipality sees that it is not for you."));
	return OK;
}

/* ---- from the mail ---- */

enum err answer_find_token(struct req *req, struct token *token, struct line_match *match)
{
	bool belongs = false;
	enum err err = token_find(req->db, req->mem, path_text(req, "token"), TOKEN_MATCH, token);

	if (err == OK)
		err = line_match_find(req->db, req->mem, token->subject_id, match);
	if (err == OK)
		err = account_belongs(req->db, token->account_id, match->organisation_id, &belongs);
	if (err == NOT_FOUND || (err == OK && !belongs))
		return refuse(req, NOT_FOUND, N_("This link has expired, or a part of it is missing. Log in to answer."));
	return err;
}

enum err answer_show(struct req *req)
{
	struct answering of = {.url = arena_printf(req->mem, "/answer/%s", path_text(req, "token"))};
	struct organisation enterprise;
	struct token token;

	TRY(answer_find_token(req, &token, &of.match));
	TRY(plan_line_find(req->db, req->mem, of.match.line_id, &of.line));
	TRY(organisation_find(req->db, req->mem, of.match.organisation_id, &enterprise));
	of.enterprise = enterprise.name;
	of.may_answer = line_match_is_open(&of.match, day_of(req->now));
	return answer_page(req, &of);
}

enum err answer_post(struct req *req)
{
	struct match_reply reply = reply_typed(req);
	struct line_match match;
	struct token token;

	TRY(answer_find_token(req, &token, &match));
	TRY(form_check(req));
	reply.match_id = match.id;
	reply.account_id = token.account_id;
	TRY(take(req, &reply));
	return redirect(req, "/answer/%s", path_text(req, "token"));
}

/* ---- from the line's page ---- */

/* The match of whom one acts for; with id 0 when there is none yet. */
static enum err own_match(struct req *req, int64_t line_id, struct line_match *out)
{
	enum err err = line_match_of(req->db, req->mem, line_id, req->user->organisation_id, out);

	if (err == NOT_FOUND)
		*out = (struct line_match){.status = ""};
	return err == NOT_FOUND ? OK : err;
}

static const char *const not_approved = N_("An approved enterprise can answer, as long as the purchase is open.");

/* Who was told may answer while the match is open; another only when it is approved. */
static enum err may_answer(struct req *req, struct answering *of)
{
	struct enterprise enterprise;

	if (of->match.has_left)
		return refuse(req, FORBIDDEN, not_approved);
	if (of->match.id != 0) {
		of->may_answer = line_match_is_open(&of->match, day_of(req->now));
		return OK;
	}
	TRY(enterprise_find(req->db, req->mem, req->user->organisation_id, &enterprise));
	if (enterprise.status != ENTERPRISE_APPROVED)
		return refuse(req, FORBIDDEN, not_approved);
	of->may_answer = plan_line_takes_answers(&of->line, day_of(req->now));
	return OK;
}

enum err line_answer_show(struct req *req)
{
	struct answering of = {.enterprise = req->user->organisation_name};

	TRY(plan_line_find(req->db, req->mem, path_int(req, "id"), &of.line));
	TRY(own_match(req, of.line.id, &of.match));
	of.url = arena_printf(req->mem, "/lines/%" PRId64 "/answer", of.line.id);
	TRY(may_answer(req, &of));
	return answer_page(req, &of);
}

enum err line_answer_post(struct req *req)
{
	struct match_reply reply = reply_typed(req);
	struct line_match match;
	int64_t line_id = path_int(req, "id");

	TRY(form_check(req));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(own_match(req, line_id, &match));
	if (match.id == 0) {
		enum err err = line_match_volunteer(req->db, req->mem, line_id, req->user->organisation_id, &match.id);
		if (err == NOT_FOUND)
			return refuse(req, FORBIDDEN, not_approved);
		TRY(err);
	}
	if (match.has_left)
		return refuse(req, FORBIDDEN, not_approved);
	reply.match_id = match.id;
	reply.account_id = req->user->id;
	TRY(take(req, &reply));
	TRY(tx_commit(&tx));
	return redirect(req, "/lines/%" PRId64, line_id);
}
