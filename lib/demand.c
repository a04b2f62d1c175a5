/* SPDX-License-Identifier: MPL-2.0 */
/* Demands made ready. What the numbers here do to a score is said in matching_score.c. */
#include "lib/demand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/text.h"
#include "lib/vectors.h"

/* How much a word says by where it stands. */
#define TITLE 1.0F
#define TEXT 0.4F
#define LABEL 0.45F
/* A general word against another one. */
#define GENERAL 0.1F
/* The demand's most telling words; agreement with them all is full agreement. */
#define CORE 6
/* Full agreement is never less than this, so that a single general word agrees with little. */
#define LEAST_WHOLE 0.8F
/* Likely codes: how many, from which probability, and how certain at most. */
#define LIKELY_MOST 3
#define LIKELY_LEAST 0.6F
#define LIKELY_CERTAINTY 0.85F

float term_worth(const struct snapshot *snapshot, uint32_t term)
{
	if (term == NO_TERM)
		return 1.0F;
	const struct term *t = &snapshot->vocabulary->terms[term];
	return t->general ? GENERAL * t->idf : t->idf;
}

/* ---- groups ---- */

struct gather {
	const struct snapshot *snapshot;
	struct stems *stems;
	struct string_table shown; /* of groups, until it is known which stay */
	enum language language;
	float field;
	bool said;
	struct group *groups;
	size_t count, room;
};

static bool same_group(const struct group *a, const struct group *b)
{
	return a->whole == b->whole && a->part_count == b->part_count &&
		memcmp(a->parts, b->parts, a->part_count * sizeof *a->parts) == 0;
}

/* How telling a word is: a compound as its most telling part, for it is rare only because it is long. */
static float group_worth(const struct snapshot *snapshot, struct group *group)
{
	float sum = 0.0F, most = 0.0F;

	if (group->part_count == 0)
		return term_worth(snapshot, group->whole);
	for (size_t i = 0; i < group->part_count; i++) {
		group->shares[i] = term_worth(snapshot, group->parts[i]);
		sum += group->shares[i];
		most = fmaxf(most, group->shares[i]);
	}
	for (size_t i = 0; i < group->part_count; i++)
		group->shares[i] = sum > 0.0F ? group->shares[i] / sum : 0.0F;
	return most;
}

static void gather_word(void *context, const struct word_seen *word)
{
	struct gather *gather = context;
	struct meaning meaning;
	struct group group = {0};

	vocabulary_read(gather->snapshot->vocabulary, gather->stems, gather->language, word, &meaning);
	if (meaning.stop || (meaning.place && word->capital))
		return;
	group.whole = meaning.whole;
	group.part_count = meaning.part_count;
	memcpy(group.parts, meaning.parts, sizeof group.parts);
	group.said = gather->said;
	group.weight = gather->field * group_worth(gather->snapshot, &group);
	for (size_t i = 0; i < gather->count; i++)
		if (group.whole != NO_TERM && same_group(&gather->groups[i], &group)) {
			/* said again: more certain, but never worth two words */
			gather->groups[i].weight = fmaxf(gather->groups[i].weight, group.weight) +
				0.2F * fminf(gather->groups[i].weight, group.weight);
			gather->groups[i].said = gather->groups[i].said || group.said;
			return;
		}
	if (gather->count == gather->room) {
		gather->room = 2 * gather->room + 64;
		gather->groups = grow(gather->groups, gather->room, sizeof *gather->groups);
	}
	group.shown_number = string_table_add(&gather->shown, word->text);
	gather->groups[gather->count++] = group;
}

static void gather_close(struct gather *gather)
{
	free(gather->groups);
	string_table_close(&gather->shown);
}

static void gather_text(struct gather *gather, const char *text, enum language language, float field)
{
	gather->language = language;
	gather->field = field;
	text_words(text, language, gather_word, gather);
}

static int by_weight(const void *a, const void *b)
{
	float left = ((const struct group *)a)->weight, right = ((const struct group *)b)->weight;

	return (left < right) - (left > right);
}

static void groups_settle(struct gather *gather, struct arena *mem, struct prepared *out)
{
	float core = 0.0F;

	if (gather->count > 1)
		qsort(gather->groups, gather->count, sizeof *gather->groups, by_weight);
	out->group_count = gather->count < GROUPS_MOST ? gather->count : GROUPS_MOST;
	if (out->group_count > 0)
		memcpy(out->groups, gather->groups, out->group_count * sizeof *out->groups);
	for (size_t i = 0; i < out->group_count; i++) {
		struct group *group = &out->groups[i];
		group->shown = arena_text(mem, string_table_text(&gather->shown, group->shown_number));
		if (i < CORE)
			core += group->weight;
	}
	out->whole_weight = fmaxf(core, LEAST_WHOLE);
}

float group_met(const struct group *group, const struct term_weight *terms, uint32_t count)
{
	float met = group->whole == NO_TERM ? 0.0F : vector_weight(terms, count, group->whole);
	float parts = 0.0F;

	for (size_t i = 0; i < group->part_count; i++)
		if (group->parts[i] != NO_TERM)
			parts += group->shares[i] * vector_weight(terms, count, group->parts[i]);
	return fmaxf(met, parts);
}

/* ---- likely codes ---- */

/* How much of a label a text has said, by how telling its terms are. Labels stand in three languages;
 * one of them is enough. */
static float label_met(const struct snapshot *snapshot, const struct prepared *prepared,
	struct stems *stems, uint32_t entry, enum language language)
{
	struct gather label = {.snapshot = snapshot, .stems = stems};
	float whole = 0.0F, met = 0.0F;

