/* SPDX-License-Identifier: MPL-2.0 */
/* The words of a text hear each other, and what comes out: nodes, codes. How they vote is in topic.c. */
#include "lib/topic_internal.h"

#include <math.h>
#include <string.h>

/* What a stray vote keeps. */
#define STRAY 0.03F
/* All words of the text against all of the title, and what they say when the title says nothing. */
#define TEXT_BESIDE 1.0F
#define TEXT_LEAST 0.3F
/* A code that was given, against a word that says one thing for certain; and against all that words say, so that a long
 * text does not drown it. */
#define GIVEN 2.5F
#define GIVEN_OF_ALL 0.3F
/* A further code against the first, which is the main one. */
#define FURTHER 0.7F
/* What a code of a purchase still says of which its words say nothing, and what part of the words has to meet it that it
 * says all. Words that say less than this cannot contradict it. */
#define GIVEN_LEAST 0.3F
#define GIVEN_MET 0.3F
#define GIVEN_WORDS 0.3F
/* A group against its division, when that is given by who wants and by who offers. */
#define WANTED_DIVISION 1.0F
#define OFFERED_DIVISION 0.25F
/* What a name that tells nothing of what is sold still says, and how far the text has to meet it that it says all. A text
 * that says less than this cannot contradict it. */
#define NAME_LEAST 0.2F
#define NAME_MET 0.05F
#define NAME_TEXT 0.3F
/* The less a demand says, the less certain it is what it is about: as if it said half a word more of something else (in
 * squares of the weights below, of which a word that says one code for certain has 6.3). */
#define UNSAID 3.0F
/* Who does several things is less about each of them, but not as much less as a cosine makes it: the smaller a part of
 * an offering its weightiest node is, the longer it is, as this power of what that leaves; it has the length 1 where the
 * node is one in so many. */
#define SPREAD 0.15F
#define SPREAD_MOST 40.0F
/* A division is broad: having it in common tells less, and the code itself more. */
static const float level_weight[LEVELS] = {
	[LEVEL_DIVISION] = 0.2F,
	[LEVEL_GROUP] = 1.25F,
	[LEVEL_CLASS] = 1.0F,
	[LEVEL_CATEGORY] = 0.7F,
	[LEVEL_CODE] = 1.8F,
};

/* ---- hearing each other ---- */

/* However long the text is, it does not outvote the title. */
static void hear_title(struct topic *topic)
{
	float title = 0.0F, text = 0.0F;

	for (size_t i = 0; i < topic->mention_count; i++)
		*(topic->mentions[i].title ? &title : &text) += topic->mentions[i].said;
	float most = TEXT_BESIDE * title + TEXT_LEAST;
	for (size_t i = 0; text > most && i < topic->mention_count; i++)
		if (!topic->mentions[i].title) {
			topic->mentions[i].said *= most / text;
			topic->mentions[i].weight = topic->mentions[i].said;
		}
}

/* What is said of a code is said of all that it belongs to. */
static void add_interest(struct topic *topic, uint32_t entry, float said)
{
	const uint32_t *nodes = topic->thesaurus->entry_nodes[entry];

	for (int level = 0; level < LEVELS; level++) {
		if (nodes[level] == NO_NODE)
			continue;
		if (topic->interest[nodes[level]] <= 0.0F)
			topic->interesting[topic->interesting_count++] = nodes[level];
		topic->interest[nodes[level]] += said + 1e-9F;
	}
}

static void gather_interest(struct topic *topic)
{
	topic_forget_interest(topic);
	for (size_t i = 0; i < topic->mention_count; i++) {
		const struct mention *mention = &topic->mentions[i];
		topic->whole += mention->weight;
		for (size_t v = 0; v < mention->count; v++)
			add_interest(topic, mention->votes[v].entry,
				mention->weight * mention->votes[v].share);
	}
}

float topic_of_code(const struct topic *topic, const uint32_t nodes[LEVELS])
{
	float sum = 0.0F, before = 0.0F;

	if (topic->whole <= 0.0F)
		return 0.0F;
	for (int level = 0; level < LEVELS; level++) {
		float here = (float)level_closeness((enum node_level)level);
		if (nodes[level] != NO_NODE)
			sum += (here - before) * topic->interest[nodes[level]];
		before = here;
	}
	return fminf(1.0F, sum / topic->whole);
}

