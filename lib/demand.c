/* SPDX-License-Identifier: MPL-2.0 */
/* Demands made ready. What the numbers here do to a score is said in matching_score.h. */
#include "lib/demand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/analysis.h"
#include "lib/asked_words.h"
#include "lib/clause.h"
#include "lib/directory.h"
#include "lib/grams.h"
#include "lib/spelling.h"
#include "lib/text.h"
#include "lib/vectors.h"

/* How much a word says by where it stands. */
#define TITLE 1.0F
#define TEXT 0.5F
#define LABEL 0.3F
#define LABEL_FURTHER 0.2F /* of a code that is not the main one */
/* A word of the title after a preposition tells for whom or where. */
#define CONTEXT 0.5F
#define POSSESSOR 0.3F
/* In a sentence that is beside the matter. */
#define ASIDE 0.4F
/* A word that is nearly the same. */
#define NEAR 0.55F
/* A word that nobody has, by those that are a slip or two away (spelling.h); shorter ones are like too many. So many
 * words of a demand are looked at, for each is compared with many. */
#define ONE_SLIP 0.8F
#define TWO_SLIPS 0.5F
#define SLIPPED_MOST 3
#define SLIPPED_LETTERS 6
#define MENDED_MOST 12
/* A word that looks like it, for so many of the most telling words. */
#define LIKE 0.55F
#define LIKE_GROUPS 16
/* A general word against another one. */
#define GENERAL 0.45F
/* What nearly every social enterprise says. */
#define SOCIAL 0.65F
/* A word that the thesaurus does not know, and one that is not about what the demand is about. */
#define UNKNOWN 0.65F
#define STRAY 0.8F
/* So many different words of a demand are heard, the first ones; nobody writes more, and each is compared with all. */
#define GATHERED_MOST 4000
/* Of what a kind of thing says, so much is lost that everybody has. */
#define COMMON 0.4F
/* What three of five enterprises have is not therefore common: so many more have nothing. */
#define UNKNOWN_ENTERPRISES 100.0F
/* The demand's most telling words; agreement with them all is full agreement. */
#define CORE 8
/* Full agreement is never less than this, so that a single general word agrees with little. */
#define LEAST_WHOLE 1.25F

float term_worth(const struct snapshot *snapshot, uint32_t term)
{
	if (term == NO_TERM)
		return 1.0F;
	const struct term *t = vocabulary_term(snapshot->vocabulary, term);
	return vocabulary_idf(snapshot->vocabulary, term) * (t->general ? GENERAL : t->social ? SOCIAL : 1.0F);
}

struct demand_topic demand_topic_open(const struct snapshot *snapshot)
{
	struct stems *stems = stems_open();

	return (struct demand_topic){stems,
		topic_open(snapshot->thesaurus, snapshot->vocabulary, stems)};
}

void demand_topic_close(struct demand_topic *topic)
{
	topic_close(&topic->topic);
	stems_close(&topic->stems);
}

/* ---- groups ---- */

/* A group as it is gathered. */
struct gathered {
	float weight;
	float once;   /* what it says where it says most */
	uint32_t shown_number, number; /* of the word, and of the group as they came */
	bool said, part;
	uint8_t way_count;
	struct group_way ways[GROUP_WAYS_MOST]; /* best first */
};

struct gather {
	const struct snapshot *snapshot;
	struct topic *topic;
	struct string_table shown; /* of groups, until it is known which stay */
	enum language language;
	float field;
	struct clause clause;
	bool title; /* a title is read */
	size_t sentence; /* number of the one that is being read */
	bool said;
	struct gathered *groups;
	uint32_t *keys; /* by group: what tells it from others (key_of), for looking through */
	size_t count, room;
	size_t mended; /* words that were looked up as if misspelled */
};

/* How telling a term of the demand is. */
static float telling(const struct gather *gather, uint32_t term, uint32_t whole)
{
	float worth = term_worth(gather->snapshot, term);

	if (term == NO_TERM || !thesaurus_knows(gather->snapshot->thesaurus, term))
		return UNKNOWN * worth;
	return worth * (STRAY + (1.0F - STRAY) * topic_of_term(gather->topic, whole));
}

