/* SPDX-License-Identifier: MPL-2.0 */
/* Compounds are parted from the left, trying every place: words are short. The cheapest way wins:
 * few parts, no linking letters, no short parts. */
#include "lib/compound.h"

#include <stdlib.h>
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

/* ---- lists ---- */

/* Endings that happen to be words elsewhere. */
static const char *const endings[] = {
	"else", "elser", "ende", "ere", "erne", "hed", "heden", "heder", "heid", "ing", "inge", "ingen", "inger",
	"isk", "iske", "lig", "lige", "ning", "ningen", "ninger", "skab", "som", "eren", "ers", "ens", "tie",
	"sel", NULL,
};

/* After an unknown beginning the end must be a word for certain, for many endings look like words. */
static const char *const unsure[] = {
	"ring", "ringe", "ringen", "ringer", "linger", "tale", "tion", "tioner", "ationer", "sering", "heder",
	"skabet", "skaber", "lige", "ering", "eringen", "bar", "isme", "ingen", NULL,
};

struct part_lists {
	struct string_table words; /* a digit for the language, then the word */
	uint8_t *bits;
};

static void add_list(struct part_lists *lists, int language, const char *const *list, uint8_t bit)
{
	char key[WORD_SIZE + 1] = {(char)('0' + language)};

	for (; *list != NULL; list++) {
		uint32_t before = lists->words.count;
		memcpy(key + 1, *list, strlen(*list) + 1); /* they are short */
		uint32_t number = string_table_add(&lists->words, key);
		if (number == before) {
			lists->bits = grow(lists->bits, lists->words.room, sizeof *lists->bits);
			lists->bits[number] = 0;
		}
		lists->bits[number] |= bit;
	}
}

struct part_lists *part_lists_open(void)
{
	struct part_lists *lists = grow(NULL, 1, sizeof *lists);

	*lists = (struct part_lists){0};
	for (int language = 0; language < LANGUAGES; language++) {
		add_list(lists, language, analysis_parts((enum language)language), PART_LISTED);
		add_list(lists, language, analysis_stop_words((enum language)language), PART_STOP);
		add_list(lists, language, endings, PART_ENDING);
		add_list(lists, language, unsure, PART_UNSURE);
	}
	return lists;
}

void part_lists_close(struct part_lists **lists)
{
	if (*lists == NULL)
		return;
	string_table_close(&(*lists)->words);
	free((*lists)->bits);
	free(*lists);
	*lists = NULL;
}

unsigned part_lists_find(const struct part_lists *lists, const char *key, size_t length)
{
	uint32_t number = string_table_find_n(&lists->words, key, length);

	return number == NO_STRING ? 0 : lists->bits[number];
}

/* ---- one word ---- */

struct split {
	const struct vocabulary *vocabulary;
	struct stems *stems;
	enum language language;
	const char *base;
	size_t length;
	bool reference; /* a word of the thesaurus: it has no unknown beginning */
	char key[WORD_SIZE + 1]; /* a digit for the language, then what begins where a part may begin */
	uint8_t letters[WORD_SIZE + 1]; /* before each byte; within a letter as before it */
	int cost[WORD_SIZE];      /* of parting the first n bytes */
	size_t begins[WORD_SIZE]; /* where the last part of the first n bytes begins */
	size_t ends[WORD_SIZE];   /* and ends, before a linking letter */
};

static bool begins_letter(const char *at)
{
	return ((unsigned char)*at & 0xc0) != 0x80;
}

static void count_letters(struct split *split)
{
	uint8_t count = 0;

	for (size_t i = 0; i <= split->length; i++) {
		split->letters[i] = count;
		count = (uint8_t)(count + begins_letter(split->base + i));
	}
}

static size_t letters_of(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += begins_letter(text);
	return count;
}