/* How far a mention votes for what all vote for. */
static float settle_votes(const struct topic *topic, struct mention *mention)
{
	float here[VOTES_MOST], before = 0.0F, after = 0.0F, agreed = 0.0F;

	for (size_t v = 0; v < mention->count; v++) {
		struct vote *vote = &mention->votes[v];
		here[v] = topic_of_code(topic, topic->thesaurus->entry_nodes[vote->entry]);
		before += vote->share;
		vote->share *= here[v] + STRAY;
		after += vote->share;
	}
	for (size_t v = 0; v < mention->count; v++) {
		struct vote *vote = &mention->votes[v];
		vote->share *= before / after;
		agreed += vote->share * here[v];
	}
	return agreed;
}

void topic_agree(struct topic *topic)
{
	float agreed[MENTIONS_MOST];

	hear_title(topic);
	for (int round = 0; round < 2; round++) {
		float most = 0.0F;
		gather_interest(topic);
		for (size_t i = 0; i < topic->mention_count; i++) {
			agreed[i] = settle_votes(topic, &topic->mentions[i]);
			most = fmaxf(most, agreed[i]);
		}
		for (size_t i = 0; most > 0.0F && i < topic->mention_count; i++)
			topic->mentions[i].weight = topic->mentions[i].said * agreed[i] / most;
	}
	gather_interest(topic);
}

/* ---- what comes out ---- */

/* A node's weight above, its place below, so that one number tells which of two comes first: the weightier, and of
 * equal ones the earlier. No weight is negative, and such floats are in the order of their bits. */
static uint64_t node_key(float weight, uint32_t place)
{
	uint32_t bits;

	memcpy(&bits, &weight, sizeof bits);
	return (uint64_t)bits << 32 | (UINT32_MAX - place);
}

static uint64_t middle_of_three(uint64_t a, uint64_t b, uint64_t c)
{
	uint64_t low = a < b ? a : b, high = a < b ? b : a;

	return c < low ? low : c > high ? high : c;
}

/* The greatest `most` of different keys come first, in no order. */
static void greatest_first(uint64_t *keys, size_t count, size_t most)
{
	size_t low = 0, high = count;

	while (low < most && most < high && high - low > 2) {
		uint64_t pivot = middle_of_three(keys[low], keys[low + (high - low) / 2], keys[high - 1]);
		size_t at = low;
		for (size_t i = low; i < high; i++) { /* no jump depends on what is greater */
			uint64_t key = keys[i];
			keys[i] = keys[at];
			keys[at] = key;
			at += key > pivot;
		}
		if (at < most)
			low = at;
		else
			high = at;
	}
	if (low < most && most < high && keys[low] < keys[low + 1]) {
		uint64_t key = keys[low];
		keys[low] = keys[low + 1];
		keys[low + 1] = key;
	}
}

static void sort_keys(uint64_t *keys, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t key = keys[i];
		size_t at = i;
		for (; at > 0 && keys[at - 1] < key; at--)
			keys[at] = keys[at - 1];
		keys[at] = key;
	}
}

/* Adds to what is said of a code; returns how many codes something is said of. */
static uint32_t add_said(struct topic *topic, uint32_t mark, uint32_t entry, float said, uint32_t found)
{
	struct marked *at = &topic->voted[entry];

	if (at->mark == mark) {
		at->value += said;
		return found;
	}
	*at = (struct marked){mark, said};
	topic->entries[found] = entry;
	return found + 1;
}

static uint32_t add_mention(struct topic *topic, uint32_t mark, const struct mention *mention, float said, uint32_t found)
{
	for (size_t v = 0; v < mention->count; v++)
		found = add_said(topic, mark, mention->votes[v].entry, said * mention->votes[v].share, found);
	return found;
}

/* Of all codes, and then of what they belong to. */
static void add_found(struct topic *topic, uint32_t found)
{
	for (uint32_t i = 0; i < found; i++)
		add_interest(topic, topic->entries[i], topic->voted[topic->entries[i]].value);
}

/* How far all that was heard until now says what is of this code. */
static float met_of(const struct topic *topic, uint32_t entry)
{
	return topic_of_code(topic, topic->thesaurus->entry_nodes[entry]);
}

/* The title of an offering is often a name, "Smedjen" where bread is sold: it tells of what is sold as far as the text
 * and the codes do, too. */
static float believed_name(const struct topic *topic, const struct mention *mention)
{
	float met = 0.0F;

	if (topic->whole < NAME_TEXT)
		return 1.0F;
	for (size_t v = 0; v < mention->count; v++)
		met += mention->votes[v].share * met_of(topic, mention->votes[v].entry);
	return NAME_LEAST + (1.0F - NAME_LEAST) * fminf(1.0F, met / NAME_MET);
}

