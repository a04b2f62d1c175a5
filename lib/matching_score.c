/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_score.h"

#include <math.h>

#include "lib/bits.h"

/* Relevance to points. */
static const struct {
	double relevance, points;
} curve[] = {{0.0, 0.0}, {0.35, 30.0}, {0.55, 60.0}, {0.82, 90.0}, {1.0, 100.0}};

static double curve_points(double relevance)
{
	size_t i = 1;

	while (i + 1 < sizeof curve / sizeof curve[0] && relevance > curve[i].relevance)
		i++;
	return curve[i - 1].points + (relevance - curve[i - 1].relevance) *
		(curve[i].points - curve[i - 1].points) / (curve[i].relevance - curve[i - 1].relevance);
}

#define WEIGHT(name) (demand->weights[name])
/* So much more is allowed to a bound, for what rounding may lose. */
#define BOUND_SLACK 1e-5
/* A bound is found by halving what it may be so often. */
#define LEFT_STEPS 40

/* ---- what is asked for ---- */

static double kinds_score(const struct prepared *demand, const struct terms_met *met)
{
	double kinds = 0.0;

	for (unsigned w = 0; w < NODE_WORDS; w++)
		for (uint64_t left = met->nodes_met[w]; left != 0; left &= left - 1) {
			unsigned i = 64 * w + bit_lowest(left);
			kinds += (double)demand->nodes[i].weight * (double)met->nodes[i];
		}
	return fmin(1.0, kinds);
}

static double met_of(const struct terms_met *met, unsigned group)
{
	return (met->groups_met >> group & 1) != 0 ? (double)met->groups[group] : 0.0;
}

static double words_score(const struct prepared *demand, const struct terms_met *offering,
	const struct terms_met *pitch)
{
	double met = 0.0, offered = 0.0;

	for (uint64_t left = offering->groups_met | pitch->groups_met; left != 0; left &= left - 1) {
		unsigned i = bit_lowest(left);
		double here = met_of(offering, i), told = WEIGHT(W_PITCH) * met_of(pitch, i);
		met += (double)demand->groups[i].weight * (here > told ? here : told);
		offered += (double)demand->groups[i].weight * here;
	}
	/* The pitch may help what the offering says, never stand for it. */
	met = fmin(met, 2.0 * offered);
	return fmin(1.0, met / (double)demand->whole_weight);
}

/* ---- whether it fits ---- */

static void fit_place(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, const struct document *offering, struct score *out)
{
	unsigned seat = supplier->entry.place;

	if (demand->place == NO_PLACE)
		return;
	if (!offering->untold)
		out->delivers_points = WEIGHT(W_DELIVERS);
	if (seat == NO_PLACE)
		return;
	if (seat == demand->place) {
		out->near = NEAR_SEATED;
		out->near_points = WEIGHT(W_SEATED);
	} else if (place_set_has(&snapshot->places[demand->place].neighbours, seat)) {
		out->near = NEAR_NEIGHBOUR;
		out->near_points = WEIGHT(W_NEIGHBOUR);
	} else if (snapshot->places[seat].region == snapshot->places[demand->place].region) {
		out->near = NEAR_REGION;
		out->near_points = WEIGHT(W_REGION);
	}
}

static void fit_size(const struct prepared *demand, const struct document *offering, day today,
	struct score *out)
{
	int64_t capacity = document_capacity(offering);
	if (demand->value_dkk > 0 && capacity >= 0) {
		double share = (double)capacity / (double)demand->value_dkk;
		out->capacity_points = share >= 1.0 ? WEIGHT(W_CAPACITY) :
			WEIGHT(W_CAPACITY_SMALL) * (1.0 - share);
	}
	if (demand->contract_starts != NO_DAY && offering->lead_time_days >= 0)
		out->lead_time_points = today + offering->lead_time_days <= demand->contract_starts ?
			WEIGHT(W_LEAD_TIME) : WEIGHT(W_LEAD_TIME_LONG);
	if (demand->reserved)
		out->reserved_points = WEIGHT(W_RESERVED);
}

/* Relevance, and how far codes and words carry it. */
struct parts {
	double codes, words, relevance;
};

