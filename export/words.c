/* SPDX-License-Identifier: MPL-2.0 */
#include "export/words.h"

#include <stddef.h>

#include "lib/text.h"
#include "lib/translate.h"

struct word {
	const char *code, *text;
};

/* A code that is not in the table is shown as it is: a newer database has it, this program does not. */
static const char *look_up(const struct word *words, const char *code)
{
	for (; words->code != NULL; words++)
		if (text_equal(words->code, code))
			return words->text;
	return code;
}

const char *words_match_status(const char *status)
{
	static const struct word words[] = {
		{"suggested", N_("Suggested")},
		{"notified", N_("Told")},
		{"seen", N_("Seen")},
		{"interested", N_("Interested")},
		{"declined", N_("Declined")},
		{"shortlisted", N_("Shortlisted")},
		{"contacted", N_("Contacted")},
		{"awarded", N_("Awarded")},
		{NULL, NULL},
	};
	return look_up(words, status);
}

const char *words_decline_reason(const char *reason)
{
	static const struct word words[] = {
		{"not_what_we_do", N_("Not what we do")},
		{"too_large", N_("Too large")},
		{"too_small", N_("Too small")},
		{"too_far", N_("Too far away")},
		{"no_time", N_("No time")},
		{"other", N_("Another reason")},
		{NULL, NULL},
	};
	return look_up(words, reason);
}

const char *words_line_status(const char *status)
{
	static const struct word words[] = {
		{"draft", N_("Draft")},
		{"published", N_("Published")},
		{"dialogue", N_("In dialogue")},
		{"tender", N_("In tender")},
		{"awarded", N_("Awarded")},
		{"closed", N_("Closed")},
		{"cancelled", N_("Cancelled")},
		{NULL, NULL},
	};
	return look_up(words, status);
}

const char *words_procedure(const char *procedure_kind)
{
	static const struct word words[] = {
		{"undecided", N_("Not decided yet")},
		{"direct", N_("Direct purchase")},
		{"quotes", N_("Quotes from several suppliers")},
		{"light", N_("Light regime")},
		{"open", N_("Open procedure")},
		{"restricted", N_("Restricted procedure")},
		{"negotiated", N_("Negotiated procedure")},
		{NULL, NULL},
	};
	return look_up(words, procedure_kind);
}
