/* SPDX-License-Identifier: MPL-2.0 */
/* What a search or a match reads here and there of a snapshot, kept in large pages. */
#include "lib/directory.h"
#include "lib/large.h"
#include "lib/snapshot_build.h"

static void keep_strings(const struct string_table *table)
{
	large_pages(table->bytes, table->bytes_used);
	large_pages(table->offsets, (table->count - table->first) * sizeof *table->offsets);
	large_pages(table->slots, table->slot_count * sizeof *table->slots);
}

void build_keep_large(const struct snapshot *s)
{
	const struct document_vectors *vectors = &s->document_vectors;
	const struct postings *postings = &s->directory->postings;

	large_pages(vectors->units, vectors->unit_count * sizeof *vectors->units);
	large_pages(vectors->of, vectors->count * sizeof *vectors->of);
	large_pages(s->documents, vectors->count * sizeof *s->documents);
	large_pages(s->enterprises, s->enterprise_count * sizeof *s->enterprises);
	large_pages(s->common_kinds.rows, (size_t)s->enterprise_count * COMMON_MOST);
	large_pages(postings->begins, (postings->terms + 1) * sizeof *postings->begins);
	large_pages(postings->lists, postings->begins[postings->terms] * sizeof *postings->lists);
	large_pages(s->vocabulary->terms, s->vocabulary->stems.count * sizeof *s->vocabulary->terms);
	keep_strings(&s->vocabulary->words);
	keep_strings(&s->vocabulary->stems);
}
