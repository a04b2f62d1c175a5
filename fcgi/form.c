/* SPDX-License-Identifier: MPL-2.0 */
/* Forms, reading: what was typed, and what is wrong with it. Showing is form_show.c. */
#include "fcgi/form.h"

#include <string.h>

#include "fcgi/response.h"
#include "lib/account.h"
#include "lib/analysis.h"
#include "lib/cvr_number.h"
#include "lib/model.h"
#include "lib/municipality.h"

const struct choice language_choices[] = {
	{"da", N_("Danish")}, {"en", N_("English")}, {"nl", N_("Dutch")}, {NULL, NULL}};

static void add_problem(struct req *req, const char *name, const char *translated)
{
	struct problem *more = arena_array(req->mem, req->problem_count + 1, sizeof *more);

	for (size_t i = 0; i < req->problem_count; i++) {
		if (strcmp(req->problems[i].field, name) == 0)
			return; /* one message a field is enough to act on */
	}
	if (req->problem_count > 0)
		memcpy(more, req->problems, req->problem_count * sizeof *more);
	more[req->problem_count++] = (struct problem){name, translated};
	req->problems = more;
}

void form_problem(struct req *req, const char *name, const char *text)
{
	add_problem(req, name, tr(req, text));
}

void form_problem_with(struct req *req, const char *name, const char *what, const char *text)
{
	add_problem(req, name, arena_printf(req->mem, "%s: %s", what, tr(req, text)));
}

void form_faults(struct req *req, const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		form_problem(req, faults->at[i].field, faults->at[i].text);
}

enum err form_check(const struct req *req)
{
	return req->problem_count == 0 ? OK : INVALID;
}

const char **form_list(const struct req *req, const char *name)
{
	return fields_list(req->mem, &req->form_values, name);
}

const char *form_value(const struct req *req, const char *name)
{
	const char *value = form_list(req, name)[0];

	return value != NULL ? value : "";
}

bool form_flag(const struct req *req, const char *name)
{
	return *form_value(req, name) != '\0';
}

const struct upload *form_files(const struct req *req, const char *name, size_t *count)
{
	struct upload *list = arena_array(req->mem, req->files.count, sizeof *list);

	*count = 0;
	for (size_t i = 0; i < req->files.count; i++) {
		if (strcmp(req->files.at[i].field, name) == 0)
			list[(*count)++] = req->files.at[i].upload;
	}
	return list;
}

/* ---- text ---- */

static const char *check_length(struct req *req, const char *name, const char *value, size_t minimum, size_t maximum)
{
	size_t length = text_length(value);

	if (length == 0 && minimum > 0)
		add_problem(req, name, tr(req, "Fill this in."));
	else if (length < minimum)
		add_problem(req, name, tr_format(req, "Write at least %zu characters.", minimum));
	else if (length > maximum)
		add_problem(req, name, tr_format(req, "Write at most %zu characters; this is %zu.", maximum, length));
	return value;
}

const char *form_plain_cvr(struct req *req, const char *name)
{
	const char *typed = form_value(req, name);
	char digits[CVR_DIGITS + 1];

	return cvr_number_read(typed, digits) ? arena_text(req->mem, digits) : typed;
}

const char *form_language_doubt(const struct req *req, const char *title, const char *text, enum language chosen)
{
	enum language likely;

	if (!text_is_surely_not(arena_printf(req->mem, "%s\n%s", title, text), chosen, &likely))
		return "";
	return tr_format(req, N_("Its language is said to be “%s”, but it looks like “%s”. Change that, so that it is found."),
		tr(req, language_choices[chosen].label), tr(req, language_choices[likely].label));
}

const char *form_line(struct req *req, const char *name, size_t minimum, size_t maximum)
{
	const char *value = form_value(req, name);
	const char *line = text_tidy_line(req->mem, value, strlen(value));

	return check_length(req, name, line != NULL ? line : "", minimum, maximum);
}

const char *form_text(struct req *req, const char *name, size_t minimum, size_t maximum)
{
	return check_length(req, name, form_value(req, name), minimum, maximum);
}

const char *form_optional_email(struct req *req, const char *name)
{
	const char *value = form_value(req, name);

	if (*value != '\0' && !text_is_email(value))
		add_problem(req, name, tr(req, "Write an e-mail address like name@example.org."));
	return value;
}