	gather_text(&label, snapshot->codes[entry].names[language], language, 1.0F);
	for (size_t i = 0; i < label.count; i++) {
		float best = 0.0F;
		for (size_t g = 0; g < prepared->group_count && best < 1.0F; g++) {
			const struct group *a = &label.groups[i], *b = &prepared->groups[g];
			if (a->whole != NO_TERM && a->whole == b->whole)
				best = 1.0F;
			for (size_t p = 0; p < b->part_count; p++)
				if (a->whole != NO_TERM && a->whole == b->parts[p])
					best = fmaxf(best, 0.9F);
			for (size_t p = 0; p < a->part_count; p++)
				for (size_t q = 0; q <= b->part_count; q++)
					if (a->parts[p] != NO_TERM &&
						a->parts[p] == (q == b->part_count ? b->whole : b->parts[q]))
						best = fmaxf(best, a->shares[p]);
		}
		whole += label.groups[i].weight;
		met += label.groups[i].weight * best;
	}
	gather_close(&label);
	return whole > 0.0F ? met / whole : 0.0F;
}

static int by_probability(const void *a, const void *b)
{
	const struct likely_code *left = a, *right = b;

	if (left->probability != right->probability)
		return left->probability < right->probability ? 1 : -1;
	return left->entry < right->entry ? -1 : 1;
}

/* The codes whose labels have one of the demand's telling terms. */
static size_t candidates(const struct snapshot *snapshot, const struct prepared *prepared,
	unsigned char *seen, struct likely_code *out)
{
	const struct vectors *labels = &snapshot->code_vectors;
	size_t count = 0;

	for (size_t g = 0; g < prepared->group_count; g++) {
		const struct group *group = &prepared->groups[g];
		for (size_t p = 0; p <= group->part_count; p++) {
			uint32_t term = p == group->part_count ? group->whole : group->parts[p];
			if (term == NO_TERM || snapshot->vocabulary->terms[term].general)
				continue;
			struct span span = labels->postings[term];
			for (uint32_t i = span.from; i < span.from + span.count; i++) {
				uint32_t entry = labels->posted[i].term;
				if (seen[entry]++ == 0)
					out[count++] = (struct likely_code){.entry = entry};
				seen[entry] = 1;
			}
		}
	}
	return count;
}

size_t likely_codes(const struct snapshot *snapshot, const struct prepared *prepared,
	struct likely_code *out, size_t most)
{
	OWNED(stems_close) struct stems *stems = stems_open();
	unsigned char *seen = grow(NULL, snapshot->code_count, 1);
	struct likely_code *found = grow(NULL, snapshot->code_count, sizeof *found);

	memset(seen, 0, snapshot->code_count);
	size_t count = candidates(snapshot, prepared, seen, found);
	for (size_t i = 0; i < count; i++) {
		struct span span = snapshot->code_vectors.of[found[i].entry];
		const struct term_weight *terms = snapshot->code_vectors.terms + span.from;
		float said = 0.0F, label = 0.0F;
		for (size_t g = 0; g < prepared->group_count; g++)
			said += prepared->groups[g].weight *
				group_met(&prepared->groups[g], terms, span.count);
		for (int language = 0; language < LANGUAGES; language++)
			label = fmaxf(label, label_met(snapshot, prepared, stems, found[i].entry,
				(enum language)language));
		said = fminf(1.0F, 1.5F * said / prepared->whole_weight);
		found[i].probability = sqrtf(said * label);
	}
	qsort(found, count, sizeof *found, by_probability);
	if (count > most)
		count = most;
	memcpy(out, found, count * sizeof *found);
	free(found);
	free(seen);
	return count;
}

/* ---- all of it ---- */

static void add_code(struct prepared *out, cpv_number code, float certainty)
{
	if (code == 0 || out->code_count == DEMAND_CODES_MOST)
		return;
	out->codes[out->code_count++] = (struct demand_code){code, certainty};
}

void demand_prepare(const struct snapshot *snapshot, struct stems *stems, struct arena *mem,
	const struct demand *demand, struct prepared *out)
{
	struct gather gather = {.snapshot = snapshot, .stems = stems, .said = true};
	struct likely_code likely[LIKELY_MOST];

	*out = (struct prepared){
		.place = snapshot_place(snapshot, demand->municipality_code),
		.reserved = demand->reserved,
		.value_dkk = demand->value_dkk,
		.contract_starts = demand->contract_starts,
		.language = demand->language,
	};
	gather_text(&gather, demand->title, demand->language, TITLE);
	gather_text(&gather, demand->text, demand->language, TEXT);
	gather.said = false;
	for (size_t i = 0; i < demand->cpv_count; i++) {
		cpv_number code = cpv_number_of(demand->cpv[i]);
		const struct code_entry *entry = snapshot_group(snapshot, code, 3);
		add_code(out, code, 1.0F);
		if (entry != NULL)
			gather_text(&gather, entry->names[demand->language], demand->language, LABEL);
	}
	groups_settle(&gather, mem, out);
	gather_close(&gather);
	if (demand->cpv_count > 0)
		return;
	size_t count = likely_codes(snapshot, out, likely, LIKELY_MOST);
	for (size_t i = 0; i < count; i++)
		if (likely[i].probability >= LIKELY_LEAST)
			add_code(out, snapshot->codes[likely[i].entry].code,
				LIKELY_CERTAINTY * likely[i].probability);
}
