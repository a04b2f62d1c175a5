/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/registration.h"

#include "lib/audit.h"
#include "lib/enterprise.h"
#include "lib/organisation.h"
#include "lib/outbox.h"
#include "lib/token.h"

/* Mails a link that carries a new token for the account; `wanted` says its purpose, its subject and for
 * how many seconds it lives. */
static enum err mail_link(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct account *account, const char *kind, const struct token *wanted, const char *enterprise_name)
{
	char token[TOKEN_TEXT_SIZE] = "";
	struct token issued = *wanted;

	issued.account_id = account->id;
	issued.expires_at += clock_now();
	TRY(token_issue(db, &issued, token));
	OWNED(json_decrefp) json_t *model = json_pack("{s:s}", "enterprise_name", enterprise_name);
	OWNED(json_decrefp) json_t *secret = json_pack("{s:s}", "token", token);
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
		TRY(db_do(db, Q_REGISTRATION_TOKENS_END, ARGS(db_moment(clock_now()), db_int(*id)), NULL));
		return organisation_change(db, mem, &organisation);
	}
	if (err != NOT_FOUND)
		return err;
	TRY(organisation_create(db, mem, &organisation, id));
	return enterprise_create(db, *id);
}

static enum err own(struct db *db, int64_t account_id, int64_t organisation)
{
	enum err err = membership_add(db, account_id, organisation, "owner");

	if (err != OK && err != CONFLICT) /* they own it already: the link was asked for twice */
		return err;
	return audit_add(db, &(struct audit){.account_id = account_id, .organisation_id = organisation,
		.action = "enterprise-registered", .subject_kind = "enterprise", .subject_id = organisation});
}

static const struct token confirm = {.purpose = TOKEN_CONFIRM, .expires_at = TOKEN_CONFIRM_LIFE};

static enum err register_new(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct registration *registration)
{
	struct account account = {.email = registration->email, .name = registration->person,
		.language = registration->language, .confirmed_at = NO_MOMENT};
	int64_t organisation;

	TRY(take_organisation(db, mem, registration, &organisation));
	TRY(account_create(db, &account, &account.id));
	TRY(own(db, account.id, organisation));
	return mail_link(db, mem, configuration, &account, "confirm-address", &confirm, registration->name);
}

/* The address was never confirmed: what is typed now counts, beside what was registered before. */
static enum err register_again(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct registration *registration, struct account *account)
{
	int64_t organisation;

	account->name = registration->person;
	account->language = registration->language;
	TRY(account_save(db, account));
	TRY(take_organisation(db, mem, registration, &organisation));
	TRY(own(db, account->id, organisation));
	return mail_link(db, mem, configuration, account, "confirm-address", &confirm, registration->name);
}

/* Whoever typed the address of an account need not be its owner: the enterprise waits until a link in the
 * mail is used. */
static enum err register_for_account(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct registration *registration, const struct account *account)
{
	struct token token = confirm;

	TRY(take_organisation(db, mem, registration, &token.subject_id));
	return mail_link(db, mem, configuration, account, "account-exists", &token, registration->name);
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
		err = register_again(db, mem, configuration, registration, &account);
	else if (err == OK)
		err = register_for_account(db, mem, configuration, registration, &account);
	TRY(err);
	return tx_commit(&tx);
}

enum err registration_add(struct db *db, struct arena *mem, const struct registration *registration,
	int64_t account_id, int64_t *organisation)
{
	OWNED(tx_close) struct tx tx = tx_begin(db);

	TRY(check_cvr_free(db, mem, registration->cvr));
	TRY(take_organisation(db, mem, registration, organisation));
	TRY(own(db, account_id, *organisation));
	return tx_commit(&tx);
}

/* ---- using what was mailed ---- */

static enum err use(struct db *db, struct arena *mem, const char *token, enum token_purpose purpose,
	struct token *found)
{
	TRY(token_find(db, mem, token, purpose, found));
	TRY(token_use(db, token, purpose));
	return account_confirm(db, found->account_id);
}

enum err registration_confirm(struct db *db, struct arena *mem, const char *token, int64_t *account_id,
	int64_t *organisation)
{
	OWNED(tx_close) struct tx tx = tx_begin(db);
	struct token found;

	TRY(use(db, mem, token, TOKEN_CONFIRM, &found));
	if (found.subject_id != 0)
		TRY(own(db, found.account_id, found.subject_id));
	*account_id = found.account_id;
	*organisation = found.subject_id;
	return tx_commit(&tx);
}

enum err login_link_use(struct db *db, struct arena *mem, const char *token, int64_t *account_id)
{
	OWNED(tx_close) struct tx tx = tx_begin(db);
	struct token found;

	TRY(use(db, mem, token, TOKEN_LOGIN, &found));
	*account_id = found.account_id;
	return tx_commit(&tx);
}

enum err reset_link_use(struct db *db, struct arena *mem, const char *token, const char *password,
	int64_t *account_id)
{
	OWNED(tx_close) struct tx tx = tx_begin(db);
	struct token found;

	TRY(use(db, mem, token, TOKEN_RESET, &found));
	*account_id = found.account_id;
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
	TRY(mail_link(db, mem, configuration, &account, kind,
		&(struct token){.purpose = purpose, .expires_at = TOKEN_LINK_LIFE}, ""));
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
