/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/registration.h"

#include "lib/audit.h"
#include "lib/enterprise.h"
#include "lib/organisation.h"
#include "lib/outbox.h"
#include "lib/token.h"

/* Mails a link that carries a new token for the account; purpose -1 stands for a mail without one. */
static enum err mail_link(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct account *account, const char *kind, int purpose, int64_t seconds)
{
	char token[TOKEN_TEXT_SIZE] = "";
	OWNED(json_decrefp) json_t *model = json_object();
	OWNED(json_decrefp) json_t *secret = NULL;

	if (purpose >= 0) {
		struct token issued = {.purpose = (enum token_purpose)purpose, .account_id = account->id,
			.expires_at = clock_now() + seconds};
		TRY(token_issue(db, &issued, token));
		secret = json_pack("{s:s}", "token", token);
	}
	struct outbox_mail mail = {
		.kind = kind,
		.account_id = account->id,
		.address = account->email,
		.name = account->name,
		.language = language_code(account->language),
		.model = model,
		.secret = secret,
	};
	return outbox_add(db, mem, configuration, &mail);
}

/* ---- registering ---- */

/* The organisation to register: a new one, or the one that somebody began to register with the same
 * CVR number and never confirmed. */
static enum err take_organisation(struct db *db, struct arena *mem, const struct registration *registration,
	int64_t *id)
{
	struct organisation organisation = {.kind = ORGANISATION_ENTERPRISE, .name = registration->name,
		.cvr = registration->cvr, .municipality_code = registration->municipality_code};
	struct row *row;

	enum err err = db_one(db, mem, Q_REGISTRATION_UNCONFIRMED, ARGS(db_text(registration->cvr)), &row);
	if (err == OK) {
		organisation.id = *id = row_int(row, "id");
		TRY(db_do(db, Q_REGISTRATION_OWNERS_REMOVE, ARGS(db_int(*id)), NULL));
		return organisation_change(db, mem, &organisation);
	}
	if (err != NOT_FOUND)
		return err;
	TRY(organisation_create(db, mem, &organisation, id));
	return enterprise_create(db, *id);
}

static enum err register_new(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct registration *registration)
{
	struct account account = {.email = registration->email, .name = registration->person,
		.language = registration->language, .confirmed_at = NO_MOMENT};
	int64_t organisation;

	TRY(take_organisation(db, mem, registration, &organisation));
	TRY(account_create(db, &account, &account.id));
	TRY(membership_add(db, account.id, organisation, "owner"));
	TRY(audit_add(db, &(struct audit){.account_id = account.id, .organisation_id = organisation,
			      .action = "enterprise-registered", .subject_kind = "enterprise",
			      .subject_id = organisation}));
	return mail_link(db, mem, configuration, &account, "confirm-address", TOKEN_CONFIRM, TOKEN_CONFIRM_LIFE);
}

/* The same answer to a CVR number that is taken, whoever asks: it must not depend on the address. */
static enum err check_cvr_free(struct db *db, struct arena *mem, const char *cvr)
{
	struct organisation taken;
	struct row *row;
	enum err err = organisation_find_by_cvr(db, mem, cvr, &taken);

	if (err != OK)
		return err == NOT_FOUND ? OK : err;
	err = db_one(db, mem, Q_REGISTRATION_UNCONFIRMED, ARGS(db_text(cvr)), &row);
	return err == NOT_FOUND ? CONFLICT : err;
}

enum err registration_begin(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct registration *registration)
{
	struct account account;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(check_cvr_free(db, mem, registration->cvr));
	enum err err = account_find_email(db, mem, registration->email, &account);
	if (err == NOT_FOUND)
		err = register_new(db, mem, configuration, registration);
	else if (err == OK && account.confirmed_at == NO_MOMENT)
		err = mail_link(db, mem, configuration, &account, "confirm-address", TOKEN_CONFIRM, TOKEN_CONFIRM_LIFE);
	else if (err == OK)
		err = mail_link(db, mem, configuration, &account, "account-exists", -1, 0);
	TRY(err);
	return tx_commit(&tx);
}

/* ---- using what was mailed ---- */

static enum err use(struct db *db, struct arena *mem, const char *token, enum token_purpose purpose,
	int64_t *account_id)
{
	struct token found;

	TRY(token_find(db, mem, token, purpose, &found));
	TRY(token_use(db, token, purpose));
	*account_id = found.account_id;
	return account_confirm(db, found.account_id);
}

static enum err use_alone(struct db *db, struct arena *mem, const char *token, enum token_purpose purpose,
	int64_t *account_id)
{
	OWNED(tx_close) struct tx tx = tx_begin(db);

	TRY(use(db, mem, token, purpose, account_id));
	return tx_commit(&tx);
}

enum err registration_confirm(struct db *db, struct arena *mem, const char *token, int64_t *account_id)
{
	return use_alone(db, mem, token, TOKEN_CONFIRM, account_id);
}

enum err login_link_use(struct db *db, struct arena *mem, const char *token, int64_t *account_id)
{
	return use_alone(db, mem, token, TOKEN_LOGIN, account_id);
}

enum err reset_link_use(struct db *db, struct arena *mem, const char *token, const char *password,
	int64_t *account_id)
{
	OWNED(tx_close) struct tx tx = tx_begin(db);

	TRY(use(db, mem, token, TOKEN_RESET, account_id));
	TRY(account_set_password(db, mem, *account_id, password));
	TRY(audit_add(db, &(struct audit){.account_id = *account_id, .action = "password-reset",
			      .subject_kind = "account", .subject_id = *account_id}));
	return tx_commit(&tx);
}

/* ---- mailing links ---- */

static enum err send_link(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char *email, const char *kind, enum token_purpose purpose)
{
	struct account account;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	enum err err = account_find_email(db, mem, email, &account);
	if (err == NOT_FOUND || (err == OK && account.disabled_at != NO_MOMENT))
		return tx_commit(&tx); /* and nobody learns it */
	TRY(err);
	TRY(mail_link(db, mem, configuration, &account, kind, (int)purpose, TOKEN_LINK_LIFE));
	return tx_commit(&tx);
}

enum err login_link_send(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char *email)
{
	return send_link(db, mem, configuration, email, "login-link", TOKEN_LOGIN);
}

enum err reset_link_send(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char *email)
{
	return send_link(db, mem, configuration, email, "reset-password", TOKEN_RESET);
}
