/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/page_my.h"

#include "fcgi/line_view.h"
#include "lib/conversation.h"
#include "lib/visit.h"

enum err my_visit(struct req *req, json_t *model, moment *since)
{
	struct reader reader = reader_of(req);

	*since = NO_MOMENT;
	if (req->user->organisation_id != 0)
		TRY(visit_note(req->db, req->mem, req->user->id, req->user->organisation_id, since));
	json_object_set_new(model, "has_since", json_boolean(*since != NO_MOMENT));
	json_object_set_new(model, "since_text", json_string(*since == NO_MOMENT ? ""
			: visit_since_text(req->mem, &reader, *since, day_of(req->now))));
	return OK;
}

enum err my_messages(struct req *req, moment since, json_t *model)
{
	OWNED(json_decrefp) json_t *all = NULL;
	json_t *unread = json_array(), *conversation;
	size_t i;

	json_object_set_new(model, "messages", unread);
	if (req->user->organisation_id != 0)
		TRY(conversation_list(req->db, req->mem, req->user->organisation_id, req_language(req), &all));
	json_array_foreach(all, i, conversation) {
		if (json_is_true(json_object_get(conversation, "unread")))
			json_array_append(unread, conversation);
	}
	visit_mark_new(req->mem, unread, "changed", since);
	json_object_set_new(model, "has_messages", json_boolean(json_array_size(unread) > 0));
	json_object_set_new(model, "message_count", json_integer((json_int_t)json_array_size(unread)));
	return OK;
}
