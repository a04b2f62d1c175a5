/* SPDX-License-Identifier: MPL-2.0 */
/* What a score is made of, as the list of reasons that is stored (reasons.h). Fifty of them are told for a line, and
 * they are most of what telling them costs: so the JSON is written as text, without the objects of a library. */
#include "lib/matching_reasons.h"

#include <math.h>
#include <string.h>

#include "lib/analysis.h"
#include "lib/bits.h"
#include "lib/reasons.h"

#define WORDS_MOST 4
#define KINDS_MOST 8
/* A word stands among the reasons when the offering has this much of it, */
#define WORD_MET 0.3F
/* and when it says so much, against the demand's most telling word. */
#define WORD_TELLS 0.15F

struct reason {
	double points;
	const char *kind;
	/* what it names, if anything: */
	const char *place;
	const struct demand_node *kind_named;
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
	list->at[list->count] = (struct reason){.points = points, .kind = kind};
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
static const struct demand_node *kind_to_name(const struct reasoning *reasoning, const struct terms_met *met)
{
	const struct demand_node *best = NULL;
	float most = 0.0F;

	for (unsigned w = 0; w < NODE_WORDS; w++)
		for (uint64_t left = met->nodes_met[w]; left != 0; left &= left - 1) {
			unsigned i = 64 * w + bit_lowest(left);
			const struct demand_node *node = &reasoning->demand->nodes[i];
			cpv_number code = reasoning->snapshot->codes[node->entry].code;
			float here = node->weight * (float)cpv_depth(code) * met->nodes[i];
			if (here > most) {
				most = here;
				best = node;
			}
		}
	return best;
}

/* A division that was given stands for its groups. */
static bool is_given(const cpv_number *codes, size_t count, cpv_number kind)
{
	for (size_t i = 0; i < count; i++) {
		unsigned common = cpv_common(codes[i], kind);
		if (common >= cpv_depth(kind) || (common == 2 && cpv_depth(codes[i]) == 2 && cpv_depth(kind) == 3))
			return true;
	}
	return false;
}

/* `points` are of the kinds, and of words that both have by the labels of their codes only. */
static void add_kind(struct reason_list *list, const struct reasoning *reasoning, const struct terms_met *met,
	const struct supplier *supplier, uint32_t document, double points)
{
	const struct prepared *demand = reasoning->demand;
	struct span given = document_codes(&supplier->documents[document]);
	const struct demand_node *kind = points <= 0.0 ? NULL : kind_to_name(reasoning, met);

	if (kind == NULL)
		return;
	cpv_number code = reasoning->snapshot->codes[kind->entry].code;
	bool both = is_given(demand->codes, demand->code_count, code) &&
		is_given(supplier->codes + given.from, given.count, code);
	if (!both && cpv_depth(code) <= 2)
		return; /* a text that only seems to be of the same division: nothing that one would say */
	add(list, both ? "cpv" : kind->neighbour ? "neighbour" : "likely_cpv", points)->kind_named = kind;
}

/* ---- words ---- */

struct word_choice {
	const struct snapshot *snapshot;
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
	if (word_is_kindless(choice->language, word))
		return;
	for (size_t i = 0; i < list->word_count; i++)
		if (choice->chosen[i] == term || strcmp(list->words[i], word) == 0)
			return;
	choice->chosen[list->word_count] = term;
	list->words[list->word_count++] = word;
}

static void choose_all(struct word_choice *choice, const struct prepared *demand, const struct terms_met *met)
{
	for (uint64_t left = met->groups_met; left != 0 && choice->list->word_count < WORDS_MOST; left &= left - 1) {
		unsigned g = bit_lowest(left);
		const struct group *group = &demand->groups[g];
		uint32_t term = group->ways[met->by[g]].term;
		if (!group->said || group->weight < WORD_TELLS * demand->groups[0].weight ||
			met->groups[g] < WORD_MET)
			continue;
		choose(choice, term, group->part && term == group->ways[0].term ? NULL : group->shown);
	}
}

/* The most telling words first. False when the texts share none that tells: "service" is no reason. */
static bool add_words(struct reason_list *list, const struct reasoning *reasoning, const struct terms_met *met,
	const struct score *score)
{
	struct word_choice choice = {
		.snapshot = reasoning->snapshot,
		.language = reasoning->demand->language,
		.list = list,
	};

	choose_all(&choice, reasoning->demand, met);
	if (score->words_points <= 0.0 || list->word_count == 0)
		return false;
	add(list, "words", score->words_points)->words = true;
	return true;
}

/* ---- as text ---- */

#define ADD(out, literal) buffer_add(out, literal, sizeof literal - 1)

static void write_text(struct buffer *out, const char *text)
{
	ADD(out, "\"");
	for (size_t plain; *text != '\0'; text += plain) {
		for (plain = 0; (unsigned char)text[plain] >= ' ' && text[plain] != '"' && text[plain] != '\\';)
			plain++;
		buffer_add(out, text, plain);
		if (text[plain] != '\0')
			buffer_printf(out, "\\u%04x", (unsigned)(unsigned char)text[plain++]);
	}
	ADD(out, "\"");
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
		ADD(out, "\":");
		write_text(out, name);
	}
	ADD(out, "}");
}