const char *form_email(struct req *req, const char *name)
{
	const char *value = form_optional_email(req, name);

	if (*value == '\0')
		add_problem(req, name, tr(req, "Write your e-mail address."));
	return value;
}

/* ---- numbers and dates ---- */

/* Whether only what people write behind whole kroner is left: "kr.", ",00", ",-". */
static bool ends_amount(const char *rest)
{
	static const char *const empty_decimals[] = {",00", ".00", ",-"};

	for (size_t i = 0; i < sizeof empty_decimals / sizeof empty_decimals[0]; i++) {
		if (text_starts(rest, empty_decimals[i])) {
			rest += strlen(empty_decimals[i]);
			break;
		}
	}
	rest += strspn(rest, " ");
	return *rest == '\0' || text_equal(rest, "kr.") || text_equal(rest, "kr");
}

/* Drops what people put between thousands and behind amounts: "1.250.000 kr." → "1250000", in English
 * "1,250,000" too. Other decimals are no whole number: "12,5" stays as it is and fails. */
static const char *plain_number(const struct req *req, const char *typed)
{
	const char *between = text_equal(req_language(req), "en") ? ".," : ".";
	char *plain = arena_alloc(req->mem, strlen(typed) + 1), *to = plain;

	for (const char *c = typed; !ends_amount(c); c++) {
		bool no_break_space = strncmp(c, "\xc2\xa0", 2) == 0;
		bool thousands = strchr(between, *c) != NULL && strspn(c + 1, "0123456789") == 3;
		if (no_break_space)
			c++;
		else if (*c != ' ' && !thousands)
			*to++ = *c;
	}
	return plain;
}

/* A limit as a person reads it. Years have no point between thousands. */
static const char *limit_text(struct req *req, int64_t limit)
{
	return limit < 10000 ? arena_printf(req->mem, "%" PRId64, limit) : model_number(req->mem, limit, req_language(req));
}

static bool read_number(struct req *req, const char *name, int64_t low, int64_t high, int64_t *out)
{
	if (text_to_int(plain_number(req, form_value(req, name)), low, high, out))
		return true;
	add_problem(req, name, tr_format(req, "Write a whole number from %s to %s.", limit_text(req, low),
		limit_text(req, high)));
	return false;
}

int64_t form_int(struct req *req, const char *name, int64_t low, int64_t high)
{
	int64_t number = low;

	read_number(req, name, low, high, &number);
	return number;
}

int64_t form_optional_int(struct req *req, const char *name, int64_t low, int64_t high)
{
	int64_t number = -1;

	if (*form_value(req, name) == '\0' || !read_number(req, name, low, high, &number))
		return -1;
	return number;
}

day form_optional_day(struct req *req, const char *name)
{
	const char *value = form_value(req, name);
	day date = NO_DAY;

	if (*value != '\0' && !day_parse(value, &date)) {
		add_problem(req, name, tr(req, "Write a date like 3.3.2027."));
		return NO_DAY;
	}
	return date;
}

day form_day(struct req *req, const char *name)
{
	if (*form_value(req, name) == '\0')
		add_problem(req, name, tr(req, "Write a date like 3.3.2027."));
	return form_optional_day(req, name);
}

/* ---- choices ---- */

const char *form_choice(struct req *req, const char *name, const struct choice *choices)
{
	const char *value = form_value(req, name);

	for (const struct choice *choice = choices; choice->value != NULL; choice++) {
		if (strcmp(choice->value, value) == 0)
			return choice->value;
	}
	add_problem(req, name, tr(req, "Choose one."));
	return choices[0].value;
}

const char *form_municipality(struct req *req, const char *name)
{
	struct municipality municipality;
	const char *code = form_value(req, name);

	if (*code == '\0' || municipality_find(req->db, req->mem, code, &municipality) != OK)
		add_problem(req, name, tr(req, "Choose a municipality."));
	return code;
}

const char *form_password(struct req *req, const char *name)
{
	const char *password = form_value(req, name);
	size_t length = text_length(password);

	if (length < PASSWORD_MINIMUM)
		add_problem(req, name, tr_format(req, "Write at least %d characters. A sentence that only you know is a good password.", PASSWORD_MINIMUM));
	else if (length > PASSWORD_MAXIMUM)
		add_problem(req, name, tr_format(req, "Write at most %d characters.", PASSWORD_MAXIMUM));
	return password;
}
