/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/invitation.h"

#include "lib/audit.h"
#include "lib/municipality.h"
#include "lib/organisation.h"
#include "lib/outbox.h"
#include "lib/token.h"

static enum err find_or_create_organisation(struct db *db, struct arena *mem, const char *code, int64_t *id)
{
	struct organisation organisation;
	struct municipality municipality;

	enum err err = organisation_find_municipality(db, mem, code, &organisation);
	if (err == OK)
		*id = organisation.id;
	if (err != NOT_FOUND)
		return err;
	err = municipality_find(db, mem, code, &municipality);
	if (err != OK)
		return err == NOT_FOUND ? INVALID : err;
	organisation = (struct organisation){.kind = ORGANISATION_MUNICIPALITY,
		.name = arena_printf(mem, "%s Kommune", municipality.name), .cvr = "", .municipality_code = code};
	return organisation_create(db, mem, &organisation, id);
}

static enum err find_or_create_account(struct db *db, struct arena *mem, const struct invitation *invitation, int64_t *id)
{
	struct account account = {0};

	enum err err = account_find_email(db, mem, invitation->email, &account);
	if (err == OK && account.disabled_at != NO_MOMENT)
		return CONFLICT;
	if (err == OK)
		*id = account.id;
	if (err != NOT_FOUND)
		return err;
	account = (struct account){.email = invitation->email, .name = invitation->name,
		.language = invitation->language, .confirmed_at = NO_MOMENT};
	return account_create(db, &account, id);
}

/* A link that logs in once, within a week: people are on leave. */
static enum err mail_link(struct db *db, struct arena *mem, const struct configuration *configuration,
	int64_t account_id, int64_t organisation_id)
{
	struct token issued = {.purpose = TOKEN_LOGIN, .account_id = account_id,
		.expires_at = clock_now() + TOKEN_INVITATION_LIFE};
	struct account account;
	struct organisation organisation;
	char token[TOKEN_TEXT_SIZE];

	TRY(account_find(db, mem, account_id, &account));
	TRY(organisation_find(db, mem, organisation_id, &organisation));
	TRY(token_issue(db, &issued, token));
	OWNED(json_decrefp) json_t *model = json_pack("{s:s}", "organisation_name", organisation.name);
	OWNED(json_decrefp) json_t *secret = json_pack("{s:s}", "token", token);
	return outbox_add(db, mem, configuration, &(struct outbox_mail){
		.kind = "invitation",
		.account_id = account.id,
		.address = account.email,
		.name = account.name,
		.language = language_code(account.language),
		.model = model,
		.secret = secret,
	});
}

static enum err add_role(struct db *db, int64_t account, int64_t organisation, const char *role, bool wanted)
{
	return wanted ? db_do(db, Q_MEMBERSHIP_ENSURE, ARGS(db_int(account), db_int(organisation), db_text(role)), NULL)
		      : OK;
}

enum err invitation_send(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct invitation *invitation)
{
	int64_t organisation = 0, account = 0;

	if (!invitation->buyer && !invitation->coordinator && !invitation->owner && !invitation->member)
		return INVALID;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	if (invitation->municipality_code == NULL)
		organisation = invitation->organisation_id;
	else
		TRY(find_or_create_organisation(db, mem, invitation->municipality_code, &organisation));
	TRY(find_or_create_account(db, mem, invitation, &account));
	TRY(add_role(db, account, organisation, "buyer", invitation->buyer));
	TRY(add_role(db, account, organisation, "coordinator", invitation->coordinator));
	TRY(add_role(db, account, organisation, "owner", invitation->owner));
	TRY(add_role(db, account, organisation, "member", invitation->member));
	TRY(audit_add(db, &(struct audit){.account_id = invitation->by, .organisation_id = organisation,
			      .action = "account-invited", .subject_kind = "account", .subject_id = account}));
	TRY(mail_link(db, mem, configuration, account, organisation));
	return tx_commit(&tx);
}