static void add_way(struct gathered *group, uint32_t term, float quality)
{
	if (term != NO_TERM && group->way_count < GROUP_WAYS_MOST)
		group->ways[group->way_count++] = (struct group_way){term, quality};
}

/* A word that is nearly the same meets, too, though less. */
static void add_near(const struct gather *gather, struct gathered *group, const struct asked_word *asked, const char *base)
{
	uint32_t own = group->way_count > 0 ? group->ways[0].term : NO_TERM; /* another one where it was misspelled */
	struct asked_near near = asked->kept && own == asked->meaning.whole ? asked->near :
		asked_near(gather->snapshot->vocabulary, gather->language, base, own);

	add_way(group, near.term, NEAR * near.quality);
}

static uint32_t documents_with(const void *context, uint32_t term)
{
	const struct term *t = vocabulary_term(context, term);

	return t->general || t->social ? 0 : t->documents;
}

/* A word that no text has, not even one of the thesaurus, is perhaps misspelled: what is a slip or two away. */
static void add_slips(struct gather *gather, struct gathered *group, const char *base)
{
	const struct vocabulary *vocabulary = gather->snapshot->vocabulary;
	uint32_t terms[SLIPPED_MOST];
	unsigned slips;

	if (strlen(base) < SLIPPED_LETTERS || gather->mended == MENDED_MOST)
		return;
	gather->mended++;
	size_t count = spelling_find(vocabulary, base, documents_with, vocabulary, terms, SLIPPED_MOST, &slips);
	for (size_t i = 0; i < count; i++)
		add_way(group, terms[i], slips == 1 ? ONE_SLIP : TWO_SLIPS);
}

/* The same for groups that are met in the same way: of a word that nobody has its own number, far above those of terms. */
static uint32_t key_of(struct gather *gather, const struct gathered *group, const struct word_seen *word)
{
	return group->way_count > 0 ? group->ways[0].term : NO_TERM - 1 - string_table_add(&gather->shown, word->text);
}

/* Said again: more certain, but never worth two words. */
static void say_again(struct gathered *group, const struct gathered *again)
{
	group->once = fmaxf(group->once, again->weight);
	group->weight = fminf(2.0F * group->once,
		fmaxf(group->weight, again->weight) + 0.2F * fminf(group->weight, again->weight));
	group->said = group->said || again->said;
}

static void add_group(struct gather *gather, const struct gathered *group, const struct word_seen *word)
{
	uint32_t key = key_of(gather, group, word);
	size_t at = 0;

	while (at < gather->count && gather->keys[at] != key)
		at++;
	if (at < gather->count) {
		say_again(&gather->groups[at], group);
		return;
	}
	if (gather->count == GATHERED_MOST)
		return;
	if (gather->count == gather->room) {
		gather->room = 2 * gather->room + 64;
		gather->groups = grow(gather->groups, gather->room, sizeof *gather->groups);
		gather->keys = grow(gather->keys, gather->room, sizeof *gather->keys);
	}
	struct gathered *added = &gather->groups[at];
	*added = *group;
	added->once = group->weight;
	added->number = (uint32_t)gather->count++;
	added->shown_number = string_table_add(&gather->shown, word->text);
	gather->keys[at] = key;
}

/* A compound tells as much as its most telling part, for it is rare only because it is long. */
static void add_compound(struct gather *gather, const struct meaning *meaning,
	const struct word_seen *word, float field)
{
	float worth[PARTS_MOST], sum = 0.0F, most = 0.0F;

	for (size_t i = 0; i < meaning->part_count; i++) {
		worth[i] = telling(gather, meaning->parts[i], meaning->whole);
		sum += worth[i];
		most = fmaxf(most, worth[i]);
	}
	for (size_t i = 0; i < meaning->part_count && sum > 0.0F; i++) {
		struct gathered group = {.said = gather->said, .part = true,
			.weight = field * most * worth[i] / sum};
		add_way(&group, meaning->parts[i], 1.0F);
		add_way(&group, meaning->whole, 1.0F);
		add_group(gather, &group, word);
	}
}

/* How much a word says by where it stands. */
static float said_here(struct gather *gather, unsigned roles)
{
	float said = gather->field * clause_said(&gather->clause);

	if (gather->said && !gather->title && topic_is_aside(gather->topic, gather->sentence))
		said *= ASIDE;
	return said * ((roles & ROLE_POSSESSOR) != 0 ? POSSESSOR : 1.0F);
}

