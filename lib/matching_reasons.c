/* SPDX-License-Identifier: MPL-2.0 */
/* What a score is made of, as the list of reasons that is stored (reasons.h). */
#include "lib/matching_score.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/reasons.h"

#define WORDS_MOST 4
#define KINDS_MOST 8
/* A word stands among the reasons when the offering has this much of it, */
#define WORD_MET 0.3F
/* and when it says so much, against the demand's most telling word. */
#define WORD_TELLS 0.15F

struct reason {
	double points;
	json_t *json;
};

struct reason_list {
	struct reason at[KINDS_MOST];
	size_t count;
};

static json_t *add(struct reason_list *list, const char *kind, double points)
{
	double rounded = round(10.0 * points) / 10.0;
	json_t *json = json_pack("{s:s, s:f}", "kind", kind, "points", rounded);

	list->at[list->count++] = (struct reason){points, json};
	return json;
}

static void add_place(struct reason_list *list, const char *kind, double points,
	const struct snapshot *snapshot, unsigned place)
{
	if (points > 0.0 && place != NO_PLACE)
		json_object_set_new(add(list, kind, points), "place",
			json_string(snapshot->places[place].name));
}

/* ---- kinds of thing ---- */

/* The deeper a kind is, the more it tells, so of those that bring much the deepest is named. */
static const struct demand_node *kind_to_name(const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, const struct score *score)
{
	struct span span = supplier->vectors[score->document];
	const struct demand_node *best = NULL;
	const weighted_term *terms = supplier->terms + span.from;
	struct span nodes = vector_nodes(snapshot->thesaurus, terms, span.count);
	float most = 0.0F;

	for (size_t i = 0; i < demand->node_count; i++) {
		const struct demand_node *node = &demand->nodes[i];
		float here = node->weight * (float)cpv_depth(snapshot->codes[node->entry].code) *
			vector_weight(terms + nodes.from, nodes.count, node->term);
		if (here > most) {
			most = here;
			best = node;
		}
	}
	return best;
}

static bool is_under(const cpv_number *codes, size_t count, cpv_number above)
{
	for (size_t i = 0; i < count; i++)
		if (cpv_common(codes[i], above) >= cpv_depth(above))
			return true;
	return false;
}

/* `points` are of the kinds, and of words that both have by the labels of their codes only. */
static void add_kind(struct reason_list *list, const struct snapshot *snapshot, const struct prepared *demand,
	const struct supplier *supplier, const struct score *score, double points)
{
	char text[16];
	struct span given = supplier->documents[score->document].codes;
	const struct demand_node *kind =
		points <= 0.0 ? NULL : kind_to_name(snapshot, demand, supplier, score);

	if (kind == NULL)
		return;
	const struct code_entry *entry = &snapshot->codes[kind->entry];
	bool both = is_under(demand->codes, demand->code_count, entry->code) &&
		is_under(supplier->codes + given.from, given.count, entry->code);
	if (!both && cpv_depth(entry->code) <= 2)
		return; /* a text that only seems to be of the same division: nothing that one would say */
	json_t *json = add(list, both ? "cpv" : kind->neighbour ? "neighbour" : "likely_cpv", points);
	snprintf(text, sizeof text, "%08u", entry->code);
	json_object_set_new(json, "code", json_string(text));
	json_object_set_new(json, "names", json_pack("{s:s, s:s, s:s}", "da", entry->names[DANISH],
		"en", entry->names[ENGLISH], "nl", entry->names[DUTCH]));
}

/* ---- words ---- */

struct word_choice {
	const struct snapshot *snapshot;
	const weighted_term *terms;
	uint32_t count;
	enum language language;
	uint32_t chosen[WORDS_MOST]; /* terms: one word for each */
	json_t *words;
};

