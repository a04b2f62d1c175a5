/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/common_kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/directory.h"
#include "lib/passing.h"
#include "lib/snapshot.h"
#include "lib/string_table.h" /* grow */

/* A kind that fewer have than one in so many is gone through sooner than it is left out. */
#define COMMON_FEW 32

/* ---- which ---- */

static uint32_t had_by(const struct snapshot *s, uint32_t term)
{
	return postings_of(&s->directory->postings, term).count;
}

static void take_term(const struct snapshot *s, struct common_kinds *common, uint32_t term)
{
	uint32_t at = common->count, count = had_by(s, term);

	if (count <= s->enterprise_count / COMMON_FEW ||
		(at == COMMON_MOST && had_by(s, common->terms[at - 1]) >= count))
		return;
	if (at < COMMON_MOST)
		common->count++;
	else
		at--;
	for (; at > 0 && had_by(s, common->terms[at - 1]) < count; at--)
		common->terms[at] = common->terms[at - 1];
	common->terms[at] = term;
}

/* ---- how much of them ---- */

static void add_rows(const struct snapshot *s, struct common_kinds *common)
{
	size_t size = (size_t)s->enterprise_count * COMMON_MOST;

	common->rows = aligned_alloc(COMMON_MOST, size + COMMON_MOST);
	if (common->rows == NULL)
		abort();
	memset(common->rows, 0, size);
	for (uint32_t k = 0; k < common->count; k++) {
		struct posting posting = postings_of(&s->directory->postings, common->terms[k]);
		for (uint32_t r = 0; r < posting.runs; r++) {
			struct posting_run run = posting_run(&posting, r);
			for (uint32_t i = 0; i < run.count; i++)
				common->rows[(size_t)(run.first + run.things[i]) * COMMON_MOST + k] = run.weights[i];
		}
	}
}

static uint32_t squares_of(const struct snapshot *s, uint32_t document, const uint8_t *is_common)
{
	struct document_terms kinds = document_kinds(s->document_vectors.units, s->document_vectors.of[document]);
	uint32_t squares = 0;

	for (uint32_t i = 0; i < kinds.count; i++) {
		uint32_t weight = kinds.weights[i];
		squares += weight * weight * is_common[kinds.numbers[i]];
	}
	return squares;
}

static uint8_t length_of(const struct snapshot *s, uint32_t enterprise, const uint8_t *is_common)
{
	struct span documents = s->enterprises[enterprise].documents;
	uint32_t most = 0;

	for (uint32_t d = documents.from; d < documents.from + documents.count; d++) {
		uint32_t squares =
			s->documents[d].kind == DOCUMENT_OFFERING ? squares_of(s, d, is_common) : 0;
		most = most < squares ? squares : most;
	}
	return (uint8_t)fmin(UINT8_MAX, ceil(sqrt((double)most) * COMMON_WHOLE / WEIGHT_WHOLE));
}

static uint8_t usual_length(const uint8_t *lengths, uint32_t count)
{
	uint32_t with[UINT8_MAX + 1] = {0}, sum = 0;
	unsigned length = 0;

	for (uint32_t i = 0; i < count; i++)
		with[lengths[i]]++;
	for (; length < UINT8_MAX && (sum += with[length]) < count - count / 10; length++)
		;
	return (uint8_t)length;
}

static void add_lengths(const struct snapshot *s, struct common_kinds *common)
{
	uint32_t begin = s->thesaurus->node_terms_begin, nodes = s->thesaurus->node_terms_end - begin;
	uint8_t *is_common = grow(NULL, nodes, sizeof *is_common);

	memset(is_common, 0, nodes);
	for (uint32_t k = 0; k < common->count; k++)
		is_common[common->terms[k] - begin] = 1;
	common->lengths = grow(NULL, BITS_WORDS(s->enterprise_count), 64 * sizeof *common->lengths);
	memset(common->lengths, 0, 64 * BITS_WORDS(s->enterprise_count));
	for (uint32_t i = 0; i < s->enterprise_count; i++)
		common->lengths[i] = length_of(s, i, is_common);
	common->usual = usual_length(common->lengths, s->enterprise_count);
	free(is_common);
}

void common_kinds_open(struct common_kinds *common, const struct snapshot *s)
{
	for (uint32_t term = s->thesaurus->node_terms_begin; term < s->thesaurus->node_terms_end; term++)
		take_term(s, common, term);
	add_rows(s, common);
	add_lengths(s, common);
}

void common_kinds_close(struct common_kinds *common)
{
	free(common->rows);
	free(common->lengths);
	*common = (struct common_kinds){.count = 0};
}

void common_kinds_pass(struct passing *p, struct common_kinds *common, uint32_t enterprises)
{
	PASS(p, common->count);
	PASS(p, common->terms);
	PASS(p, common->usual);
	PASS_ARRAY(p, common->rows, (size_t)enterprises * COMMON_MOST);
	PASS_ARRAY(p, common->lengths, 64 * BITS_WORDS(enterprises));
}
