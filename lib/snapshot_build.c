/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A snapshot is built in two rounds: all words are noted (noted.c), so that compounds can be
 * parted by them; then every document, line and code gets its vector. How much each field says is in the table here;
 * what that does to a score is in matching_score.c.
 */
#include "lib/snapshot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/demand.h"
#include "lib/directory.h"
#include "lib/parallel.h"
#include "lib/place_name.h"
#include "lib/snapshot_build.h"
#include "lib/snapshot_names.h"
#include "lib/text.h"
#include "lib/vectors.h"

/* How much a word in a field says, against a word in the title. */
const struct build_fields build_fields = {
	.title = 1.0F,
	.text = 0.75F,
	.pitch = 1.0F,          /* of the pitch's own document; its score counts less */
	.name = 1.0F,
	.description = 0.5F,
	.place = 0.5F,          /* of the seat, in the search */
	.label = 0.6F,          /* of a CPV code it has */
	.label_above = 0.25F,    /* of the groups above that code */
	.label_division = 0.2F,
	.buyer = 0.5F,
	.topic_title = 1.0F,    /* what an offering is about */
	.topic_text = 0.8F,
};

/* A text of more bytes than this says less by each of its words. */
#define TEXT_PLAIN 600

float build_text_weight(const char *text)
{
	size_t length = text == NULL ? 0 : strlen(text);

	if (length <= TEXT_PLAIN)
		return build_fields.text;
	return build_fields.text * (float)sqrt((double)TEXT_PLAIN / (double)length);
}

/* ---- places and codes ---- */

static void add_places(const struct build *build)
{
	struct snapshot *s = build->snapshot;
	const struct collection *c = build->collection;

	for (size_t i = 0; i < c->place_count && s->place_count < PLACES_MOST; i++) {
		struct place *place = &s->places[s->place_count];
		*place = (struct place){
			.code = arena_text(s->mem, c->places[i].code),
			.name = arena_text(s->mem, c->places[i].name),
			.key = place_name_key(s->mem, c->places[i].name),
			.region_code = arena_text(s->mem, c->places[i].region_code),
			.region_name = arena_text(s->mem, c->places[i].region_name),
		};
		while (!text_equal(s->places[place->region].region_code, place->region_code))
			place->region++;
		s->place_count++;
	}
	for (size_t i = 0; i < c->neighbour_count; i++) {
		unsigned a = snapshot_place(s, c->neighbours[i].code);
		unsigned b = snapshot_place(s, c->neighbours[i].neighbour_code);
		if (a != NO_PLACE && b != NO_PLACE) {
			place_set_add(&s->places[a].neighbours, b);
			place_set_add(&s->places[b].neighbours, a);
		}
	}
}

static void add_thesaurus(const struct build *build)
{
	struct snapshot *s = build->snapshot;
	const struct collection *c = build->collection;
	struct thesaurus_entry *entries = grow(NULL, c->code_count, sizeof *entries);
	struct thesaurus_pair *pairs = grow(NULL, c->cpv_neighbour_count, sizeof *pairs);

	for (size_t i = 0; i < c->code_count; i++) {
		entries[i] = (struct thesaurus_entry){.code = cpv_number_of(c->codes[i].code)};
		memcpy(entries[i].names, c->codes[i].names, sizeof entries[i].names);
		memcpy(entries[i].words, c->codes[i].words, sizeof entries[i].words);
	}
	for (size_t i = 0; i < c->cpv_neighbour_count; i++)
		pairs[i] = (struct thesaurus_pair){cpv_number_of(c->cpv_neighbours[i].code),
			cpv_number_of(c->cpv_neighbours[i].neighbour_code), c->cpv_neighbours[i].closeness};
	s->thesaurus = thesaurus_open(s->vocabulary, build->stems, entries, (uint32_t)c->code_count, pairs,
		c->cpv_neighbour_count);
	free(pairs);
	free(entries);
}

static const struct code_entry *code_above(const struct snapshot *s, cpv_number code)
{
	cpv_number unit = 1;
	unsigned depth = cpv_depth(code);

	if (depth <= 2)
		return NULL;
	for (unsigned i = depth; i <= 8; i++)
		unit *= 10;
	return snapshot_group(s, code / unit * unit, 2);
}

