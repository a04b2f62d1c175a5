/* SPDX-License-Identifier: MPL-2.0 */
/* The administrator's page: "Does it run?" Health, mail, the index, accounts, settings. */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/account.h"
#include "lib/audit.h"
#include "lib/invitation.h"
#include "lib/message_report.h"
#include "lib/migrate.h"
#include "lib/model.h"
#include "lib/reply.h"
#include "lib/search_index.h"

#define QUEUE_PATIENCE 900 /* seconds, as in page_site.c: longer means that nobody sends */

static const struct choice roles[] = {{"buyer", N_("Buyer: makes purchase plans")},
	{"coordinator", N_("Coordinator: reviews enterprises")}, {NULL, NULL}};

/* The words for a value of the database. */
static const char *label_of(const struct req *req, const struct choice *names, const char *value)
{
	while (names->value != NULL && !text_equal(names->value, value))
		names++;
	return names->value != NULL ? tr(req, names->label) : value;
}

/* ---- does it run? ---- */

/* What became of a mail that came in. */
static const struct choice outcome_names[] = {{"interested", N_("Yes to a purchase")},
	{"declined", N_("No to a purchase")}, {"question", N_("Questions")}, {"message", N_("Messages")},
	{"waiting", N_("From an unknown address, waiting")}, {"automatic", N_("Automatic replies")},
	{"bounce", N_("Could not be delivered")}, {"refused", N_("Refused")},
	{"held", N_("Too many from one sender, waiting")}, {"repeated", N_("Repeated by a machine")},
	{"complaint", N_("Complaints")}, {"unsubscribed", N_("Unsubscribed")},
	{"discarded", N_("Thrown away")}, {"undone", N_("Answers taken back")}, {NULL, NULL}};

static enum err mail_model(struct req *req, json_t **out)
{
	struct row *health;
	struct rows failed, inbound;
	int64_t suppressed, held, reports;

	TRY(db_one(req->db, req->mem, Q_QUEUE_HEALTH, NO_ARGS, &health));
	TRY(db_list(req->db, req->mem, Q_QUEUE_FAILED, NO_ARGS, &failed));
	TRY(db_list(req->db, req->mem, Q_INBOUND_OUTCOMES, NO_ARGS, &inbound));
	TRY(db_number(req->db, Q_SUPPRESSION_COUNT, NO_ARGS, &suppressed));
	TRY(reply_held_count(req->db, &held));
	TRY(message_report_count(req->db, &reports));
	json_t *failed_list = json_array(), *inbound_list = json_array();
	for (size_t i = 0; i < failed.count; i++)
		json_array_append_new(failed_list, json_pack("{s:s, s:s, s:s, s:s}", "kind",
			row_text(failed.at[i], "kind"), "address", row_text(failed.at[i], "recipient_address"),
			"why", row_text(failed.at[i], "last_error"), "when",
			moment_text(req->mem, row_moment(failed.at[i], "created_at"), req_language(req))));
	for (size_t i = 0; i < inbound.count; i++)
		json_array_append_new(inbound_list, json_pack("{s:s, s:I}", "outcome",
			label_of(req, outcome_names, row_text(inbound.at[i], "outcome")), "count", (json_int_t)row_int(inbound.at[i], "count")));
	*out = json_pack("{s:b, s:I, s:I, s:o, s:b, s:o, s:b, s:I, s:b, s:I, s:b, s:I, s:b}", "well",
		row_int(health, "oldest_seconds") < QUEUE_PATIENCE, "queued", (json_int_t)row_int(health, "queued"),
		"waiting_minutes", (json_int_t)(row_int(health, "oldest_seconds") / 60), "failed", failed_list,
		"has_failed", failed.count > 0, "inbound", inbound_list, "has_inbound", inbound.count > 0,
		"suppressed", (json_int_t)suppressed, "has_suppressed", suppressed > 0, "held", (json_int_t)held,
		"has_held", held > 0, "reports", (json_int_t)reports, "has_reports", reports > 0);
	return OK;
}

static enum err migrations_model(struct req *req, json_t **out)
{
	const char *directory = arena_printf(req->mem, "%s/sql/migrations", req->site->configuration->data_directory);
	struct migration *list;
	size_t count, applied = 0;

	TRY(migrate_status(req->db, req->mem, directory, &list, &count));
	for (size_t i = 0; i < count; i++)
		applied += list[i].state == MIGRATION_APPLIED;
	*out = json_pack("{s:b, s:I, s:I}", "well", applied == count, "applied", (json_int_t)applied, "count",
		(json_int_t)count);
	return OK;
}

static json_t *index_model(struct req *req)
{
	struct match_index_figures figures;

	match_index_figures(req->site->index, &figures);
	return json_pack("{s:I, s:I, s:I, s:I}", "enterprises", (json_int_t)figures.enterprises, "offerings",
		(json_int_t)figures.offerings, "lines", (json_int_t)figures.lines, "kilobytes",
		(json_int_t)(figures.bytes / 1024));
}

