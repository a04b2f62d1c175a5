/* SPDX-License-Identifier: MPL-2.0 */
/*
 * For each code (or for the whole demand, when it has but one) those who fit it best are candidates; of
 * the candidates every set of two to four is weighed. They are few, so all sets can be.
 */
#include "lib/consortium.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/matching_score.h"
#include "lib/plan_line.h"
#include "lib/reading.h"

#define CANDIDATES_MOST 20
#define PER_CODE 8
/* A code is covered from here; below 30 points one is no candidate (matching_score.h). */
#define COVERED 0.5
#define SCORE_LEAST 30.0
/* Texts that are about the same things to this share of 1 cover a code in full. */
#define KINDS_COVER 1.5
/* What a member must add to the set's coverage, and a set to that of the best alone. */
#define ADDS_LEAST 0.1

struct candidate {
	int64_t id;
	double covers[CONSORTIUM_CODES_MOST];
	double near;
	int64_t capacity;
};

struct weighing {
	const struct demand *demand;
	size_t codes;
	struct candidate candidates[CANDIDATES_MOST];
	size_t count;
	unsigned coverable; /* bit i: some candidate covers code i */
	double best_alone; /* of coverage and capacity, the better of all candidates */
	int64_t with; /* only sets with this enterprise; 0: all */
	struct consortia *out;
	size_t limit;
};

/* ---- candidates ---- */

/* How far an offering is what a code asks for: by its own codes, else by what its texts are about. */
static double coverage(const struct snapshot *s, const struct prepared *prepared, const struct supplier *supplier,
	uint32_t document)
{
	const struct document *offering = &supplier->documents[document];
	struct document_terms terms = supplier_kinds(supplier, document);
	double kinds = 0.0;

	if (prepared->code_count > 0 && offering->code_count > 0)
		return codes_closeness(prepared->codes[0], supplier->codes + offering->first_code,
			offering->code_count);
	for (size_t n = 0; n < prepared->node_count; n++)
		kinds += (double)prepared->nodes[n].weight * (double)byte_weight(document_kind_weight(terms,
			prepared->nodes[n].term - s->thesaurus->node_terms_begin));
	return fmin(1.0, KINDS_COVER * kinds);
}

static double covers_of(const struct snapshot *s, const struct prepared *prepared, const struct supplier *supplier,
	int64_t *capacity)
{
	double best = 0.0;

	for (uint32_t i = 0; i < supplier->entry.documents.count; i++) {
		const struct document *document = &supplier->documents[i];
		if (document->kind != DOCUMENT_OFFERING || (prepared->place != NO_PLACE &&
				!supplier_delivers(supplier, document, prepared->place)))
			continue;
		double met = coverage(s, prepared, supplier, i);
		if (met >= COVERED && document_capacity(document) > *capacity)
			*capacity = document_capacity(document);
		best = fmax(best, met);
	}
	return best;
}

static double near_of(const struct snapshot *s, unsigned place, unsigned seat)
{
	if (place == NO_PLACE || seat == NO_PLACE)
		return 0.0;
	if (place == seat)
		return 1.0;
	if (place_set_has(&s->places[place].neighbours, seat))
		return 0.6;
	return s->places[place].region == s->places[seat].region ? 0.3 : 0.0;
}

/* The demand with one of its codes only. */
static struct demand part_of(const struct demand *demand, size_t code)
{
	struct demand part = *demand;

	part.cpv = &demand->cpv[code];
	part.cpv_count = 1;
	part.value_dkk = -1; /* how large the order is, is the set's matter */
	return part;
}

static bool has_candidate(const struct weighing *weighing, int64_t id)
{
	for (size_t i = 0; i < weighing->count; i++)
		if (weighing->candidates[i].id == id)
			return true;
	return false;
}

static enum err gather_candidates(struct match_index *index, struct arena *mem, struct weighing *weighing,
	day today)
{
	const struct match_limits limits = {.minimum = SCORE_LEAST, .limit = PER_CODE, .today = today};
	struct matches found;

	for (size_t code = 0; code < weighing->codes; code++) {
		struct demand part = part_of(weighing->demand, code);
		TRY(match_demand(index, mem, &part, &limits, &found));
		for (size_t i = 0; i < found.count && weighing->count < CANDIDATES_MOST; i++)
			if (!has_candidate(weighing, found.at[i].organisation_id))
				weighing->candidates[weighing->count++] = (struct candidate){
					.id = found.at[i].organisation_id, .capacity = -1};
	}
	return OK;
}

static void measure_candidates(const struct snapshot *s, struct arena *mem, struct weighing *weighing)
{
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(s);
	struct prepared *prepared = arena_alloc(mem, sizeof *prepared);

	for (size_t code = 0; code < weighing->codes; code++) {
		struct demand part = part_of(weighing->demand, code);
		demand_prepare(s, topic.topic, mem, &part, prepared);
		for (size_t i = 0; i < weighing->count; i++) {
			struct candidate *one = &weighing->candidates[i];
			uint32_t number;
			const struct snapshot *at = snapshot_find_enterprise(s, one->id, &number);
			if (at == NULL)
				continue; /* gone since it was found */
			struct supplier supplier = snapshot_supplier(at, number);
			one->covers[code] = covers_of(s, prepared, &supplier, &one->capacity);
			one->near = near_of(s, prepared->place, supplier.entry.place);
		}
	}
}

/* ---- sets ---- */

