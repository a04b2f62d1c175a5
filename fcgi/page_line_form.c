/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The form of a plan line: "Who would be told?" The form stands left, who fits what is typed so far
 * stands right. With script it follows as one types (line_preview_post), without there is a button.
 */
#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/pages.h"
#include "fcgi/telling.h"
#include "lib/account.h"
#include "lib/plan.h"
#include "lib/search_index.h"

#define PREVIEW_MOST 8
#define VALUE_MAX INT64_C(1000000000000)

static const char *const kinds[] = {"undecided", "direct", "quotes", "light", "open", "restricted", "negotiated"};
#define KINDS (sizeof kinds / sizeof kinds[0])

/* ---- what was typed ---- */

static struct plan_line line_typed(struct req *req)
{
	struct plan_line line = {
		.organisation_id = req->user->organisation_id,
		.municipality_code = req->user->municipality_code,
		.title = form_line(req, "title", 0, 20000), /* plan_line_check knows the rule */
		.text = form_value(req, "text"),
		.language = language_from_code(form_value(req, "language"), DANISH),
		.cpv = form_list(req, "cpv"),
		.value_dkk = form_optional_int(req, "value_dkk", 0, VALUE_MAX),
		.procedure_kind = form_value(req, "procedure_kind"),
		.reserved = form_flag(req, "reserved"),
		.dialogue_ends = form_optional_day(req, "dialogue_ends"),
		.tender_starts = form_optional_day(req, "tender_starts"),
		.contract_starts = form_optional_day(req, "contract_starts"),
		.contract_ends = form_optional_day(req, "contract_ends"),
		.contact_name = form_line(req, "contact_name", 0, 20000),
		.contact_email = form_value(req, "contact_email"),
		.contact_phone = form_line(req, "contact_phone", 0, 40),
	};

	while (line.cpv[line.cpv_count] != NULL)
		line.cpv_count++;
	return line;
}

/* Notes what the rules of lines say beside the fields, on top of what cannot be read at all. */
static enum err check(struct req *req, const struct plan_line *line, bool publish, day today)
{
	struct faults faults = {0};
	enum err err = plan_line_check(req->db, line, publish, today, &faults);

	if (err != OK && err != INVALID)
		return err;
	for (size_t i = 0; i < faults.count; i++)
		form_problem(req, faults.at[i].field, faults.at[i].text);
	return form_check(req);
}

/* ---- the page ---- */

static void show_procedures(struct req *req, json_t *form, const char *stored)
{
	struct choice *choices = arena_array(req->mem, KINDS + 1, sizeof *choices);

	for (size_t i = 0; i < KINDS; i++)
		choices[i] = (struct choice){kinds[i], procedure_text(kinds[i])};
	form_show_choice(req, form, "procedure_kind", stored, choices);
}

static enum err show_fields(struct req *req, json_t *form, const void *stored)
{
	const struct plan_line *line = stored;

	form_show(req, form, "title", line->title);
	form_show(req, form, "text", line->text);
	form_show_choice(req, form, "language", language_code(line->language), language_choices);
	form_show_int(req, form, "value_dkk", line->value_dkk);
	show_procedures(req, form, line->procedure_kind);
	form_show_flag(req, form, "reserved", line->reserved);
	form_show_day(req, form, "dialogue_ends", line->dialogue_ends);
	form_show_day(req, form, "tender_starts", line->tender_starts);
	form_show_day(req, form, "contract_starts", line->contract_starts);
	form_show_day(req, form, "contract_ends", line->contract_ends);
	form_show(req, form, "contact_name", line->contact_name);
	form_show(req, form, "contact_email", line->contact_email);
	form_show(req, form, "contact_phone", line->contact_phone);
	return form_show_cpv(req, form, "cpv", line->cpv);
}

/* Who fits: what was typed when something was, else what is stored. */
static enum err preview(struct req *req, const struct plan_line *stored, json_t **out)
{
	struct req reading = *req; /* what is wrong in it is told elsewhere */
	struct plan_line line = req->form_sent ? line_typed(&reading) : *stored;
	struct demand demand = plan_line_demand(&line);

	return matches_view(req, &demand, &(struct matches_wanted){.shown = PREVIEW_MOST}, out);
}

static enum err form_page(struct req *req, const struct plan_line *line, const char *action, const char *back)
{
	OWNED(json_decrefp) json_t *form = json_object();
	json_t *who;

	TRY(match_index_refresh(req->site->index, req->db));
	TRY(show_fields(req, form, line));
	form_show_seen(form);
	TRY(preview(req, line, &who));
	return render(req, "my_line_form",
		json_pack("{s:O, s:o, s:s, s:s, s:b, s:b}", "form", form, "preview", who, "action", action, "back",
			back, "is_new", line->id == 0, "is_draft", text_equal(line->status, "draft")));
}

static enum err new_page(struct req *req, int64_t plan_id)
{
	struct plan plan;
	struct account account;

