/* SPDX-License-Identifier: MPL-2.0 */
/* Error pages: the status of an error, and a page with the words of that status. They need no database. */
#include "fcgi/error_words.h"
#include "fcgi/form.h"
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

/* What somebody wrote into a form that came to nothing: shown to be copied. Only what a page of ours sent, so
 * that nobody else can have us say something. */
static json_t *typed_model(struct req *req)
{
	json_t *list = json_array();

	if (req->method != POST || req->malformed != OK || !csrf_is_right(req))
		return list;
	for (size_t i = 0; i < req->form_values.count; i++) {
		const struct field *field = &req->form_values.at[i];
		if (form_is_typed(field->name) && !text_is_blank(field->value))
			json_array_append_new(list, json_pack("{s:s, s:s}", "label", tr(req, form_label("", field->name)),
				"value", field->value));
	}
	return list;
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
	const char *text = req->refusal != NULL ? req->refusal : tr(req, words->text);
	json_t *model = json_pack("{s:i, s:s, s:s, s:b}", "status", status, "title", tr(req, words->title),
		"text", text, "is_ours", status >= 500);

	response_reset(&req->response);
	if (status >= 500)
		req->user = NULL; /* the layout would ask the database about it */
	enum err err;
	if (req->wants_json) {
		json_object_set_new(model, "request_id", json_string(req->id));
		err = send_json(req, model);
	} else {
		json_t *typed = typed_model(req);
		json_object_set_new(model, "has_typed", json_boolean(json_array_size(typed) > 0));
		json_object_set_new(model, "typed", typed);
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