/* What a part costs that nothing is known of: it may be the beginning, or a form of a known word at the end. */
static int unknown_cost(const struct split *split, size_t begin, size_t end, bool first, bool last)
{
	char part[WORD_SIZE] = {0}, stem[WORD_SIZE];
	size_t count = (size_t)(split->letters[end] - split->letters[begin]);

	if (first && !last && !split->reference)
		return count >= UNKNOWN_LEAST ? COST_UNKNOWN : COST_NONE;
	if (!last)
		return COST_NONE;
	int unknown = split->reference || count < UNKNOWN_LEAST ? COST_NONE : COST_UNKNOWN_END;
	memcpy(part, split->base + begin, end - begin);
	stem_word(split->stems, split->language, part, stem);
	uint32_t term = string_table_find(&split->vocabulary->stems, stem);
	bool known = term != NO_STRING && letters_of(stem) >= 4 &&
		vocabulary_term(split->vocabulary, term)->known;
	return known || word_is_part(split->language, stem) ? COST_PART + COST_STEM : unknown;
}

static int part_cost(const struct split *split, size_t begin, size_t end, unsigned known, bool last)
{
	size_t count = (size_t)(split->letters[end] - split->letters[begin]);

	if (count < 3 || (known & (PART_ENDING | PART_STOP)) != 0)
		return COST_NONE;
	if ((known & PART_LISTED) != 0)
		return COST_PART + (count == 3 ? COST_SHORT : 0);
	if (count < 4)
		return COST_NONE;
	if ((known & PART_OF_REFERENCE) != 0)
		return COST_PART;
	if ((known & PART_OF_COLLECTION) != 0)
		return COST_PART + COST_COLLECTION;
	return unknown_cost(split, begin, end, begin == 0, last);
}

/* Bytes of a linking letter at the end of a part that is not the last: -s-, -e-, -n-. */
static bool links(const struct split *split, size_t at)
{
	char letter = split->base[at];

	return letter == 's' || letter == 'e' || (letter == 'n' && split->language == DUTCH);
}

/* Bits of what stands between two places; the key must begin there. */
static unsigned known_between(const struct split *split, size_t begin, size_t end)
{
	return vocabulary_part(split->vocabulary, split->key, 1 + end - begin);
}

/* Before an unknown end stands a part that is known for certain. */
static bool begins_surely(const struct split *split, size_t at)
{
	char key[WORD_SIZE + 1] = {split->key[0]};
	size_t size = split->ends[at] - split->begins[at];

	if (split->cost[at] >= COST_UNKNOWN)
		return false;
	memcpy(key + 1, split->base + split->begins[at], size);
	unsigned known = vocabulary_part(split->vocabulary, key, 1 + size);
	return (known & (PART_LISTED | PART_OF_REFERENCE)) != 0;
}

static void consider(struct split *split, size_t begin, size_t end, unsigned known, size_t next, int extra)
{
	size_t count = (size_t)(split->letters[end] - split->letters[begin]);

	if (split->cost[begin] >= COST_UNKNOWN && split->cost[begin] < COST_NONE &&
		(count < KNOWN_LEAST || (known & PART_UNSURE) != 0))
		return;
	int here = part_cost(split, begin, end, known, next == split->length);
	if (here >= COST_NONE || (here == COST_UNKNOWN_END && !begins_surely(split, begin)))
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
		memcpy(split->key + 1, split->base + begin, split->length - begin);
		for (size_t end = begin + 3; end <= split->length; end++) {
			if (!begins_letter(split->base + end) || (begin == 0 && end == split->length))
				continue;
			unsigned known = known_between(split, begin, end);
			consider(split, begin, end, known, end, 0);
			if (end + 1 < split->length && links(split, end))
				consider(split, begin, end, known, end + 1, COST_LINK);
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
		.base = base, .length = strlen(base), .key = {(char)('0' + (int)language)}};
	size_t count = 0;

	count_letters(&split);
	if (language == ENGLISH || split.letters[split.length] < WORD_LEAST || word_is_number(base))
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
