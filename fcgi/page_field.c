/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The coordinator's map of the field: whom have we found, how far are they, whom do we talk to next? The
 * list, an entry with what happened, and noting a visit with one press. Goals are page_field_goals.c.
 */
#include "fcgi/form.h"
#include "fcgi/line_view.h"
#include "fcgi/page_field.h"
#include "fcgi/pages.h"
#include "lib/download.h"

static const struct choice contacts[] = {
	{"visited", N_("We visited them")}, {"counselled", N_("We counselled them, by telephone or mail")}, {NULL, NULL}};

#define MONTHS_SHOWN 6

/* ---- the list ---- */

static const char *chosen_state(const struct req *req)
{
	const char *state = query_text(req, "state");

	return *field_state_text(state) == '\0' ? "" : state;
}

enum err field_list_show(struct req *req)
{
	struct reader reader = reader_of(req);
	int64_t own = req->user->organisation_id, total;
	day today = day_of(req->now);
	const char *state = chosen_state(req);
	OWNED(json_decrefp) json_t *entries = NULL, *all_states = NULL, *months = NULL, *model = NULL;

	TRY(field_states(req->db, req->mem, own, state, &reader, &all_states, &total));
	TRY(field_list(req->db, req->mem, own, state, &reader, today, &entries));
	TRY(field_months(req->db, req->mem, own, &reader, today, MONTHS_SHOWN, &months));
	model = json_pack("{s:O, s:O, s:O, s:b, s:b, s:I, s:b, s:s}", "entries", entries, "states", all_states,
		"months", months, "has_entries", json_array_size(entries) > 0, "has_any", total > 0, "total",
		(json_int_t)total, "is_chosen", *state != '\0', "chosen_text",
		*state == '\0' ? "" : tr(req, field_state_text(state)));
	TRY(field_goals_add(req, model));
	return render(req, "field_list", json_incref(model));
}

enum err field_download(struct req *req)
{
	struct download file;

	TRY(download_field(req->db, req->mem, req->site->catalogues, req->language, req->user->organisation_id, &file));
	return send_file(req, file.type, file.file_name, file.bytes, file.size);
}

/* ---- an entry ---- */

static enum err show_fields(struct req *req, json_t *form, const void *stored)
{
	const struct field_entry *entry = stored;

	form_show(req, form, "name", entry->name);
	form_show(req, form, "cvr", entry->cvr);
	form_show_choice(req, form, "kind", entry->kind, field_kind_choices);
	form_show_choice(req, form, "state", entry->state, field_state_choices);
	form_show(req, form, "contact_name", entry->contact_name);
	form_show(req, form, "contact_email", entry->contact_email);
	form_show(req, form, "contact_phone", entry->contact_phone);
	form_show(req, form, "notes", entry->notes);
	form_show_day(req, form, "next_contact_on", entry->next_contact_on);
	return OK;
}

static struct field_entry empty_entry(void)
{
	return (struct field_entry){.name = "", .cvr = "", .kind = "", .state = "found", .contact_name = "",
		.contact_email = "", .contact_phone = "", .notes = "", .next_contact_on = NO_DAY};
}

static enum err new_page(struct req *req, const struct field_entry *entry)
{
	json_t *form = json_object();

	show_fields(req, form, entry);
	return render(req, "field_new", json_pack("{s:o}", "form", form));
}

enum err field_new_show(struct req *req)
{
	struct field_entry empty = empty_entry();

	return new_page(req, &empty);
}

/* What has to do with a new visit stands in a form of its own; its fields are named apart. */
static void show_contact_fields(struct req *req, json_t *form)
{
	form_show_choice(req, form, "contact", "visited", contacts);
	form_show_day(req, form, "happened_on", day_of(req->now));
	form_show(req, form, "words", "");
	form_show_day(req, form, "then_on", NO_DAY);
}

static enum err entry_gone(struct req *req, enum err err)
{
	return form_gone(req, err, &(struct gone){"field-entry-deleted", "field_entry", path_int(req, "id"),
		N_("%s deleted this (%s)."), true});
}

/* A colleague has deleted the entry. What was noted of a contact is kept among a new one's notes. */
static enum err entry_anew(struct req *req)
{
	struct field_entry empty = empty_entry();

	if (!form_flag(req, "contact"))
		return new_page(req, &empty);
	empty.notes = form_value(req, "words");
	day_parse(form_value(req, "then_on"), &empty.next_contact_on);
	req->form_sent = false;
	return new_page(req, &empty);
}

enum err field_entry_show(struct req *req)
{
	struct reader reader = reader_of(req);
	int64_t id = path_int(req, "id"), own = req->user->organisation_id;
	struct field_entry entry;
	OWNED(json_decrefp) json_t *form = json_object(), *history = NULL;

