/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/suppression.h"

#include "lib/text.h"

static const char *const reasons[] = {[SUPPRESSED_BOUNCE] = "bounce",
	[SUPPRESSED_COMPLAINT] = "complaint", [SUPPRESSED_UNSUBSCRIBED] = "unsubscribed"};

enum err suppression_add(struct db *db, const char *address, enum suppression_reason reason)
{
	return db_do(db, Q_SUPPRESSION_ADD,
		ARGS(db_text(address), db_text(reasons[reason]), db_moment(clock_now())), NULL);
}

enum err suppression_find(struct db *db, struct arena *mem, const char *address, struct suppression *out)
{
	struct row *row;

	TRY(db_one(db, mem, Q_SUPPRESSION_FIND, ARGS(db_text(address)), &row));
	*out = (struct suppression){.created_at = row_moment(row, "created_at")};
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (text_equal(reasons[i], row_text(row, "reason")))
			out->reason = (enum suppression_reason)i;
	return OK;
}

enum err suppression_lift(struct db *db, const char *address)
{
	uint64_t changed;

	TRY(db_do(db, Q_SUPPRESSION_LIFT, ARGS(db_text(address)), &changed));
	TRY(db_do(db, Q_UNDELIVERABLE_FORGET, ARGS(db_text(address)), NULL));
	return changed > 0 ? OK : NOT_FOUND;
}
