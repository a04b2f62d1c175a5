/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Conversations: writing to an enterprise or to the buyer of a line, and reading what came back, by
 * mail or on the site. Nobody reads a conversation that their organisation is no party of.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/conversation.h"
#include "lib/enterprise.h"
#include "lib/plan_line.h"
#include "lib/rate.h"

#define TEXT_MAX 4000
#define CONTACTS_A_DAY 20
#define MESSAGES_AN_HOUR 60
#define A_DAY (24 * 3600)

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

enum err message_show(struct req *req)
{
	int64_t id = path_int(req, "id"), organisation = req->user->organisation_id;
	OWNED(json_decrefp) json_t *model = NULL;

	TRY(conversation_show(req->db, req->mem, id, organisation, req_language(req), &model));
	TRY(conversation_mark_read(req->db, id, organisation));
	json_t *form = json_object();
	form_show(req, form, "text", "");
	json_object_set_new(model, "form", form);
	return render(req, "messages_show", json_incref(model));
}

static const char *limited(struct req *req)
{
	return arena_printf(req->mem, "account %" PRId64, req->user->id);
}

enum err message_post(struct req *req)
{
	struct message_add message = {
		.conversation_id = path_int(req, "id"),
		.author_id = req->user->id,
		.organisation_id = req->user->organisation_id,
		.text = form_text(req, "text", 1, TEXT_MAX),
		.via = VIA_WEB,
	};
	int64_t id;

	TRY(form_check(req));
	TRY(rate_allow(req->db, "message", limited(req), MESSAGES_AN_HOUR, 3600));
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
	return render(req, "contact",
		json_pack("{s:s, s:s, s:b, s:I, s:s, s:b, s:s, s:o}", "name", contact->name, "pitch",
			contact->pitch, "has_pitch", *contact->pitch != '\0', "line_id",
			(json_int_t)contact->line_id, "line_title", contact->line_title, "has_line",
			contact->line_id != 0, "action", contact->action, "form", form));
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
	int64_t id;

	TRY(form_check(req));
	if (contact->organisation_id == req->user->organisation_id)
		return refuse(req, CONFLICT, N_("This is you. Choose somebody else to write to."));
	TRY(rate_allow(req->db, "contact", limited(req), CONTACTS_A_DAY, A_DAY));
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
