/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Matching: for a demand the best of all parts of the index (matching_part.c), as a list with their reasons. The other
 * way round, for one enterprise, every open line is scored.
 */
#include "lib/matching.h"

#include <stdlib.h>
#include <string.h>

#include "lib/bits.h"
#include "lib/fetch.h"
#include "lib/matching_part.h"
#include "lib/matching_reasons.h"
#include "lib/plan_line.h"
#include "lib/reading.h"

/* ---- for a demand ---- */

/* Their reasons are told: in steps, each of which fetches what the next one reads. */
static void fetch_found(const struct found_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		fetch(&list->at[i].part->enterprises[list->at[i].number]);
	for (size_t i = 0; i < list->count; i++) {
		const struct snapshot *part = list->at[i].part;
		uint32_t document = part->enterprises[list->at[i].number].documents.from + list->at[i].score.document;
		fetch(&part->documents[document]);
		fetch(&part->document_vectors.of[document]);
	}
	for (size_t i = 0; i < list->count; i++) {
		const struct snapshot *part = list->at[i].part;
		uint32_t document = part->enterprises[list->at[i].number].documents.from + list->at[i].score.document;
		fetch(part->document_codes + part->documents[document].first_code);
		fetch(part->document_labels + part->documents[document].first_code);
		fetch(part->document_vectors.units + part->document_vectors.of[document].at);
	}
}

static void match_prepared(struct reading *reading, struct arena *mem, const struct prepared *demand,
	int64_t line_id, const struct match_limits *limits, struct matches *out)
{
	OWNED(found_close) struct found_list list = {0};
	const struct snapshot *s = reading->snapshot;
	struct demand_terms terms;
	struct demand_match match = {.s = s, .part = s, .demand = demand, .terms = &terms,
		.limits = limits, .scratch = reading_scratch(reading)};
	struct best_scores best = {.at = arena_array(mem, limits->limit + 1, sizeof *best.at),
		.limit = limits->limit};
	OWNED(reasoning_close) struct reasoning reasoning = {
		.snapshot = s, .demand = demand, .terms = &terms, .mem = mem};

	demand_terms_read(demand, &terms);
	for (; match.part != NULL; match.gone = match.part->enterprises_gone, match.part = match.part->below)
		match_part(&match, &best, &list);
	found_sort(&list, limits->limit);
	if (limits->limit > 0)
		fetch_found(&list);
	out->at = arena_array(mem, list.count, sizeof *out->at);
	out->count = list.count;
	for (size_t i = 0; i < list.count; i++) {
		struct supplier supplier = snapshot_supplier(list.at[i].part, list.at[i].number);
		out->at[i] = (struct match){
			.organisation_id = supplier.entry.id,
			.line_id = line_id,
			.score = list.at[i].score.total,
			.reasons = limits->told == 0 || i < limits->told ?
				reasoning_text(&reasoning, &supplier, &list.at[i].score) : "[]",
		};
	}
}

static void match_demand_of(struct match_index *index, struct arena *mem, const struct demand *demand,
	int64_t line_id, const struct match_limits *limits, struct matches *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	struct scratch *scratch = reading_scratch(&reading);
	struct prepared *prepared = arena_alloc(mem, sizeof *prepared);

	topic_reopen(&scratch->topic, reading.snapshot->thesaurus, reading.snapshot->vocabulary,
		scratch_stems(scratch));
	demand_prepare(reading.snapshot, scratch->topic, mem, demand, prepared);
	match_prepared(&reading, mem, prepared, line_id, limits, out);
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

/* The rows ascend by id. */
static bool has_id(const struct rows *rows, int64_t id)
{
	size_t low = 0, high = rows->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (row_int(rows->at[middle], "id") < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < rows->count && row_int(rows->at[low], "id") == id;
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
