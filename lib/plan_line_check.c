/* SPDX-License-Identifier: MPL-2.0 */
/* What a plan line must hold, and what follows from its status and dates. */
#include "lib/plan_line.h"

#include "lib/text.h"

#define TITLE_MOST 160
#define TEXT_MOST 20000
#define NAME_MOST 120
#define CPV_MOST 20
#define VALUE_MOST INT64_C(1000000000000)

static void check_texts(const struct plan_line *line, struct faults *faults)
{
	if (text_is_blank(line->title))
		fault_note(faults, "title", N_("Write what you plan to buy in a few words."));
	else if (text_length(line->title) > TITLE_MOST)
		fault_note(faults, "title", N_("The title may have at most 160 characters."));
	if (text_length(line->text) > TEXT_MOST)
		fault_note(faults, "text", N_("The text may have at most 20,000 characters."));
	if (text_length(line->contact_name) > NAME_MOST)
		fault_note(faults, "contact_name", N_("The name may have at most 120 characters."));
	if (!text_is_blank(line->contact_email) && !text_is_email(line->contact_email))
		fault_note(faults, "contact_email", N_("This is not an e-mail address."));
	if (line->value_dkk > VALUE_MOST)
		fault_note(faults, "value_dkk", N_("The value is too large."));
}

static void check_procedure(const struct plan_line *line, struct faults *faults)
{
	static const char *const kinds[] = {
		"undecided", "direct", "quotes", "light", "open", "restricted", "negotiated",
	};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (text_equal(line->procedure_kind, kinds[i]))
			return;
	fault_note(faults, "procedure_kind", N_("Choose how it will be bought."));
}

/* Each date that is set must not be before any that is set and comes earlier in the life of a line. */
static void check_dates(const struct plan_line *line, struct faults *faults)
{
	const struct {
		const char *field;
		day date;
		const char *text;
	} dates[] = {
		{"dialogue_ends", line->dialogue_ends, ""},
		{"tender_starts", line->tender_starts,
			N_("The tender cannot start before the dialogue ends.")},
		{"contract_starts", line->contract_starts,
			N_("The contract cannot start before the dialogue ends and the tender starts.")},
		{"contract_ends", line->contract_ends, N_("The contract cannot end before it starts.")},
	};
	day latest = NO_DAY;

	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		if (dates[i].date == NO_DAY)
			continue;
		if (latest != NO_DAY && dates[i].date < latest)
			fault_note(faults, dates[i].field, dates[i].text);
		else
			latest = dates[i].date;
	}
}

static void check_publishing(const struct plan_line *line, day today, struct faults *faults)
{
	if (text_is_blank(line->text))
		fault_note(faults, "text",
			N_("Describe what you plan to buy: the enterprises decide by this text."));
	if (text_is_blank(line->contact_name))
		fault_note(faults, "contact_name", N_("Write whom the enterprises can ask."));
	if (text_is_blank(line->contact_email))
		fault_note(faults, "contact_email", N_("Write the e-mail address of the contact."));
	if (today != NO_DAY && line->dialogue_ends != NO_DAY && line->dialogue_ends < today)
		fault_note(faults, "dialogue_ends", N_("The dialogue ends on a day that is past."));
}

static enum err check_codes(struct db *db, const struct plan_line *line, struct faults *faults)
{
	int64_t found;

	if (line->cpv_count > CPV_MOST)
		fault_note(faults, "cpv", N_("A purchase may have at most 20 CPV codes."));
	for (size_t i = 0; i < line->cpv_count; i++) {
		TRY(db_number(db, Q_CPV_EXISTS, ARGS(db_text(line->cpv[i])), &found));
		if (found != 0)
			continue;
		fault_note(faults, "cpv", N_("There is no such CPV code. Search for it by words."));
		break;
	}
	return OK;
}

enum err plan_line_check(struct db *db, const struct plan_line *line, bool publish, day today,
	struct faults *faults)
{
	check_texts(line, faults);
	check_procedure(line, faults);
	check_dates(line, faults);
	if (publish)
		check_publishing(line, today, faults);
	TRY(check_codes(db, line, faults));
	return faults->count > 0 ? INVALID : OK;
}

bool plan_line_is_open(const struct plan_line *line)
{
	return text_equal(line->status, "published") || text_equal(line->status, "dialogue") ||
		text_equal(line->status, "tender");
}

bool plan_line_may_change(const struct plan_line *line)
{
	return text_equal(line->status, "draft") || plan_line_is_open(line);
}

bool plan_line_takes_answers(const struct plan_line *line, day today)
{
	return plan_line_is_open(line) && !text_equal(line->status, "tender") &&
		(line->dialogue_ends == NO_DAY || line->dialogue_ends >= today);
}

struct demand plan_line_demand(const struct plan_line *line)
{
	return (struct demand){
		.title = line->title,
		.text = line->text,
		.language = line->language,
		.cpv = line->cpv,
		.cpv_count = line->cpv_count,
		.value_dkk = line->value_dkk,
		.reserved = line->reserved,
		.municipality_code = line->municipality_code,
		.contract_starts = line->contract_starts,
	};
}
