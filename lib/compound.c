/* SPDX-License-Identifier: MPL-2.0 */
/* Compounds are parted from the left, trying every place: words are short. The cheapest way wins:
 * few parts, no linking letters, no short parts. */
#include "lib/compound.h"

#include <string.h>

#define WORD_LEAST 6  /* letters of a compound */
#define COST_PART 10
#define COST_LINK 2
#define COST_SHORT 4  /* a part of three letters */
#define COST_STEM 1   /* the last part is known by its stem only */
#define COST_COLLECTION 1 /* known by the collection only, perhaps a rare name */
#define COST_UNKNOWN 40   /* what a compound begins with, known to nobody: "værts|gave" */
#define COST_UNKNOWN_END 60 /* what it ends in: "mentor|korps" */
#define UNKNOWN_LEAST 4   /* letters */
#define KNOWN_LEAST 4     /* letters of what it ends in */
#define COST_NONE 1000000

static size_t letters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

static bool begins_letter(const char *at)
{
	return ((unsigned char)*at & 0xc0) != 0x80;
}

/* Endings that happen to be words elsewhere. */
static bool is_ending(const char *base)
{
	static const char *const endings[] = {
		"else", "elser", "ende", "ere", "erne", "hed", "heden", "heder", "heid", "ing", "inge",
		"ingen", "inger", "isk", "iske", "lig", "lige", "ning", "ningen", "ninger", "skab",
		"som", "eren", "ers", "ens", "ende", "tie", "sel",
	};

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (strcmp(base, endings[i]) == 0)
			return true;
	return false;
}

struct split {
	const struct vocabulary *vocabulary;
	struct stems *stems;
	enum language language;
	const char *base;
	size_t length;
	bool reference; /* a word of the thesaurus: it has no unknown beginning */
	int cost[WORD_SIZE];      /* of parting the first n bytes */
	size_t begins[WORD_SIZE]; /* where the last part of the first n bytes begins */
	size_t ends[WORD_SIZE];   /* and ends, before a linking letter */
};

/* After an unknown beginning the end must be a word for certain, for many endings look like words. */
static bool is_certain(const char *part, size_t count)
{
	static const char *const endings[] = {
		"ring", "ringe", "ringen", "ringer", "linger", "tale", "tion", "tioner", "ationer", "sering",
		"heder", "skabet", "skaber", "lige", "ering", "eringen", "bar", "isme", "ering", "ingen",
	};

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (strcmp(part, endings[i]) == 0)
			return false;
	return count >= KNOWN_LEAST;
}

static int part_cost(const struct split *split, const char *part, bool first, bool last)
{
	char stem[WORD_SIZE];
	size_t count = letters(part);

	if (count < 3 || is_ending(part) || word_is_stop(split->language, part))
		return COST_NONE;
	if (word_is_part(split->language, part))
		return COST_PART + (count == 3 ? COST_SHORT : 0);
	if (count < 4)
		return COST_NONE;
	enum part_kind kind = vocabulary_part(split->vocabulary, split->language, part);
	if (kind != PART_NOT)
		return COST_PART + (kind == PART_OF_COLLECTION ? COST_COLLECTION : 0);
	if (first && !last && !split->reference)
		return count >= UNKNOWN_LEAST ? COST_UNKNOWN : COST_NONE;
	if (!last)
		return COST_NONE;
	int unknown = split->reference || count < UNKNOWN_LEAST ? COST_NONE : COST_UNKNOWN_END;
	stem_word(split->stems, split->language, part, stem);
	uint32_t term = string_table_find(&split->vocabulary->stems, stem);
	bool known = term != NO_STRING && letters(stem) >= 4 &&
		vocabulary_term(split->vocabulary, term)->known;
	return known || word_is_part(split->language, stem) ? COST_PART + COST_STEM : unknown;
}

/* Bytes of a linking letter at the end of a part that is not the last: -s-, -e-, -n-. */
static bool links(const struct split *split, size_t at)
{
	char letter = split->base[at];

	return letter == 's' || letter == 'e' || (letter == 'n' && split->language == DUTCH);
}

/* Before an unknown end stands a part that is known for certain. */
static bool begins_surely(const struct split *split, size_t at)
{
	char part[WORD_SIZE] = {0};

	if (split->cost[at] >= COST_UNKNOWN)
		return false;
	memcpy(part, split->base + split->begins[at], split->ends[at] - split->begins[at]);
	return word_is_part(split->language, part) ||
		vocabulary_part(split->vocabulary, split->language, part) == PART_OF_REFERENCE;
}

static void consider(struct split *split, size_t begin, size_t end, size_t next, int extra)
{
	char part[WORD_SIZE] = {0};

	memcpy(part, split->base + begin, end - begin);
	if (split->cost[begin] >= COST_UNKNOWN && split->cost[begin] < COST_NONE &&
		!is_certain(part, letters(part)))
		return;
	int here = part_cost(split, part, begin == 0, next == split->length);
	if (here == COST_UNKNOWN_END && !begins_surely(split, begin))
		return;
	int cost = split->cost[begin] + here + extra;
	if (cost < split->cost[next]) {
		split->cost[next] = cost;
		split->begins[next] = begin;
		split->ends[next] = end;
	}
}

static void part_all(struct split *split)
{
	for (size_t end = 1; end <= split->length; end++)
		split->cost[end] = COST_NONE;
	for (size_t begin = 0; begin < split->length; begin++) {
		if (split->cost[begin] >= COST_NONE)
			continue;
		for (size_t end = begin + 3; end <= split->length; end++) {
			if (!begins_letter(split->base + end) || (begin == 0 && end == split->length))
				continue;
			consider(split, begin, end, end, 0);
			if (end + 1 < split->length && links(split, end))
				consider(split, begin, end, end + 1, COST_LINK);
		}
	}
}

/* A word of the thesaurus, or a form of one. */
static bool is_reference(const struct split *split)
{
	char stem[WORD_SIZE];

	stem_word(split->stems, split->language, split->base, stem);
	uint32_t term = string_table_find(&split->vocabulary->stems, stem);
	return term != NO_STRING && vocabulary_term(split->vocabulary, term)->reference;
}

size_t compound_split(const struct vocabulary *vocabulary, struct stems *stems,
	enum language language, const char *base, char parts[PARTS_MOST][WORD_SIZE])
{
	struct split split = {.vocabulary = vocabulary, .stems = stems, .language = language,
		.base = base, .length = strlen(base)};
	size_t count = 0;

	if (language == ENGLISH || letters(base) < WORD_LEAST || word_is_number(base))
		return 0;
	split.reference = is_reference(&split);
	part_all(&split);
	if (split.cost[split.length] >= COST_NONE)
		return 0;
	for (size_t at = split.length; at > 0; at = split.begins[at])
		count++;
	if (count < 2 || count > PARTS_MOST)
		return 0;
	size_t i = count;
	for (size_t at = split.length; at > 0; at = split.begins[at]) {
		size_t size = split.ends[at] - split.begins[at];
		i--;
		memcpy(parts[i], base + split.begins[at], size);
		parts[i][size] = '\0';
	}
	return count;
}
