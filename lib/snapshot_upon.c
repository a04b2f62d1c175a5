/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A small snapshot upon a large one: what changed since, in its own numbers, and who below is left out. One that is
 * read by itself, to see what it would match, is the same with nobody left out.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/directory.h"
#include "lib/snapshot_build.h"
#include "lib/snapshot_names.h"

static struct snapshot *build_upon(struct snapshot *below, const struct collection *changes)
{
	OWNED(stems_close) struct stems *stems = stems_open();
	struct snapshot *s = grow(NULL, 1, sizeof *s);
	struct build build = {.snapshot = s, .collection = changes, .stems = stems};

	*s = (struct snapshot){.mem = arena_open(), .revision = changes->revision,
		.unlisted = changes->unlisted, .holders = 1, .below = below,
		.changes = changes->changed_enterprise_count + changes->changed_line_count,
		.vocabulary = vocabulary_upon(below->vocabulary),
		.place_count = below->place_count, .codes = below->codes, .code_count = below->code_count,
		.thesaurus = below->thesaurus, .code_vectors = below->code_vectors,
		.code_labels = below->code_labels};
	memcpy(s->places, below->places, sizeof s->places);
	memcpy(s->weights, below->weights, sizeof s->weights);
	build.texts = noted_texts_open(s->vocabulary, changes);
	vocabulary_settle(s->vocabulary, stems);
	build_things(&build);
	return s;
}

/* Each enterprise of this part among those below. */
static void add_orders(struct snapshot *s, const struct collection *changes)
{
	s->orders = grow(NULL, s->enterprise_count, sizeof *s->orders);
	for (uint32_t i = 0; i < s->enterprise_count; i++)
		s->orders[i] =
			(uint64_t)name_order_before(s->below, &changes->enterprises[i]) << 32 | i;
}

static uint64_t *no_bits(uint32_t count)
{
	uint64_t *bits = grow(NULL, BITS_WORDS(count), sizeof *bits);

	memset(bits, 0, BITS_WORDS(count) * sizeof *bits);
	return bits;
}

static void leave_out_changed(struct snapshot *s, const struct collection *changes)
{
	const struct snapshot *below = s->below;
	uint32_t number;

	s->enterprises_gone = no_bits(below->enterprise_count);
	s->lines_gone = no_bits(below->line_count);
	s->all_enterprises += below->enterprise_count;
	s->all_offerings += below->offering_count;
	s->all_lines += below->line_count;
	for (size_t i = 0; i < changes->changed_enterprise_count; i++)
		if (snapshot_enterprise(below, changes->changed_enterprises[i], &number) &&
			!bit_has(s->enterprises_gone, number)) {
			bit_add(s->enterprises_gone, number);
			s->all_enterprises--;
			/* its pitch is a document, too */
			s->all_offerings -= below->enterprises[number].documents.count - 1;
		}
	for (size_t i = 0; i < changes->changed_line_count; i++)
		if (snapshot_line(below, changes->changed_lines[i], &number) &&
			!bit_has(s->lines_gone, number)) {
			bit_add(s->lines_gone, number);
			s->all_lines--;
		}
}

/* The tally of all, of whom some are left out. */
static void count_all(struct snapshot *s)
{
	struct tally gone = {0};

	for (uint32_t i = 0; i < s->below->enterprise_count; i++)
		if (bit_has(s->enterprises_gone, i))
			directory_count(s->below, i, &gone);
	tally_add(s->all, s->below->all);
	tally_take(s->all, &gone);
}

struct snapshot *snapshot_upon(struct snapshot *below, const struct collection *changes)
{
	struct snapshot *s = build_upon(below, changes);

	below->holders++;
	add_orders(s, changes);
	leave_out_changed(s, changes);
	count_all(s);
	return s;
}

static void close_stranger(void *stranger)
{
	struct snapshot *s = stranger;

	snapshot_close(&s);
}

struct supplier snapshot_stranger(const struct snapshot *snapshot, struct arena *mem,
	const struct collection *collection)
{
	/* It reads what is below while it is made, and does not keep it. */
	struct snapshot *below = arena_copy(mem, snapshot, sizeof *snapshot);
	struct snapshot *one = build_upon(below, collection);

	one->below = NULL;
	one->borrows = true;
	arena_defer(mem, close_stranger, one);
	return snapshot_supplier(one, 0);
}
