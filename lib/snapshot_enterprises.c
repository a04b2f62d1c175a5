/* SPDX-License-Identifier: MPL-2.0 */
/* The enterprises of a snapshot: a document for the pitch and one for each offering, with the vector of its words
 * and of the kinds of thing that it is about. */
#include <stdlib.h>
#include <string.h>

#include "lib/called.h"
#include "lib/distinct.h"
#include "lib/parallel.h"
#include "lib/snapshot_build.h"
#include "lib/snapshot_places.h"
#include "lib/text.h"
#include "lib/vectors.h"

/* Kinds of thing that an offering is, at most: who does many trades is many. What it is hardly about is left out, so that
 * who does one thing has no more than a dozen or two. */
#define KINDS_MOST 40
#define KIND_LEAST 0.05F
/* Codes of one, at most. */
#define CODES_MOST 32

/* § 54 of the Procurement Act (udbudsloven): at least 30 % of the employed. */
#define RESERVED_SHARE 30

/* A part of the enterprises, made beside the others. What it makes that others must not write stands in a snapshot of
 * its own, which has all else in common with the one that is built. */
struct worker {
	struct build build;
	struct snapshot snapshot;
	struct known_places *places;
	struct term_set set, all; /* of the document, and of all that the enterprise has */
	struct posting_pairs pairs;
	uint32_t first_document;
	size_t from;
};

/* The offerings of each enterprise, in the collection's order. */
struct offered {
	uint32_t *ends; /* by enterprise, into numbers */
	uint32_t *numbers;
};

struct crew {
	const struct build *build;
	struct offered offered;
	called_key *names; /* by enterprise */
	struct worker workers[PARTS_OF_WORK_MOST];
};

/* ---- documents ---- */

static uint32_t next_document(const struct worker *worker)
{
	return worker->first_document + worker->snapshot.document_vectors.count;
}

/* The set is a document of the enterprise. */
static void put_document(struct worker *worker)
{
	const struct thesaurus *thesaurus = worker->snapshot.thesaurus;

	document_vectors_put(&worker->snapshot.document_vectors, &worker->set, thesaurus->node_terms_begin,
		thesaurus->node_terms_end);
	for (uint32_t i = 0; i < worker->set.count; i++) {
		if (i + TERMS_AHEAD < worker->set.count)
			term_set_fetch(&worker->all, worker->set.terms[i + TERMS_AHEAD]);
		term_set_add(&worker->all, worker->set.terms[i], worker->set.weights[worker->set.terms[i]]);
	}
	term_set_clear(&worker->set);
}

static void grow_codes(struct snapshot *s)
{
	s->document_codes = grow(s->document_codes, s->document_code_room, sizeof *s->document_codes);
	s->document_labels = grow(s->document_labels, s->document_code_room, sizeof *s->document_labels);
}

static void document_codes_add(struct snapshot *s, struct document *document, cpv_number code)
{
	if (code == 0 || document->code_count == DOCUMENT_CODES_MOST)
		return;
	if (s->document_code_count == s->document_code_room) {
		s->document_code_room = 2 * s->document_code_room + 64;
		grow_codes(s);
	}
	s->document_labels[s->document_code_count] = build_labels_of(s, code);
	s->document_codes[s->document_code_count++] = code;
	document->code_count++;
}

static void read_codes(struct snapshot *s, struct document *document, const char *codes)
{
	document->first_code = s->document_code_count;
	for (; *codes != '\0'; codes += strcspn(codes, " "), codes += strspn(codes, " "))
		document_codes_add(s, document, cpv_number_of(codes));
}

