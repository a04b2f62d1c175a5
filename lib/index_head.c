/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/index_head.h"

#include <string.h>

void index_sum_add(struct index_sum *sum, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	for (; size >= PASSING_LINE; size -= PASSING_LINE, at += PASSING_LINE) {
		uint64_t words[INDEX_LANES];
		memcpy(words, at, sizeof words);
		for (size_t i = 0; i < INDEX_LANES; i++) {
			uint64_t lane = (sum->lanes[i] ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
			sum->lanes[i] = lane ^ lane >> 32;
		}
	}
}

uint64_t index_sum_end(struct index_sum *sum, struct index_head head)
{
	uint64_t all = 0;

	head.sum = 0;
	index_sum_add(sum, &head, sizeof head);
	for (size_t i = 0; i < INDEX_LANES; i++) {
		all = (all ^ sum->lanes[i]) * UINT64_C(0xff51afd7ed558ccd);
		all ^= all >> 29;
	}
	return all;
}
