/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Conversations: writing to an enterprise or to the buyer of a line, and reading what came back, by
 * mail or on the site. Nobody reads a conversation that their organisation is no party of.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/attachment.h"
#include "lib/conversation.h"
#include "lib/enterprise.h"
#include "lib/plan_line.h"
#include "lib/rate.h"

#define TEXT_MAX 4000
#define MESSAGES_AN_HOUR 60

/* ---- files ---- */

/* Each file that is not taken is named with the reason. When something else is wrong too, the files have to
 * be chosen again: no browser lets a page put them back. Called last. */
static enum err read_attachments(struct req *req, struct attachment **out, size_t *count)
{
	const struct upload *files = form_files(req, "files", count);

	*out = NULL;
	if (*count > ATTACHMENTS_MOST)
		form_problem(req, "files", N_("Choose at most 10 files."));
	if (*count > 0 && form_check(req) != OK)
		form_problem(req, "files", N_("Choose your files again: a browser does not keep them."));
	TRY(form_check(req));
	TRY(attachments_check(req->mem, files, *count, IMAGE_MEMORY_AMPLE, out));
	for (size_t i = 0; i < *count; i++) {
		if ((*out)[i].refusal != TAKEN)
			form_problem_with(req, "files", (*out)[i].name, refusal_text((*out)[i].refusal));
	}
	return form_check(req);
}

static void show_files(struct req *req, json_t *form)
{
	size_t limit = req->site->configuration->upload_limit >> 20;

	form_show(req, form, "files", "");
	json_object_set_new(json_object_get(form, "files"), "limit_mb", json_integer((json_int_t)limit));
}

/* ---- reading ---- */

enum err messages_list(struct req *req)
{
	json_t *list = NULL;

	if (req->user->organisation_id != 0)
		TRY(conversation_list(req->db, req->mem, req->user->organisation_id, req_language(req), &list));
	return render(req, "messages_list",
		json_pack("{s:o, s:b}", "conversations", list != NULL ? list : json_array(), "has_conversations",
			json_array_size(list) > 0));
}

/* What lib says in English, in the reader's words. */
static void translate_refusals(struct req *req, json_t *model)
{
	json_t *message, *attachment;
	size_t i, j;

	json_array_foreach(json_object_get(model, "messages"), i, message) {
		json_array_foreach(json_object_get(message, "attachments"), j, attachment)
			json_object_set_new(attachment, "refusal",
				json_string(tr(req, json_string_value(json_object_get(attachment, "refusal")))));
	}
}

/* Who gets the mails on this side, and whether it could be the reader instead. */
static void mark_person(struct req *req, json_t *model)
{
	json_t *party;
	size_t i;

	json_array_foreach(json_object_get(model, "parties"), i, party) {
		bool me = json_integer_value(json_object_get(party, "person_id")) == req->user->id;
		json_object_set_new(party, "is_me", json_boolean(me));
	}
}

enum err message_take_post(struct req *req)
{
	TRY(conversation_take_over(req->db, path_int(req, "id"), req->user->organisation_id, req->user->id));
	notice(req, tr(req, "You have taken over. The mails of this conversation come to you from now on."));
	return redirect(req, "/messages/%" PRId64, path_int(req, "id"));
}

enum err message_show(struct req *req)
{
	int64_t id = path_int(req, "id"), organisation = req->user->organisation_id;
	OWNED(json_decrefp) json_t *model = NULL;

	TRY(conversation_show(req->db, req->mem, id, organisation, req_language(req), &model));
	if (!req->form_sent) /* a form shown again: it was read before */
		TRY(conversation_mark_read(req->db, id, organisation, req->user->id, VIA_WEB));
	translate_refusals(req, model);
	mark_person(req, model);
	json_t *form = json_object();
	form_show(req, form, "text", "");
	show_files(req, form);
	json_object_set_new(model, "form", form);
	return render(req, "messages_show", json_incref(model));
}

/* A party's file, only to be saved: what it says of itself is never shown as a page of ours. */
enum err attachment_download(struct req *req)
{
	struct document document;
	const char *name;

	TRY(attachment_find(req->db, req->mem, path_int(req, "id"), req->user->organisation_id, &name, &document));
	return send_file(req, document.type, name, document.bytes, document.size);
}

static const char *limited(struct req *req)
{
	return arena_printf(req->mem, "account %" PRId64, req->user->id);
}

enum err message_post(struct req *req)
{
	size_t count;
	struct attachment *attachments;

	form_files(req, "files", &count);
	struct message_add message = {
		.conversation_id = path_int(req, "id"),
		.author_id = req->user->id,
		.organisation_id = req->user->organisation_id,
		.text = form_text(req, "text", count > 0 ? 0 : 1, TEXT_MAX),
		.via = VIA_WEB,
	};
	int64_t id;

