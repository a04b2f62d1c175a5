/* SPDX-License-Identifier: MPL-2.0 */
/*
 * One who writes while a colleague deletes. What was to be changed is there no more, or cannot be changed any
 * more; who did that and when stands in the audit. So the form comes again with all that was typed, as the form
 * of something new: whoever still wants it sends it, and whoever does not has lost nothing.
 *
 * Only what the own organisation ended is told of. Somebody else's number is answered as one that never was.
 */
#include <string.h>

#include "fcgi/form.h"
#include "lib/audit.h"

/* What stood in the fields belongs to what is gone; something new has nothing that it could be compared with. */
static void forget_seen(struct req *req)
{
	struct fields kept = {.at = arena_array(req->mem, req->form_values.count, sizeof *kept.at)};

	for (size_t i = 0; i < req->form_values.count; i++)
		if (strcmp(req->form_values.at[i].name, "seen") != 0)
			kept.at[kept.count++] = req->form_values.at[i];
	req->form_values = kept;
}

enum err form_gone(struct req *req, enum err err, const struct gone *gone)
{
	struct audit_act act;

	if (err != NOT_FOUND && err != CONFLICT)
		return err;
	enum err found = audit_find_last(req->db, req->mem,
		&(struct audit){.organisation_id = req->user->organisation_id, .action = gone->action,
			.subject_kind = gone->kind, .subject_id = gone->id},
		&act);
	if (found != OK)
		return found == NOT_FOUND ? err : found;
	const char *who = *act.name != '\0' ? act.name : tr(req, "Somebody");
	const char *said = tr_format(req, gone->text, who, moment_text(req->mem, act.happened_at, req_language(req)));
	if (req->method != POST || !gone->anew)
		return refuse(req, err, said);
	forget_seen(req);
	form_problem(req, "", arena_printf(req->mem, "%s %s", said,
		tr(req, "Nothing that you typed is lost: it stands here. Send it, and it is saved as something new.")));
	return INVALID;
}
