/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_part.h"

#include <math.h>

#include "lib/fetch.h"
#include "lib/matching_find.h"

/* So many are taken together: what they are read for fits into the cache, and the least that is wanted, which rises as
 * they are scored, is asked for once more before each. */
#define BATCH 64
#define KINDS_USUAL 24 /* of an offering, at the beginning of its vector: where they end is fetched, too */
#define LINE_UNITS 32  /* of a vector in a line of the cache */

struct batch {
	struct found_bound at[BATCH];
	uint32_t count;
};

/* ---- fetching ---- */

static void fetch_enterprises(const struct snapshot *part, const struct batch *batch)
{
	for (uint32_t i = 0; i < batch->count; i++)
		fetch(&part->enterprises[batch->at[i].number]);
}

static void fetch_documents(const struct snapshot *part, const struct batch *batch)
{
	for (uint32_t i = 0; i < batch->count; i++) {
		struct span documents = part->enterprises[batch->at[i].number].documents;
		uint32_t last = documents.from + documents.count - 1;
		for (uint32_t d = documents.from; d <= last; d += 2)
			fetch(&part->documents[d]);
		fetch(&part->documents[last]);
		fetch(&part->document_vectors.of[documents.from]);
		fetch(&part->document_vectors.of[last]);
	}
}

static void fetch_kinds(const struct snapshot *part, const struct batch *batch)
{
	for (uint32_t i = 0; i < batch->count; i++) {
		struct span documents = part->enterprises[batch->at[i].number].documents;
		for (uint32_t d = documents.from + PITCH_DOCUMENT + 1; d < documents.from + documents.count; d++) {
			const uint16_t *units = part->document_vectors.units + part->document_vectors.of[d].at;
			fetch(&part->areas[part->documents[d].area]);
			fetch(units);
			fetch(units + document_units(KINDS_USUAL) - 1);
		}
	}
}

/* The words of all documents of an enterprise, whose vectors stand one behind the other, as its codes do. */
static void fetch_words(const struct snapshot *part, const struct batch *batch)
{
	for (uint32_t i = 0; i < batch->count; i++) {
		struct span documents = part->enterprises[batch->at[i].number].documents;
		uint32_t from = part->document_vectors.of[documents.from].at;
		struct document_vector last = part->document_vectors.of[documents.from + documents.count - 1];
		uint32_t to = last.at + document_units(last.kinds) + document_units(last.words);
		for (uint32_t at = from; at < to; at += LINE_UNITS)
			fetch(&part->document_vectors.units[at]);
		fetch(part->document_labels + part->documents[documents.from + documents.count - 1].first_code);
	}
}

/* ---- scoring ---- */

/* `words`: what it has of words at most. */
static void score_one(const struct demand_match *match, uint32_t number, double words, struct best_scores *best,
	struct found_list *list)
{
	struct supplier supplier = snapshot_supplier(match->part, number);
	struct found found = {.part = match->part, .number = number};
	struct score_wanted wanted = {
		.least = best_least(best, match->limits->minimum),
		.words_left = score_words_left(match->demand, words),
	};

	if (!score_supplier_by(match->s, match->demand, match->terms, &supplier, match->limits->today, &wanted,
			&found.score) ||
		found.score.total < wanted.least || found.score.total <= 0.0)
		return;
	best_add(best, found.score.total);
	found.order = snapshot_order(match->part, number);
	found_add(list, &found);
}

/* Whether one may have so many points: by the kinds of each of its offerings, and how well this fits beside. */
static bool may_have(const struct demand_match *match, const struct finding *finding, const struct found_bound *bound,
	double least)
{
	struct supplier supplier = snapshot_supplier(match->part, bound->number);
	unsigned place = match->demand->place;

	for (uint32_t i = PITCH_DOCUMENT + 1; i < supplier.entry.documents.count; i++) {
		if (place != NO_PLACE && !supplier_delivers(&supplier, &supplier.documents[i], place))
			continue;
		double left = finding_left(finding, bound, supplier.entry.documents.from + i);
		if (finding_most(finding, bound, left) < least)
			continue;
		struct score_fit fit = score_fit(match->s, match->demand, &supplier, i, match->limits->today);
		if (score_most(match->demand, left, &fit) >= least)
			return true;
	}
	return false;
}

/* Leaves in the batch who may have so many points. */
static void keep_able(const struct demand_match *match, const struct finding *finding, struct batch *batch,
	double least)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < batch->count; i++) {
		batch->at[kept] = batch->at[i];
		kept += may_have(match, finding, &batch->at[i], least);
	}
	batch->count = kept;
}

static void score_batch(const struct demand_match *match, const struct finding *finding, struct batch *batch,
	struct best_scores *best, struct found_list *list)
{
	fetch_enterprises(match->part, batch);
	fetch_documents(match->part, batch);
	fetch_kinds(match->part, batch);
	if (finding != NULL)
		keep_able(match, finding, batch, best_least(best, match->limits->minimum));
	fetch_words(match->part, batch);
	for (uint32_t i = 0; i < batch->count; i++)
		score_one(match, batch->at[i].number, batch->at[i].words, best, list);
}

static void score_likely(const struct demand_match *match, const struct finding *finding,
	struct best_scores *best, struct found_list *list)
{
	struct batch batch;

	for (uint32_t from = 0; from < finding->likely_count; from += batch.count) {
		batch.count = finding->likely_count - from < BATCH ? finding->likely_count - from : BATCH;
		for (uint32_t i = 0; i < batch.count; i++)
			batch.at[i] = (struct found_bound){.number = finding->likely[from + i], .words = INFINITY};
		score_batch(match, NULL, &batch, best, list);
	}
}

/* The next of those who were found, the highest bounds first; none when nobody else can be as good as the best. */
static void next_batch(const struct finding *finding, size_t *level, uint32_t *at, double least, struct batch *batch)
{
	batch->count = 0;
	while (*at < finding->count && batch->count < BATCH) {
		while (*at == finding->ends[*level])
			++*level;
		if (finding_level_most(*level) < least)
			return;
		batch->at[batch->count++] = finding_at(finding, (*at)++);
	}
}

void match_part(const struct demand_match *match, struct best_scores *best, struct found_list *list)
{
	struct finding finding;
	struct batch batch;
	size_t level = 0;
	uint32_t at = 0;

	finding_begin(&finding, match->part, match->gone, match->demand, match->terms, match->scratch);
	finding_likely(&finding, best->limit + best->limit / 2);
	score_likely(match, &finding, best, list);
	finding_rest(&finding, best_least(best, match->limits->minimum));
	for (;;) {
		next_batch(&finding, &level, &at, best_least(best, 0.0), &batch);
		if (batch.count == 0)
			break;
		score_batch(match, &finding, &batch, best, list);
	}
	finding_end(&finding);
}
