/* SPDX-License-Identifier: MPL-2.0 */
/* What an index is built with: sets of terms, vectors, postings made in parts, and what words say in company. Each is compared
 * with the obvious way. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/compound.h"
#include "lib/snapshot.h"
#include "lib/term_set.h"
#include "lib/topic_internal.h"
#include "tests/relevance.h"
#include "tests/support.h"

/* xorshift */
static uint32_t any(uint32_t *state, uint32_t below)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state % below;
}

/* ---- sets of terms ---- */

#define TERMS 100000

static void a_set_has_each_term_once_with_its_greatest_weight_in_order(void **context)
{
	static uint8_t greatest[TERMS];
	OWNED(term_set_close) struct term_set set = term_set_open(TERMS);
	uint32_t state = 7;

	(void)context;
	for (int round = 0; round < 50; round++) {
		uint32_t count = any(&state, 600), different = 0;
		memset(greatest, 0, sizeof greatest);
		for (uint32_t i = 0; i < count; i++) {
			uint32_t term = any(&state, round % 2 == 0 ? 300 : TERMS);
			uint8_t weight = (uint8_t)(1 + any(&state, 255));
			different += greatest[term] == 0;
			greatest[term] = greatest[term] < weight ? weight : greatest[term];
			term_set_add(&set, term, weight);
		}
		term_set_add(&set, TERMS, 9); /* which it does not know */
		term_set_add(&set, NO_TERM, 9);
		term_set_sort(&set);
		assert_int_equal(set.count, different);
		for (uint32_t i = 0; i < set.count; i++) {
			assert_true(i == 0 || set.terms[i - 1] < set.terms[i]);
			assert_int_equal(set.weights[set.terms[i]], greatest[set.terms[i]]);
		}
		term_set_clear(&set);
	}
}

/* ---- vectors of documents ---- */

#define FAR_TERMS 2000000 /* many times what 16 bits hold */
#define FIRST_KIND 900000
#define END_KIND 901000
#define DOCUMENTS 60

/* Words near each other, words far apart, or hardly any; and kinds. */
static void some_terms(uint32_t *state, struct term_set *set, uint32_t document)
{
	static const uint32_t below[] = {200, 70000, 140000, FAR_TERMS};
	uint32_t words = any(state, 80), kinds = any(state, 30);

	term_set_clear(set);
	for (uint32_t i = 0; i < words; i++) {
		uint32_t term = any(state, below[document % 4]);
		if (term < FIRST_KIND || term >= END_KIND)
			term_set_add(set, term, (uint8_t)(1 + any(state, 255)));
	}
	for (uint32_t i = 0; i < kinds; i++)
		term_set_add(set, FIRST_KIND + any(state, END_KIND - FIRST_KIND), (uint8_t)(1 + any(state, 255)));
	for (uint32_t i = 1; document % 5 == 0 && i < 5; i++) /* the last of one block and the first of a later one */
		term_set_add(set, i * 131072 - i % 2, 7);
	term_set_sort(set);
}

static void expect_document(const struct document_vectors *vectors, uint32_t document, const struct term_set *set)
{
	struct document_terms kinds = document_kinds(vectors->units, vectors->of[document]);
	weighted_term words[256];
	uint32_t word = 0, kind = 0;
	uint32_t count = document_words_read(document_words(vectors->units, vectors->of[document]), words);

	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t term = set->terms[i];
		if (term >= FIRST_KIND && term < END_KIND) {
			assert_true(kind < kinds.count);
			assert_int_equal(kinds.numbers[kind], term - FIRST_KIND);
			assert_int_equal(kinds.weights[kind++], set->weights[term]);
			assert_int_equal(document_kind_weight(kinds, term - FIRST_KIND), set->weights[term]);
		} else {
			assert_true(word < count);
			assert_int_equal(weighted_number(words[word]), term);
			assert_int_equal(weighted_byte(words[word++]), set->weights[term]);
		}
	}
	assert_int_equal(word, count);
	assert_int_equal(kind, kinds.count);
	assert_int_equal(document_kind_weight(kinds, END_KIND - FIRST_KIND), 0);
}

