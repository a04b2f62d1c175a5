/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv account: the people, from the command line. The first administrator of an installation is made
 * here, and the first coordinator of a municipality, whose organisation is made with them. A password
 * comes on standard input, never as an argument that others could see; without one the person gets a
 * mail with a link for choosing theirs.
 */
#include <inttypes.h>
#include <string.h>

#include "export/command.h"
#include "lib/account.h"
#include "lib/audit.h"
#include "lib/municipality.h"
#include "lib/organisation.h"
#include "lib/outbox.h"
#include "lib/text.h"
#include "lib/token.h"

#define LINK_SECONDS (7 * 24 * 3600) /* how long the mailed link works */

struct wanted {
	struct account account;
	const char *password; /* NULL: a link is mailed */
	const char *role;     /* NULL: none */
	const char *organisation; /* slug; or */
	const char *municipality; /* code or name, for buyer and coordinator */
	struct command_run *run;
	const char *trouble; /* why it did not work */
};

static bool role_is(const char *role, const char *one, const char *other)
{
	return text_equal(role, one) || text_equal(role, other);
}

/* The organisation that is the municipality; made when it is not there yet. */
static enum err municipality_organisation(struct wanted *wanted, struct organisation *out)
{
	struct command_run *run = wanted->run;
	struct municipality municipality;
	int64_t id;
	enum err err = municipality_find_by_text(run->db, run->mem, wanted->municipality, &municipality);

	if (err == NOT_FOUND)
		wanted->trouble = "there is no such municipality";
	TRY(err);
	err = organisation_find_municipality(run->db, run->mem, municipality.code, out);
	if (err != NOT_FOUND)
		return err;
	const struct organisation fresh = {
		.kind = ORGANISATION_MUNICIPALITY,
		.name = arena_printf(run->mem, "%s Kommune", municipality.name),
		.municipality_code = municipality.code,
	};
	TRY(organisation_create(run->db, run->mem, &fresh, &id));
	return organisation_find(run->db, run->mem, id, out);
}

static enum err give_role(struct wanted *wanted, int64_t account_id)
{
	struct command_run *run = wanted->run;
	struct organisation organisation;
	enum err err;

	if (wanted->role == NULL)
		return OK;
	if (wanted->municipality != NULL) {
		TRY(municipality_organisation(wanted, &organisation));
	} else {
		err = organisation_find_by_slug(run->db, run->mem, wanted->organisation, &organisation);
		if (err == NOT_FOUND)
			wanted->trouble = "there is no such organisation";
		TRY(err);
	}
	if (role_is(wanted->role, "buyer", "coordinator")
		!= (organisation.kind == ORGANISATION_MUNICIPALITY)) {
		wanted->trouble = "buyers and coordinators act for municipalities, owners and members for others";
		return INVALID;
	}
	return membership_add(run->db, account_id, organisation.id, wanted->role);
}

/* The mail with a link for choosing a password. */
static enum err mail_link(struct wanted *wanted, int64_t account_id)
{
	const struct token token = {.purpose = TOKEN_RESET, .account_id = account_id,
		.expires_at = clock_now() + LINK_SECONDS};
	char text[TOKEN_TEXT_SIZE];
	struct outbox_mail mail = {.kind = "reset-password", .account_id = account_id,
		.address = wanted->account.email, .name = wanted->account.name,
		.language = language_code(wanted->account.language)};
	enum err err;

	TRY(token_issue(wanted->run->db, &token, text));
	mail.model = json_object();
	mail.secret = json_pack("{s:s}", "token", text);
	err = outbox_add(wanted->run->db, wanted->run->mem, wanted->run->configuration, &mail);
	json_decref(mail.model);
	json_decref(mail.secret);
	return err;
}

static enum err create(void *arg)
{
	struct wanted *wanted = arg;
	struct db *db = wanted->run->db;
	OWNED(tx_close) struct tx tx = tx_begin(db);
	int64_t id;
	enum err err = account_create(db, &wanted->account, &id);

	if (err == CONFLICT)
		wanted->trouble = "this address has an account already";
	TRY(err);
	TRY(give_role(wanted, id));
	if (wanted->password == NULL)
		TRY(mail_link(wanted, id));
	TRY(audit_add(db, &(struct audit){.action = "account-created", .subject_kind = "account",
				  .subject_id = id}));
	return tx_commit(&tx);
}

/* The first line of standard input; NULL when it is no password that the site would take. */
static const char *read_password(struct arena *mem)
{
	char line[4 * PASSWORD_MAXIMUM + 2];
	size_t length;

	if (fgets(line, sizeof line, stdin) == NULL)
		return NULL;
	line[strcspn(line, "\r\n")] = '\0';
	if (!text_is_utf8(line, strlen(line)))
		return NULL;
	length = text_length(line);
	if (length < PASSWORD_MINIMUM || length > PASSWORD_MAXIMUM)
		return NULL;
	return arena_text(mem, line);
}