/* What has a code is described by its label, and less by those above it. */
static void add_labels(struct snapshot *s, struct term_set *into, const struct code_entry *entry)
{
	float weight = build_fields.label;

	term_set_clear(into);
	for (; entry != NULL; entry = entry->above, weight = build_fields.label_above) {
		struct span span = s->code_vectors.of[entry - s->codes];
		const weighted_term *terms = s->code_vectors.terms + span.from;
		if (cpv_depth(entry->code) <= 2)
			weight = build_fields.label_division;
		for (uint32_t i = 0; i < span.count; i++)
			term_set_add(into, weighted_number(terms[i]), weight_byte(weight * weighted_weight(terms[i])));
	}
	document_vectors_put(&s->code_labels, into, 0, 0); /* they have no kinds */
}

static void add_codes(const struct build *build)
{
	struct snapshot *s = build->snapshot;
	const struct collection *c = build->collection;
	struct filling filling = {s->vocabulary, build->stems, build->set, build->documents, true};

	if (c->code_count > NO_LABELS)
		abort();
	s->codes = grow(NULL, c->code_count, sizeof *s->codes);
	for (size_t i = 0; i < c->code_count; i++) {
		struct code_entry *entry = &s->codes[s->code_count++];
		entry->code = cpv_number_of(c->codes[i].code);
		term_set_clear(build->set);
		for (int language = 0; language < LANGUAGES; language++) {
			entry->names[language] = arena_text(s->mem, c->codes[i].names[language]);
			fill_text(&filling, entry->names[language], (enum language)language, 1.0F);
		}
		fill_counted(&filling);
		vectors_put(&s->code_vectors, build->set);
	}
	for (uint32_t i = 0; i < s->code_count; i++)
		s->codes[i].above = code_above(s, s->codes[i].code);
	for (uint32_t i = 0; i < s->code_count; i++)
		add_labels(s, build->set, &s->codes[i]);
	document_vectors_trim(&s->code_labels);
}

uint16_t build_labels_of(const struct snapshot *s, cpv_number code)
{
	const struct code_entry *entry = snapshot_group(s, code, 2);

	return entry == NULL ? NO_LABELS : (uint16_t)(entry - s->codes);
}

void build_labels(const struct snapshot *s, struct term_set *into, uint16_t labels)
{
	uint32_t term = BEFORE_WORDS;

	if (labels == NO_LABELS)
		return;
	struct document_terms words = document_words(s->code_labels.units, s->code_labels.of[labels]);
	for (uint32_t i = 0; i < words.count; i++) {
		term = document_word(term, words.numbers[i]);
		term_set_add(into, term, words.weights[i]); /* it keeps none of no weight */
	}
}

/* ---- lines ---- */

static void add_lines(const struct build *build)
{
	struct snapshot *s = build->snapshot;
	const struct collection *c = build->collection;
	struct filling filling = {s->vocabulary, build->stems, build->set, build->documents, true};

	s->lines = grow(NULL, c->line_count, sizeof *s->lines);
	for (size_t i = 0; i < c->line_count; i++) {
		const struct collection_line *line = &c->lines[i];
		const struct demand *demand = &line->demand;
		s->lines[s->line_count++] = (struct line_entry){
			.id = line->id,
			.place = (uint8_t)snapshot_place(s, demand->municipality_code),
			.reserved = demand->reserved,
			.in_tender = line->in_tender,
			.dialogue_ends = line->dialogue_ends,
		};
		term_set_clear(build->set);
		fill_text(&filling, demand->title, demand->language, build_fields.title);
		fill_text(&filling, demand->text, demand->language, build_text_weight(demand->text));
		fill_counted(&filling);
		fill_text(&filling, line->buyer_name, DANISH, build_fields.buyer);
		for (size_t k = 0; k < demand->cpv_count; k++)
			build_labels(s, build->set, build_labels_of(s, cpv_number_of(demand->cpv[k])));
		vectors_put(&s->line_vectors, build->set);
	}
}

/* Lines of which it pays to make a part of the work. */
#define LINES_LEAST 50

static void close_arena(void *arena)
{
	struct arena *mem = arena;

	arena_close(&mem);
}

struct preparing {
	const struct build *build;
	struct arena *mem[PARTS_OF_WORK_MOST];
};

static void prepare_part(void *context, size_t part, size_t from, size_t to)
{
	const struct preparing *preparing = context;
	struct snapshot *s = preparing->build->snapshot;
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(s);

	for (size_t i = from; i < to; i++) {
		struct prepared *prepared = arena_alloc(preparing->mem[part], sizeof *prepared);
		demand_prepare(s, topic.topic, preparing->mem[part],
			&preparing->build->collection->lines[i].demand, prepared);
		s->lines[i].prepared = prepared;
	}
}