static void a_document_has_the_terms_that_it_was_given(void **context)
{
	struct document_vectors vectors[2] = {{0}};
	OWNED(term_set_close) struct term_set set = term_set_open(FAR_TERMS);
	uint32_t state = 5;

	(void)context;
	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		some_terms(&state, &set, i);
		document_vectors_put(&vectors[i >= DOCUMENTS / 2], &set, FIRST_KIND, END_KIND);
	}
	document_vectors_append(&vectors[0], &vectors[1]);
	document_vectors_trim(&vectors[0]);
	assert_int_equal(vectors[0].count, DOCUMENTS);
	state = 5; /* the same again */
	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		some_terms(&state, &set, i);
		expect_document(&vectors[0], i, &set);
	}
	document_vectors_close(&vectors[0]);
}

/* ---- postings ---- */

#define PARTS 3
#define POSTED 40 /* terms */

/* Some terms are had by one in five; the others by the more the greater their number is, far from each other: the first
 * or the last ones. */
static bool has_pair(uint32_t thing, uint32_t term)
{
	if (term % 4 == 0)
		return (thing * 31 + term * 17) % 5 == 0;
	if (thing % 10007 != 10 * term)
		return false;
	return term % 4 == 2 ? thing / 10007 + term / 2 > 16 : thing / 10007 < term / 2;
}

static uint8_t pair_weight(uint32_t thing, uint32_t term)
{
	return (uint8_t)(1 + (thing + term) % 255);
}

static struct postings make_postings(uint32_t things)
{
	struct posting_pairs parts[PARTS];

	for (uint32_t part = 0, thing = 0; part < PARTS; part++) {
		pairs_begin(&parts[part], POSTED, things);
		for (; thing < (part + 1) * (things / PARTS); thing++, pairs_next(&parts[part]))
			for (uint32_t term = POSTED; term-- > 0;)
				if (has_pair(thing, term))
					pairs_add(&parts[part], term, pair_weight(thing, term));
	}
	return pairs_end(parts, PARTS);
}

/* Puts what a term's runs hold in their places; returns how much that is. */
static uint32_t read_posting(const struct posting *posting, uint8_t *read, uint32_t things)
{
	uint32_t count = 0, before = 0;

	memset(read, 0, things);
	for (uint32_t r = 0; r < posting->runs; r++) {
		struct posting_run run = posting_run(posting, r);
		for (uint32_t i = 0; i < run.count; i++, count++) {
			uint32_t thing = run.first + run.things[i];
			assert_true(thing < things && (count == 0 || thing > before));
			read[thing] = run.weights[i];
			before = thing;
		}
	}
	return count;
}

static void compare_postings(uint32_t things)
{
	struct postings postings = make_postings(things);
	uint8_t *read = malloc(things);

	assert_non_null(read);
	for (uint32_t term = 0; term < POSTED; term++) {
		struct posting posting = postings_of(&postings, term);
		uint32_t count = 0;
		assert_int_equal(read_posting(&posting, read, things), posting.count);
		for (uint32_t thing = 0; thing < things; thing++) {
			uint8_t weight = has_pair(thing, term) ? pair_weight(thing, term) : 0;
			count += weight > 0;
			if (read[thing] != weight || posting_weight(&posting, thing) != weight)
				fail_msg("term %u, thing %u of %u", term, thing, things);
		}
		assert_int_equal(posting.count, count);
	}
	assert_int_equal(postings_of(&postings, POSTED).count, 0);
	assert_true(postings_size(&postings) > 0);
	postings_close(&postings);
	free(read);
}

static void postings_made_in_parts_are_those_of_the_whole(void **context)
{
	(void)context;
	compare_postings(9000);
}

/* The borders of the blocks are within parts, and where parts meet. */
static void postings_of_more_things_than_a_block_has_are_no_others(void **context)
{
	(void)context;
	compare_postings(PARTS * POSTING_BLOCK);
	compare_postings(PARTS * POSTING_BLOCK + PARTS);
	compare_postings(5 * POSTING_BLOCK / 2 / PARTS * PARTS);
}

/* ---- beginnings ---- */