/* What its codes are called, and which kinds of thing it is, by its texts and its codes. */
static void add_kinds(struct worker *worker, const struct document *document, uint32_t offering)
{
	const struct build *build = &worker->build;
	const struct snapshot *s = &worker->snapshot;
	struct topic_node kinds[KINDS_MOST];
	uint32_t given[CODES_MOST];
	size_t given_count = 0;

	for (uint32_t i = 0; i < document->code_count; i++) {
		uint16_t labels = s->document_labels[document->first_code + i];
		build_labels(s, &worker->all, labels);
		if (labels != NO_LABELS && given_count < CODES_MOST)
			given[given_count++] = labels;
	}
	topic_begin(build->topic);
	topic_noted(build->topic, build->topic_words, noted_of_offering(build->texts, offering, NOTED_TITLE),
		build_fields.topic_title, true);
	topic_noted(build->topic, build->topic_words, noted_of_offering(build->texts, offering, NOTED_TEXT),
		build_fields.topic_text, false);
	size_t count = topic_kinds(build->topic, given, given_count, false, kinds, KINDS_MOST);
	for (size_t i = 0; i < count && kinds[i].weight >= KIND_LEAST; i++)
		term_set_add(&worker->set, s->thesaurus->node_terms[kinds[i].node], weight_byte(kinds[i].weight));
}

static uint32_t kept_capacity(int64_t capacity_dkk)
{
	if (capacity_dkk < 0)
		return CAPACITY_UNTOLD;
	if (capacity_dkk < CAPACITY_THOUSANDS)
		return (uint32_t)capacity_dkk;
	int64_t thousands = capacity_dkk / 1000, most = CAPACITY_UNTOLD - CAPACITY_THOUSANDS - 1;
	return CAPACITY_THOUSANDS + (uint32_t)(thousands < most ? thousands : most);
}

static void add_offering(struct worker *worker, uint32_t number)
{
	const struct build *build = &worker->build;
	struct snapshot *s = &worker->snapshot;
	const struct collection_offering *offering = &build->collection->offerings[number];
	struct filling filling = {s->vocabulary, build->stems, &worker->set, build->documents, false};
	struct document *document = &s->documents[next_document(worker)];

	*document = (struct document){
		.kind = DOCUMENT_OFFERING,
		.product = offering->product,
		.capacity = kept_capacity(offering->capacity_dkk),
		.lead_time_days = (int16_t)(offering->lead_time_days < INT16_MAX ? offering->lead_time_days : INT16_MAX),
		.area = known_areas_read(worker->places, offering->areas) & DOCUMENT_AREAS_MOST,
		.untold = text_equal(offering->areas, AREAS_UNTOLD),
	};
	read_codes(s, document, offering->cpv_codes);
	fill_noted(&filling, noted_of_offering(build->texts, number, NOTED_TITLE), build_fields.title);
	fill_noted(&filling, noted_of_offering(build->texts, number, NOTED_TEXT), build_text_weight(offering->text));
	fill_counted(&filling);
	add_kinds(worker, document, number);
	put_document(worker);
	s->offering_count++;
}

static void add_presentation(struct worker *worker, uint32_t number, unsigned place)
{
	const struct build *build = &worker->build;
	struct snapshot *s = &worker->snapshot;
	struct filling named = {s->vocabulary, build->stems, &worker->all, build->documents, true};
	struct filling pitched = {s->vocabulary, build->stems, &worker->set, build->documents, false};

	/* Its name and description are found in the search, and read nowhere else: they have no vector. */
	fill_noted(&named, noted_of_enterprise(build->texts, number, NOTED_NAME), build_fields.name);
	fill_noted(&named, noted_of_enterprise(build->texts, number, NOTED_DESCRIPTION), build_fields.description);
	if (place != NO_PLACE)
		fill_text(&named, s->places[place].name, DANISH, build_fields.place);
	s->documents[next_document(worker)] = (struct document){.kind = DOCUMENT_PITCH};
	fill_noted(&pitched, noted_of_enterprise(build->texts, number, NOTED_PITCH), build_fields.pitch);
	fill_counted(&pitched);
	put_document(worker);
}

/* ---- enterprises ---- */

static bool may_take_reserved(const struct collection_enterprise *enterprise)
{
	return enterprise->employees > 0 && enterprise->employees_target_group >= 0 &&
		100 * enterprise->employees_target_group >= RESERVED_SHARE * enterprise->employees;
}

