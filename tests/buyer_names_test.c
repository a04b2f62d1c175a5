/* SPDX-License-Identifier: MPL-2.0 */
/* Names of municipalities and buyers are not evidence of what is bought: who has nothing but a word of such a name does not
 * fit, and what is bought is found beside it all the same. */
#include "lib/matching.h"
#include "tests/relevance.h"
#include "tests/support.h"

#define TOLD 45.0 /* the configuration's default threshold */
/* Whoever has only the name: so little that nobody looks at it. */
#define NOTHING 15.0

struct set {
	struct arena *mem;
	struct collection reference; /* places and codes, nobody in it */
	struct match_index *index;
};

static int set_open(void **state)
{
	struct arena *mem = arena_open();
	struct set *set = arena_alloc(mem, sizeof *set);

	set->mem = mem;
	field_reference(mem, &set->reference);
	set->index = field_index(mem, &set->reference);
	*state = set;
	return 0;
}

/* What is offered: {title, text}. */
typedef const char *const offered[2];

static void offer(struct set *set, offered *all, size_t count)
{
	struct collection collection = set->reference;

	collection.enterprises = arena_array(set->mem, count, sizeof *collection.enterprises);
	collection.offerings = arena_array(set->mem, count, sizeof *collection.offerings);
	collection.enterprise_count = collection.offering_count = count;
	for (size_t i = 0; i < count; i++) {
		collection.enterprises[i] = (struct collection_enterprise){.id = (int64_t)i + 1, .name = "",
			.pitch = "", .description = "", .employees = -1, .employees_target_group = -1};
		collection.offerings[i] = (struct collection_offering){.enterprise_id = (int64_t)i + 1,
			.title = all[i][0], .text = all[i][1], .language = DANISH, .cpv_codes = "",
			.areas = "country:", .capacity_dkk = -1, .lead_time_days = -1};
	}
	match_index_put(set->index, &collection);
}

static double score_in(struct set *set, enum language language, const char *title, const char *text, size_t number)
{
	struct demand demand = {.title = title, .text = text, .language = language, .value_dkk = -1, .contract_starts = NO_DAY};
	struct matches found;

	assert_int_equal(match_demand(set->index, set->mem, &demand, &(struct match_limits){.minimum = 0.1}, &found), OK);
	for (size_t i = 0; i < found.count; i++)
		if (found.at[i].organisation_id == (int64_t)number + 1)
			return found.at[i].score;
	return 0.0;
}

static double score(struct set *set, const char *title, const char *text, size_t number)
{
	return score_in(set, DANISH, title, text, number);
}

enum { CLEANING, WINDOWS, PAINTING, CANTEEN, MOVING, SNOW, DISCS, HARBOUR, SEEDS, TULIPS, STUDIES, EXTINGUISHERS, LETTING,
	ANTS, BICYCLES };

static offered trades[] = {
	[CLEANING] = {"Rengøring", "Daglig rengøring af kontorer og institutioner"},
	[WINDOWS] = {"Vinduespolering", "Vi pudser vinduer inde og ude"},
	[PAINTING] = {"Malerarbejde", "Maling af vægge, lofter og døre"},
	[CANTEEN] = {"Kantinedrift", "Vi driver kantiner med frokost og mødemad"},
	[MOVING] = {"Flytning", "Vi flytter kontorer og boliger"},
	[SNOW] = {"Snerydning", "Snerydning og saltning om vinteren"},
	[DISCS] = {"Slibeskiver", "Skiver til slibning og skæring"},
	[HARBOUR] = {"Drift af havn", "Bolværk, broer og bådpladser i havnen"},
	[SEEDS] = {"Solsikkefrø", "Solsikker og frø til fugle"},
	[TULIPS] = {"Tulipaner", "Tulipaner og løg i buketter"},
	[STUDIES] = {"Universitet for ældre", "Foredrag på universitetet om historie og sprog"},
	[EXTINGUISHERS] = {"Brandslukkere", "Brandstation, slanger og slukkere efterses"},
	[LETTING] = {"Boligselskab", "Udlejning af boliger i boligselskabet"},
	[ANTS] = {"Myrer og hvepse", "Myretuer og hvepsebo fjernes"},
	[BICYCLES] = {"Københavns cykler", "Københavns cykelværksted lapper og smører"},
};