/* How much of the codes the members cover, and which of them covers which best. */
static double coverage_of(const struct weighing *weighing, const size_t *members, size_t count,
	size_t without, unsigned *covers)
{
	double sum = 0.0;

	for (size_t code = 0; code < weighing->codes; code++) {
		double best = 0.0;
		size_t by = count;
		for (size_t i = 0; i < count; i++) {
			double here = weighing->candidates[members[i]].covers[code];
			if (i != without && here >= COVERED && here > best) {
				best = here;
				by = i;
			}
		}
		sum += best;
		if (covers != NULL && by < count)
			covers[by] |= 1u << code;
	}
	return sum / (double)weighing->codes;
}

static double capacity_of(const struct weighing *weighing, const size_t *members, size_t count,
	size_t without)
{
	double sum = 0.0;

	if (weighing->demand->value_dkk <= 0)
		return 1.0;
	for (size_t i = 0; i < count; i++)
		if (i != without && weighing->candidates[members[i]].capacity > 0)
			sum += (double)weighing->candidates[members[i]].capacity;
	return fmin(1.0, sum / (double)weighing->demand->value_dkk);
}

static double worth(double coverage, double capacity)
{
	return CONSORTIUM_COVERAGE * coverage + CONSORTIUM_CAPACITY * capacity;
}

/* Everybody adds something, and together they are better than the best alone. */
static bool is_needed(const struct weighing *weighing, const size_t *members, size_t count, double all)
{
	for (size_t i = 0; i < count; i++) {
		double without = worth(coverage_of(weighing, members, count, i, NULL),
			capacity_of(weighing, members, count, i));
		if (all < without + ADDS_LEAST * CONSORTIUM_CAPACITY)
			return false;
	}
	return all >= weighing->best_alone + ADDS_LEAST * CONSORTIUM_CAPACITY;
}

static void take_set(struct weighing *weighing, const struct consortium *set)
{
	struct consortia *out = weighing->out;
	size_t at = out->count;

	if (at == weighing->limit && (at == 0 || out->at[at - 1].score >= set->score))
		return;
	if (at < weighing->limit)
		out->count++;
	else
		at--;
	for (; at > 0 && out->at[at - 1].score < set->score; at--)
		out->at[at] = out->at[at - 1];
	out->at[at] = *set;
}

static bool is_asked_for(const struct weighing *weighing, const size_t *members, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (weighing->candidates[members[i]].id == weighing->with)
			return true;
	return weighing->with == 0;
}

static void weigh_set(struct weighing *weighing, const size_t *members, size_t count)
{
	unsigned covers[CONSORTIUM_MEMBERS_MOST] = {0};
	struct consortium set = {.member_count = count};
	double near = 0.0;

	set.coverage = coverage_of(weighing, members, count, count, covers);
	set.capacity = capacity_of(weighing, members, count, count);
	unsigned covered = 0;
	for (size_t i = 0; i < count; i++)
		covered |= covers[i];
	double all = worth(set.coverage, set.capacity);
	if (covered != weighing->coverable || !is_needed(weighing, members, count, all))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct candidate *one = &weighing->candidates[members[i]];
		near += one->near / (double)count;
		set.members[i] = (struct consortium_member){one->id, covers[i], one->capacity};
	}
	set.score = all + CONSORTIUM_NEAR * near +
		CONSORTIUM_FEW * (double)(CONSORTIUM_MEMBERS_MOST - count) / 2.0;
	set.score = fmin(100.0, round(10.0 * set.score) / 10.0);
	take_set(weighing, &set);
}

static void weigh_sets(struct weighing *weighing, size_t *members, size_t count, size_t from)
{
	if (count >= 2 && is_asked_for(weighing, members, count))
		weigh_set(weighing, members, count);
	if (count == CONSORTIUM_MEMBERS_MOST)
		return;
	for (size_t i = from; i < weighing->count; i++) {
		members[count] = i;
		weigh_sets(weighing, members, count + 1, i + 1);
	}
}

void consortia_with(struct match_index *index, struct arena *mem, const struct demand *demand,
	int64_t organisation_id, day today, size_t limit, struct consortia *out)
{
	struct weighing *weighing = arena_alloc(mem, sizeof *weighing);
	size_t members[CONSORTIUM_MEMBERS_MOST];

	*out = (struct consortia){.at = arena_array(mem, limit, sizeof *out->at)};
	*weighing = (struct weighing){.demand = demand, .with = organisation_id, .out = out, .limit = limit,
		.codes = demand->cpv_count < CONSORTIUM_CODES_MOST ? demand->cpv_count :
			CONSORTIUM_CODES_MOST};
	if (limit == 0 || weighing->codes == 0 || gather_candidates(index, mem, weighing, today) != OK)
		return;
	OWNED(reading_end) struct reading reading = reading_begin(index);
	measure_candidates(reading.snapshot, mem, weighing);
	for (size_t i = 0; i < weighing->count; i++)
		for (size_t code = 0; code < weighing->codes; code++)
			if (weighing->candidates[i].covers[code] >= COVERED)
				weighing->coverable |= 1u << code;
	for (size_t i = 0; i < weighing->count; i++)
		weighing->best_alone = fmax(weighing->best_alone,
			worth(coverage_of(weighing, &i, 1, 1, NULL), capacity_of(weighing, &i, 1, 1)));
	weigh_sets(weighing, members, 0, 0);
}

void consortia_find(struct match_index *index, struct arena *mem, const struct demand *demand, day today,
	size_t limit, struct consortia *out)
{
	consortia_with(index, mem, demand, 0, today, limit, out);
}

enum err consortia_for_line(struct match_index *index, struct db *db, struct arena *mem, int64_t line_id,
	day today, size_t limit, struct consortia *out)
{
	struct plan_line line;

	TRY(plan_line_find_any(db, mem, line_id, &line));
	struct demand demand = plan_line_demand(&line);
	consortia_find(index, mem, &demand, today, limit, out);
	return OK;
}
