/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/undeliverable.h"

#include <string.h>

#include "lib/audit.h"
#include "lib/recipient.h"
#include "lib/suppression.h"
#include "lib/text.h"

enum { WORDS_LONGEST = 400, STATUS_LONGEST = 12 };

static const char *return_name(enum mail_return as)
{
	static const char *const names[] = {"hard", "soft", "complaint"};

	return names[as];
}

/* ---- what follows ---- */

/* To one coordinator (or administrator), unless it is their own address. */
static enum err tell(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct row *reader, json_t *model)
{
	struct outbox_mail mail = recipient_mail(reader, "undeliverable");

	mail.model = model;
	return outbox_add(db, mem, configuration, &mail);
}

static enum err tell_of_enterprise(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct outbox_bounced *mail,
	const struct undeliverable *what, const struct row *enterprise)
{
	struct rows readers;
	enum err err = OK;

	TRY(db_list(db, mem, Q_UNDELIVERABLE_COORDINATORS, ARGS(db_text(row_text(enterprise, "municipality_code"))),
		&readers));
	if (readers.count == 0)
		TRY(db_list(db, mem, Q_UNDELIVERABLE_ADMINISTRATORS, NO_ARGS, &readers));
	json_t *model = json_pack("{s:s, s:s, s:s, s:s, s:s}",
		"enterprise_name", row_text(enterprise, "name"), "enterprise_slug", row_text(enterprise, "slug"),
		"person_name", row_text(enterprise, "person_name"), "address", mail->address, "words",
		text_is_blank(what->words) ? what->status : what->words);
	for (size_t i = 0; i < readers.count && err == OK; i++)
		if (row_int(readers.at[i], "account_id") != mail->account_id)
			err = tell(db, mem, configuration, readers.at[i], model);
	json_decref(model);
	return err;
}

/* Whoever may know the people behind the address: the coordinators of its enterprises. */
static enum err tell_coordinators(struct db *db, struct arena *mem,
	const struct configuration *configuration, const struct outbox_bounced *mail,
	const struct undeliverable *what)
{
	struct rows enterprises;

	TRY(db_list(db, mem, Q_UNDELIVERABLE_ENTERPRISES, ARGS(db_int(mail->account_id)), &enterprises));
	for (size_t i = 0; i < enterprises.count; i++)
		TRY(tell_of_enterprise(db, mem, configuration, mail, what, enterprises.at[i]));
	return OK;
}

static enum err give_up(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_bounced *mail, const struct undeliverable *what)
{
	struct suppression earlier;

	enum err err = suppression_find(db, mem, mail->address, &earlier);
	if (err != NOT_FOUND)
		return err; /* it gets no mail already, and who should know does */
	bool complaint = what->as == RETURNED_COMPLAINT;
	TRY(suppression_add(db, mail->address, complaint ? SUPPRESSED_COMPLAINT : SUPPRESSED_BOUNCE));
	TRY(audit_add(db, &(struct audit){.account_id = mail->account_id,
				  .action = complaint ? "mail-complained" : "mail-undeliverable",
				  .subject_kind = "outbox", .subject_id = mail->id}));
	return complaint ? OK : tell_coordinators(db, mem, configuration, mail, what);
}

/* The newest mails to an address all came back. */
static enum err is_too_often(struct db *db, const char *address, bool *too_often)
{
	int64_t count = 0;

	TRY(db_number(db, Q_UNDELIVERABLE_IN_A_ROW, ARGS(db_text(address), db_int(UNDELIVERABLE_IN_A_ROW)),
		&count));
	*too_often = count >= UNDELIVERABLE_IN_A_ROW;
	return OK;
}

enum err undeliverable_note(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct outbox_bounced *mail, const struct undeliverable *what)
{
	bool given_up = what->as != RETURNED_SOFT;

	TRY(db_do(db, Q_UNDELIVERABLE_RECORD,
		ARGS(db_moment(clock_now()), db_text(return_name(what->as)),
			db_text(text_shorten(mem, what->status, STATUS_LONGEST)),
			db_text(text_shorten(mem, what->words, WORDS_LONGEST)), db_int(mail->id)),
		NULL));
	if (!given_up)
		TRY(is_too_often(db, mail->address, &given_up));
	return given_up ? give_up(db, mem, configuration, mail, what) : OK;
}

/* ---- the enterprise's own view ---- */

enum err undeliverable_members(struct db *db, struct arena *mem, int64_t organisation_id,
	int64_t reader_id, const char *language, json_t **list)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_UNDELIVERABLE_MEMBERS, ARGS(db_int(organisation_id)), &rows));
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		const char *words = row_text(row, "words");
		json_array_append_new(*list,
			json_pack("{s:s, s:s, s:b, s:b, s:s, s:s, s:b}",
				"name", row_text(row, "name"), "email", row_text(row, "email"),
				"is_bounce", strcmp(row_text(row, "reason"), "bounce") == 0,
				"is_me", row_int(row, "account_id") == reader_id,
				"since", moment_text(mem, row_moment(row, "created_at"), language),
				"words", words, "has_words", !text_is_blank(words)));
	}
	return OK;
}
