/* SPDX-License-Identifier: MPL-2.0 */
/* The enterprises of a snapshot: a document for the name and description, one for the pitch, one for each
 * offering, with the vector of its words and of the kinds of thing that it is about. */
#include <stdlib.h>
#include <string.h>

#include "lib/parallel.h"
#include "lib/snapshot_build.h"
#include "lib/text.h"
#include "lib/vectors.h"

/* Kinds of thing that an offering is, and codes of one, at most. */
#define KINDS_MOST 24
#define CODES_MOST 32

/* § 54 of the Procurement Act (udbudsloven): at least 30 % of the employed. */
#define RESERVED_SHARE 30

/* ---- enterprises ---- */

static struct place_set areas_read(const struct snapshot *s, const char *areas)
{
	struct place_set set = {0};

	for (areas += strspn(areas, " "); *areas != '\0'; areas += strspn(areas, " ")) {
		char area[32] = {0};
		size_t length = strcspn(areas, " ");
		memcpy(area, areas, length < sizeof area ? length : sizeof area - 1);
		areas += length;
		bool country = text_starts(area, "country:") || text_starts(area, AREAS_UNTOLD);
		const char *region = text_starts(area, "region:") ? area + 7 : "";
		const char *municipality = text_starts(area, "municipality:") ? area + 13 : "";
		for (unsigned i = 0; i < s->place_count; i++)
			if (country || strcmp(region, s->places[i].region_code) == 0 ||
				strcmp(municipality, s->places[i].code) == 0)
				place_set_add(&set, i);
	}
	return set;
}

static void document_codes_add(struct snapshot *s, struct document *document, cpv_number code)
{
	if (code == 0)
		return;
	if (s->document_code_count == s->document_code_room) {
		s->document_code_room = 2 * s->document_code_room + 64;
		s->document_codes =
			grow(s->document_codes, s->document_code_room, sizeof *s->document_codes);
	}
	s->document_codes[s->document_code_count++] = code;
	document->codes.count++;
}

/* Which kinds of thing it is, by its texts and its codes. */
static void add_kinds(const struct build *build, const struct document *document, size_t offering)
{
	struct snapshot *s = build->snapshot;
	struct topic_node kinds[KINDS_MOST];
	uint32_t given[CODES_MOST];
	size_t given_count = 0;

	for (uint32_t i = 0; i < document->codes.count && given_count < CODES_MOST; i++) {
		const struct code_entry *entry =
			snapshot_group(s, s->document_codes[document->codes.from + i], 2);
		if (entry != NULL)
			given[given_count++] = (uint32_t)(entry - s->codes);
	}
	topic_begin(build->topic);
	topic_noted(build->topic, build->topic_words, noted_of_offering(build->texts, offering, NOTED_TITLE),
		build_fields.topic_title, true);
	topic_noted(build->topic, build->topic_words, noted_of_offering(build->texts, offering, NOTED_TEXT),
		build_fields.topic_text, false);
	size_t count = topic_kinds(build->topic, given, given_count, kinds, KINDS_MOST);
	for (size_t i = 0; i < count; i++)
		vectors_add(&s->document_vectors, s->thesaurus->node_terms[kinds[i].node], kinds[i].weight);
}

static void add_offering(const struct build *build, uint32_t enterprise,
	const struct collection_offering *offering)
{
	struct snapshot *s = build->snapshot;
	struct vectors *into = &s->document_vectors;
	struct filling filling = {s->vocabulary, build->stems, into, build->documents, false};
	struct document *document = &s->documents[vectors_begin(into)];
	size_t number = (size_t)(offering - build->collection->offerings);

	*document = (struct document){
		.enterprise = enterprise,
		.kind = DOCUMENT_OFFERING,
		.product = offering->product,
		.capacity_dkk = offering->capacity_dkk,
		.lead_time_days = offering->lead_time_days,
		.codes = {s->document_code_count, 0},
		.delivers = areas_read(s, offering->areas),
		.untold = text_equal(offering->areas, AREAS_UNTOLD),
	};
	for (const char *codes = offering->cpv_codes; *codes != '\0';
		codes += strcspn(codes, " "), codes += strspn(codes, " "))
		document_codes_add(s, document, cpv_number_of(codes));
	fill_noted(&filling, noted_of_offering(build->texts, number, NOTED_TITLE), build_fields.title);
	fill_noted(&filling, noted_of_offering(build->texts, number, NOTED_TEXT), build_text_weight(offering->text));
	fill_counted(&filling);
	for (uint32_t i = 0; i < document->codes.count; i++)
		build_labels(s, into, s->document_codes[document->codes.from + i]);
	add_kinds(build, document, number);
	vectors_end(into);
	s->offering_count++;
}