/* What torv.conf says, as far as it is no secret. */
static json_t *settings_model(struct req *req)
{
	const struct configuration *c = req->site->configuration;

	return json_pack("{s:s, s:s, s:i, s:s, s:s, s:s, s:i}", "site_url", c->site_url, "smtp_host", c->smtp_host,
		"smtp_port", (int)c->smtp_port, "mail_from", c->mail_from, "reply_address",
		arena_printf(req->mem, "%s+…@%s", c->reply_local, c->reply_domain), "match_threshold",
		arena_printf(req->mem, "%.0f", c->match_threshold), "threads", (int)c->threads);
}

/* ---- accounts ---- */

static const struct choice role_names[] = {{"owner", N_("owner")}, {"member", N_("member")},
	{"buyer", N_("buyer")}, {"coordinator", N_("coordinator")}, {NULL, NULL}};

/* [{"name","role"}] with the role in words. */
static json_t *roles_model(const struct req *req, const char *text)
{
	json_t *list = json_loads(text, 0, NULL), *role;
	size_t i;

	json_array_foreach(list, i, role) {
		const char *name = json_string_value(json_object_get(role, "role"));
		json_object_set_new(role, "role", json_string(label_of(req, role_names, name)));
	}
	return list != NULL ? list : json_array();
}

static enum err accounts_model(struct req *req, json_t **out)
{
	struct rows rows;

	TRY(account_search(req->db, req->mem, query_text(req, "words"), &rows));
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		json_array_append_new(*out, json_pack("{s:I, s:s, s:s, s:o, s:b, s:b, s:b, s:b}", "id",
			(json_int_t)row_int(row, "id"), "email", row_text(row, "email"), "name",
			row_text(row, "name"), "roles", roles_model(req, row_text(row, "roles")), "is_administrator",
			row_bool(row, "is_administrator"), "is_confirmed", !row_is_null(row, "confirmed_at"),
			"is_disabled", !row_is_null(row, "disabled_at"), "is_me",
			row_int(row, "id") == req->user->id));
	}
	return OK;
}

static enum err invitation_form(struct req *req, json_t *form)
{
	form_show(req, form, "email", "");
	form_show(req, form, "name", "");
	form_show_list(req, form, "roles", NULL, roles);
	return form_show_municipalities(req, form, "municipality", "");
}

enum err admin_show(struct req *req)
{
	OWNED(json_decrefp) json_t *mail = NULL, *migrations = NULL, *accounts = NULL, *form = json_object();
	int64_t account_count;

	TRY(mail_model(req, &mail));
	TRY(migrations_model(req, &migrations));
	TRY(accounts_model(req, &accounts));
	TRY(db_number(req->db, Q_ACCOUNT_COUNT, NO_ARGS, &account_count));
	TRY(invitation_form(req, form));
	return render(req, "admin",
		json_pack("{s:O, s:O, s:o, s:o, s:O, s:I, s:b, s:s, s:O}", "mail", mail, "migrations", migrations,
			"index", index_model(req), "settings", settings_model(req), "accounts", accounts,
			"account_count", (json_int_t)account_count, "has_accounts", json_array_size(accounts) > 0,
			"words", query_text(req, "words"), "form", form));
}

static bool has_role(const char **list, const char *role)
{
	while (*list != NULL && !text_equal(*list, role))
		list++;
	return *list != NULL;
}

enum err admin_invite_post(struct req *req)
{
	const char **chosen = form_list(req, "roles");
	struct invitation invitation = {
		.email = form_email(req, "email"),
		.name = form_line(req, "name", 2, 120),
		.municipality_code = form_municipality(req, "municipality"),
		.buyer = has_role(chosen, "buyer"),
		.coordinator = has_role(chosen, "coordinator"),
		.language = req->site->configuration->language,
		.by = req->user->id,
	};

	if (!invitation.buyer && !invitation.coordinator)
		form_problem(req, "roles", N_("Choose at least one."));
	TRY(form_check(req));
	enum err err = invitation_send(req->db, req->mem, req->site->configuration, &invitation);
	if (err == CONFLICT) {
		form_problem(req, "email", N_("The account with this address is disabled. Enable it first."));
		return INVALID;
	}
	TRY(err);
	notice(req, tr_format(req, "%s has been sent a link to log in.", invitation.email));
	return redirect(req, "/admin#accounts");
}

/* Disabling ends all sessions of the account; nobody locks out themselves. */
static enum err set_disabled(struct req *req, bool disabled)
{
	int64_t id = path_int(req, "id");

	if (id == req->user->id)
		return refuse(req, CONFLICT, N_("You cannot disable your own account. Ask another administrator."));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(account_set_disabled(req->db, id, disabled));
	TRY(audit_add(req->db, &(struct audit){.account_id = req->user->id,
				       .action = disabled ? "account-disabled" : "account-enabled",
				       .subject_kind = "account", .subject_id = id}));
	TRY(tx_commit(&tx));
	notice(req, disabled ? tr(req, "The account is disabled; nobody is logged in with it any more.")
			     : tr(req, "The account can be used again."));
	return redirect(req, "/admin#accounts");
}

enum err admin_disable_post(struct req *req)
{
	return set_disabled(req, true);
}

enum err admin_enable_post(struct req *req)
{
	return set_disabled(req, false);
}
