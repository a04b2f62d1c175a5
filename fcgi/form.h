/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Forms. A POST handler reads its fields with form_text & co., which note what is wrong beside each
 * field, then form_check answers INVALID if anything was. The route table then runs the route's form
 * page (struct route, `form`) with req->form_sent set: it shows what was typed and all messages at
 * once, with status 422. Nothing that was typed is lost.
 *
 * A form page describes its fields with form_show & co.; the templates field_*.html draw them:
 *
 *	json_t *form = json_object();
 *	form_show(req, form, "title", line.title);
 *	form_show_choice(req, form, "kind", offering.kind, kinds);
 *	json_object_set_new(model, "form", form);
 *
 *	{{#form.title}}{{<field_text}}{{$label}}{{#t}}Title{{/t}}{{/label}}{{/field_text}}{{/form.title}}
 *
 * Each field becomes {"name","value","problem","has_problem","meanwhile","has_meanwhile", "choices":[{"value",
 * "label","chosen"}]}.
 * render() adds "problems": [{"field","label","text"}] and "has_problems" for the summary on top.
 */
#ifndef TORV_FORM_H
#define TORV_FORM_H

#include "fcgi/request.h"
#include "lib/choice.h"
#include "lib/fault.h"

/* The languages that a text may be in, or somebody reads. */
extern const struct choice language_choices[];

/* ---- reading: each returns something usable and notes a problem when the value breaks the rule ---- */

/* minimum 0: may be left empty (then ""). Lengths in characters. One line, or several. */
const char *form_line(struct req *req, const char *name, size_t minimum, size_t maximum);
const char *form_text(struct req *req, const char *name, size_t minimum, size_t maximum);
const char *form_email(struct req *req, const char *name);
const char *form_optional_email(struct req *req, const char *name); /* "" when empty */
/* "1.250.000", "250 000" and "250000" as people type them. */
int64_t form_int(struct req *req, const char *name, int64_t low, int64_t high);
/* -1 when empty */
int64_t form_optional_int(struct req *req, const char *name, int64_t low, int64_t high);
day form_day(struct req *req, const char *name);
day form_optional_day(struct req *req, const char *name); /* NO_DAY when empty */
const char *form_choice(struct req *req, const char *name, const struct choice *choices);
bool form_flag(const struct req *req, const char *name);
/* As it came, no rule: for values that something else checks (a CVR number, a municipality). "" when missing. */
const char *form_value(const struct req *req, const char *name);
/* All values of a name (check boxes); ends with NULL. */
const char **form_list(const struct req *req, const char *name);

/* The files of a field, none of them looked at yet (upload.h). */
const struct upload *form_files(const struct req *req, const char *name, size_t *count);

/* A CVR number as people write it (lib/cvr_number.h) as plain digits; what is none stays as it came. */
const char *form_plain_cvr(struct req *req, const char *name);
/* A sentence that says so when a text is clearly in another language than was chosen for it, for a notice: its words are then
 * read wrong, and nobody finds it. "" when it is not. */
const char *form_language_doubt(const struct req *req, const char *title, const char *text, enum language chosen);
/* A municipality's code. */
const char *form_municipality(struct req *req, const char *name);
/* A new password, of the length that account.h asks for. */
const char *form_password(struct req *req, const char *name);

/* Notes a problem of one's own; `text` is an English source text, or one that tr_format has made. */
void form_problem(struct req *req, const char *name, const char *text);

/* The same about one of several: "Tilbud.exe: …". The text is an English source text, `what` is not. */
void form_problem_with(struct req *req, const char *name, const char *what, const char *text);

/* Notes the faults that a rule of lib found; their fields have the names of the form's. */
void form_faults(struct req *req, const struct faults *faults);

/* What a field of a page (its template's name) is called in the summary of what is wrong (field_labels.c), as a
 * source text; "" when its message says it. */
const char *form_label(const char *page, const char *name);

/* Whether what comes under this name is typed by a person, and no secret: not chosen, and not the page's own. */
bool form_is_typed(const char *name);

/* INVALID when a problem was noted, else OK. */
enum err form_check(const struct req *req);

/* ---- showing ---- */

void form_show(struct req *req, json_t *form, const char *name, const char *stored);
void form_show_int(struct req *req, json_t *form, const char *name, int64_t stored); /* -1: empty */
void form_show_day(struct req *req, json_t *form, const char *name, day stored);     /* NO_DAY: empty */
void form_show_flag(struct req *req, json_t *form, const char *name, bool stored);   /* "checked" */
void form_show_choice(struct req *req, json_t *form, const char *name, const char *stored,
	const struct choice *choices);
/* All municipalities, in Danish order. */
enum err form_show_municipalities(struct req *req, json_t *form, const char *name, const char *stored);
/* A password: what was typed is never shown again. */
void form_show_secret(struct req *req, json_t *form, const char *name);
/* Several may be chosen; stored ends with NULL. */
void form_show_list(struct req *req, json_t *form, const char *name, const char *const *stored,
	const struct choice *choices);

/* The same for codes whose choices the caller adds (page_cpv.c); `saved` is what is stored in words. Returns
 * those that the field shows as chosen. */
const char *const *form_show_codes(struct req *req, json_t *form, const char *name, const char *const *stored,
	const char *saved);

/* ---- two who write at once (form_meanwhile.c) ----
 *
 * A form that changes what is stored has `form_show_seen(form)` behind its fields, and {{>seen}} in its template.
 * Its handler asks in the transaction that saves, of what it holds there:
 *
 *	TRY(plan_find_held(req->db, req->mem, id, organisation, &stored));
 *	TRY(form_check_meanwhile(req, show_fields, &stored));
 *
 * Then nobody overwrites unknowingly what a colleague saved while he wrote. The form comes again: fields that
 * one has not touched have what is saved now, the others what was typed, with what is saved now beside it.
 */

/* Shows the fields of a form with what is stored, and only that: what a page and its handler share. */
typedef enum err form_fields(struct req *req, json_t *form, const void *stored);

/* After all other fields: what of them the page shows, so that the handler can tell whether it is still so. */
void form_show_seen(json_t *form);

/* INVALID, with its problems noted, when something that the form's page showed is another thing by now, and
 * not what was sent either. OK for a form that does not say what its page showed. */
enum err form_check_meanwhile(struct req *req, form_fields *show, const void *stored);

/* For form_show & co.: what a field shows of the two, and whether somebody has changed what is stored while
 * this form was written. */
struct shown {
	const char *value;
	const char *hash; /* of what is stored */
	bool is_typed;    /* the value is what was sent */
	bool is_stale;
};
struct shown form_shown(struct req *req, const char *name, const char *typed, const char *stored);
void form_note_stale(struct req *req, const char *name, const struct shown *shown);

/* ---- what one changes has been ended meanwhile (form_gone.c) ---- */

/* The act that ends what a form changes, as the audit calls it. */
struct gone {
	const char *action, *kind; /* "offering-deleted", "offering" */
	int64_t id;
	const char *text; /* source text, with who and when: N_("%s deleted this (%s).") */
	bool anew;        /* what was typed could be something new: the form's page shows the form for that */
};

/* Whether `err`, which finding or saving it gave (NOT_FOUND, CONFLICT), comes from a colleague's having ended it:
 * then INVALID for a form that was sent and can be sent anew, with the problem noted and `seen` forgotten. Else
 * err; then the error page says who and when if it was ended, and has what was typed. */
enum err form_gone(struct req *req, enum err err, const struct gone *gone);

/* ---- as JSON: what a program has to send ---- */

struct field_rule {
	const char *name;
	const char *type; /* "text", "email", "password", "choice" */
	bool required;
	int maximum;      /* characters; 0: no limit of its own */
	const char *hint; /* English source text; NULL: none */
};

/* {"action", "method", "needs": "csrf" (the token that the page itself has, with its cookie), "fields": [{"name","label",
 * "type","required","maximum" or null,"hint","value","problem","choices" of the form where it has any}]} */
json_t *form_describe(const struct req *req, const char *page, const char *action, const json_t *form,
	const struct field_rule *rules, size_t count);

/* CPV codes, chosen by typing words (field_cpv.html). Without script its button sends `cpv_search`; the
 * route table then shows the form again instead of running the handler, and what was found stands among
 * the choices. When no code was chosen, those that the form's fields `title` and `text` are about are offered.
 * `stored` ends with NULL. Call match_index_refresh before. */
enum err form_show_cpv(struct req *req, json_t *form, const char *name, const char *const *stored);

#endif
