/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Matching: candidates, scores, and the list. Candidates for a demand are the enterprises that share
 * a telling word or a CPV group with it; each is then scored by the formula (matching_score.c). The
 * other way round, for one enterprise, every open line is scored.
 */
#include "lib/matching.h"

#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/directory.h"
#include "lib/matching_score.h"
#include "lib/plan_line.h"
#include "lib/reading.h"

/* ---- lists ---- */

struct found {
	struct score score;
	const struct snapshot *part;
	uint32_t number; /* of the enterprise or the line, in its part */
	uint64_t order;
};

struct found_list {
	struct found *at;
	size_t count, room;
};

static void found_add(struct found_list *list, const struct found *found)
{
	if (list->count == list->room) {
		list->room = 2 * list->room + 64;
		list->at = grow(list->at, list->room, sizeof *list->at);
	}
	list->at[list->count++] = *found;
}

static void found_close(struct found_list *list)
{
	free(list->at);
}

static int best_first(const void *a, const void *b)
{
	const struct found *left = a, *right = b;

	if (left->score.total != right->score.total)
		return left->score.total < right->score.total ? 1 : -1;
	return left->order < right->order ? -1 : left->order > right->order;
}

static void found_sort(struct found_list *list, size_t limit)
{
	if (list->count > 0)
		qsort(list->at, list->count, sizeof *list->at, best_first);
	if (limit > 0 && list->count > limit)
		list->count = limit;
}

/* ---- for a demand ---- */

/* One demand against one part of the index. */
struct demand_match {
	const struct snapshot *s, *part;
	const uint64_t *gone; /* who of the part is left out; NULL: nobody */
	const struct prepared *demand;
	const struct match_limits *limits;
};

static void mark_term(const struct demand_match *match, unsigned char *marked, uint32_t term)
{
	if (term == NO_TERM || vocabulary_term(match->s->vocabulary, term)->general)
		return;
	struct posting posting = postings_of(&match->part->directory->postings, term);
	for (uint32_t i = 0; i < posting.count; i++)
		marked[posting.things[i]] = 1;
}

static void score_marked(const struct demand_match *match, const unsigned char *marked,
	struct found_list *list)
{
	struct found found = {.part = match->part};

	for (uint32_t i = 0; i < match->part->enterprise_count; i++) {
		if (!marked[i] || (match->gone != NULL && bit_has(match->gone, i)))
			continue;
		struct supplier supplier = snapshot_supplier(match->part, i);
		if (!score_supplier(match->s, match->demand, &supplier, match->limits->today, &found.score) ||
			found.score.total < match->limits->minimum || found.score.total <= 0.0)
			continue;
		found.number = i;
		found.order = snapshot_order(match->part, i);
		found_add(list, &found);
	}
}

static void match_part(const struct demand_match *match, struct found_list *list)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const struct prepared *demand = match->demand;
	unsigned char *marked = arena_alloc(mem, match->part->enterprise_count + 1);

	for (size_t i = 0; i < demand->group_count; i++)
		for (size_t w = 0; w < demand->groups[i].way_count; w++)
			mark_term(match, marked, demand->groups[i].ways[w].term);
	for (size_t i = 0; i < demand->node_count; i++)
		mark_term(match, marked, demand->nodes[i].term);
	score_marked(match, marked, list);
}

static void match_prepared(const struct snapshot *s, struct arena *mem, const struct prepared *demand,
	int64_t line_id, const struct match_limits *limits, struct matches *out)
{
	OWNED(found_close) struct found_list list = {0};
	struct demand_match match = {.s = s, .part = s, .demand = demand, .limits = limits};

	for (; match.part != NULL; match.gone = match.part->enterprises_gone, match.part = match.part->below)
		match_part(&match, &list);
	found_sort(&list, limits->limit);
	out->at = arena_array(mem, list.count, sizeof *out->at);
	out->count = list.count;
	for (size_t i = 0; i < list.count; i++) {
		struct supplier supplier = snapshot_supplier(list.at[i].part, list.at[i].number);
		out->at[i] = (struct match){
			.organisation_id = supplier.entry.id,
			.line_id = line_id,
			.score = list.at[i].score.total,
			.reasons = score_reasons(s, mem, demand, &supplier, &list.at[i].score),
		};
	}
}

static void match_demand_of(struct match_index *index, struct arena *mem, const struct demand *demand,
	int64_t line_id, const struct match_limits *limits, struct matches *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(reading.snapshot);
	struct prepared *prepared = arena_alloc(mem, sizeof *prepared);

	demand_prepare(reading.snapshot, topic.topic, mem, demand, prepared);
	match_prepared(reading.snapshot, mem, prepared, line_id, limits, out);
}

enum err match_demand(struct match_index *index, struct arena *mem, const struct demand *demand,
	const struct match_limits *limits, struct matches *out)
{
	match_demand_of(index, mem, demand, 0, limits, out);
	return OK;
}

enum err match_line(struct match_index *index, struct db *db, struct arena *mem, int64_t line_id,
	const struct match_limits *limits, struct matches *out)
{
	struct plan_line line;

	TRY(plan_line_find_any(db, mem, line_id, &line));
	struct demand demand = plan_line_demand(&line);
	match_demand_of(index, mem, &demand, line_id, limits, out);
	return OK;
}

/* ---- for an enterprise ---- */

static bool takes_answers(const struct line_entry *line, day today)
{
	return !line->in_tender && (line->dialogue_ends == NO_DAY || line->dialogue_ends >= today);
}