static void every_string_of_a_set_is_seen_as_a_beginning(void **context)
{
	static const char text[] = "rengøringsmidler";
	OWNED(prefixes_close) struct prefixes known = prefixes_open(3);
	uint32_t hash = PREFIX_EMPTY, seen = 0;

	(void)context;
	prefixes_add(&known, text, 3);
	prefixes_add(&known, text, 11);
	prefixes_add(&known, text, strlen(text));
	for (size_t i = 0; i < strlen(text); i++) {
		hash = prefix_longer(hash, text[i]);
		if (prefix_likely(&known, hash))
			seen |= 1U << (i + 1);
	}
	assert_int_equal(seen, 1U << 3 | 1U << 11 | 1U << strlen(text));
}

static int open_snapshot(void **state)
{
	static struct collection collection;
	struct arena *mem = arena_open();

	collection = (struct collection){0};
	field_reference(mem, &collection);
	*state = snapshot_open(&collection);
	arena_close(&mem);
	return 0;
}

static int close_snapshot(void **state)
{
	struct snapshot *snapshot = *state;

	snapshot_close(&snapshot);
	return 0;
}

/* ---- compounds ---- */

static bool begins_as_its_stem(const char *base, const char *stem)
{
	char beginnings[STEM_BEGINNINGS][WORD_SIZE];

	for (size_t i = stem_beginnings(stem, beginnings); i > 0; i--)
		if (strncmp(base, beginnings[i - 1], strlen(beginnings[i - 1])) == 0)
			return true;
	return false;
}

static void a_danish_stem_is_what_its_word_begins_with(void **state)
{
	const struct snapshot *s = *state;
	OWNED(stems_close) struct stems *stems = stems_open();
	char stem[WORD_SIZE];
	enum language language;

	for (uint32_t i = 0; i < s->vocabulary->words.count; i++) {
		const char *base = vocabulary_word(s->vocabulary, i, &language);
		for (; *base != '\0'; base++) { /* its ends, too: they are parts of compounds */
			if (((unsigned char)*base & 0xc0) == 0x80)
				continue;
			stem_word(stems, DANISH, base, stem);
			assert_true(begins_as_its_stem(base, stem));
		}
	}
}

static void words_are_parted_by_bits_as_they_are_by_looking_up(void **state)
{
	const struct snapshot *s = *state;
	OWNED(stems_close) struct stems *stems = stems_open();
	OWNED(prefixes_close) struct prefixes words = compound_words_known(s->vocabulary);
	OWNED(prefixes_close) struct prefixes known = compound_stems_known(s->vocabulary);
	struct compound_ways ways = {s->vocabulary, stems, words, known};
	char fast[PARTS_MOST][WORD_SIZE], slow[PARTS_MOST][WORD_SIZE];
	size_t compounds = 0;

	for (uint32_t i = 0; i < s->vocabulary->words.count; i++) {
		enum language language;
		const char *base = vocabulary_word(s->vocabulary, i, &language);
		uint32_t whole = vocabulary_whole(s->vocabulary, i);
		bool reference = whole != NO_TERM && vocabulary_term(s->vocabulary, whole)->reference;
		size_t count = compound_part(&ways, language, base, reference, fast);
		assert_int_equal(compound_split(s->vocabulary, stems, language, base, slow), count);
		for (size_t k = 0; k < count; k++)
			assert_string_equal(fast[k], slow[k]);
		compounds += count > 0;
	}
	assert_true(compounds > 1000);
}

/* ---- company ---- */

static bool phrase_has(const struct thesaurus *t, uint32_t phrase, uint32_t term)
{
	for (uint32_t i = 0; i < t->phrases[phrase].term_count; i++)
		if (t->terms[t->phrases[phrase].terms + i].term == term)
			return true;
	return false;
}

