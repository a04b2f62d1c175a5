/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Replies by mail that an administrator looks at first: more came from one sender than one may send in an
 * hour. They are let through or thrown away together, for a flood is not sorted by hand.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/reply.h"

enum err held_show(struct req *req)
{
	json_t *list;
	int64_t count;

	TRY(reply_held_count(req->db, &count));
	TRY(reply_held_list(req->db, req->mem, req_language(req), &list));
	return render(req, "admin_held",
		json_pack("{s:o, s:b, s:I, s:i}", "replies", list, "has_replies", json_array_size(list) > 0,
			"count", (json_int_t)count, "limit", (int)req->site->configuration->replies_per_hour));
}

enum err held_post(struct req *req)
{
	const char *answer = form_value(req, "answer");
	int64_t count, id = path_int(req, "id");
	bool release = text_equal(answer, "release");
	enum err err;

	if (!release && !text_equal(answer, "discard"))
		return INVALID;
	err = release ? reply_held_release(req->db, req->mem, req->site->configuration, id, req->user->id, &count)
		      : reply_held_discard(req->db, req->mem, id, req->user->id, &count);
	if (err == NOT_FOUND)
		return refuse(req, NOT_FOUND, N_("They wait no longer: somebody else was faster."));
	TRY(err);
	notice(req, release ? tr_format(req, "Let through: %lld.", (long long)count)
			    : tr_format(req, "Thrown away: %lld.", (long long)count));
	return redirect(req, "/admin/held");
}