/* When every term is weighed. What is prepared lives as long as the snapshot. */
static void prepare_lines(const struct build *build)
{
	struct preparing preparing = {.build = build};
	size_t count = build->snapshot->line_count, parts = parallel_parts(count, LINES_LEAST);

	if (count == 0)
		return;
	preparing.mem[0] = build->snapshot->mem;
	for (size_t i = 1; i < parts; i++) {
		preparing.mem[i] = arena_open();
		arena_defer(build->snapshot->mem, close_arena, preparing.mem[i]);
	}
	parallel_run(parts, count, prepare_part, &preparing);
}

/* ---- by id ---- */

static int by_id(const void *a, const void *b)
{
	const struct numbered *left = a, *right = b;

	return (left->id > right->id) - (left->id < right->id);
}

uint32_t *build_numbers(struct numbered *list, uint32_t count)
{
	uint32_t *numbers = grow(NULL, count, sizeof *numbers), ascending = 1;

	while (ascending < count && list[ascending - 1].id <= list[ascending].id)
		ascending++;
	if (ascending < count)
		qsort(list, count, sizeof *list, by_id);
	for (uint32_t i = 0; i < count; i++)
		numbers[i] = list[i].number;
	return numbers;
}

static void number_lines(struct snapshot *s)
{
	struct numbered *lines = grow(NULL, s->line_count, sizeof *lines);

	for (uint32_t i = 0; i < s->line_count; i++)
		lines[i] = (struct numbered){s->lines[i].id, i};
	s->lines_by_id = build_numbers(lines, s->line_count);
	free(lines);
}

/* ---- all of it ---- */

void build_things(struct build *build)
{
	struct snapshot *s = build->snapshot;
	uint32_t terms = s->vocabulary->stems.count, own = terms - s->vocabulary->stems.first;

	vocabulary_trim(s->vocabulary);
	build->documents = grow(NULL, own, sizeof *build->documents);
	memset(build->documents, 0, own * sizeof *build->documents);
	OWNED(term_set_close) struct term_set set = term_set_open(terms);
	build->set = &set;
	if (s->below == NULL)
		add_codes(build);
	build->topic_words = topic_words_open(s->thesaurus, s->vocabulary);
	build_enterprises(build);
	add_lines(build);
	for (uint32_t i = 0; i < own; i++)
		s->vocabulary->terms[i].documents = (build->documents[i] < TERM_DOCUMENTS_MOST ?
			build->documents[i] : TERM_DOCUMENTS_MOST) & TERM_DOCUMENTS_MOST;
	free(build->documents);
	vocabulary_weigh(s->vocabulary, s->below != NULL ? s->vocabulary->documents :
		s->offering_count + s->enterprise_count + s->line_count + s->code_count);
	if (s->below == NULL)
		vectors_post(&s->code_vectors, terms);
	s->line_postings = vectors_postings(&s->line_vectors, terms);
	s->directory = directory_open(s, build->postings);
	common_kinds_open(&s->common_kinds, s);
	prepare_lines(build);
	number_lines(s);
	if (s->below == NULL) /* else they are those of the one below */
		vectors_trim(&s->code_vectors);
	vectors_trim(&s->line_vectors);
	s->all_enterprises = s->enterprise_count;
	s->all_offerings = s->offering_count;
	s->all_lines = s->line_count;
	s->all = grow(NULL, 1, sizeof *s->all);
	*s->all = s->directory->all;
}

struct snapshot *snapshot_open(const struct collection *collection)
{
	OWNED(stems_close) struct stems *stems = stems_open();
	struct snapshot *s = grow(NULL, 1, sizeof *s);
	struct build build = {.snapshot = s, .collection = collection, .stems = stems};

	*s = (struct snapshot){.mem = arena_open(), .revision = collection->revision,
		.unlisted = collection->unlisted, .name = collection->name, .holders = 1,
		.vocabulary = vocabulary_open()};
	weights_read(collection->weights, s->weights);
	build.texts = noted_texts_open(s->vocabulary, collection);
	vocabulary_settle(s->vocabulary, stems);
	add_places(&build);
	add_thesaurus(&build);
	s->names = name_order_open(collection);
	build_things(&build);
	build_keep_large(s);
	return s;
}