static void the_phrases_of_two_terms_are_those_that_have_both(void **state)
{
	const struct snapshot *s = *state;
	const struct thesaurus *t = s->thesaurus;
	uint32_t chance = 3;

	for (int round = 0; round < 400; round++) {
		uint32_t phrase = any(&chance, t->phrase_count);
		const struct phrase_term *terms = t->terms + t->phrases[phrase].terms;
		uint32_t a = terms[0].term, b = any(&chance, t->term_count), at = 0;
		if (t->phrases[phrase].term_count > 1 && round % 4 > 0)
			b = terms[1].term;
		if (a == b)
			continue;
		struct company_phrases both = company_find(t->company, b, a);
		for (uint32_t i = 0; i < t->phrase_count; i++)
			if (phrase_has(t, i, a) && phrase_has(t, i, b)) {
				assert_true(company_likely(t->company, a, b));
				assert_true(at < both.count);
				assert_int_equal(both.at[at].phrase, i);
				assert_int_equal(t->shares[both.at[at].low].phrase, i);
				assert_int_equal(t->shares[both.at[at++].high].phrase, i);
			}
		assert_int_equal(at, both.count);
	}
}

/* ---- what a word says ---- */

#define NOT_THE_END 0.45
#define IN_COMPANY 1.4

/* How much a phrase says by a word in a segment, as topic_votes.c tells it in words. */
static double obvious_amount(const struct topic *topic, const struct topic_word *word, uint32_t phrase)
{
	const struct thesaurus *t = topic->thesaurus;
	double had = 0.0, covered = 0.0;
	bool end = false, whole = true, company = false;

	for (uint32_t i = 0; i < t->phrases[phrase].term_count; i++) {
		struct phrase_term term = t->terms[t->phrases[phrase].terms + i];
		bool present = topic_has_term(topic, term.term), own = false;
		for (size_t k = 0; k < word->count; k++) {
			had += word->terms[k] == term.term ? (double)term.share : 0.0;
			own = own || word->terms[k] == term.term;
		}
		company = company || (present && !own);
		end = end || word->terms[word->end] == term.term;
		covered += present ? (double)term.share : 0.0;
		whole = whole && present;
	}
	covered = whole || covered > 1.0 ? 1.0 : covered;
	return (double)t->phrases[phrase].strength * covered * covered * sqrt(had) * (end ? 1.0 : NOT_THE_END) *
		(whole && company ? IN_COMPANY : 1.0);
}

static void expect_said(const struct topic *topic, const struct topic_word *word, const struct said *said,
	double *amounts)
{
	const struct thesaurus *t = topic->thesaurus;
	double sum = 0.0;
	uint32_t more = 0;

	memset(amounts, 0, t->entry_count * sizeof *amounts);
	for (uint32_t i = 0; i < t->phrase_count; i++)
		if (t->phrases[i].language == (uint8_t)topic->language)
			amounts[t->phrases[i].entry] =
				fmax(amounts[t->phrases[i].entry], obvious_amount(topic, word, i));
	for (uint32_t i = 0; i < t->entry_count; i++) {
		sum += amounts[i] * amounts[i];
		more += said->count > 0 && amounts[i] > (double)said->votes[said->count - 1].amount + 1e-4;
	}
	assert_true(fabs(sum - said->sum) < 1e-4 * (1.0 + sum));
	assert_true(said->count == VOTES_MOST ? more < VOTES_MOST : more <= said->count);
	for (size_t i = 0; i < said->count; i++) {
		assert_true(fabs(amounts[said->votes[i].entry] - (double)said->votes[i].amount) < 1e-4);
		assert_true(i == 0 || said->votes[i - 1].amount >= said->votes[i].amount);
	}
}

/* Words of one phrase, and others. */
static void some_words(const struct snapshot *s, uint32_t *chance, struct topic_word words[4])
{
	const struct thesaurus *t = s->thesaurus;
	enum language language;

	for (size_t i = 0; i < 4; i++) {
		do {
			uint32_t number = t->words[any(chance, t->word_count)];
			const char *base = vocabulary_word(s->vocabulary, number, &language);
			struct meaning meaning = vocabulary_meaning(s->vocabulary, number);
			topic_word_read(t, s->vocabulary, DANISH, base, &meaning, &words[i]);
		} while (language != DANISH || !words[i].votes);
	}
	uint32_t phrase = any(chance, t->phrase_count);
	for (size_t i = 0; i < 2 && i < t->phrases[phrase].term_count; i++)
		words[i] = (struct topic_word){.terms = {t->terms[t->phrases[phrase].terms + i].term},
			.term = NO_TERM, .quality = 1.0F, .count = 1, .votes = true};
}

