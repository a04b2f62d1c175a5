/* SPDX-License-Identifier: MPL-2.0 */
/* What readers ask a snapshot; how it is built is in snapshot_build.c. */
#include "lib/snapshot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/called.h"
#include "lib/text.h"
#include "lib/demand.h"
#include "lib/directory.h"
#include "lib/index_file.h"
#include "lib/snapshot_names.h"
#include "lib/vectors.h"

/* What one that stands upon another has borrowed. */
static void close_reference(struct snapshot *s)
{
	thesaurus_close(&s->thesaurus);
	vectors_close(&s->code_vectors);
	document_vectors_close(&s->code_labels);
	free(s->codes);
	name_order_close(&s->names);
}

void snapshot_close(struct snapshot **snapshot)
{
	struct snapshot *s = *snapshot;

	*snapshot = NULL;
	if (s == NULL || --s->holders > 0)
		return;
	index_file_forget(s->file);
	vocabulary_close(&s->vocabulary);
	if (s->below == NULL && !s->borrows)
		close_reference(s);
	snapshot_close(&s->below);
	free(s->enterprises_gone);
	free(s->lines_gone);
	free(s->enterprises_by_id);
	free(s->lines_by_id);
	free(s->orders);
	free(s->all);
	document_vectors_close(&s->document_vectors);
	vectors_close(&s->line_vectors);
	postings_close(&s->line_postings);
	directory_close(&s->directory);
	called_close(&s->called);
	common_kinds_close(&s->common_kinds);
	free(s->enterprises);
	free(s->documents);
	free(s->document_codes);
	free(s->document_labels);
	free(s->areas);
	free(s->lines);
	arena_close(&s->mem);
	index_file_close(&s->file);
	free(s);
}

size_t snapshot_size(const struct snapshot *s)
{
	size_t size = sizeof *s + vocabulary_size(s->vocabulary) + document_vectors_size(&s->document_vectors) +
		vectors_size(&s->line_vectors) + postings_size(&s->line_postings) +
		directory_size(s->directory) + called_size(s->called) +
		s->enterprise_count *
			(sizeof *s->enterprises + sizeof *s->enterprises_by_id + COMMON_MOST + 1) +
		s->document_vectors.count * sizeof *s->documents +
		s->document_code_room * (sizeof *s->document_codes + sizeof *s->document_labels) + s->area_count * sizeof *s->areas +
		s->line_count * (sizeof *s->lines + sizeof *s->lines_by_id + sizeof(struct prepared));

	if (s->below != NULL)
		return size + BITS_WORDS(s->below->enterprise_count) * sizeof(uint64_t) +
			BITS_WORDS(s->below->line_count) * sizeof(uint64_t) + snapshot_size(s->below);
	return size + thesaurus_size(s->thesaurus) + vectors_size(&s->code_vectors) +
		document_vectors_size(&s->code_labels) +
		s->code_count * sizeof *s->codes + name_order_size(s->names);
}

uint64_t snapshot_order(const struct snapshot *snapshot, uint32_t enterprise)
{
	if (snapshot->orders != NULL)
		return snapshot->orders[enterprise];
	return (uint64_t)enterprise << 32 | UINT32_MAX;
}

uint64_t snapshot_line_order(const struct line_entry *line)
{
	uint64_t ends = line->dialogue_ends == NO_DAY ? UINT32_MAX :
		(uint32_t)((int64_t)line->dialogue_ends + 0x40000000);

	return ends << 32 | (uint32_t)line->id;
}

/* ---- by id ---- */

bool snapshot_enterprise(const struct snapshot *s, int64_t id, uint32_t *number)
{
	uint32_t low = 0, high = s->enterprise_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (s->enterprises[s->enterprises_by_id[middle]].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == s->enterprise_count || s->enterprises[s->enterprises_by_id[low]].id != id)
		return false;
	*number = s->enterprises_by_id[low];
	return true;
}

bool snapshot_line(const struct snapshot *s, int64_t id, uint32_t *number)
{
	uint32_t low = 0, high = s->line_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (s->lines[s->lines_by_id[middle]].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == s->line_count || s->lines[s->lines_by_id[low]].id != id)
		return false;
	*number = s->lines_by_id[low];
	return true;
}

const struct snapshot *snapshot_find_enterprise(const struct snapshot *s, int64_t id, uint32_t *number)
{
	for (const uint64_t *gone = NULL; s != NULL; gone = s->enterprises_gone, s = s->below)
		if (snapshot_enterprise(s, id, number))
			return gone != NULL && bit_has(gone, *number) ? NULL : s;
	return NULL;
}

const struct snapshot *snapshot_find_line(const struct snapshot *s, int64_t id, uint32_t *number)
{
	for (const uint64_t *gone = NULL; s != NULL; gone = s->lines_gone, s = s->below)
		if (snapshot_line(s, id, number))
			return gone != NULL && bit_has(gone, *number) ? NULL : s;
	return NULL;
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

double codes_closeness(cpv_number code, const cpv_number *codes, size_t count)
{
	static const unsigned digits[LEVELS] = {2, 3, 4, 5, 8};
	double nearest = 0.0;

	for (size_t i = 0; i < count; i++) {
		unsigned common = cpv_common(code, codes[i]);
		if (common >= cpv_depth(code))
			return 1.0;
		for (int level = 0; level < LEVELS && digits[level] <= common; level++)
			nearest = fmax(nearest, level_closeness((enum node_level)level));
	}
	return nearest;
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

/* ---- suppliers ---- */

struct supplier snapshot_supplier(const struct snapshot *snapshot, uint32_t enterprise)
{
	struct enterprise_entry entry = snapshot->enterprises[enterprise];

	return (struct supplier){
		.entry = entry,
		.documents = snapshot->documents + entry.documents.from,
		.vectors = snapshot->document_vectors.of + entry.documents.from,
		.units = snapshot->document_vectors.units,
		.codes = snapshot->document_codes,
		.labels = snapshot->document_labels,
		.code_labels = &snapshot->code_labels,
		.areas = snapshot->areas,
	};
}
