/* SPDX-License-Identifier: MPL-2.0 */
/* What a score is made of, as the list of reasons that is stored (reasons.h). Fifty of them are told for a line, and
 * they are most of what telling them costs: so the JSON is written as text, without the objects of a library. */
#include "lib/matching_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/reasons.h"
#include "lib/text.h"

#define WORDS_MOST 4
#define KINDS_MOST 8
/* A word stands among the reasons when the offering has this much of it, */
#define WORD_MET 0.3F
/* and when it says so much, against the demand's most telling word. */
#define WORD_TELLS 0.15F

struct reason {
	double points;
	const char *kind;
	size_t added; /* so many were before */
	/* what it names, if anything: */
	const char *place;
	const struct code_entry *code;
	bool words;
};

struct reason_list {
	struct reason at[KINDS_MOST];
	size_t count;
	const char *words[WORDS_MOST];
	size_t word_count;
};

static struct reason *add(struct reason_list *list, const char *kind, double points)
{
	list->at[list->count] = (struct reason){.points = points, .kind = kind, .added = list->count};
	return &list->at[list->count++];
}

static void add_place(struct reason_list *list, const char *kind, double points,
	const struct snapshot *snapshot, unsigned place)
{
	if (points > 0.0 && place != NO_PLACE)
		add(list, kind, points)->place = snapshot->places[place].name;
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
	add(list, both ? "cpv" : kind->neighbour ? "neighbour" : "likely_cpv", points)->code = entry;
}

/* ---- words ---- */

struct word_choice {
	const struct snapshot *snapshot;
	const weighted_term *terms;
	uint32_t count;
	enum language language;
	uint32_t chosen[WORDS_MOST]; /* terms: one word for each */
	struct reason_list *list;
};

/* `shown` is the demand's own word for the term; NULL: any word for it. */
static void choose(struct word_choice *choice, uint32_t term, const char *shown)
{
	struct reason_list *list = choice->list;

	if (term == NO_TERM || vocabulary_term(choice->snapshot->vocabulary, term)->general)
		return;
	const char *word = shown != NULL ? shown :
		vocabulary_show(choice->snapshot->vocabulary, term, choice->language);
	for (size_t i = 0; i < list->word_count; i++)
		if (choice->chosen[i] == term || strcmp(list->words[i], word) == 0)
			return;
	choice->chosen[list->word_count] = term;
	list->words[list->word_count++] = word;
}

static void choose_all(struct word_choice *choice, const struct prepared *demand)
{
	for (size_t i = 0; i < demand->group_count && choice->list->word_count < WORDS_MOST; i++) {
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
		.list = list,
	};

	choose_all(&choice, demand);
	if (score->words_points <= 0.0 || list->word_count == 0)
		return false;
	add(list, "words", score->words_points)->words = true;
	return true;
}

/* ---- as text ---- */

static void write_text(struct buffer *out, const char *text)
{
	buffer_text(out, "\"");
	for (size_t plain; *text != '\0'; text += plain) {
		for (plain = 0; (unsigned char)text[plain] >= ' ' && text[plain] != '"' && text[plain] != '\\';)
			plain++;
		buffer_add(out, text, plain);
		if (text[plain] != '\0')
			buffer_printf(out, "\\u%04x", (unsigned)(unsigned char)text[plain++]);
	}
	buffer_text(out, "\"");
}

/* With one decimal. */
static void write_points(struct buffer *out, double points)
{
	char text[32], *at = text + sizeof text;
	long long tenths = llround(10.0 * fabs(points));

	*--at = (char)('0' + tenths % 10);
	*--at = '.';
	do
		*--at = (char)('0' + (tenths /= 10) % 10);
	while (tenths >= 10);
	if (points < 0.0)
		*--at = '-';
	buffer_add(out, at, (size_t)(text + sizeof text - at));
}

static void write_code(struct buffer *out, const struct code_entry *entry)
{
	buffer_printf(out, ",\"code\":\"%08u\",\"names\":{", entry->code);
	for (int language = 0; language < LANGUAGES; language++) {
		const char *name = entry->names[language] == NULL ? "" : entry->names[language];
		buffer_text(out, language == 0 ? "\"" : ",\"");
		buffer_text(out, language_code((enum language)language));
		buffer_text(out, "\":");
		write_text(out, name);
	}
	buffer_text(out, "}");
}

static void write_words(struct buffer *out, const struct reason_list *list)
{
	buffer_text(out, ",\"words\":[");
	for (size_t i = 0; i < list->word_count; i++) {
		buffer_text(out, i == 0 ? "" : ",");
		write_text(out, list->words[i]);
	}
	buffer_text(out, "]");
}

static void write_reason(struct buffer *out, const struct reason_list *list, const struct reason *reason)
{
	buffer_text(out, "{\"kind\":\"");
	buffer_text(out, reason->kind);
	buffer_text(out, "\",\"points\":");
	write_points(out, reason->points);
	if (reason->place != NULL) {
		buffer_text(out, ",\"place\":");
		write_text(out, reason->place);
	}
	if (reason->code != NULL)
		write_code(out, reason->code);
	if (reason->words)
		write_words(out, list);
	buffer_text(out, "}");
}

/* ---- all of it ---- */

/* Of equally strong ones that which was added first: qsort may give either. */
static int by_points(const void *a, const void *b)
{
	const struct reason *one = a, *other = b;
	double left = fabs(one->points), right = fabs(other->points);

	if (left != right)
		return left < right ? 1 : -1;
	return (one->added > other->added) - (one->added < other->added);
}

static const char *list_text(struct arena *mem, struct reason_list *list)
{
	struct buffer out = {0};

	qsort(list->at, list->count, sizeof list->at[0], by_points);
	buffer_text(&out, "[");
	for (size_t i = 0; i < list->count && i < REASONS_MOST; i++) {
		buffer_text(&out, i == 0 ? "" : ",");
		write_reason(&out, list, &list->at[i]);
	}
	buffer_text(&out, "]");
	const char *kept = arena_text_n(mem, out.bytes, out.length);
	buffer_close(&out);
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