/* What is wrong with the words of the command; EX_OK when nothing is. */
static int check_words(const struct command_run *run, const struct wanted *wanted)
{
	const char *role = wanted->role;
	bool one_place = (wanted->organisation != NULL) != (wanted->municipality != NULL);

	if (!text_is_email(wanted->account.email))
		return command_usage(run, "\"%s\" is no e-mail address", wanted->account.email);
	if (text_is_blank(wanted->account.name))
		return command_usage(run, "the person needs a name");
	if (role == NULL && (wanted->organisation != NULL || wanted->municipality != NULL))
		return command_usage(run, "--role says what the person is there");
	if (role == NULL)
		return EX_OK;
	if (!role_is(role, "buyer", "coordinator") && !role_is(role, "owner", "member"))
		return command_usage(run, "a role is owner, member, buyer or coordinator");
	if (!one_place)
		return command_usage(run, "a role needs either --organisation or --municipality");
	return EX_OK;
}

/* Fills in what the options said; EX_OK, or the exit status after a complaint. */
static int prepare(struct command_run *run, struct wanted *wanted, const char *language, bool password)
{
	int status;

	wanted->run = run;
	wanted->account.email = run->argv[0];
	wanted->account.name = text_tidy_line(run->mem, run->argv[1], strlen(run->argv[1]));
	wanted->account.confirmed_at = clock_now(); /* whoever runs the installation vouches for it */
	wanted->account.disabled_at = NO_MOMENT;
	wanted->account.language = language_from_code(language, run->configuration->language);
	status = check_words(run, wanted);
	if (status != EX_OK || !password)
		return status;
	wanted->password = read_password(run->mem);
	if (wanted->password == NULL) {
		command_complain("standard input has no password of %d to %d characters", PASSWORD_MINIMUM,
			PASSWORD_MAXIMUM);
		return EX_DATAERR;
	}
	char *hash;
	if (password_hash(run->mem, wanted->password, &hash) != OK)
		return EX_SOFTWARE;
	wanted->account.password_hash = hash;
	return EX_OK;
}

int command_account_create(struct command_run *run)
{
	struct wanted wanted = {0};
	const char *language = NULL;
	bool password = false;
	const struct command_option options[] = {
		{"--administrator", NULL, &wanted.account.is_administrator},
		{"--language", &language, NULL},
		{"--municipality", &wanted.municipality, NULL},
		{"--organisation", &wanted.organisation, NULL},
		{"--password", NULL, &password},
		{"--role", &wanted.role, NULL},
	};
	int status = command_options(run, options, sizeof options / sizeof options[0], 2, 2);
	enum err err;

	if (status == EX_OK)
		status = prepare(run, &wanted, language, password);
	if (status != EX_OK)
		return status;
	err = db_repeat(run->db, create, &wanted);
	if (err != OK) {
		command_complain("%s: %s", wanted.account.email,
			wanted.trouble != NULL ? wanted.trouble : err_name(err));
		return wanted.trouble != NULL ? EX_DATAERR : command_status(err);
	}
	printf("%s: account created, %s\n", wanted.account.email,
		password ? "with the password given" : "a link for choosing a password is in the mail");
	return EX_OK;
}

int command_account_list(struct command_run *run)
{
	struct rows rows;
	int usage = command_options(run, NULL, 0, 0, 0);
	enum err err;

	if (usage != EX_OK)
		return usage;
	err = account_list(run->db, run->mem, &rows);
	if (err != OK)
		return command_status(err);
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];

		printf("%s\t%s\t%s%s%s%s\n", row_text(row, "email"), row_text(row, "name"),
			row_text(row, "roles"), row_bool(row, "is_administrator") ? " administrator" : "",
			row_is_null(row, "confirmed_at") ? " unconfirmed" : "",
			row_is_null(row, "disabled_at") ? "" : " disabled");
	}
	return EX_OK;
}

static int set_disabled(struct command_run *run, bool disabled)
{
	struct account account;
	int usage = command_options(run, NULL, 0, 1, 1);
	enum err err;

	if (usage != EX_OK)
		return usage;
	err = account_find_email(run->db, run->mem, run->argv[0], &account);
	if (err == OK) {
		OWNED(tx_close) struct tx tx = tx_begin(run->db);
		const struct audit audit = {.action = disabled ? "account-disabled" : "account-enabled",
			.subject_kind = "account", .subject_id = account.id};

		err = account_set_disabled(run->db, account.id, disabled);
		if (err == OK)
			err = audit_add(run->db, &audit);
		if (err == OK)
			err = tx_commit(&tx);
	}
	if (err != OK) {
		command_complain("%s: %s", run->argv[0],
			err == NOT_FOUND ? "there is no such account" : err_name(err));
		return command_status(err);
	}
	printf("%s: %s\n", account.email, disabled ? "disabled" : "enabled");
	return EX_OK;
}

int command_account_disable(struct command_run *run)
{
	return set_disabled(run, true);
}

int command_account_enable(struct command_run *run)
{
	return set_disabled(run, false);
}