	TRY(plan_find_own(req->db, req->mem, plan_id, req->user->organisation_id, &plan));
	TRY(account_find(req->db, req->mem, req->user->id, &account));
	struct plan_line line = {
		.status = "draft", .title = "", .text = "", .language = DANISH, .value_dkk = -1,
		.municipality_code = req->user->municipality_code, .procedure_kind = "undecided",
		.dialogue_ends = NO_DAY, .tender_starts = NO_DAY, .contract_starts = NO_DAY, .contract_ends = NO_DAY,
		.contact_name = account.name, .contact_email = account.email, .contact_phone = account.phone,
	};
	const char *back = arena_printf(req->mem, "/my/plans/%" PRId64, plan.id);
	return form_page(req, &line, arena_printf(req->mem, "%s/lines/new", back), back);
}

enum err line_new_show(struct req *req)
{
	return new_page(req, path_int(req, "id"));
}

/* Bought, closed or cancelled: it can be changed no more. */
static enum err line_gone(struct req *req)
{
	return form_gone(req, refuse(req, CONFLICT, N_("What is bought, closed or cancelled can no longer be changed.")),
		&(struct gone){"line-status-changed", "plan_line", path_int(req, "id"),
			N_("%s noted that this is bought, closed or cancelled (%s)."), true});
}

/* With what was typed meanwhile, when a colleague has ended it: then it would be a new one of the same plan. */
enum err line_edit_show(struct req *req)
{
	struct plan_line line;

	TRY(plan_line_find_own(req->db, req->mem, path_int(req, "id"), req->user->organisation_id, &line));
	if (!plan_line_may_change(&line)) {
		enum err err = line_gone(req);
		return err == INVALID ? new_page(req, line.plan_id) : err;
	}
	return form_page(req, &line, arena_printf(req->mem, "/my/lines/%" PRId64, line.id),
		arena_printf(req->mem, "/lines/%" PRId64, line.id));
}

/* The preview alone, for the script. */
enum err line_preview_post(struct req *req)
{
	struct plan_line line = line_typed(req);
	struct demand demand = plan_line_demand(&line);
	json_t *who;

	req->problem_count = 0; /* half a date is no problem yet */
	TRY(match_index_refresh(req->site->index, req->db));
	TRY(matches_view(req, &demand, &(struct matches_wanted){.shown = PREVIEW_MOST}, &who));
	return render(req, "line_preview", json_pack("{s:o}", "preview", who));
}

/* The button for those without script: the form again, with who fits what is typed. */
static enum err show_who_fits(struct req *req, handler *form)
{
	req->form_sent = true;
	return form(req);
}

/* ---- saving ---- */

/* told: enterprises that newly fit and were told */
static enum err saved(struct req *req, const struct plan_line *line, int64_t id, size_t told)
{
	const char *doubt = form_language_doubt(req, line->title, line->text, line->language);
	const char *done = told == 0 ? tr(req, "Saved.") :
		arena_printf(req->mem, translate_count(req->site->catalogues, req->language,
			"Saved, and sent to %d enterprise that was not told before.",
			"Saved, and sent to %d enterprises that were not told before.", (int64_t)told), (int)told);

	if (!form_flag(req, "then")) {
		notice(req, *doubt == '\0' ? done : arena_printf(req->mem, "%s %s", done, doubt));
		return redirect(req, "/lines/%" PRId64, id);
	}
	if (*doubt != '\0')
		notice(req, doubt);
	return redirect(req, "/my/lines/%" PRId64 "/publish", id);
}

enum err line_new_post(struct req *req)
{
	int64_t id;

	if (form_flag(req, "preview"))
		return show_who_fits(req, line_new_show);
	struct plan_line line = line_typed(req);
	line.plan_id = path_int(req, "id");
	TRY(check(req, &line, false, NO_DAY));
	TRY(plan_line_create(req->db, req->mem, &line, req->user->id, &id));
	return saved(req, &line, id, 0);
}

/* Whether the line is still as the form's page had it. */
static enum err still(void *context, const struct plan_line *now)
{
	return form_check_meanwhile(context, show_fields, now);
}

enum err line_edit_post(struct req *req)
{
	struct telling telling = telling_of(req);
	struct plan_line_still unchanged = {still, req};
	struct plan_line stored;
	size_t told = 0;

	if (form_flag(req, "preview"))
		return show_who_fits(req, line_edit_show);
	struct plan_line line = line_typed(req);
	line.id = path_int(req, "id");
	TRY(plan_line_find_own(req->db, req->mem, line.id, line.organisation_id, &stored));
	if (!plan_line_may_change(&stored))
		return line_gone(req);
	bool same_end = line.dialogue_ends == stored.dialogue_ends;
	TRY(check(req, &line, plan_line_is_open(&stored), same_end ? NO_DAY : day_of(req->now)));
	TRY(match_index_refresh(req->site->index, req->db));
	enum err err = plan_line_edit_and_tell(req->db, req->mem, &telling, &line, &unchanged, &told);
	TRY(err == CONFLICT ? line_gone(req) : err);
	return saved(req, &line, line.id, told);
}
