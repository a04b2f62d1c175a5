/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/demand_terms.h"

#include <string.h>

static uint32_t hash(uint32_t term)
{
	return term * UINT32_C(2654435769);
}

static uint32_t slot_of(uint32_t term)
{
	return hash(term) >> 22; /* ten bits: TERM_SLOTS */
}

static uint32_t flag_of(uint32_t term)
{
	return hash(term) >> 20; /* twelve bits: TERM_FLAGS */
}

/* The slot that has the term, or the free one where it would go. */
static uint32_t slot_find(const struct demand_terms *terms, uint32_t term)
{
	uint32_t slot = slot_of(term);

	while (terms->terms[slot] != NO_TERM && terms->terms[slot] != term)
		slot = (slot + 1) % TERM_SLOTS;
	return slot;
}

static void add_use(struct demand_terms *terms, uint32_t term, struct term_use use)
{
	if (term == NO_TERM)
		return;
	uint32_t slot = slot_find(terms, term);
	terms->flags[flag_of(term)] = 1;
	if (terms->terms[slot] == term)
		use.next = (uint16_t)(terms->first[slot] + 1);
	terms->terms[slot] = term;
	terms->first[slot] = (uint16_t)terms->count;
	terms->uses[terms->count++] = use;
}

void demand_terms_read(const struct prepared *demand, struct demand_terms *out)
{
	memset(out->flags, 0, sizeof out->flags);
	memset(out->terms, 0xff, sizeof out->terms);
	out->count = 0;
	for (size_t i = 0; i < LABELS_MET; i++)
		out->labels_met[i].labels = NO_LABELS;
	for (size_t g = 0; g < demand->group_count; g++)
		for (size_t w = 0; w < demand->groups[g].way_count; w++)
			add_use(out, demand->groups[g].ways[w].term, (struct term_use){
				.number = (uint8_t)g, .way = w & 127, .quality = demand->groups[g].ways[w].quality});
	for (size_t n = 0; n < demand->node_count; n++)
		add_use(out, demand->nodes[n].term, (struct term_use){.number = (uint8_t)n, .node = true});
}

static void use_all(const struct demand_terms *terms, uint32_t slot, float weight, struct terms_met *out)
{
	for (size_t at = terms->first[slot];; at = terms->uses[at].next - 1U) {
		const struct term_use *use = &terms->uses[at];
		uint64_t bit = UINT64_C(1) << use->number % 64;
		float met = use->quality * weight;
		if (use->node) {
			out->nodes[use->number] = weight;
			out->nodes_met[use->number / 64] |= bit;
		} else if ((out->groups_met & bit) == 0 || met > out->groups[use->number] ||
			(met == out->groups[use->number] && use->way < out->by[use->number])) {
			out->groups[use->number] = met;
			out->by[use->number] = use->way;
			out->groups_met |= bit;
		}
		if (use->next == 0)
			return;
	}
}

/* Terms that are looked at together: first which of them may be asked for, without a branch, for most are not. */
#define TOGETHER 64

static void meet_some(const struct demand_terms *terms, const uint32_t *of, const uint8_t *much, uint32_t count,
	struct terms_met *out)
{
	uint8_t found[TOGETHER];
	uint32_t found_count = 0;

	for (uint32_t i = 0; i < count; i++) {
		found[found_count] = (uint8_t)i;
		found_count += terms->flags[flag_of(of[i])];
	}
	for (uint32_t i = 0; i < found_count; i++) {
		uint32_t slot = slot_find(terms, of[found[i]]);
		uint8_t weight = much[found[i]];
		if (terms->terms[slot] != NO_TERM && weight > 0) /* a word of no weight is none (document_vectors.h) */
			use_all(terms, slot, byte_weight(weight), out);
	}
}

void demand_terms_none(struct terms_met *out)
{
	out->groups_met = 0;
	memset(out->nodes_met, 0, sizeof out->nodes_met);
}

static uint32_t together(uint32_t count, uint32_t from)
{
	return count - from < TOGETHER ? count - from : TOGETHER;
}

void demand_terms_meet_kinds(const struct demand_terms *terms, struct document_terms kinds, uint32_t first_kind,
	struct terms_met *out)
{
	uint32_t of[TOGETHER];

	for (uint32_t from = 0; from < kinds.count; from += TOGETHER) {
		uint32_t count = together(kinds.count, from);
		for (uint32_t i = 0; i < count; i++)
			of[i] = first_kind + kinds.numbers[from + i];
		meet_some(terms, of, kinds.weights + from, count, out);
	}
}

static void meet_words(const struct demand_terms *terms, struct document_terms words, struct terms_met *out)
{
	uint32_t of[TOGETHER], before = BEFORE_WORDS;

	for (uint32_t from = 0; from < words.count; from += TOGETHER) {
		uint32_t count = together(words.count, from);
		for (uint32_t i = 0; i < count; i++)
			of[i] = before = document_word(before, words.numbers[from + i]);
		meet_some(terms, of, words.weights + from, count, out);
	}
}

/* Which of the words of a code the demand asks for. */
static void read_hits(const struct demand_terms *terms, struct document_terms words, struct labels_met *out)
{
	uint32_t term = BEFORE_WORDS;

	out->count = 0;
	for (uint32_t i = 0; i < words.count; i++) {
		term = document_word(term, words.numbers[i]);
		uint32_t slot = slot_find(terms, term);
		if (terms->terms[slot] == NO_TERM || words.weights[i] == 0)
			continue;
		if (out->count == LABEL_HITS_MOST) {
			out->count = LABEL_HITS_MANY;
			return;
		}
		out->hits[out->count++] = (struct label_hit){(uint16_t)slot, words.weights[i]};
	}
}

static void meet_labels(struct demand_terms *terms, const struct supplier *supplier, uint32_t code, struct terms_met *out)
{
	uint16_t labels = supplier->labels[code];
	struct labels_met *met = &terms->labels_met[labels % LABELS_MET];

	if (labels == NO_LABELS)
		return;
	if (met->labels != labels) {
		met->labels = labels;
		read_hits(terms, supplier_labels(supplier, code), met);
	}
	if (met->count == LABEL_HITS_MANY) {
		meet_words(terms, supplier_labels(supplier, code), out);
		return;
	}
	for (size_t i = 0; i < met->count; i++)
		use_all(terms, met->hits[i].slot, byte_weight(met->hits[i].weight), out);
}

void demand_terms_meet_words(struct demand_terms *terms, const struct supplier *supplier, uint32_t document,
	struct terms_met *out)
{
	struct span codes = document_codes(&supplier->documents[document]);

	meet_words(terms, supplier_words(supplier, document), out);
	for (uint32_t i = codes.from; i < codes.from + codes.count; i++)
		meet_labels(terms, supplier, i, out);
}
