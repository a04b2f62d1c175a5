/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/demand_terms.h"

#include <string.h>

static uint32_t slot_of(uint32_t term)
{
	return (term * UINT32_C(2654435769)) >> 22; /* ten bits: TERM_SLOTS */
}

static void add_use(struct demand_terms *terms, uint32_t term, struct term_use use)
{
	uint32_t slot = slot_of(term);

	if (term == NO_TERM)
		return;
	while (terms->terms[slot] != NO_TERM && terms->terms[slot] != term)
		slot = (slot + 1) % TERM_SLOTS;
	if (terms->terms[slot] == term)
		use.next = (uint16_t)(terms->first[slot] + 1);
	terms->terms[slot] = term;
	terms->first[slot] = (uint16_t)terms->count;
	terms->uses[terms->count++] = use;
}

void demand_terms_read(const struct prepared *demand, struct demand_terms *out)
{
	memset(out->terms, 0xff, sizeof out->terms);
	out->count = 0;
	for (size_t g = 0; g < demand->group_count; g++)
		for (size_t w = 0; w < demand->groups[g].way_count; w++)
			add_use(out, demand->groups[g].ways[w].term, (struct term_use){
				.number = (uint8_t)g, .quality = demand->groups[g].ways[w].quality});
	for (size_t n = 0; n < demand->node_count; n++)
		add_use(out, demand->nodes[n].term, (struct term_use){.number = (uint8_t)n, .node = true});
}

static void use_all(const struct demand_terms *terms, uint32_t slot, float weight, struct terms_met *out)
{
	for (size_t at = terms->first[slot];; at = terms->uses[at].next - 1U) {
		const struct term_use *use = &terms->uses[at];
		float met = use->quality * weight;
		if (use->node)
			out->nodes[use->number] = weight;
		else if (met > out->groups[use->number])
			out->groups[use->number] = met;
		if (use->next == 0)
			return;
	}
}

void demand_terms_meet(const struct demand_terms *terms, const struct prepared *demand,
	const weighted_term *vector, uint32_t count, struct terms_met *out)
{
	memset(out->groups, 0, demand->group_count * sizeof *out->groups);
	memset(out->nodes, 0, demand->node_count * sizeof *out->nodes);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t term = weighted_number(vector[i]), slot = slot_of(term);
		while (terms->terms[slot] != NO_TERM && terms->terms[slot] != term)
			slot = (slot + 1) % TERM_SLOTS;
		if (terms->terms[slot] != NO_TERM)
			use_all(terms, slot, weighted_weight(vector[i]), out);
	}
}
