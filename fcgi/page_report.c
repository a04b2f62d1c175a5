/* SPDX-License-Identifier: MPL-2.0 */
/*
 * "Report this": whoever reads a message that should not have been written asks an administrator to look at
 * it. The administrator sees that message, and can disable the account it came from.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/message_report.h"

static struct message_report report_of(struct req *req)
{
	int64_t message = 0;

	/* the route takes any text there; one that is no number is no message */
	if (!text_to_int(path_text(req, "message"), 1, INT64_MAX, &message))
		message = 0;
	return (struct message_report){
		.message_id = message,
		.conversation_id = path_int(req, "id"),
		.account_id = req->user->id,
		.organisation_id = req->user->organisation_id,
	};
}

enum err report_show(struct req *req)
{
	struct message_report report = report_of(req);
	json_t *about, *form = json_object();

	enum err err = message_report_about(req->db, req->mem, &report, req_language(req), &about);
	if (err != OK) {
		json_decref(form);
		return err;
	}
	form_show(req, form, "words", "");
	return render(req, "message_report",
		json_pack("{s:I, s:I, s:o, s:o}", "conversation_id", (json_int_t)report.conversation_id, "message_id",
			(json_int_t)report.message_id, "about", about, "form", form));
}

enum err report_post(struct req *req)
{
	struct message_report report = report_of(req);

	report.words = form_text(req, "words", 0, MESSAGE_REPORT_WORDS_MAX);
	TRY(form_check(req));
	enum err err = message_report_add(req->db, req->mem, &report);
	if (err != OK && err != CONFLICT) /* reported before: it is with the administrator already */
		return err;
	notice(req, tr(req, "Thank you. An administrator looks at the message."));
	return redirect(req, "/messages/%" PRId64, report.conversation_id);
}

enum err reports_show(struct req *req)
{
	json_t *list;

	TRY(message_report_list(req->db, req->mem, req_language(req), &list));
	return render(req, "admin_reports",
		json_pack("{s:o, s:b, s:i}", "reports", list, "has_reports", json_array_size(list) > 0, "count",
			(int)json_array_size(list)));
}

enum err report_settle_post(struct req *req)
{
	enum err err = message_report_settle(req->db, path_int(req, "id"), req->user->id);

	if (err != OK && err != NOT_FOUND) /* another administrator was faster: it is done */
		return err;
	notice(req, tr(req, "Noted: you have looked at the message."));
	return redirect(req, "/admin/reports");
}