/* Most of whom a demand is told are told the same few kinds. */
static void write_kind(struct reasoning *reasoning, const struct demand_node *kind)
{
	const char **kept = &reasoning->kinds[kind - reasoning->demand->nodes];
	struct buffer *out = &reasoning->out;
	size_t from = out->length;

	if (*kept != NULL) {
		buffer_text(out, *kept);
		return;
	}
	write_code(out, &reasoning->snapshot->codes[kind->entry]);
	*kept = arena_text_n(reasoning->mem, out->bytes + from, out->length - from);
}

static void write_words(struct buffer *out, const struct reason_list *list)
{
	ADD(out, ",\"words\":[");
	for (size_t i = 0; i < list->word_count; i++) {
		if (i > 0)
			ADD(out, ",");
		write_text(out, list->words[i]);
	}
	ADD(out, "]");
}

static void write_reason(struct reasoning *reasoning, const struct reason_list *list, const struct reason *reason)
{
	struct buffer *out = &reasoning->out;

	ADD(out, "{\"kind\":\"");
	buffer_text(out, reason->kind);
	ADD(out, "\",\"points\":");
	write_points(out, reason->points);
	if (reason->place != NULL) {
		ADD(out, ",\"place\":");
		write_text(out, reason->place);
	}
	if (reason->kind_named != NULL)
		write_kind(reasoning, reason->kind_named);
	if (reason->words)
		write_words(out, list);
	ADD(out, "}");
}

/* ---- all of it ---- */

/* The strongest first; of equally strong ones that which was added first. */
static void sort_reasons(struct reason_list *list)
{
	for (size_t i = 1; i < list->count; i++) {
		struct reason reason = list->at[i];
		size_t to = i;
		for (; to > 0 && fabs(list->at[to - 1].points) < fabs(reason.points); to--)
			list->at[to] = list->at[to - 1];
		list->at[to] = reason;
	}
}

static const char *list_text(struct reasoning *reasoning, struct reason_list *list)
{
	struct buffer *out = &reasoning->out;

	sort_reasons(list);
	out->length = 0;
	ADD(out, "[");
	for (size_t i = 0; i < list->count && i < REASONS_MOST; i++) {
		if (i > 0)
			ADD(out, ",");
		write_reason(reasoning, list, &list->at[i]);
	}
	ADD(out, "]");
	return arena_text_n(reasoning->mem, out->bytes, out->length);
}

const char *reasoning_text(struct reasoning *reasoning, const struct supplier *supplier, const struct score *score)
{
	static const char *const near_kinds[] = {
		[NEAR_NOT] = "near",
		[NEAR_SEATED] = "seated",
		[NEAR_NEIGHBOUR] = "near",
		[NEAR_REGION] = "region",
	};
	const struct snapshot *snapshot = reasoning->snapshot;
	struct reason_list list;
	struct terms_met met;
	double codes = score->codes_points;

	list.count = list.word_count = 0;
	demand_terms_none(&met);
	demand_terms_meet_kinds(reasoning->terms, supplier_kinds(supplier, score->document),
		snapshot->thesaurus->node_terms_begin, &met);
	demand_terms_meet_words(reasoning->terms, supplier, score->document, &met);
	if (!add_words(&list, reasoning, &met, score))
		codes += score->words_points;
	add_kind(&list, reasoning, &met, supplier, score->document, codes);
	add_place(&list, "delivers", score->delivers_points, snapshot, reasoning->demand->place);
	add_place(&list, near_kinds[score->near], score->near_points, snapshot, supplier->entry.place);
	if (fabs(score->capacity_points) >= 0.05)
		add(&list, "capacity", score->capacity_points);
	if (fabs(score->lead_time_points) >= 0.05)
		add(&list, "lead_time", score->lead_time_points);
	if (score->reserved_points > 0.0)
		add(&list, "reserved", score->reserved_points);
	return list_text(reasoning, &list);
}

void reasoning_close(struct reasoning *reasoning)
{
	buffer_close(&reasoning->out);
}

const char *score_reasons(const struct snapshot *snapshot, struct arena *mem, const struct prepared *demand,
	const struct supplier *supplier, const struct score *score)
{
	struct demand_terms terms;
	OWNED(reasoning_close) struct reasoning reasoning = {
		.snapshot = snapshot, .demand = demand, .terms = &terms, .mem = mem};

	demand_terms_read(demand, &terms);
	return reasoning_text(&reasoning, supplier, score);
}
