/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/search_facets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/text.h"

void division_add(struct division_set *set, cpv_number code)
{
	unsigned division = code / 1000000 % DIVISIONS;

	set->bits[division / 64] |= UINT64_C(1) << (division % 64);
}

void tally_divisions(struct tally *tally, const struct division_set *set, size_t count)
{
	for (unsigned w = 0; w < 2; w++)
		for (uint64_t left = set->bits[w]; left != 0; left &= left - 1)
			tally->divisions[64 * w + bit_lowest(left)] += count;
}

/* A tally is nothing but counts. */
void tally_add(struct tally *tally, const struct tally *more)
{
	size_t *to = (size_t *)tally;
	const size_t *from = (const size_t *)more;

	for (size_t i = 0; i < sizeof *tally / sizeof *to; i++)
		to[i] += from[i];
}

void tally_take(struct tally *tally, const struct tally *less)
{
	size_t *to = (size_t *)tally;
	const size_t *from = (const size_t *)less;

	for (size_t i = 0; i < sizeof *tally / sizeof *to; i++)
		to[i] -= from[i];
}

/* ---- lists ---- */

static int most_first(const void *a, const void *b)
{
	const struct facet *left = a, *right = b;

	if (left->count != right->count)
		return left->count < right->count ? 1 : -1;
	int order = strcmp(left->name, right->name);
	return order != 0 ? order : strcmp(left->code, right->code);
}

static void facet_add(struct facets *facets, struct arena *mem, const char *code, const char *name,
	size_t count, bool chosen)
{
	if (count > 0 || chosen)
		facets->at[facets->count++] = (struct facet){arena_text(mem, code),
			arena_text(mem, name), count, chosen};
}

static struct facets facets_begin(struct arena *mem, size_t most)
{
	return (struct facets){.at = arena_array(mem, most + 1, sizeof(struct facet))};
}

static struct facets facets_end(struct facets facets)
{
	qsort(facets.at, facets.count, sizeof *facets.at, most_first);
	return facets;
}

struct facets facets_of_places(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	const char *chosen)
{
	struct facets facets = facets_begin(mem, s->place_count);

	for (unsigned i = 0; i < s->place_count; i++)
		facet_add(&facets, mem, s->places[i].code, s->places[i].name, tally->places[i],
			text_equal(s->places[i].code, chosen));
	return facets_end(facets);
}

struct facets facets_of_regions(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	const char *chosen)
{
	struct facets facets = facets_begin(mem, s->place_count);

	for (unsigned i = 0; i < s->place_count; i++)
		if (s->places[i].region == i)
			facet_add(&facets, mem, s->places[i].region_code, s->places[i].region_name,
				tally->regions[i], text_equal(s->places[i].region_code, chosen));
	return facets_end(facets);
}

struct facets facets_of_divisions(const struct snapshot *s, struct arena *mem, const struct tally *tally,
	enum language language, const char *chosen)
{
	struct facets facets = facets_begin(mem, DIVISIONS);

	for (unsigned i = 0; i < DIVISIONS; i++) {
		char code[8];
		const struct code_entry *entry = snapshot_code(s, i * 1000000);
		snprintf(code, sizeof code, "%02u", i);
		facet_add(&facets, mem, code, entry == NULL ? code : entry->names[language],
			tally->divisions[i], is_set(chosen) && strncmp(code, chosen, 2) == 0);
	}
	return facets_end(facets);
}

struct facets facets_of_kinds(struct arena *mem, const struct tally *tally, const char *chosen)
{
	struct facets facets = facets_begin(mem, 2);

	facet_add(&facets, mem, "product", "", tally->kinds[0], text_equal(chosen, "product"));
	facet_add(&facets, mem, "service", "", tally->kinds[1], text_equal(chosen, "service"));
	return facets_end(facets);
}

struct facets facet_of_flag(struct arena *mem, const struct tally *tally, const char *code, bool chosen)
{
	struct facets facets = facets_begin(mem, 1);

	facet_add(&facets, mem, code, "", tally->flag, chosen);
	return facets;
}
