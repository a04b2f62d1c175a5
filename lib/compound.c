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
#define STEM_LEAST 4      /* letters of a stem that a part is known by */
#define KNOWN_LEAST 4     /* letters of what it ends in */
#define COST_NONE 1000000

/* ---- lists ---- */

/* Endings that happen to be words elsewhere, or forms of one, with a linking letter before them. */
static const char *const endings[] = {
	"else", "elser", "ende", "ere", "erne", "hed", "heden", "heder", "heid", "ing", "inge", "ingen", "inger",
	"isk", "iske", "lig", "lige", "ning", "ningen", "ninger", "skab", "som", "eren", "ers", "ens", "tie",
	"sel", "gede", "kede", "rede", "scenter", "scenteret", "scentre", "scentrene", "scentret", NULL,
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
	const struct compound_ways *ways;
	const struct vocabulary *vocabulary;
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

/* A Danish word begins with its stem, or nearly (stem_beginnings): where no beginning is known, its stem is none. */
static bool may_have_stem(const struct split *split, size_t begin, size_t end)
{
	const struct prefixes *known = &split->ways->stems_known;
	uint32_t hash = PREFIX_EMPTY;

	if (split->language != DANISH || known->bits == NULL)
		return true;
	for (size_t i = begin; i < end; i++) {
		hash = prefix_longer(hash, split->base[i]);
		if (i > begin && prefix_likely(known, hash))
			return true;
	}
	return false;
}

/* A form of a word that is known. */
static bool has_known_stem(const struct split *split, size_t begin, size_t end)
{
	char part[WORD_SIZE] = {0}, stem[WORD_SIZE];

	if (!may_have_stem(split, begin, end))
		return false;
	memcpy(part, split->base + begin, end - begin);
	stem_word(split->ways->stems, split->language, part, stem);
	uint32_t term = string_table_find(&split->vocabulary->stems, stem);
	return (term != NO_STRING && letters_of(stem) >= STEM_LEAST &&
		vocabulary_term(split->vocabulary, term)->known) || word_is_part(split->language, stem);
}

/* What a part costs that nothing is known of: it may be the beginning, or a form of a known word at the end. */
static int unknown_cost(const struct split *split, size_t begin, size_t end, bool first, bool last)
{
	size_t count = (size_t)(split->letters[end] - split->letters[begin]);

	if (first && !last && !split->reference)
		return count >= UNKNOWN_LEAST ? COST_UNKNOWN : COST_NONE;
	if (!last || split->cost[begin] + COST_PART + COST_STEM >= split->cost[split->length])
		return COST_NONE; /* or it is parted no worse otherwise */
	if (has_known_stem(split, begin, end))
		return COST_PART + COST_STEM;
	return split->reference || count < UNKNOWN_LEAST ? COST_NONE : COST_UNKNOWN_END;
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

/* The parts that begin here, of every length. */
static void part_from(struct split *split, size_t begin)
{
	const struct prefixes *known_words = &split->ways->words;
	uint32_t hash = prefix_longer(PREFIX_EMPTY, split->key[0]);

	memcpy(split->key + 1, split->base + begin, split->length - begin);
	for (size_t end = begin + 1; end <= split->length; end++) {
		hash = prefix_longer(hash, split->base[end - 1]);
		if (end < begin + 3 || !begins_letter(split->base + end) || (begin == 0 && end == split->length))
			continue;
		unsigned known = known_words->bits != NULL && !prefix_likely(known_words, hash) ? 0 :
			vocabulary_part(split->vocabulary, split->key, 1 + end - begin);
		consider(split, begin, end, known, end, 0);
		if (end + 1 < split->length && links(split, end))
			consider(split, begin, end, known, end + 1, COST_LINK);
	}
}

static void part_all(struct split *split)
{
	for (size_t end = 1; end <= split->length; end++)
		split->cost[end] = COST_NONE;
	for (size_t begin = 0; begin < split->length; begin++)
		if (split->cost[begin] < COST_NONE)
			part_from(split, begin);
}

/* Gives the parts; returns how many. */
static size_t parts_of(const struct split *split, char parts[PARTS_MOST][WORD_SIZE])
{
	size_t count = 0;

	for (size_t at = split->length; at > 0; at = split->begins[at])
		count++;
	if (count < 2 || count > PARTS_MOST)
		return 0;
	size_t i = count;
	for (size_t at = split->length; at > 0; at = split->begins[at]) {
		size_t size = split->ends[at] - split->begins[at];
		i--;
		memcpy(parts[i], split->base + split->begins[at], size);
		parts[i][size] = '\0';
	}
	return count;
}

/* In English the parts of a compound are mostly words of their own. */
static bool may_be_compound(enum language language, const char *base)
{
	return language != ENGLISH && letters_of(base) >= WORD_LEAST && !word_is_number(base);
}

size_t compound_part(const struct compound_ways *ways, enum language language, const char *base, bool reference,
	char parts[PARTS_MOST][WORD_SIZE])
{
	struct split split;

	split.ways = ways;
	split.vocabulary = ways->vocabulary;
	split.language = language;
	split.base = base;
	split.length = strlen(base);
	split.reference = reference;
	split.key[0] = (char)('0' + (int)language);
	split.cost[0] = 0;
	if (!may_be_compound(language, base))
		return 0;
	count_letters(&split);
	part_all(&split);
	return split.cost[split.length] >= COST_NONE ? 0 : parts_of(&split, parts);
}

/* A word of the thesaurus, or a form of one. */
static bool is_reference(const struct compound_ways *ways, enum language language, const char *base)
{
	char stem[WORD_SIZE];

	stem_word(ways->stems, language, base, stem);
	uint32_t term = string_table_find(&ways->vocabulary->stems, stem);
	return term != NO_STRING && vocabulary_term(ways->vocabulary, term)->reference;
}

size_t compound_split(const struct vocabulary *vocabulary, struct stems *stems,
	enum language language, const char *base, char parts[PARTS_MOST][WORD_SIZE])
{
	struct compound_ways ways = {.vocabulary = vocabulary, .stems = stems};

	if (!may_be_compound(language, base))
		return 0;
	return compound_part(&ways, language, base, is_reference(&ways, language, base), parts);
}

/* ---- many words ---- */

struct prefixes compound_words_known(const struct vocabulary *vocabulary)
{
	const struct string_table *words = &vocabulary->words, *listed = &vocabulary->part_lists->words;
	struct prefixes known = prefixes_open(words->count + listed->count);

	for (uint32_t i = 0; i < words->count; i++)
		prefixes_add(&known, string_table_text(words, i), strlen(string_table_text(words, i)));
	for (uint32_t i = 0; i < listed->count; i++)
		prefixes_add(&known, string_table_text(listed, i), strlen(string_table_text(listed, i)));
	return known;
}

struct prefixes compound_stems_known(const struct vocabulary *vocabulary)
{
	const struct string_table *stems = &vocabulary->stems;
	struct prefixes known = prefixes_open(stems->count);
	char beginnings[STEM_BEGINNINGS][WORD_SIZE];

	for (uint32_t i = 0; i < stems->count; i++) {
		const char *stem = string_table_text(stems, i);
		if (!vocabulary_term(vocabulary, i)->known || letters_of(stem) < STEM_LEAST)
			continue;
		for (size_t k = stem_beginnings(stem, beginnings); k > 0; k--)
			prefixes_add(&known, beginnings[k - 1], strlen(beginnings[k - 1]));
	}
	for (int language = 0; language < LANGUAGES; language++)
		for (const char *const *part = analysis_parts((enum language)language); *part != NULL; part++)
			prefixes_add(&known, *part, strlen(*part));
	return known;
}
