/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Error pages: one table maps an error to a status and to words that say what happened and what the
 * reader can do. They need no database.
 */
#include "fcgi/response.h"
#include "lib/log.h"

struct words {
	int status;
	const char *title, *text;
};

static const struct words by_status[] = {
	{400, N_("We could not read that"),
		N_("Your browser sent something that we could not read. Go back and try again.")},
	{403, N_("You cannot do this"),
		N_("You are not logged in, the page was open for too long, or this belongs to somebody else. "
		   "Go back, load the page again and try once more.")},
	{404, N_("There is no such page"),
		N_("It may have been moved or withdrawn, or the address has a mistake. Search for what you "
		   "were looking for, or begin on the front page.")},
	{405, N_("You cannot do that at this address"),
		N_("Go back to the page that you came from and use its buttons.")},
	{409, N_("Somebody was here before you"),
		N_("What you wanted to change has changed in the meantime. Go back, load the page again and "
		   "see whether it is still needed.")},
	{413, N_("That was too large"),
		N_("What you sent is larger than we take. Go back and make it smaller.")},
	{422, N_("Something is missing"), N_("Go back and fill in what is missing.")},
	{429, N_("That was too often"),
		N_("This was tried many times in a short while. Wait a while and try again.")},
	{500, N_("Something went wrong on our side"),
		N_("The fault is ours and has been noted. Try again in a while. If it does not help, write to "
		   "us and give the number below.")},
	{503, N_("We will be back in a moment"),
		N_("The database cannot be reached right now. Nothing you have saved is lost. Try again in a "
		   "few minutes.")},
};

static const struct words *words_of(int status)
{
	for (size_t i = 0; i < sizeof by_status / sizeof by_status[0]; i++) {
		if (by_status[i].status == status)
			return &by_status[i];
	}
	return words_of(500);
}

static int status_of(enum err err)
{
	switch (err) {
	case NOT_FOUND: return 404;
	case INVALID: return 422;
	case FORBIDDEN: return 403;
	case CONFLICT: return 409;
	case TOO_LARGE: return 413;
	case UNAVAILABLE: return 503;
	default: return 500;
	}
}

/* When even the error page fails, its words without a layout. */
static void plain_text(struct req *req, const struct words *words)
{
	response_reset(&req->response);
	req->response.type = "text/plain; charset=utf-8";
	buffer_printf(&req->response.body, "%s\n\n%s\n\n%s\n", tr(req, words->title), tr(req, words->text), req->id);
}

void error_status(struct req *req, int status)
{
	const struct words *words = words_of(status);
	const char *text = req->refusal != NULL ? req->refusal : words->text;
	json_t *model = json_pack("{s:i, s:s, s:s, s:b}", "status", status, "title", tr(req, words->title),
		"text", tr(req, text), "is_ours", status >= 500);

	response_reset(&req->response);
	if (status >= 500)
		req->user = NULL; /* the layout would ask the database about it */
	enum err err;
	if (req->wants_json) {
		json_object_set_new(model, "request_id", json_string(req->id));
		err = send_json(req, model);
	} else {
		err = render(req, "error", model);
	}
	if (err != OK)
		plain_text(req, words);
	req->response.status = status;
	if (status == 503)
		add_header(req, "Retry-After", "60");
}

void error_page(struct req *req, enum err err)
{
	error_status(req, err == TOO_LARGE && req->malformed == OK ? 429 : status_of(err));
}