static void add_enterprise(struct worker *worker, const struct offered *offered, size_t i)
{
	struct snapshot *s = &worker->snapshot;
	const struct collection_enterprise *enterprise = &worker->build.collection->enterprises[i];
	unsigned place = known_place(worker->places, enterprise->municipality_code);
	uint32_t from = next_document(worker), number = (uint32_t)i;

	add_presentation(worker, number, place);
	for (uint32_t o = i == 0 ? 0 : offered->ends[i - 1]; o < offered->ends[i]; o++)
		add_offering(worker, offered->numbers[o]);
	s->enterprises[i] = (struct enterprise_entry){
		.id = enterprise->id,
		.place = (uint8_t)place,
		.rsv = enterprise->rsv,
		.may_take_reserved = may_take_reserved(enterprise),
		.documents = {from, next_document(worker) - from},
	};
	for (uint32_t k = 0; k < worker->all.count; k++) {
		if (k + TERMS_AHEAD < worker->all.count)
			pairs_fetch(&worker->pairs, worker->all.terms[k + TERMS_AHEAD]);
		pairs_add(&worker->pairs, worker->all.terms[k], worker->all.weights[worker->all.terms[k]]);
	}
	pairs_next(&worker->pairs);
	term_set_clear(&worker->all);
}

/* ---- who offers what ---- */

/* The enterprises by their ids, which they have before all else. */
static void number_enterprises(struct snapshot *s, const struct collection *c)
{
	struct numbered *list = grow(NULL, c->enterprise_count, sizeof *list);

	s->enterprise_count = (uint32_t)c->enterprise_count;
	s->enterprises = grow(NULL, c->enterprise_count, sizeof *s->enterprises);
	for (uint32_t i = 0; i < s->enterprise_count; i++) {
		s->enterprises[i].id = c->enterprises[i].id;
		list[i] = (struct numbered){c->enterprises[i].id, i};
	}
	s->enterprises_by_id = build_numbers(list, s->enterprise_count);
	free(list);
}

/* Made by counting. An offering of nobody that is there is passed over. */
static struct offered offered_open(const struct snapshot *s, const struct collection *c)
{
	uint32_t *whose = grow(NULL, c->offering_count, sizeof *whose), all = 0;
	struct offered offered = {.ends = calloc(c->enterprise_count + 1, sizeof *offered.ends),
		.numbers = grow(NULL, c->offering_count, sizeof *offered.numbers)};

	if (offered.ends == NULL)
		abort();
	for (size_t i = 0; i < c->offering_count; i++) {
		if (i > 0 && c->offerings[i].enterprise_id == c->offerings[i - 1].enterprise_id)
			whose[i] = whose[i - 1];
		else if (!snapshot_enterprise(s, c->offerings[i].enterprise_id, &whose[i]))
			whose[i] = s->enterprise_count;
		offered.ends[whose[i]]++;
	}
	for (uint32_t i = 0; i < s->enterprise_count; i++) { /* where each begins; it ends there when it is filled */
		uint32_t count = offered.ends[i];
		offered.ends[i] = all;
		all += count;
	}
	for (size_t i = 0; i < c->offering_count; i++)
		if (whose[i] < s->enterprise_count)
			offered.numbers[offered.ends[whose[i]]++] = (uint32_t)i;
	free(whose);
	return offered;
}

/* ---- all of them, on all cores ---- */

/* Enterprises of which it pays to make a part of the work. */
#define PART_LEAST 500

static void worker_begin(struct worker *worker, const struct crew *crew, size_t from, size_t to)
{
	const struct snapshot *whole = crew->build->snapshot;
	uint32_t terms = whole->vocabulary->stems.count;

	worker->build = *crew->build;
	worker->snapshot = *whole;
	worker->places = known_places_open(whole);
	worker->set = term_set_open(terms);
	worker->all = term_set_open(terms);
	pairs_begin(&worker->pairs, terms, (uint32_t)(to - from));
	worker->from = from;
	worker->first_document = (uint32_t)from + (from == 0 ? 0 : crew->offered.ends[from - 1]);
	worker->build.documents = calloc(terms - whole->vocabulary->stems.first + 1, sizeof(uint32_t));
	if (worker->build.documents == NULL)
		abort();
}