static struct parts parts_of(const double *with, const struct evidence *found, bool coded)
{
	struct parts parts = {.codes = with[W_KINDS] * found->kinds, .words = with[W_WORDS] * found->words};

	parts.relevance = 1.0 - exp(-(parts.codes + parts.words));
	if (coded)
		parts.relevance *= with[W_CODED];
	return parts;
}

double evidence_points(const double with[WEIGHTS], const struct evidence *found, bool coded)
{
	return curve_points(parts_of(with, found, coded).relevance);
}

/* What an offering has beside relevance, all of it. */
static struct score fit_of(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, uint32_t document, day today)
{
	struct score fit = {.document = document};

	fit_place(snapshot, demand, supplier, &supplier->documents[document], &fit);
	fit_size(demand, &supplier->documents[document], today, &fit);
	return fit;
}

/* `fit` has what it has beside; the rest is filled in. */
static struct score score_offering(const struct prepared *demand, const struct score *fit,
	const struct evidence *found)
{
	struct score score = *fit;
	struct parts parts = parts_of(demand->weights, found, demand->code_count > 0);
	double points = curve_points(parts.relevance), codes = parts.codes, words = parts.words;

	if (codes + words <= 0.0)
		return (struct score){.document = fit->document};
	score.codes_points = points * codes / (codes + words);
	score.words_points = points * words / (codes + words);
	double scale = fmin(1.0, parts.relevance / WEIGHT(W_FIT_NEEDS));
	score.found = *found;
	score.delivers_points *= scale;
	score.near_points *= scale;
	score.reserved_points *= scale;
	score.capacity_points *= score.capacity_points > 0.0 ? scale : 1.0;
	score.lead_time_points *= score.lead_time_points > 0.0 ? scale : 1.0;
	score.total = score.codes_points + score.words_points + score.delivers_points +
		score.near_points + score.reserved_points + score.capacity_points +
		score.lead_time_points;
	score.total = fmax(0.0, fmin(100.0, round(10.0 * score.total) / 10.0));
	return score;
}

static struct score_fit fit_points(const struct score *fit)
{
	return (struct score_fit){
		.gives = fit->delivers_points + fit->near_points + fit->reserved_points +
			fmax(0.0, fit->capacity_points) + fmax(0.0, fit->lead_time_points),
		.takes = fmin(0.0, fit->capacity_points) + fmin(0.0, fit->lead_time_points),
	};
}

/* One supplier that is scored. */
struct scoring {
	const struct snapshot *snapshot;
	const struct prepared *demand;
	struct demand_terms *terms;
	const struct supplier *supplier;
	const struct score_wanted *wanted;
	bool pitch_met;
	struct terms_met pitch, offering;
};

static void meet_pitch(struct scoring *scoring)
{
	if (scoring->pitch_met)
		return;
	scoring->pitch_met = true;
	demand_terms_none(&scoring->pitch);
	demand_terms_meet_words(scoring->terms, scoring->supplier, PITCH_DOCUMENT, &scoring->pitch);
}

/* Kinds first: they are few, and tell of most offerings that words cannot make good what is missing. */
static bool meet(struct scoring *scoring, const struct score *fit, struct evidence *found)
{
	const struct score_wanted *wanted = scoring->wanted;
	struct score_fit points = fit_points(fit);

	demand_terms_none(&scoring->offering);
	demand_terms_meet_kinds(scoring->terms, supplier_kinds(scoring->supplier, fit->document),
		scoring->snapshot->thesaurus->node_terms_begin, &scoring->offering);
	found->kinds = kinds_score(scoring->demand, &scoring->offering);
	if (wanted != NULL && score_most(scoring->demand,
			score_left(scoring->demand, found->kinds, wanted->words_left), &points) < wanted->least)
		return false;
	meet_pitch(scoring);
	demand_terms_meet_words(scoring->terms, scoring->supplier, fit->document, &scoring->offering);
	found->words = words_score(scoring->demand, &scoring->offering, &scoring->pitch);
	return true;
}