/* A demand, who fits, and whom it has only a name in common with. */
struct named {
	const char *title;
	size_t fits, named;
};

static const struct named named[] = {
	{"Rengøring for Skive Kommune", CLEANING, DISCS},
	{"Rengøring, Odense Havn", CLEANING, HARBOUR},
	{"Rengøring, Odense Havn", CLEANING, BICYCLES},
	{"Rengøring i Københavns Kommune", CLEANING, BICYCLES},
	{"Rengøring i Børnehuset Solsikken", CLEANING, SEEDS},
	{"Vinduespolering i vuggestuen Myretuen", WINDOWS, ANTS},
	{"Malerarbejde på Tulipanvej 3", PAINTING, TULIPS},
	{"Kantinedrift hos Aarhus Universitet", CANTEEN, STUDIES},
	{"Snerydning ved Middelfart Brandstation", SNOW, EXTINGUISHERS},
	{"Flytning for Slagelse Boligselskab", MOVING, LETTING},
};

static void whoever_has_only_a_word_of_the_buyer_s_name_does_not_fit_its_purchase(void **state)
{
	struct set *set = *state;

	offer(set, trades, sizeof trades / sizeof trades[0]);
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
		double fits = score(set, named[i].title, "", named[i].fits);
		double only_named = score(set, named[i].title, "", named[i].named);
		if (fits < TOLD || only_named > NOTHING)
			fail_msg("\"%s\": %s %.1f, %s %.1f", named[i].title, trades[named[i].fits][0], fits,
				trades[named[i].named][0], only_named);
	}
}

static void nor_in_a_text(void **state)
{
	struct set *set = *state;

	offer(set, trades, sizeof trades / sizeof trades[0]);
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
		const char *text = arena_printf(set->mem, "Kommunen indhenter tilbud på %s.", named[i].title);
		double fits = score(set, "Indkøb", text, named[i].fits), only_named = score(set, "Indkøb", text, named[i].named);
		if (only_named > NOTHING || fits <= only_named)
			fail_msg("\"%s\": %s %.1f, %s %.1f", text, trades[named[i].fits][0], fits,
				trades[named[i].named][0], only_named);
	}
}

/* What is no name is heard, though it has a capital or stands beside a place. */
static void what_is_bought_is_found_though_a_place_stands_before_it_or_it_has_a_capital(void **state)
{
	static const struct named bought[] = {
		{"Odense - Rengøring", CLEANING, HARBOUR},
		{"Danmark-Odense: Rengøring", CLEANING, HARBOUR},
		{"Skive Kommune Rengøring", CLEANING, DISCS},
		{"Levering til skolen: Kantinedrift", CANTEEN, STUDIES},
		{"Udbud af Vinduespolering", WINDOWS, HARBOUR},
		{"Drift af havn", HARBOUR, CLEANING},
		{"Tulipaner til Skive", TULIPS, DISCS},
	};
	struct set *set = *state;

	offer(set, trades, sizeof trades / sizeof trades[0]);
	for (size_t i = 0; i < sizeof bought / sizeof bought[0]; i++) {
		double fits = score(set, bought[i].title, "", bought[i].fits);
		if (fits < TOLD || score(set, bought[i].title, "", bought[i].named) >= fits)
			fail_msg("\"%s\": %s %.1f", bought[i].title, trades[bought[i].fits][0], fits);
	}
}

static void in_an_english_title_every_word_may_have_a_capital(void **state)
{
	struct set *set = *state;

	offer(set, trades, sizeof trades / sizeof trades[0]);
	assert_true(score_in(set, ENGLISH, "Framework Agreement for Kolding Cleaning Services", "", CLEANING) >= TOLD);
	assert_true(score_in(set, ENGLISH, "Framework Agreement for Kolding Canteen Services", "", CANTEEN) >= TOLD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_has_only_a_word_of_the_buyer_s_name_does_not_fit_its_purchase),
		cmocka_unit_test(nor_in_a_text),
		cmocka_unit_test(what_is_bought_is_found_though_a_place_stands_before_it_or_it_has_a_capital),
		cmocka_unit_test(in_an_english_title_every_word_may_have_a_capital),
	};

	return cmocka_run_group_tests(tests, set_open, field_state_close);
}
