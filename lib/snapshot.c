/* SPDX-License-Identifier: MPL-2.0 */
/* What readers ask a snapshot; how it is built is in snapshot_build.c. */
#include "lib/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "lib/text.h"
#include "lib/demand.h"
#include "lib/directory.h"
#include "lib/vectors.h"

void snapshot_close(struct snapshot **snapshot)
{
	struct snapshot *s = *snapshot;

	if (s == NULL)
		return;
	vocabulary_close(&s->vocabulary);
	thesaurus_close(&s->thesaurus);
	vectors_close(&s->code_vectors);
	vectors_close(&s->document_vectors);
	vectors_close(&s->line_vectors);
	postings_close(&s->line_postings);
	directory_close(&s->directory);
	free(s->codes);
	free(s->enterprises);
	free(s->documents);
	free(s->document_codes);
	free(s->lines);
	arena_close(&s->mem);
	free(s);
	*snapshot = NULL;
}

size_t snapshot_size(const struct snapshot *s)
{
	uint32_t terms = s->vocabulary->stems.count;

	return sizeof *s + vocabulary_size(s->vocabulary) + thesaurus_size(s->thesaurus) +
		vectors_size(&s->code_vectors, terms) +
		vectors_size(&s->document_vectors, 0) + vectors_size(&s->line_vectors, 0) +
		postings_size(&s->line_postings) + directory_size(s->directory) +
		s->code_count * sizeof *s->codes + s->enterprise_count * sizeof *s->enterprises +
		s->document_vectors.count * sizeof *s->documents +
		s->document_code_room * sizeof *s->document_codes +
		s->line_count * (sizeof *s->lines + sizeof(struct prepared));
}

uint64_t snapshot_order(const struct snapshot *snapshot, uint32_t enterprise)
{
	(void)snapshot;
	return (uint64_t)enterprise << 32 | UINT32_MAX;
}

unsigned snapshot_place(const struct snapshot *snapshot, const char *code)
{
	if (code == NULL)
		return NO_PLACE;
	for (unsigned i = 0; i < snapshot->place_count; i++)
		if (strcmp(snapshot->places[i].code, code) == 0)
			return i;
	return NO_PLACE;
}

/* ---- CPV ---- */

cpv_number cpv_number_of(const char *code)
{
	cpv_number number = 0;
	size_t digits = strspn(code, "0123456789");

	if (digits != 8)
		return 0;
	for (size_t i = 0; i < 8; i++)
		number = 10 * number + (cpv_number)(code[i] - '0');
	return number;
}

unsigned cpv_depth(cpv_number code)
{
	unsigned depth = 8;

	while (depth > 2 && code % 10 == 0) {
		code /= 10;
		depth--;
	}
	return depth;
}

unsigned cpv_common(cpv_number a, cpv_number b)
{
	unsigned common = 8;

	while (a != b) {
		a /= 10;
		b /= 10;
		common--;
	}
	return common;
}

const struct code_entry *snapshot_code(const struct snapshot *snapshot, cpv_number code)
{
	uint32_t low = 0, high = snapshot->code_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (snapshot->codes[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < snapshot->code_count && snapshot->codes[low].code == code ?
		&snapshot->codes[low] : NULL;
}

const struct code_entry *snapshot_group(const struct snapshot *snapshot, cpv_number code,
	unsigned digits)
{
	cpv_number unit = 1;

	for (unsigned depth = 8; depth >= digits; depth--, unit *= 10) {
		const struct code_entry *entry = snapshot_code(snapshot, code / unit * unit);
		if (entry != NULL)
			return entry;
	}
	return NULL;
}

const struct code_entry *snapshot_above(const struct snapshot *snapshot, const struct code_entry *entry)
{
	cpv_number unit = 1;
	unsigned depth = cpv_depth(entry->code);

	if (depth <= 2)
		return NULL;
	for (unsigned i = depth; i <= 8; i++)
		unit *= 10;
	return snapshot_group(snapshot, entry->code / unit * unit, 2);
}

/* ---- suppliers ---- */

struct supplier snapshot_supplier(const struct snapshot *snapshot, uint32_t enterprise)
{
	struct enterprise_entry entry = snapshot->enterprises[enterprise];

	return (struct supplier){
		.entry = entry,
		.documents = snapshot->documents + entry.documents.from,
		.vectors = snapshot->document_vectors.of + entry.documents.from,
		.terms = snapshot->document_vectors.terms,
		.codes = snapshot->document_codes,
	};
}