bool score_supplier_by(const struct snapshot *snapshot, const struct prepared *demand,
	struct demand_terms *terms, const struct supplier *supplier, day today,
	const struct score_wanted *wanted, struct score *out)
{
	struct scoring scoring; /* large, and most of it is read only where it was written */
	struct evidence found;
	bool delivers = false;

	scoring.pitch_met = false;
	scoring.snapshot = snapshot;
	scoring.demand = demand;
	scoring.terms = terms;
	scoring.supplier = supplier;
	scoring.wanted = wanted;
	*out = (struct score){0};
	if (demand->reserved && !supplier->entry.may_take_reserved)
		return false;
	for (uint32_t i = 0; i < supplier->entry.documents.count; i++) {
		const struct document *document = &supplier->documents[i];
		if (document->kind != DOCUMENT_OFFERING)
			continue;
		if (demand->place != NO_PLACE && !supplier_delivers(supplier, document, demand->place))
			continue;
		struct score fit = fit_of(snapshot, demand, supplier, i, today);
		if (!meet(&scoring, &fit, &found))
			continue;
		struct score score = score_offering(demand, &fit, &found);
		if (!delivers || score.total > out->total)
			*out = score;
		delivers = true;
	}
	return delivers;
}

bool score_supplier(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, day today, struct score *out)
{
	struct demand_terms terms;

	demand_terms_read(demand, &terms);
	return score_supplier_by(snapshot, demand, &terms, supplier, today, NULL, out);
}

/* ---- bounds ---- */

struct score_fit score_fit(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, uint32_t document, day today)
{
	struct score fit = fit_of(snapshot, demand, supplier, document, today);

	return fit_points(&fit);
}

struct score_fit score_fit_most(const struct prepared *demand, bool near)
{
	double place = demand->place == NO_PLACE ? 0.0 : WEIGHT(W_DELIVERS) +
		(near ? fmax(WEIGHT(W_SEATED), fmax(WEIGHT(W_NEIGHBOUR), WEIGHT(W_REGION))) : 0.0);

	return (struct score_fit){.gives = place + (demand->value_dkk > 0 ? WEIGHT(W_CAPACITY) : 0.0) +
		(demand->contract_starts != NO_DAY ? WEIGHT(W_LEAD_TIME) : 0.0) +
		(demand->reserved ? WEIGHT(W_RESERVED) : 0.0)};
}

static double points_most(const struct prepared *demand, double relevance, const struct score_fit *fit)
{
	double points = curve_points(relevance) + fit->takes +
		fit->gives * fmin(1.0, relevance / WEIGHT(W_FIT_NEEDS));

	return fmin(100.0, round(10.0 * points) / 10.0);
}

double score_words_left(const struct prepared *demand, double words)
{
	double share = words / (double)demand->whole_weight + BOUND_SLACK;

	return exp(-WEIGHT(W_WORDS) * (share < 1.0 ? share : 1.0));
}

double score_left(const struct prepared *demand, double kinds, double words_left)
{
	double share = kinds + BOUND_SLACK;

	return exp(-WEIGHT(W_KINDS) * (share < 1.0 ? share : 1.0)) * words_left;
}

double score_words_needed(const struct prepared *demand, double kinds, double left)
{
	double words_left = left / score_left(demand, kinds, 1.0);

	if (words_left >= 1.0)
		return 0.0;
	double share = -log(words_left) / WEIGHT(W_WORDS);
	if (!(share <= 1.0))
		return INFINITY;
	share -= 2 * BOUND_SLACK;
	return fmax(0.0, share) * (double)demand->whole_weight;
}

double score_most(const struct prepared *demand, double left, const struct score_fit *fit)
{
	double relevance = (1.0 - left) * (demand->code_count > 0 ? WEIGHT(W_CODED) : 1.0);

	return points_most(demand, fmin(1.0, relevance + BOUND_SLACK), fit);
}

double score_left_most(const struct prepared *demand, double minimum, const struct score_fit *fit)
{
	double low = 0.0, high = 1.0;

	for (int i = 0; i < LEFT_STEPS; i++) {
		double middle = (low + high) / 2.0;
		if (score_most(demand, middle, fit) < minimum)
			high = middle;
		else
			low = middle;
	}
	return high;
}

struct score_rates score_rates(const struct prepared *demand)
{
	return (struct score_rates){
		.kinds = WEIGHT(W_KINDS),
		.words = WEIGHT(W_WORDS) / (double)demand->whole_weight,
	};
}
