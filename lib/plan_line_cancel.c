/* SPDX-License-Identifier: MPL-2.0 */
/* A purchase is cancelled: whoever was told of it and may still wait for it hears so. */
#include "lib/outbox.h"
#include "lib/plan_line.h"
#include "lib/recipient.h"
#include "lib/text.h"

static enum err tell(struct db *db, struct arena *mem, const struct telling *telling, const struct plan_line *line,
	const struct row *row)
{
	struct outbox_mail mail = recipient_mail(row, "line-cancelled");
	OWNED(json_decrefp) json_t *model = json_pack("{s:I, s:s, s:s, s:s, s:b}",
		"line_id", (json_int_t)line->id,
		"title", line->title,
		"buyer_name", line->organisation_name,
		"enterprise_name", row_text(row, "organisation_name"),
		"answered", row_bool(row, "answered"));

	mail.model = model;
	return outbox_add(db, mem, telling->configuration, &mail);
}

enum err plan_line_cancel(struct db *db, struct arena *mem, const struct telling *telling, int64_t line_id)
{
	struct plan_line line;
	struct rows rows;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(plan_line_find_own(db, mem, line_id, telling->organisation_id, &line));
	TRY(plan_line_status_set(db, line_id, telling->organisation_id, "cancelled", telling->account_id));
	if (!text_equal(line.status, "draft")) {
		TRY(db_list(db, mem, Q_LINE_MATCH_WAITING_OWNERS, ARGS(db_int(line_id)), &rows));
		for (size_t i = 0; i < rows.count; i++)
			TRY(tell(db, mem, telling, &line, rows.at[i]));
	}
	return tx_commit(&tx);
}