	enum err err = entry_gone(req, field_find(req->db, req->mem, id, own, &entry));
	if (err == INVALID)
		return entry_anew(req);
	TRY(err);
	TRY(field_history(req->db, req->mem, id, own, &reader, &history));
	/* what was typed into one of the page's two forms is not what stands in the other */
	bool sent = req->form_sent, contact = form_flag(req, "contact");
	req->form_sent = sent && !contact;
	show_fields(req, form, &entry);
	form_show_seen(form);
	req->form_sent = sent && contact;
	show_contact_fields(req, form);
	req->form_sent = sent;
	return render(req, "field_entry", json_pack("{s:o, s:O, s:O, s:b}", "entry",
		field_entry_model(req->mem, &entry, &reader, day_of(req->now)), "form", form, "history", history,
		"has_history", json_array_size(history) > 0));
}

static struct field_entry read_entry(struct req *req)
{
	struct field_entry entry = {
		.organisation_id = req->user->organisation_id,
		.name = form_line(req, "name", 1, 160),
		.cvr = form_plain_cvr(req, "cvr"),
		.kind = form_choice(req, "kind", field_kind_choices),
		.state = form_choice(req, "state", field_state_choices),
		.contact_name = form_line(req, "contact_name", 0, 120),
		.contact_email = form_optional_email(req, "contact_email"),
		.contact_phone = form_line(req, "contact_phone", 0, 40),
		.notes = form_text(req, "notes", 0, FIELD_WORDS_MAX),
		.next_contact_on = form_optional_day(req, "next_contact_on"),
	};

	if (form_check(req) == OK) {
		struct faults faults = field_faults(&entry);
		form_faults(req, &faults);
	}
	return entry;
}

static enum err taken_means_cvr(struct req *req, enum err err)
{
	if (err != CONFLICT)
		return err;
	form_problem(req, "cvr", N_("You have an entry with this CVR number already."));
	return INVALID;
}

enum err field_new_post(struct req *req)
{
	struct field_entry entry = read_entry(req);

	TRY(form_check(req));
	TRY(taken_means_cvr(req, field_add(req->db, &entry, req->user->id, &entry.id)));
	notice(req, tr(req, "It is on the map."));
	return redirect(req, "/field/%" PRId64, entry.id);
}

enum err field_entry_post(struct req *req)
{
	struct field_entry entry = read_entry(req), before;

	entry.id = path_int(req, "id");
	TRY(form_check(req));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(entry_gone(req, field_find_held(req->db, req->mem, entry.id, entry.organisation_id, &before)));
	TRY(form_check_meanwhile(req, show_fields, &before));
	TRY(taken_means_cvr(req, field_save(req->db, req->mem, &entry, req->user->id)));
	TRY(tx_commit(&tx));
	notice(req, tr(req, "Your changes are saved."));
	return redirect(req, "/field/%" PRId64, entry.id);
}

enum err field_delete_post(struct req *req)
{
	TRY(field_delete(req->db, path_int(req, "id"), req->user->organisation_id, req->user->id));
	notice(req, tr(req, "The entry and all that was noted about it are deleted."));
	return redirect(req, "/field");
}

/* ---- noting a contact ---- */

enum err field_contact_post(struct req *req)
{
	struct field_contact contact = {
		.entry_id = path_int(req, "id"),
		.organisation_id = req->user->organisation_id,
		.account_id = req->user->id,
		.visited = text_equal(form_choice(req, "contact", contacts), "visited"),
		.on = form_day(req, "happened_on"),
		.words = form_text(req, "words", 0, FIELD_WORDS_MAX),
		.next_contact_on = form_optional_day(req, "then_on"),
	};

	if (contact.on != NO_DAY && contact.on > day_of(req->now))
		form_problem(req, "happened_on", N_("This day has not come yet. Write when you were there."));
	TRY(form_check(req));
	TRY(entry_gone(req, field_contact(req->db, &contact)));
	notice(req, tr(req, "It is noted."));
	return redirect(req, "/field/%" PRId64, contact.entry_id);
}

/* One press on the list or on "my page": we were there today, and nothing further is planned. */
enum err field_visited_post(struct req *req)
{
	struct field_contact contact = {
		.entry_id = path_int(req, "id"),
		.organisation_id = req->user->organisation_id,
		.account_id = req->user->id,
		.visited = true,
		.on = day_of(req->now),
		.words = "",
		.next_contact_on = NO_DAY,
	};

	TRY(field_contact(req->db, &contact));
	notice(req, tr(req, "Today's visit is noted. You can add what you talked about, and when to talk next."));
	return redirect(req, "/field/%" PRId64 "#note", contact.entry_id);
}
