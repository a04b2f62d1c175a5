/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Why an enterprise says no, where its words say so plainly. The buyer reads the words anyway; the reason
 * is what reports count, and the enterprise can correct it on the page that the answering mail leads to.
 */
#include <stdbool.h>
#include <string.h>

#include "lib/text.h"
#include "mail/reply_decision.h"

struct sign {
	const char *words; /* folded */
	const char *reason;
};

static const struct sign signs[] = {
	{"for stor", "too_large"}, {"for omfattende", "too_large"}, {"for meget for os", "too_large"},
	{"kan vi ikke løfte", "too_large"}, {"too big", "too_large"}, {"too large", "too_large"},
	{"te groot", "too_large"}, {"te omvangrijk", "too_large"}, {"zu groß", "too_large"},
	{"zu gross", "too_large"}, {"trop grand", "too_large"}, {"trop important", "too_large"},
	{"for lille", "too_small"}, {"for lidt for os", "too_small"}, {"for små", "too_small"},
	{"too small", "too_small"}, {"te klein", "too_small"}, {"zu klein", "too_small"},
	{"trop petit", "too_small"},
	{"for langt væk", "too_far"}, {"for langt", "too_far"}, {"leverer ikke i", "too_far"},
	{"ikke i vores område", "too_far"}, {"too far", "too_far"}, {"not in our area", "too_far"},
	{"outside our area", "too_far"}, {"te ver", "too_far"}, {"niet in onze regio", "too_far"},
	{"niet in die regio", "too_far"}, {"buiten onze regio", "too_far"}, {"zu weit", "too_far"},
	{"nicht in unserer region", "too_far"}, {"trop loin", "too_far"},
	{"har ikke tid", "no_time"}, {"ikke tid", "no_time"}, {"har for travlt", "no_time"},
	{"ingen ledig kapacitet", "no_time"}, {"fuldt booket", "no_time"}, {"no time", "no_time"},
	{"fully booked", "no_time"}, {"too busy", "no_time"}, {"geen tijd", "no_time"},
	{"volgeboekt", "no_time"}, {"te druk", "no_time"}, {"keine zeit", "no_time"},
	{"ausgebucht", "no_time"}, {"pas le temps", "no_time"},
	{"laver vi ikke", "not_what_we_do"}, {"laver ikke", "not_what_we_do"},
	{"ikke det vi laver", "not_what_we_do"}, {"ikke det, vi laver", "not_what_we_do"},
	{"ikke vores område", "not_what_we_do"}, {"ikke vores felt", "not_what_we_do"},
	{"tilbyder vi ikke", "not_what_we_do"}, {"tilbyder ikke", "not_what_we_do"},
	{"not what we do", "not_what_we_do"}, {"we do not do", "not_what_we_do"},
	{"we don't do", "not_what_we_do"}, {"we do not offer", "not_what_we_do"},
	{"doen wij niet", "not_what_we_do"}, {"doen we niet", "not_what_we_do"},
	{"bieden wij niet", "not_what_we_do"}, {"bieten wir nicht", "not_what_we_do"},
	{"machen wir nicht", "not_what_we_do"}, {"ne faisons pas", "not_what_we_do"},
};

/* Letters on either side would make it another word: "for store" is plural, "for storebæltsbroen" is not. */
static bool stands_in(const char *folded, const char *words)
{
	static const char *const endings[] = {"", "t", "e", "er", "n", NULL};

	for (const char *at = strstr(folded, words); at != NULL; at = strstr(at + 1, words)) {
		if (at > folded && strchr(" \n\t,.;:!?(\"", at[-1]) == NULL)
			continue;
		const char *after = at + strlen(words);
		for (size_t i = 0; endings[i] != NULL; i++) {
			const char *end = after + strlen(endings[i]);
			if (text_starts(after, endings[i]) && strchr(" \n\t,.;:!?)\"", *end) != NULL)
				return true;
		}
	}
	return false;
}

const char *reply_decline_reason(struct arena *mem, const char *words)
{
	const char *folded = text_fold(mem, words), *reason = NULL;

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (!stands_in(folded, signs[i].words))
			continue;
		if (reason != NULL && strcmp(reason, signs[i].reason) != 0)
			return NULL;
		reason = signs[i].reason;
	}
	return reason;
}