/* Codes of purchases are chosen in haste, home cleaning as social work: where the words know better, they count. */
static float believed_code(const struct topic *topic, uint32_t entry)
{
	if (topic->whole < GIVEN_WORDS)
		return 1.0F;
	return GIVEN_LEAST + (1.0F - GIVEN_LEAST) * fminf(1.0F, met_of(topic, entry) / GIVEN_MET);
}

static bool is_name(const struct mention *mention, bool wanted)
{
	return !wanted && mention->title && !mention->again;
}

/* What remains of a text of a purchase that has no code, and a title: the longer it is, the more of it is about how it
 * is bought. */
static float heard_text(const struct topic *topic)
{
	float title = 0.0F, text = 0.0F;

	for (size_t i = 0; i < topic->mention_count; i++)
		*(topic->mentions[i].title ? &title : &text) += topic->mentions[i].said;
	return title > 0.0F && text > 0.0F ? fminf(1.0F, (TEXT_BESIDE * title + TEXT_LEAST) / text) : 1.0F;
}

/* Without names; returns how much a code says that was given. */
static float hear_words(struct topic *topic, bool coded, bool wanted)
{
	float given = GIVEN, heard = wanted && !coded ? heard_text(topic) : 1.0F;
	uint32_t mark = topic_next_mark(topic), found = 0;

	for (size_t i = 0; i < topic->mention_count; i++) {
		const struct mention *mention = &topic->mentions[i];
		float said = mention->said * (mention->title ? 1.0F : heard);
		given += GIVEN_OF_ALL * mention->said;
		if (is_name(mention, wanted))
			continue;
		topic->whole += said;
		found = add_mention(topic, mark, mention, said, found);
	}
	add_found(topic, found);
	return given;
}

static void hear_codes(struct topic *topic, const uint32_t *entries, size_t entry_count, float given, bool wanted)
{
	uint32_t mark = topic_next_mark(topic), found = 0;
	float more = 0.0F;

	for (size_t i = 0; i < entry_count; i++) {
		float said = (i == 0 ? 1.0F : FURTHER) * given * (wanted ? believed_code(topic, entries[i]) : 1.0F);
		more += said;
		found = add_said(topic, mark, entries[i], said, found);
	}
	topic->whole += more;
	add_found(topic, found);
}

static void hear_names(struct topic *topic)
{
	uint32_t mark = topic_next_mark(topic), found = 0;

	for (size_t i = 0; i < topic->mention_count; i++)
		if (is_name(&topic->mentions[i], false))
			found = add_mention(topic, mark, &topic->mentions[i],
				topic->mentions[i].said * believed_name(topic, &topic->mentions[i]), found);
	add_found(topic, found);
}

static void gather_said(struct topic *topic, const uint32_t *entries, size_t entry_count, bool wanted)
{
	topic_forget_interest(topic);
	float given = hear_words(topic, entry_count > 0, wanted);
	hear_codes(topic, entries, entry_count, given, wanted);
	if (!wanted)
		hear_names(topic);
}

/* As a whole: which of the codes under it is not known. More than 0: what is of interest stands in the list once. */
static void raise_interest(struct topic *topic, uint32_t entry, float least)
{
	const uint32_t *nodes = topic->thesaurus->entry_nodes[entry];

	for (int level = 0; level < LEVEL_CODE; level++) {
		if (nodes[level] == NO_NODE)
			continue;
		if (topic->interest[nodes[level]] <= 0.0F)
			topic->interesting[topic->interesting_count++] = nodes[level];
		topic->interest[nodes[level]] = fmaxf(topic->interest[nodes[level]], least);
	}
}

static bool is_division(const struct thesaurus *thesaurus, uint32_t entry)
{
	return thesaurus->entry_nodes[entry][LEVEL_GROUP] == NO_NODE;
}

static bool is_group(const struct thesaurus *thesaurus, uint32_t entry)
{
	return !is_division(thesaurus, entry) && thesaurus->entry_nodes[entry][LEVEL_CLASS] == NO_NODE;
}

/* Who gives a division, food or furniture, means any group of it; what they have in common is so broad that it counts
 * for nothing. A division's codes stand after it. */
