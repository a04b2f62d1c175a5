/* SPDX-License-Identifier: MPL-2.0 */
/* Error pages: the status of an error, and a page with the words of that status. They need no database. */
#include "fcgi/error_words.h"
#include "fcgi/response.h"
#include "lib/log.h"

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
static void plain_text(struct req *req, const struct error_words *words)
{
	response_reset(&req->response);
	req->response.type = "text/plain; charset=utf-8";
	buffer_printf(&req->response.body, "%s\n\n%s\n\n%s\n", tr(req, words->title), tr(req, words->text), req->id);
}

void error_status(struct req *req, int status)
{
	const struct error_words *words = error_words_of(status);
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
