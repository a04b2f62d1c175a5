/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/scratch.h"

#include <stdlib.h>

#include "lib/bits.h"
#include "lib/postings.h"
#include "lib/string_table.h" /* grow */
#include "lib/topic.h"

static uint32_t *zeroed(uint32_t count)
{
	uint32_t *memory = calloc((size_t)count + 1, sizeof *memory);

	if (memory == NULL)
		abort();
	return memory;
}

void scratch_room(struct scratch *scratch, uint32_t things)
{
	if (things <= scratch->room && scratch->sums != NULL)
		return;
	free(scratch->sums);
	free(scratch->bests);
	free(scratch->list);
	free(scratch->words);
	free(scratch->sorted);
	free(scratch->levels);
	scratch->room = things;
	scratch->sums = zeroed(things);
	scratch->bests = zeroed(things);
	scratch->list = zeroed(things);
	scratch->words = zeroed(things);
	scratch->sorted = zeroed(things);
	scratch->levels = (uint8_t *)zeroed(things / 4 + 1);
	for (size_t i = 0; i < 2; i++)
		scratch->block_sums[i] = grow(scratch->block_sums[i],
			BITS_WORDS(things < POSTING_BLOCK ? things : POSTING_BLOCK), 64 * sizeof(uint16_t));
	for (size_t i = 0; i < 2; i++)
		scratch->sets[i] = grow(scratch->sets[i], BITS_WORDS(things), sizeof *scratch->sets[i]);
	scratch->found = grow(scratch->found, BITS_WORDS(things), sizeof *scratch->found);
}

void scratch_counts(struct scratch *scratch, uint32_t counts)
{
	if (counts <= scratch->count_room)
		return;
	free(scratch->counts);
	scratch->count_room = counts;
	scratch->counts = zeroed(counts);
}

struct stems *scratch_stems(struct scratch *scratch)
{
	if (scratch->stems == NULL)
		scratch->stems = stems_open();
	return scratch->stems;
}

void scratch_close(struct scratch *scratch)
{
	free(scratch->sums);
	free(scratch->bests);
	free(scratch->list);
	free(scratch->words);
	free(scratch->sorted);
	free(scratch->levels);
	free(scratch->counts);
	free(scratch->block_sums[0]);
	free(scratch->block_sums[1]);
	free(scratch->sets[0]);
	free(scratch->sets[1]);
	free(scratch->found);
	topic_close(&scratch->topic);
	stems_close(&scratch->stems);
	*scratch = (struct scratch){0};
}