static void gather_word(void *context, const struct word_seen *word)
{
	struct gather *gather = context;
	struct asked_word room;
	const struct asked_word *asked = asked_word(gather->topic, gather->language, word, &room);
	const struct meaning *meaning = &asked->meaning;
	unsigned roles = asked->word.roles;

	gather->sentence += word->opens;
	clause_take(&gather->clause, roles | word_roles_here(gather->language, word->capital, meaning->place), word->opens);
	if (meaning->stop || (meaning->place && word->capital) || clause_is_name(&gather->clause))
		return;
	float field = said_here(gather, roles);
	if (meaning->part_count > 0) {
		add_compound(gather, meaning, word, field);
		return;
	}
	struct gathered group = {.said = gather->said,
		.weight = field * telling(gather, meaning->whole, meaning->whole)};
	add_way(&group, meaning->whole, 1.0F);
	if (meaning->whole == NO_TERM)
		add_slips(gather, &group, word->base);
	add_near(gather, &group, asked, word->base);
	add_group(gather, &group, word);
}

static bool has_way(const struct gathered *group, uint32_t term)
{
	for (size_t i = 0; i < group->way_count; i++)
		if (group->ways[i].term == term)
			return true;
	return false;
}

/* Terms that look like the word, for its most telling groups. */
static void add_like(const struct gather *gather, struct gathered *group)
{
	const struct vocabulary *vocabulary = gather->snapshot->vocabulary;
	uint32_t own = group->way_count > 0 ? group->ways[0].term : NO_TERM;
	const char *stem = own != NO_TERM ? string_table_text(&vocabulary->stems, own) :
		string_table_text(&gather->shown, group->shown_number);

	for (; vocabulary != NULL; vocabulary = vocabulary->below) {
		const struct gram_likes *like = grams_like(vocabulary->grams, vocabulary, own);
		struct gram_likes found;
		if (like == NULL) {
			found.count = (uint32_t)grams_find(vocabulary->grams, stem, found.at, GRAM_LIKES_MOST);
			like = &found;
		}
		for (uint32_t i = 0; i < like->count; i++)
			if (!has_way(group, like->at[i].term))
				add_way(group, like->at[i].term, LIKE * like->at[i].quality);
	}
}

static void gather_close(struct gather *gather)
{
	free(gather->groups);
	free(gather->keys);
	string_table_close(&gather->shown);
}

static void gather_text(struct gather *gather, const char *text, enum language language, float field, bool title)
{
	gather->language = language;
	gather->field = field;
	gather->title = title;
	gather->sentence = 0;
	clause_begin(&gather->clause, title ? CONTEXT : 1.0F, true);
	text_words(text, language, gather_word, gather);
}

static int by_weight(const void *a, const void *b)
{
	const struct gathered *left = a, *right = b;

	if (left->weight != right->weight)
		return left->weight < right->weight ? 1 : -1;
	return (left->number > right->number) - (left->number < right->number);
}

/* What stays of the groups takes no more than it needs: that of stored lines stays as long as they do. */
static void keep_groups(const struct gather *gather, struct arena *mem, struct prepared *out)
{
	struct group *groups = arena_array(mem, out->group_count, sizeof *groups);
	struct group_way *ways;
	size_t way_count = 0;

	for (size_t i = 0; i < out->group_count; i++)
		way_count += gather->groups[i].way_count;
	ways = arena_array(mem, way_count, sizeof *ways);
	for (size_t i = 0; i < out->group_count; i++) {
		const struct gathered *group = &gather->groups[i];
		groups[i] = (struct group){.weight = group->weight, .said = group->said, .part = group->part,
			.way_count = group->way_count, .ways = ways,
			.shown = arena_text(mem, string_table_text(&gather->shown, group->shown_number))};
		memcpy(ways, group->ways, group->way_count * sizeof *ways);
		ways += group->way_count;
	}
	out->groups = groups;
}

