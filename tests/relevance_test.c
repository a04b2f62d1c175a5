/* SPDX-License-Identifier: MPL-2.0 */
/*
 * How good the matching is on the judged sets in tests/relevance (its README says how they were made): floors
 * slightly below what is reached, so that a change that makes it worse fails. The final set is not read here.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/rank_file.h"
#include "lib/reading.h"
#include "lib/text.h"
#include "lib/tsv.h"
#include "tests/relevance.h"
#include "tests/support.h"

#define TOLD 45.0 /* the configuration's default */
#define LIMIT (16 << 20)

struct judged {
	struct arena *mem;
	struct collection collection;
	struct rank_demands demands;
	const char *const *ids;
	struct tsv judgements;
};

static const char *file_text(struct arena *mem, const char *folder, const char *name, size_t *size)
{
	struct file_faults faults = {.mem = mem};
	const char *source = getenv("TORV_SOURCE");
	char *bytes;

	if (file_read(mem, arena_printf(mem, "%s/tests/relevance/%s/%s", source == NULL ? "." : source,
			folder, name), LIMIT, &faults, &bytes, size) != OK)
		fail_msg("%s/%s cannot be read", folder, name);
	return bytes;
}

static struct judged judged_open(const char *folder)
{
	static const char *const wanted[] = {"demand", "offer", "grade"};
	struct judged set = {.mem = arena_open()};
	struct file_faults faults = {.mem = set.mem};
	const char *bytes;
	size_t size;

	field_reference(set.mem, &set.collection);
	bytes = file_text(set.mem, folder, "demands.tsv", &size);
	assert_int_equal(rank_demands_parse(set.mem, folder, bytes, size, &set.collection, DANISH,
		&faults, &set.demands), OK);
	bytes = file_text(set.mem, folder, "offers.tsv", &size);
	assert_int_equal(rank_offers_parse(set.mem, folder, bytes, size, DANISH, &faults,
		&set.collection, &set.ids), OK);
	bytes = file_text(set.mem, folder, "judgements.tsv", &size);
	assert_int_equal(tsv_parse(set.mem, folder, bytes, size, wanted, 3, &faults, &set.judgements), OK);
	return set;
}

/* Texts alone: nobody has a code. */
static void forget_codes(struct judged *set)
{
	for (size_t i = 0; i < set->demands.count; i++)
		set->demands.at[i].demand.cpv_count = 0;
	for (size_t i = 0; i < set->collection.offering_count; i++)
		set->collection.offerings[i].cpv_codes = "";
}

static int grade(const struct judged *set, const char *demand, const char *offer)
{
	for (size_t i = 0; i < set->judgements.rows; i++)
		/* the offer's first letter first: this runs many times, also under sanitizers */
		if (set->judgements.at[i][1][0] == offer[0] &&
			strcmp(set->judgements.at[i][1], offer) == 0 &&
			strcmp(set->judgements.at[i][0], demand) == 0)
			return atoi(set->judgements.at[i][2]);
	return 0;
}

/* How many have each grade; none: nothing fits. */
static size_t count_grades(const struct judged *set, const char *demand, size_t grades[4])
{
	size_t all = 0;

	memset(grades, 0, 4 * sizeof *grades);
	for (size_t i = 0; i < set->judgements.rows; i++)
		if (strcmp(set->judgements.at[i][0], demand) == 0) {
			grades[atoi(set->judgements.at[i][2])]++;
			all++;
		}
	return all;
}

struct reached {
	double gain;                          /* nDCG@10, added up */
	size_t demands, first_three;
	size_t right, wrong;                  /* of those told */
	size_t nothing_fits, told_for_nothing;
	size_t sure, sure_right;              /* scores from 60 */
	size_t unsure, unsure_right;          /* scores below 30 */
};

static double ideal_of(const size_t grades[4])
{
	double ideal = 0.0;
	size_t place = 0;

	for (int g = 3; g > 0; g--)
		for (size_t i = 0; i < grades[g] && place < 10; i++)
			ideal += (exp2(g) - 1.0) / log2((double)place++ + 2.0);
	return ideal;
}

/* A judgement is about offers in the demand's language. */
static bool is_judged(const struct judged *set, const struct rank_demand *one, int64_t enterprise)
{
	for (size_t i = 0; i < set->collection.offering_count; i++)
		if (set->collection.offerings[i].enterprise_id == enterprise)
			return set->collection.offerings[i].language == one->demand.language;
	return false;
}

