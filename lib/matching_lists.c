/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_lists.h"

#include <math.h>
#include <stdlib.h>

#include "lib/directory.h"
#include "lib/fetch.h"

/* So much of the words that one with usual kinds needs may be taken as had by everybody. */
#define REST_OF_NEEDED 0.18
/* A word that fewer have than one in so many is gone through anyway. */
#define WORDS_FEW 64

/* ---- lists ---- */

static void read_node(struct finding *finding, const struct demand_node *node, struct finding_list *list)
{
	uint32_t each = (uint32_t)ceilf(node->weight * SUM_UNITS);

	finding->scratch->counts[node->term - finding->part->thesaurus->node_terms_begin] += each;
	list->kind += node->weight;
	list->each += (uint64_t)each << SUM_KINDS_AT;
}

/* What a term adds to words, in weights of groups. */
static double weight_of(const struct prepared *demand, const struct term_use *use)
{
	return (double)demand->groups[use->number].weight * (double)use->quality *
		fmax(1.0, demand->weights[W_PITCH]); /* it may be the pitch that has it */
}

static void read_list(struct finding *finding, uint32_t slot, const struct score_rates *rates)
{
	const struct prepared *demand = finding->demand;
	struct finding_list *list = &finding->lists[finding->list_count];
	double words = 0.0;

	*list = (struct finding_list){.term = finding->terms->terms[slot], .first_use = finding->terms->first[slot],
		.posting = postings_of(&finding->part->directory->postings, finding->terms->terms[slot])};
	for (size_t use = list->first_use + 1U; use > 0; use = finding->terms->uses[use - 1].next) {
		const struct term_use *at = &finding->terms->uses[use - 1];
		if (at->node)
			read_node(finding, &demand->nodes[at->number], list);
		else
			words += weight_of(demand, at);
	}
	fetch(list->posting.table);
	list->each += (uint64_t)ceil(words / finding->words_unit / WEIGHT_WHOLE);
	list->worth = (float)(rates->words * words + rates->kinds * (double)list->kind) /
		(float)list->posting.count;
	finding->list_count += list->posting.count > 0 && list->each > 0;
}

static int worthy_first(const void *a, const void *b)
{
	const struct finding_list *left = a, *right = b;

	return (left->worth < right->worth) - (left->worth > right->worth);
}

void finding_lists_read(struct finding *finding)
{
	struct score_rates rates = score_rates(finding->demand);
	const uint32_t *terms = finding->terms->terms;
	uint16_t slots[FINDING_LISTS];
	size_t count = 0;

	for (uint16_t slot = 0; slot < TERM_SLOTS; slot++)
		if (terms[slot] != NO_TERM) {
			slots[count++] = slot;
			postings_fetch(&finding->part->directory->postings, terms[slot]);
		}
	for (size_t i = 0; i < count; i++)
		read_list(finding, slots[i], &rates);
	if (finding->list_count > 1)
		qsort(finding->lists, finding->list_count, sizeof finding->lists[0], worthy_first);
}

/* ---- what is gone through ---- */

static void leave_out_kind(struct finding *finding, uint32_t term, uint8_t column)
{
	struct finding_list *list = &finding->lists[0];

	while (list->term != term)
		list++;
	list->left_out = true;
	finding->columns[finding->column_count] = column;
	finding->column_rates[finding->column_count++] = (uint32_t)(list->each >> SUM_KINDS_AT);
}

/* Leaves out the common kinds. Returns the words that one needs who has the usual length of them and no other kind. */
static double leave_out_kinds(struct finding *finding)
{
	const struct common_kinds *common = &finding->part->common_kinds;
	double squares = 0.0;

	for (uint32_t k = 0; k < common->count; k++) {
		double each = (double)finding->scratch->counts[
			common->terms[k] - finding->part->thesaurus->node_terms_begin] / SUM_UNITS;
		if (each > 0.0)
			leave_out_kind(finding, common->terms[k], (uint8_t)k);
		squares += each * each;
	}
	finding->common_rate = (uint32_t)ceil(sqrt(squares) * SUM_WHOLE / COMMON_WHOLE);
	return score_words_needed(finding->demand, sqrt(squares) * common->usual / COMMON_WHOLE,
		finding->left_most[SEATED_NEAR]);
}

/* Leaves out words that many have, as long as what everybody may have of them is not more than `budget`: of each
 * group the best way. */
static void leave_out_words(struct finding *finding, double budget)
{
	const struct prepared *demand = finding->demand;
	double rest[GROUPS_MOST] = {0.0}, sum = 0.0;

	for (size_t i = finding->list_count; i-- > 0;) {
		struct finding_list *list = &finding->lists[i];
		double more = 0.0;
		if (list->kind > 0.0F || list->posting.count < finding->part->enterprise_count / WORDS_FEW)
			continue;
		for (size_t use = list->first_use + 1U; use > 0; use = finding->terms->uses[use - 1].next) {
			const struct term_use *at = &finding->terms->uses[use - 1];
			more += fmax(0.0, weight_of(demand, at) - rest[at->number]);
		}
		if (sum + more > budget)
			continue;
		sum += more;
		list->left_out = true;
		for (size_t use = list->first_use + 1U; use > 0; use = finding->terms->uses[use - 1].next) {
			const struct term_use *at = &finding->terms->uses[use - 1];
			rest[at->number] = fmax(rest[at->number], weight_of(demand, at));
		}
	}
	finding->words_rest = (uint32_t)ceil(sum / finding->words_unit);
}

/* What is left by steps, and which points that may make. */
static void read_steps(struct finding *finding)
{
	for (unsigned step = 0; step < FINDING_LEVELS; step++) {
		double share = (double)(step + 1) / WEIGHT_WHOLE;
		finding->kinds_left[step] = (float)score_left(finding->demand, share, 1.0);
		finding->words_left[step] =
			(float)score_words_left(finding->demand, share * (double)finding->demand->whole_weight);
	}
}

static void read_points(struct finding *finding, enum finding_seat seat, const struct score_fit *fit)
{
	for (unsigned level = 0; level < FINDING_LEVELS; level++) {
		double left = (double)level / (FINDING_LEVELS - 1);
		double most = left > finding->left_most[seat] ? 0.0 : score_most(finding->demand, left, fit);
		finding->most[seat][level] = most;
		finding->levels[seat][level] = (uint8_t)((100.0 - most) * (FINDING_LEVELS - 1) / 100.0);
	}
}

void finding_lists_choose(struct finding *finding, double minimum)
{
	for (unsigned seat = 0; seat < FINDING_SEATS; seat++) {
		struct score_fit fit = score_fit_most(finding->demand, seat == SEATED_NEAR);
		finding->left_most[seat] = score_left_most(finding->demand, minimum, &fit);
		read_points(finding, seat, &fit);
	}
	double needed = leave_out_kinds(finding);
	leave_out_words(finding, REST_OF_NEEDED * fmin(needed, (double)finding->demand->whole_weight));
	read_steps(finding);
}
