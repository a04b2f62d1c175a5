/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Who did what to which thing, when: for an administrator who has to explain something. By the kind of
 * thing, one thing, or one person; newest first, page by page.
 */
#include "fcgi/pages.h"
#include "lib/audit.h"

#define PAGE_SIZE 50

static const char *address(struct req *req, const struct audit_query *query, int64_t before)
{
	const char *next = before == 0 ? "" : arena_printf(req->mem, "&before=%" PRId64, before);

	return arena_printf(req->mem, "/admin/audit?kind=%s&thing=%" PRId64 "&person=%" PRId64 "%s", query->subject_kind,
		query->subject_id, query->account_id, next);
}

/* The choices of the field "kind"; a kind that never happened is taken as none. */
static enum err kinds_model(struct req *req, struct audit_query *query, json_t **out)
{
	const char *asked = query_text(req, "kind");
	struct rows rows;

	TRY(audit_kinds(req->db, req->mem, &rows));
	query->subject_kind = "";
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const char *kind = row_text(rows.at[i], "subject_kind");
		bool chosen = text_equal(kind, asked);
		if (chosen)
			query->subject_kind = kind;
		json_array_append_new(*out, json_pack("{s:s, s:s, s:b}", "value", kind, "text",
			tr(req, audit_words(audit_kind_words(), kind)), "chosen", chosen));
	}
	return OK;
}

/* What was done to which thing, in words beside the names that are stored. */
static void add_words(struct req *req, json_t *list)
{
	size_t i;
	json_t *act;

	json_array_foreach(list, i, act) {
		const char *action = json_string_value(json_object_get(act, "action"));
		const char *kind = json_string_value(json_object_get(act, "kind"));
		json_object_set_new(act, "action_text", json_string(tr(req, audit_words(audit_acts(), action))));
		json_object_set_new(act, "kind_text", json_string(tr(req, audit_words(audit_kind_words(), kind))));
	}
}

enum err audit_show(struct req *req)
{
	struct audit_query query = {
		.subject_id = query_int(req, "thing", 0, INT64_MAX, 0),
		.account_id = query_int(req, "person", 0, INT64_MAX, 0),
		.before = query_int(req, "before", 0, INT64_MAX, 0),
		.limit = PAGE_SIZE + 1, /* one more tells whether there is a next page */
	};
	OWNED(json_decrefp) json_t *list = NULL, *kinds = NULL;

	TRY(kinds_model(req, &query, &kinds));
	TRY(audit_list(req->db, req->mem, &query, req_language(req), &list));
	bool more = json_array_size(list) > PAGE_SIZE;
	if (more)
		json_array_remove(list, PAGE_SIZE);
	add_words(req, list);
	int64_t last = more ? json_integer_value(json_object_get(json_array_get(list, PAGE_SIZE - 1), "id")) : 0;
	bool narrowed = *query.subject_kind != '\0' || query.subject_id != 0 || query.account_id != 0;
	return render(req, "admin_audit", json_pack("{s:O, s:b, s:O, s:s, s:s, s:b, s:s, s:b, s:b}", "acts", list,
		"has_acts", json_array_size(list) > 0, "kinds", kinds, "thing",
		query.subject_id == 0 ? "" : arena_printf(req->mem, "%" PRId64, query.subject_id), "person",
		query.account_id == 0 ? "" : arena_printf(req->mem, "%" PRId64, query.account_id), "has_next", more, "next",
		address(req, &query, last), "is_narrowed", narrowed, "is_later_page", query.before != 0));
}
