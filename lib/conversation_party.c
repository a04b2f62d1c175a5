/* SPDX-License-Identifier: MPL-2.0 */
/* The parties of a conversation: what they have read, who writes for them, and how often they may begin. */
#include <inttypes.h>

#include "lib/audit.h"
#include "lib/conversation.h"
#include "lib/rate.h"

enum { A_DAY = 24 * 3600, NEW_DAYS = 7, CONTACTS_A_DAY = 20, CONTACTS_OF_NEW = 5 };

enum err conversation_mark_read(struct db *db, int64_t id, int64_t organisation_id, int64_t account_id,
	enum answer_via via)
{
	moment now = clock_now();

	TRY(db_do(db, Q_CONVERSATION_READ_INSERT,
		ARGS(db_int(account_id), db_text(via == VIA_MAIL ? "mail" : "web"), db_moment(now), db_int(id),
			db_int(organisation_id)),
		NULL));
	return db_do(db, Q_CONVERSATION_MARK_READ,
		ARGS(db_moment(now), db_int(id), db_int(id), db_int(organisation_id)), NULL);
}

enum err conversation_take_over(struct db *db, int64_t id, int64_t organisation_id, int64_t account_id)
{
	uint64_t changed = 0;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_CONVERSATION_TAKE_OVER,
		ARGS(db_int(account_id), db_int(id), db_int(organisation_id), db_int(account_id)), &changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(audit_add(db, &(struct audit){.account_id = account_id, .organisation_id = organisation_id,
				  .action = "conversation-taken-over", .subject_kind = "conversation",
				  .subject_id = id}));
	return tx_commit(&tx);
}

enum err conversation_allow(struct db *db, struct arena *mem, int64_t account_id)
{
	int64_t days = 0;

	TRY(db_number(db, Q_CONVERSATION_ACCOUNT_AGE, ARGS(db_int(account_id)), &days));
	return rate_allow(db, "contact", arena_printf(mem, "account %" PRId64, account_id),
		days < NEW_DAYS ? CONTACTS_OF_NEW : CONTACTS_A_DAY, A_DAY);
}