static void in_company_a_word_says_what_all_its_phrases_say_there(void **state)
{
	const struct snapshot *s = *state;
	OWNED(topic_close) struct topic *topic = topic_open(s->thesaurus, s->vocabulary, NULL);
	double *amounts = calloc(s->thesaurus->entry_count, sizeof *amounts);
	uint32_t chance = 11, company = 0;

	assert_non_null(amounts);
	for (int round = 0; round < 150; round++) {
		struct topic_word words[4];
		struct said alone[4], room;
		some_words(s, &chance, words);
		for (size_t i = 0; i < 4; i++) {
			topic_word_alone(topic, DANISH, &words[i], &alone[i]);
			words[i].alone = i % 2 == 0 ? &alone[i] : NULL;
		}
		topic_begin(topic);
		topic_text_begin(topic, DANISH, 1.0F, false);
		for (size_t i = 0; i < 4; i++)
			topic_take(topic, &words[i], false, false);
		for (size_t i = 0; i < 4; i++) {
			const struct said *said = topic_say(topic, &words[i], &room);
			expect_said(topic, &words[i], said, amounts);
			company += said->sum > alone[i].sum + 1e-6;
		}
		topic_text_end(topic);
	}
	assert_true(company > 50); /* else nothing was tried */
	free(amounts);
}

/* ---- kinds of thing ---- */

static void the_greatest_kinds_of_a_text_are_the_first_of_all_of_them(void **state)
{
	const struct snapshot *s = *state;
	OWNED(topic_close) struct topic *topic = topic_open(s->thesaurus, s->vocabulary, NULL);
	uint32_t nodes = s->thesaurus->node_count, chance = 5, same = 0;
	struct topic_node *all = calloc(nodes, sizeof *all), *some = calloc(nodes, sizeof *some);

	assert_non_null(all);
	assert_non_null(some);
	for (int round = 0; round < 300; round++) {
		uint32_t codes[6]; /* equal ones have equal weights: the earlier are first */
		for (size_t i = 0; i < 6; i++)
			codes[i] = any(&chance, s->thesaurus->entry_count);
		topic_begin(topic);
		size_t count = topic_kinds(topic, codes, 6, round % 2 == 0, all, nodes);
		size_t most = any(&chance, (uint32_t)count + 3);
		assert_int_equal(topic_kinds(topic, codes, 6, round % 2 == 0, some, most), most < count ? most : count);
		for (size_t i = 0; i < count; i++) {
			assert_true(i == 0 || all[i - 1].weight >= all[i].weight);
			same += i > 0 && all[i - 1].weight <= all[i].weight;
			assert_true(i >= most || (some[i].node == all[i].node && some[i].neighbour == all[i].neighbour));
			assert_true(i >= most || memcmp(&some[i].weight, &all[i].weight, sizeof(float)) == 0);
		}
	}
	assert_true(same > 300); /* else nothing was tried */
	free(all);
	free(some);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_set_has_each_term_once_with_its_greatest_weight_in_order),
		cmocka_unit_test(a_document_has_the_terms_that_it_was_given),
		cmocka_unit_test(postings_made_in_parts_are_those_of_the_whole),
		cmocka_unit_test(postings_of_more_things_than_a_block_has_are_no_others),
		cmocka_unit_test(every_string_of_a_set_is_seen_as_a_beginning),
		cmocka_unit_test(a_danish_stem_is_what_its_word_begins_with),
		cmocka_unit_test(words_are_parted_by_bits_as_they_are_by_looking_up),
		cmocka_unit_test(the_phrases_of_two_terms_are_those_that_have_both),
		cmocka_unit_test(in_company_a_word_says_what_all_its_phrases_say_there),
		cmocka_unit_test(the_greatest_kinds_of_a_text_are_the_first_of_all_of_them),
	};

	return cmocka_run_group_tests(tests, open_snapshot, close_snapshot);
}