static void count_told(struct reached *reached, double score, int here, bool fits)
{
	if (score >= TOLD) {
		*(here > 0 ? &reached->right : &reached->wrong) += 1;
		reached->told_for_nothing += !fits;
	}
	if (score >= 60.0) {
		reached->sure++;
		reached->sure_right += here > 0;
	} else if (score < 30.0) {
		reached->unsure++;
		reached->unsure_right += here > 0;
	}
}

static void measure_one(const struct judged *set, struct match_index *index,
	const struct rank_demand *one, struct reached *reached)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct matches found;
	size_t grades[4], place = 0;
	bool fits = count_grades(set, one->id, grades) > 0, early = false;
	double gain = 0.0;
	int best = grades[3] > 0 ? 3 : grades[2] > 0 ? 2 : 1;

	assert_int_equal(match_demand(index, mem, &one->demand,
		&(struct match_limits){.minimum = 0, .today = 20000}, &found), OK);
	for (size_t i = 0; i < found.count; i++) {
		if (!is_judged(set, one, found.at[i].organisation_id))
			continue;
		int here = grade(set, one->id, set->ids[found.at[i].organisation_id - 1]);
		if (place < 10)
			gain += (exp2(here) - 1.0) / log2((double)place + 2.0);
		early = early || (place < 3 && here == best);
		place++;
		count_told(reached, found.at[i].score, here, fits);
	}
	if (!fits) {
		reached->nothing_fits++;
		return;
	}
	reached->demands++;
	reached->gain += gain / ideal_of(grades);
	reached->first_three += early;
}

static struct reached measure(const char *folder, bool codes, enum language language)
{
	struct judged set = judged_open(folder);
	struct reached reached = {0};

	if (!codes)
		forget_codes(&set);
	struct match_index *index = match_index_of(&set.collection);
	for (size_t i = 0; i < set.demands.count; i++)
		if (set.demands.at[i].demand.language == language)
			measure_one(&set, index, &set.demands.at[i], &reached);
	reached.gain /= (double)reached.demands;
	print_message("%s, %s, %s: nDCG@10 %.3f, best in the first three %.2f, told %zu right %zu wrong, "
		"%.2f told where nothing fits\n",
		folder, language_code(language), codes ? "with codes" : "texts alone", reached.gain,
		(double)reached.first_three / (double)reached.demands, reached.right, reached.wrong,
		(double)reached.told_for_nothing / (double)reached.nothing_fits);
	match_index_close(&index);
	arena_close(&set.mem);
	return reached;
}

static void assert_reached(const char *folder, bool codes, enum language language, double gain,
	double precision)
{
	struct reached reached = measure(folder, codes, language);

	assert_true(reached.gain >= gain);
	assert_true((double)reached.right >= precision * (double)(reached.right + reached.wrong));
	/* fewer than one is told where nothing fits */
	assert_true(reached.told_for_nothing < reached.nothing_fits);
	/* from 60 a careful person would more often than not call it a match, below 30 hardly ever */
	assert_true(2 * reached.sure_right > reached.sure);
	assert_true(10 * reached.unsure_right < reached.unsure);
}

static void danish_texts_alone_find_who_fits(void **state)
{
	(void)state;
	assert_reached("train", false, DANISH, 0.86, 0.87);
	assert_reached("validation", false, DANISH, 0.76, 0.79);
}

static void danish_texts_with_codes_find_who_fits(void **state)
{
	(void)state;
	assert_reached("train", true, DANISH, 0.90, 0.81);
	assert_reached("validation", true, DANISH, 0.87, 0.77);
}

static void english_texts_find_who_fits(void **state)
{
	(void)state;
	assert_reached("train", true, ENGLISH, 0.94, 0.94);
	assert_reached("validation", false, ENGLISH, 0.81, 0.86);
}

static void dutch_texts_find_who_fits(void **state)
{
	(void)state;
	assert_reached("train", true, DUTCH, 0.96, 0.95);
	assert_reached("validation", false, DUTCH, 0.75, 0.79);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(danish_texts_alone_find_who_fits),
		cmocka_unit_test(danish_texts_with_codes_find_who_fits),
		cmocka_unit_test(english_texts_find_who_fits),
		cmocka_unit_test(dutch_texts_find_who_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