	if (form_check(req) == OK) /* what does not pass costs no try */
		TRY(rate_allow(req->db, "message", limited(req), MESSAGES_AN_HOUR, 3600));
	TRY(read_attachments(req, &attachments, &count));
	message.attachments = attachments;
	message.attachment_count = count;
	enum err err = conversation_add(req->db, req->mem, req->site->configuration, &message, &id);
	if (err == FORBIDDEN)
		return NOT_FOUND; /* nobody learns which conversations there are */
	TRY(err);
	notice(req, tr(req, "Your message is sent."));
	return redirect(req, "/messages/%" PRId64 "#message-%" PRId64, message.conversation_id, id);
}

/* ---- the first message ---- */

/* Whom a contact form writes to, and about what. */
struct contact {
	int64_t organisation_id;
	const char *name;
	const char *pitch;
	int64_t line_id; /* 0: none */
	const char *line_title;
	const char *action; /* where the form is sent */
};

static enum err find_line(struct req *req, int64_t id, struct contact *contact)
{
	struct plan_line line;

	TRY(plan_line_find(req->db, req->mem, id, &line));
	contact->line_id = line.id;
	contact->line_title = line.title;
	return OK;
}

/* An approved enterprise, and the line that the writer came from. */
static enum err find_enterprise(struct req *req, struct contact *contact)
{
	const char *typed = req->form_sent || req->method == POST ? form_value(req, "line") : query_text(req, "line");
	struct enterprise enterprise;
	int64_t line;

	TRY(enterprise_find_public(req->db, req->mem, path_text(req, "slug"), &enterprise));
	*contact = (struct contact){.organisation_id = enterprise.id, .name = enterprise.name,
		.pitch = enterprise.profile.pitch, .line_title = "",
		.action = arena_printf(req->mem, "/enterprises/%s/contact", enterprise.slug)};
	if (text_to_int(typed, 1, INT64_MAX, &line))
		TRY(find_line(req, line, contact));
	return OK;
}

static enum err find_buyer(struct req *req, struct contact *contact)
{
	struct plan_line line;

	TRY(plan_line_find(req->db, req->mem, path_int(req, "id"), &line));
	*contact = (struct contact){.organisation_id = line.organisation_id, .name = line.organisation_name,
		.pitch = "", .line_id = line.id, .line_title = line.title,
		.action = arena_printf(req->mem, "/lines/%" PRId64 "/contact", line.id)};
	return OK;
}

static enum err show_contact(struct req *req, const struct contact *contact)
{
	json_t *form = json_object();

	if (contact->organisation_id == req->user->organisation_id) {
		json_decref(form);
		return refuse(req, CONFLICT, N_("This is you. Choose somebody else to write to."));
	}
	form_show(req, form, "subject", contact->line_id != 0 ? contact->line_title : "");
	form_show(req, form, "text", "");
	show_files(req, form);
	return render(req, "contact",
		json_pack("{s:s, s:s, s:b, s:I, s:s, s:b, s:s, s:o}", "name", contact->name, "pitch",
			contact->pitch, "has_pitch", *contact->pitch != '\0', "line_id",
			(json_int_t)contact->line_id, "line_title", contact->line_title, "has_line",
			contact->line_id != 0, "action", contact->action, "form", form));
}

/* How often somebody may write to people who have not asked for it. */
static enum err may_start(struct req *req)
{
	enum err err = conversation_allow(req->db, req->mem, req->user->id);

	if (err == TOO_LARGE)
		return refuse(req, TOO_LARGE, N_("You have begun many conversations today. Those who are new here may begin five a day, others twenty. Answers are not limited."));
	return err;
}

static enum err start(struct req *req, const struct contact *contact)
{
	struct conversation_start start = {
		.author_id = req->user->id,
		.from_organisation = req->user->organisation_id,
		.to_organisation = contact->organisation_id,
		.line_id = contact->line_id,
		.subject = form_line(req, "subject", 3, CONVERSATION_SUBJECT_LONGEST),
		.text = form_text(req, "text", 10, TEXT_MAX),
		.via = VIA_WEB,
	};
	struct attachment *attachments;
	int64_t id;

	if (contact->organisation_id == req->user->organisation_id)
		return refuse(req, CONFLICT, N_("This is you. Choose somebody else to write to."));
	if (form_check(req) == OK) /* what does not pass costs no try */
		TRY(may_start(req));
	TRY(read_attachments(req, &attachments, &start.attachment_count));
	start.attachments = attachments;
	TRY(conversation_start(req->db, req->mem, req->site->configuration, &start, &id));
	notice(req, tr_format(req, "Your message is sent to %s. The answer comes by mail and can be read here too.", contact->name));
	return redirect(req, "/messages/%" PRId64, id);
}

enum err enterprise_contact_show(struct req *req)
{
	struct contact contact;

	TRY(find_enterprise(req, &contact));
	return show_contact(req, &contact);
}

enum err enterprise_contact_post(struct req *req)
{
	struct contact contact;

	TRY(find_enterprise(req, &contact));
	return start(req, &contact);
}

enum err line_contact_show(struct req *req)
{
	struct contact contact;

	TRY(find_buyer(req, &contact));
	return show_contact(req, &contact);
}

enum err line_contact_post(struct req *req)
{
	struct contact contact;

	TRY(find_buyer(req, &contact));
	return start(req, &contact);
}