static void work(void *context, size_t part, size_t from, size_t to)
{
	struct crew *crew = context;
	struct worker *worker = &crew->workers[part];
	OWNED(stems_close) struct stems *stems = stems_open();

	worker_begin(worker, crew, from, to);
	worker->build.stems = stems;
	worker->build.topic = topic_open(worker->snapshot.thesaurus, worker->snapshot.vocabulary, stems);
	for (size_t i = from; i < to; i++) {
		add_enterprise(worker, &crew->offered, i);
		crew->names[i] = called_by_noted(worker->snapshot.vocabulary,
			noted_of_enterprise(worker->build.texts, i, NOTED_NAME));
	}
	topic_close(&worker->build.topic);
	worker->snapshot.areas = known_areas_end(worker->places, &worker->snapshot.area_count);
	known_places_close(&worker->places);
	term_set_close(&worker->set);
	term_set_close(&worker->all);
}

/* Puts what a worker made behind what is there. */
static void take_over(const struct build *build, struct worker *worker, struct distinct *areas)
{
	struct snapshot *s = build->snapshot, *part = &worker->snapshot;
	uint32_t codes = s->document_code_count, *numbers = grow(NULL, part->area_count, sizeof *numbers);

	for (uint32_t i = 0; i < part->area_count; i++)
		numbers[i] = distinct_number(areas, &part->areas[i]);
	for (uint32_t i = 0; i < part->document_vectors.count; i++) {
		struct document *document = &s->documents[worker->first_document + i];
		document->first_code += codes;
		if (document->kind == DOCUMENT_OFFERING)
			document->area = numbers[document->area] & DOCUMENT_AREAS_MOST;
	}
	free(numbers);
	free(part->areas);
	document_vectors_append(&s->document_vectors, &part->document_vectors);
	s->document_code_room = codes + part->document_code_count;
	grow_codes(s);
	if (part->document_code_count > 0) {
		memcpy(s->document_codes + codes, part->document_codes,
			part->document_code_count * sizeof *s->document_codes);
		memcpy(s->document_labels + codes, part->document_labels,
			part->document_code_count * sizeof *s->document_labels);
	}
	s->document_code_count += part->document_code_count;
	s->offering_count += part->offering_count;
	for (uint32_t i = 0; i < s->vocabulary->stems.count - s->vocabulary->stems.first; i++)
		build->documents[i] += worker->build.documents[i];
	free(part->document_codes);
	free(part->document_labels);
	free(worker->build.documents);
}

void build_enterprises(struct build *build)
{
	struct snapshot *s = build->snapshot;
	const struct collection *c = build->collection;
	struct crew crew = {.build = build};
	struct posting_pairs pairs[PARTS_OF_WORK_MOST];
	size_t parts = parallel_parts(c->enterprise_count, PART_LEAST);
	struct distinct areas = distinct_begin(sizeof(struct place_set));

	number_enterprises(s, c);
	crew.offered = offered_open(s, c);
	crew.names = grow(NULL, c->enterprise_count, sizeof *crew.names);
	s->documents = grow(NULL, c->enterprise_count + c->offering_count, sizeof *s->documents);
	parallel_run(parts, c->enterprise_count, work, &crew);
	/* What follows takes as much memory as the texts did, which are read no more. */
	topic_words_close(&build->topic_words);
	noted_texts_close(&build->texts);
	for (size_t i = 0; i < parts; i++) {
		take_over(build, &crew.workers[i], &areas);
		pairs[i] = crew.workers[i].pairs;
	}
	s->area_count = areas.count;
	s->areas = distinct_end(&areas);
	document_vectors_trim(&s->document_vectors);
	free(crew.offered.ends);
	free(crew.offered.numbers);
	s->called = called_open(c, crew.names);
	free(crew.names);
	build->postings = pairs_end(pairs, parts);
}