static void add_presentation(const struct build *build, uint32_t number, unsigned place)
{
	struct snapshot *s = build->snapshot;
	struct vectors *into = &s->document_vectors;
	struct filling named = {s->vocabulary, build->stems, into, build->documents, true};
	struct filling pitched = {s->vocabulary, build->stems, into, build->documents, false};

	s->documents[vectors_begin(into)] =
		(struct document){.enterprise = number, .kind = DOCUMENT_NAME};
	fill_noted(&named, noted_of_enterprise(build->texts, number, NOTED_NAME), build_fields.name);
	fill_noted(&named, noted_of_enterprise(build->texts, number, NOTED_DESCRIPTION), build_fields.description);
	if (place != NO_PLACE)
		fill_text(&named, s->places[place].name, DANISH, build_fields.place);
	vectors_end(into);
	s->documents[vectors_begin(into)] =
		(struct document){.enterprise = number, .kind = DOCUMENT_PITCH};
	fill_noted(&pitched, noted_of_enterprise(build->texts, number, NOTED_PITCH), build_fields.pitch);
	fill_counted(&pitched);
}

static int by_enterprise(const void *a, const void *b)
{
	const struct collection_offering *left = *(const struct collection_offering *const *)a;
	const struct collection_offering *right = *(const struct collection_offering *const *)b;

	if (left->enterprise_id != right->enterprise_id)
		return left->enterprise_id < right->enterprise_id ? -1 : 1;
	return left < right ? -1 : left > right; /* they stand in one array */
}

static const struct collection_offering **sorted_offerings(const struct collection *c)
{
	const struct collection_offering **list = grow(NULL, c->offering_count, sizeof *list);

	for (size_t i = 0; i < c->offering_count; i++)
		list[i] = &c->offerings[i];
	qsort(list, c->offering_count, sizeof *list, by_enterprise);
	return list;
}