/* `shown` is the demand's own word for the term; NULL: any word for it. */
static void choose(struct word_choice *choice, uint32_t term, const char *shown)
{
	size_t count = json_array_size(choice->words);

	if (term == NO_TERM || count == WORDS_MOST ||
		vocabulary_term(choice->snapshot->vocabulary, term)->general)
		return;
	const char *word = shown != NULL ? shown :
		vocabulary_show(choice->snapshot->vocabulary, term, choice->language);
	for (size_t i = 0; i < count; i++)
		if (choice->chosen[i] == term ||
			strcmp(json_string_value(json_array_get(choice->words, i)), word) == 0)
			return;
	choice->chosen[count] = term;
	json_array_append_new(choice->words, json_string(word));
}

static void choose_all(struct word_choice *choice, const struct prepared *demand)
{
	for (size_t i = 0; i < demand->group_count && json_array_size(choice->words) < WORDS_MOST; i++) {
		const struct group *group = &demand->groups[i];
		uint32_t term = NO_TERM;
		if (!group->said || group->weight < WORD_TELLS * demand->groups[0].weight ||
			group_met(group, choice->terms, choice->count, &term) < WORD_MET)
			continue;
		choose(choice, term, group->part && term == group->ways[0].term ? NULL : group->shown);
	}
}

/* The most telling words first. False when the texts share none that tells: "service" is no reason. */
static bool add_words(struct reason_list *list, const struct snapshot *snapshot,
	const struct prepared *demand, const struct supplier *supplier, const struct score *score)
{
	struct span span = supplier->vectors[score->document];
	struct word_choice choice = {
		.snapshot = snapshot,
		.terms = supplier->terms + span.from,
		.count = span.count,
		.language = demand->language,
		.words = json_array(),
	};

	choose_all(&choice, demand);
	bool shared = score->words_points > 0.0 && json_array_size(choice.words) > 0;
	if (shared)
		json_object_set(add(list, "words", score->words_points), "words", choice.words);
	json_decref(choice.words);
	return shared;
}

/* ---- all of it ---- */

static int by_points(const void *a, const void *b)
{
	double left = fabs(((const struct reason *)a)->points);
	double right = fabs(((const struct reason *)b)->points);

	return (left < right) - (left > right);
}

static const char *list_text(struct arena *mem, struct reason_list *list)
{
	json_t *reasons = json_array();

	qsort(list->at, list->count, sizeof list->at[0], by_points);
	for (size_t i = 0; i < list->count; i++) {
		if (i < REASONS_MOST)
			json_array_append(reasons, list->at[i].json);
		json_decref(list->at[i].json);
	}
	char *text = json_dumps(reasons, JSON_COMPACT | JSON_REAL_PRECISION(4));
	if (text == NULL)
		abort();
	const char *kept = arena_text(mem, text);
	free(text);
	json_decref(reasons);
	return kept;
}

const char *score_reasons(const struct snapshot *snapshot, struct arena *mem,
	const struct prepared *demand, const struct supplier *supplier, const struct score *score)
{
	static const char *const near_kinds[] = {
		[NEAR_NOT] = "near",
		[NEAR_SEATED] = "seated",
		[NEAR_NEIGHBOUR] = "near",
		[NEAR_REGION] = "region",
	};
	struct reason_list list = {.count = 0};

	double codes = score->codes_points;

	if (!add_words(&list, snapshot, demand, supplier, score))
		codes += score->words_points;
	add_kind(&list, snapshot, demand, supplier, score, codes);
	add_place(&list, "delivers", score->delivers_points, snapshot, demand->place);
	add_place(&list, near_kinds[score->near], score->near_points, snapshot,
		supplier->entry.place);
	if (fabs(score->capacity_points) >= 0.05)
		add(&list, "capacity", score->capacity_points);
	if (fabs(score->lead_time_points) >= 0.05)
		add(&list, "lead_time", score->lead_time_points);
	if (score->reserved_points > 0.0)
		add(&list, "reserved", score->reserved_points);
	return list_text(mem, &list);
}
