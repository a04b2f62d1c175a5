/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/send_refused.h"

#include <stdio.h>
#include <string.h>

#include "lib/outbox.h"
#include "lib/secret.h"
#include "lib/text.h"
#include "lib/undeliverable.h"

#define TOKEN_LENGTH (TOKEN_TEXT_SIZE - 1)

/* The detailed code (RFC 3463), "" when there is none. */
static const char *detail_of(struct arena *mem, const char *reason)
{
	int class, subject, detail;

	if (sscanf(reason, "%*3d %1d.%3d.%3d", &class, &subject, &detail) != 3)
		return "";
	return arena_printf(mem, "%d.%d.%d", class, subject, detail);
}

/* 5.1: the address; 5.2.1: the mailbox is closed. Without a detailed code 550, 551 and 553 are about it. */
static bool is_about_address(const char *reason, const char *detail)
{
	if (*detail != '\0')
		return text_starts(detail, "5.1.") || text_equal(detail, "5.2.1");
	return text_starts(reason, "550") || text_starts(reason, "551") || text_starts(reason, "553");
}

struct refusal {
	struct db *db;
	struct arena *mem;
	const struct configuration *configuration;
	const char *token;
	struct undeliverable what;
};

static enum err note(void *context)
{
	struct refusal *refusal = context;
	struct outbox_bounced mail;

	OWNED(tx_close) struct tx tx = tx_begin(refusal->db);
	enum err err = outbox_find_bounced(refusal->db, refusal->mem, refusal->token, &mail);
	if (err != OK)
		return err == NOT_FOUND ? OK : err;
	TRY(undeliverable_note(refusal->db, refusal->mem, refusal->configuration, &mail, &refusal->what));
	return tx_commit(&tx);
}

enum err send_refused(struct db *db, const struct configuration *configuration, const char *message_id,
	const char *reason)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *detail = detail_of(mem, reason);
	const char *address = outbox_bounce_address(mem, configuration, message_id);
	struct refusal refusal = {.db = db, .mem = mem, .configuration = configuration,
		.what = {.as = RETURNED_HARD, .status = detail, .words = reason}};

	if (!is_about_address(reason, detail))
		return OK;
	refusal.token = arena_text_n(mem, strchr(address, '+') + 1, TOKEN_LENGTH);
	return db_repeat(db, note, &refusal);
}