static void groups_settle(struct gather *gather, struct arena *mem, struct prepared *out)
{
	float core = 0.0F;

	if (gather->count > 1)
		qsort(gather->groups, gather->count, sizeof *gather->groups, by_weight);
	out->group_count = gather->count < GROUPS_MOST ? gather->count : GROUPS_MOST;
	for (size_t i = 0; i < out->group_count && i < LIKE_GROUPS; i++)
		add_like(gather, &gather->groups[i]);
	for (size_t i = 0; i < out->group_count && i < CORE; i++)
		core += gather->groups[i].weight;
	out->whole_weight = fmaxf(core, LEAST_WHOLE);
	keep_groups(gather, mem, out);
}

/* ---- nodes ---- */

/* How telling a kind of thing is: what many enterprises have says less, as with words. Those of the snapshot that others
 * stand upon are counted. */
static float kind_worth(const struct snapshot *s, uint32_t term)
{
	while (s->below != NULL)
		s = s->below;
	float all = (float)s->enterprise_count + UNKNOWN_ENTERPRISES;
	float with = (float)postings_of(&s->directory->postings, term).count + 1.0F;

	return 1.0F - COMMON * logf(with) / logf(all);
}

static void add_kinds(const struct snapshot *s, struct topic *topic, struct prepared *out)
{
	struct topic_node kinds[DEMAND_NODES_MOST];
	uint32_t given[DEMAND_CODES_MOST];
	size_t given_count = 0;

	for (size_t i = 0; i < out->code_count; i++) {
		const struct code_entry *entry = snapshot_group(s, out->codes[i], 2);
		if (entry != NULL)
			given[given_count++] = (uint32_t)(entry - s->codes);
	}
	out->node_count = topic_kinds(topic, given, given_count, true, kinds, DEMAND_NODES_MOST);
	for (size_t i = 0; i < out->node_count; i++) {
		uint32_t term = s->thesaurus->node_terms[kinds[i].node];
		out->nodes[i] = (struct demand_node){term, s->thesaurus->node_entries[kinds[i].node],
			kinds[i].weight * kind_worth(s, term), kinds[i].neighbour};
	}
}

/* ---- likely codes ---- */

size_t likely_codes(const struct snapshot *snapshot, const char *text, enum language language,
	struct likely_code *out, size_t most)
{
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(snapshot);
	struct topic_code *codes = grow(NULL, most, sizeof *codes);

	topic_begin(topic.topic);
	topic_text(topic.topic, text, language, TITLE);
	topic_agree(topic.topic);
	size_t count = topic_codes(topic.topic, codes, most);
	for (size_t i = 0; i < count; i++)
		out[i] = (struct likely_code){codes[i].entry, codes[i].share};
	free(codes);
	return count;
}

/* ---- all of it ---- */

static void read_topic(struct topic *topic, const struct demand *demand)
{
	topic_begin(topic);
	topic_title(topic, demand->title, demand->language, TITLE);
	topic_text(topic, demand->text, demand->language, TEXT);
}

void demand_prepare(const struct snapshot *snapshot, struct topic *topic, struct arena *mem,
	const struct demand *demand, struct prepared *out)
{
	struct gather gather = {.snapshot = snapshot, .topic = topic, .said = true};

	*out = (struct prepared){
		.place = snapshot_place(snapshot, demand->municipality_code),
		.reserved = demand->reserved,
		.value_dkk = demand->value_dkk,
		.contract_starts = demand->contract_starts,
		.language = demand->language,
	};
	memcpy(out->weights, snapshot->weights, sizeof out->weights);
	for (size_t i = 0; i < demand->cpv_count && out->code_count < DEMAND_CODES_MOST; i++)
		if (cpv_number_of(demand->cpv[i]) != 0)
			out->codes[out->code_count++] = cpv_number_of(demand->cpv[i]);
	read_topic(topic, demand);
	add_kinds(snapshot, topic, out);
	topic_agree(topic);
	gather_text(&gather, demand->title, demand->language, TITLE, true);
	gather_text(&gather, demand->text, demand->language, TEXT, false);
	gather.said = false;
	for (size_t i = 0; i < out->code_count; i++) {
		const struct code_entry *entry = snapshot_group(snapshot, out->codes[i], 3);
		if (entry != NULL)
			gather_text(&gather, entry->names[demand->language], demand->language,
				i == 0 ? LABEL : LABEL_FURTHER, false);
	}
	groups_settle(&gather, mem, out);
	gather_close(&gather);
}