static void match_lines(const struct snapshot *s, const struct snapshot *part, const uint64_t *gone,
	const struct supplier *supplier, const struct match_limits *limits, struct found_list *list)
{
	struct found found = {.part = part};

	for (uint32_t i = 0; i < part->line_count; i++) {
		const struct line_entry *line = &part->lines[i];
		if ((gone != NULL && bit_has(gone, i)) || !takes_answers(line, limits->today) ||
			!score_supplier(s, line->prepared, supplier, limits->today, &found.score) ||
			found.score.total < limits->minimum || found.score.total <= 0.0)
			continue;
		found.number = i;
		found.order = snapshot_line_order(line);
		found_add(list, &found);
	}
}

static void match_supplier(const struct snapshot *s, struct arena *mem,
	const struct supplier *supplier, const struct match_limits *limits, struct matches *out)
{
	OWNED(found_close) struct found_list list = {0};
	const uint64_t *gone = NULL;

	for (const struct snapshot *part = s; part != NULL; gone = part->lines_gone, part = part->below)
		match_lines(s, part, gone, supplier, limits, &list);
	found_sort(&list, limits->limit);
	out->at = arena_array(mem, list.count, sizeof *out->at);
	out->count = list.count;
	for (size_t i = 0; i < list.count; i++) {
		const struct line_entry *line = &list.at[i].part->lines[list.at[i].number];
		out->at[i] = (struct match){
			.organisation_id = supplier->entry.id,
			.line_id = line->id,
			.score = list.at[i].score.total,
			.reasons = score_reasons(s, mem, line->prepared, supplier, &list.at[i].score),
		};
	}
}

enum err match_enterprise(struct match_index *index, struct arena *mem, int64_t organisation_id,
	const struct match_limits *limits, struct matches *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	uint32_t number;
	const struct snapshot *part =
		snapshot_find_enterprise(reading.snapshot, organisation_id, &number);

	*out = (struct matches){0};
	if (part == NULL)
		return OK;
	struct supplier supplier = snapshot_supplier(part, number);
	match_supplier(reading.snapshot, mem, &supplier, limits, out);
	return OK;
}

/* ---- for an enterprise as it stands in the database ---- */

static bool has_id(const struct rows *rows, int64_t id)
{
	for (size_t i = 0; i < rows->count; i++)
		if (row_int(rows->at[i], "id") == id)
			return true;
	return false;
}

static bool has_line(const struct snapshot *s, int64_t id)
{
	uint32_t number;

	return snapshot_find_line(s, id, &number) != NULL;
}

static int best_match_first(const void *a, const void *b)
{
	const struct match *left = a, *right = b;

	if (left->score != right->score)
		return left->score < right->score ? 1 : -1;
	return left->line_id < right->line_id ? -1 : left->line_id > right->line_id;
}

static enum err match_stored_line(const struct snapshot *s, struct db *db, struct arena *mem,
	const struct supplier *supplier, int64_t line_id, const struct match_limits *limits,
	struct matches *out)
{
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(s);
	struct prepared *prepared = arena_alloc(mem, sizeof *prepared);
	struct plan_line line;
	struct score score;

	TRY(plan_line_find_any(db, mem, line_id, &line));
	struct demand demand = plan_line_demand(&line);
	demand_prepare(s, topic.topic, mem, &demand, prepared);
	if (score_supplier(s, prepared, supplier, limits->today, &score) &&
		score.total >= limits->minimum && score.total > 0.0)
		out->at[out->count++] = (struct match){supplier->entry.id, line_id, score.total,
			score_reasons(s, mem, prepared, supplier, &score)};
	return OK;
}

/* The snapshot may lack lines that were published a moment ago, and have some that were taken back:
 * which are open, the database says. */
static enum err match_open_lines(const struct snapshot *s, struct db *db, struct arena *mem,
	const struct supplier *supplier, const struct match_limits *limits, struct matches *out)
{
	struct matches known;
	struct rows open;

	match_supplier(s, mem, supplier,
		&(struct match_limits){.minimum = limits->minimum, .today = limits->today}, &known);
	TRY(db_list(db, mem, Q_PLAN_LINE_IDS_TAKING_ANSWERS, ARGS(db_day(limits->today)), &open));
	out->at = arena_array(mem, known.count + open.count, sizeof *out->at);
	for (size_t i = 0; i < known.count; i++)
		if (has_id(&open, known.at[i].line_id))
			out->at[out->count++] = known.at[i];
	for (size_t i = 0; i < open.count; i++)
		if (!has_line(s, row_int(open.at[i], "id")))
			TRY(match_stored_line(s, db, mem, supplier, row_int(open.at[i], "id"), limits,
				out));
	qsort(out->at, out->count, sizeof *out->at, best_match_first);
	if (limits->limit > 0 && out->count > limits->limit)
		out->count = limits->limit;
	return OK;
}

enum err match_enterprise_stored(struct match_index *index, struct db *db, struct arena *mem,
	int64_t organisation_id, const struct match_limits *limits, struct matches *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	struct collection collection;

	*out = (struct matches){0};
	enum err err = collection_read_enterprise(db, mem, organisation_id, &collection);
	if (err == NOT_FOUND)
		return OK;
	TRY(err);
	struct supplier supplier = snapshot_stranger(reading.snapshot, mem, &collection);
	return match_open_lines(reading.snapshot, db, mem, &supplier, limits, out);
}