static void hear_division(struct topic *topic, uint32_t division, float closeness)
{
	const struct thesaurus *thesaurus = topic->thesaurus;
	float meant = closeness * topic->interest[thesaurus->entry_nodes[division][LEVEL_CODE]];

	for (uint32_t i = division + 1; i < thesaurus->entry_count && !is_division(thesaurus, i); i++)
		if (is_group(thesaurus, i))
			raise_interest(topic, i, meant);
}

static void hear_neighbours(struct topic *topic)
{
	const struct neighbour *neighbours = topic->thesaurus->neighbours;
	uint32_t count = topic->thesaurus->neighbour_count;

	/* all of it first: a neighbour's neighbour is none */
	for (uint32_t i = 0; i < count; i++)
		topic->neighbourly[i] = topic->interest[neighbours[i].node];
	for (uint32_t i = 0; i < count; i++) {
		float least = neighbours[i].closeness * topic->neighbourly[i];
		if (least > 0.0F)
			raise_interest(topic, neighbours[i].entry, least);
	}
}

static float length_of(uint64_t weightiest, float whole)
{
	uint32_t bits = (uint32_t)(weightiest >> 32);
	float most;

	memcpy(&most, &bits, sizeof most);
	return fminf(1.0F, powf(whole / (SPREAD_MOST * most), SPREAD));
}

size_t topic_kinds(struct topic *topic, const uint32_t *entries, size_t entry_count, bool wanted,
	struct topic_node *out, size_t most)
{
	uint64_t *keys = topic->keys;
	float whole = wanted ? UNSAID : 0.0F;
	size_t count = 0;

	gather_said(topic, entries, entry_count, wanted);
	uint32_t own = topic->interesting_count;
	if (wanted)
		hear_neighbours(topic);
	uint32_t close = topic->interesting_count;
	for (size_t i = 0; i < entry_count; i++)
		if (is_division(topic->thesaurus, entries[i]))
			hear_division(topic, entries[i], wanted ? WANTED_DIVISION : OFFERED_DIVISION);
	for (uint32_t i = 0; i < topic->interesting_count; i++) {
		uint32_t node = topic->interesting[i];
		float level = level_weight[topic->thesaurus->node_levels[node]];
		float square = topic->interest[node] * level * level;
		keys[count] = node_key(square, i);
		count += square > 0.0F;
		whole += i < close || !wanted ? square : 0.0F; /* of a wanted division any group is meant, not all */
	}
	greatest_first(keys, count, most);
	count = count < most ? count : most;
	sort_keys(keys, count);
	float length = wanted || count == 0 ? 1.0F : length_of(keys[0], whole);
	for (size_t i = 0; i < count; i++) {
		uint32_t place = UINT32_MAX - (uint32_t)keys[i], node = topic->interesting[place];
		float level = level_weight[topic->thesaurus->node_levels[node]];
		float square = topic->interest[node] * level * level;
		out[i] = (struct topic_node){node, length * sqrtf(square / whole), place >= own && place < close};
	}
	return count;
}

static void take_code(struct topic_code *out, size_t *count, size_t most, uint32_t entry, float share)
{
	size_t at = *count;

	if (most == 0 || (at == most && out[at - 1].share >= share))
		return;
	if (at < most)
		++*count;
	else
		at--;
	for (; at > 0 && out[at - 1].share < share; at--)
		out[at] = out[at - 1];
	out[at] = (struct topic_code){entry, share};
}

size_t topic_codes(struct topic *topic, struct topic_code *out, size_t most)
{
	uint32_t mark = topic_next_mark(topic), found = 0;
	size_t count = 0;

	for (size_t i = 0; topic->whole > 0.0F && i < topic->mention_count; i++)
		for (size_t v = 0; v < topic->mentions[i].count; v++) {
			struct vote vote = topic->mentions[i].votes[v];
			struct marked *at = &topic->voted[vote.entry];
			float share = topic->mentions[i].weight * vote.share / topic->whole;
			if (at->mark != mark)
				topic->entries[found++] = vote.entry;
			*at = (struct marked){mark, (at->mark == mark ? at->value : 0.0F) + share};
		}
	for (uint32_t i = 0; i < found; i++)
		take_code(out, &count, most, topic->entries[i], topic->voted[topic->entries[i]].value);
	return count;
}

float topic_of_term(const struct topic *topic, uint32_t term)
{
	for (size_t i = 0; term != NO_TERM && i < topic->mention_count; i++)
		if (topic->mentions[i].term == term) {
			const struct mention *mention = &topic->mentions[i];
			return mention->said > 0.0F ? mention->weight / mention->said : 0.0F;
		}
	return 0.0F;
}