static size_t first_offering(const struct collection_offering *const *list, size_t count, int64_t id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list[middle]->enterprise_id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool may_take_reserved(const struct collection_enterprise *enterprise)
{
	return enterprise->employees > 0 && enterprise->employees_target_group >= 0 &&
		100 * enterprise->employees_target_group >= RESERVED_SHARE * enterprise->employees;
}

/* ---- all of them, on all cores ---- */

/* Enterprises of which it pays to make a part of the work. */
#define PART_LEAST 500

/* A part of the enterprises, made beside the others: what it makes stands in a snapshot of its own, that has all
 * else in common with the one that is built. */
struct worker {
	struct snapshot snapshot;
	uint32_t *documents;
	size_t from;
};

struct crew {
	const struct build *build;
	const struct collection_offering **offerings;
	struct worker workers[PARTS_OF_WORK_MOST];
};

static void add_enterprise(const struct build *build, const struct collection_offering *const *offerings,
	size_t i)
{
	struct snapshot *s = build->snapshot;
	const struct collection *c = build->collection;
	const struct collection_enterprise *enterprise = &c->enterprises[i];
	unsigned place = snapshot_place(s, enterprise->municipality_code);
	uint32_t from = s->document_vectors.count, number = (uint32_t)i;

	add_presentation(build, number, place);
	for (size_t o = first_offering(offerings, c->offering_count, enterprise->id);
		o < c->offering_count && offerings[o]->enterprise_id == enterprise->id; o++)
		add_offering(build, number, offerings[o]);
	s->enterprises[i] = (struct enterprise_entry){
		.id = enterprise->id,
		.place = (uint8_t)place,
		.rsv = enterprise->rsv,
		.may_take_reserved = may_take_reserved(enterprise),
		.documents = {from, s->document_vectors.count - from},
	};
}

static size_t offerings_of(const struct crew *crew, size_t from, size_t to)
{
	const struct collection *c = crew->build->collection;
	size_t count = 0;

	for (size_t i = from; i < to; i++) {
		int64_t id = c->enterprises[i].id;
		for (size_t o = first_offering(crew->offerings, c->offering_count, id);
			o < c->offering_count && crew->offerings[o]->enterprise_id == id; o++)
			count++;
	}
	return count;
}

static void work(void *context, size_t part, size_t from, size_t to)
{
	struct crew *crew = context;
	struct worker *worker = &crew->workers[part];
	struct snapshot *s = &worker->snapshot;
	const struct vocabulary *whole = crew->build->snapshot->vocabulary;
	uint32_t terms = whole->stems.count - whole->stems.first;
	OWNED(stems_close) struct stems *stems = stems_open();
	struct build build = *crew->build;

	worker->from = from;
	worker->documents = grow(NULL, terms, sizeof *worker->documents);
	memset(worker->documents, 0, terms * sizeof *worker->documents);
	build.documents = worker->documents;
	*s = *crew->build->snapshot;
	s->documents = grow(NULL, 2 * (to - from) + offerings_of(crew, from, to), sizeof *s->documents);
	build.snapshot = s;
	build.stems = stems;
	build.topic = topic_open(s->thesaurus, s->vocabulary, stems);
	for (size_t i = from; i < to; i++)
		add_enterprise(&build, crew->offerings, i);
	topic_close(&build.topic);
}

/* Puts what a worker made behind what is there. */
static void take_over(const struct build *build, struct worker *worker, size_t to)
{
	struct snapshot *s = build->snapshot, *part = &worker->snapshot;
	uint32_t documents = s->document_vectors.count, codes = s->document_code_count;

	for (uint32_t i = 0; i < part->document_vectors.count; i++) {
		s->documents[documents + i] = part->documents[i];
		s->documents[documents + i].codes.from += codes;
	}
	for (size_t i = worker->from; i < to; i++)
		s->enterprises[i].documents.from += documents;
	vectors_append(&s->document_vectors, &part->document_vectors);
	s->document_code_room = codes + part->document_code_count;
	s->document_codes = grow(s->document_codes, s->document_code_room, sizeof *s->document_codes);
	if (part->document_code_count > 0)
		memcpy(s->document_codes + codes, part->document_codes,
			part->document_code_count * sizeof *s->document_codes);
	s->document_code_count += part->document_code_count;
	s->offering_count += part->offering_count;
	for (uint32_t i = 0; i < s->vocabulary->stems.count - s->vocabulary->stems.first; i++)
		build->documents[i] += worker->documents[i];
	vectors_close(&part->document_vectors);
	free(part->documents);
	free(part->document_codes);
	free(worker->documents);
}

void build_enterprises(const struct build *build)
{
	struct snapshot *s = build->snapshot;
	const struct collection *c = build->collection;
	struct crew crew = {.build = build, .offerings = sorted_offerings(c)};
	size_t parts = parallel_parts(c->enterprise_count, PART_LEAST);

	s->enterprises = grow(NULL, c->enterprise_count, sizeof *s->enterprises);
	parallel_run(parts, c->enterprise_count, work, &crew);
	s->documents = grow(NULL, 2 * c->enterprise_count + c->offering_count, sizeof *s->documents);
	for (size_t i = 0; i < parts; i++)
		take_over(build, &crew.workers[i], i + 1 < parts ? crew.workers[i + 1].from : c->enterprise_count);
	s->enterprise_count = (uint32_t)c->enterprise_count;
	free(crew.offerings);
}
