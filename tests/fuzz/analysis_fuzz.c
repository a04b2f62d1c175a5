/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Any bytes as a text: noted in a vocabulary, parted, stemmed, then read again as a search and as a
 * demand. What is found must be whole words in UTF-8, and every compound must be made of its parts.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/collection.h"
#include "lib/compound.h"
#include "lib/matching.h"
#include "lib/noted.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "lib/text.h"
#include "tests/fuzz/fuzz.h"

/* The stemmers are loaded once: what is looked at is done for each input. */
static struct stems *stems;

struct check {
	struct vocabulary *vocabulary;
	enum language language;
};

static void note(void *context, const struct word_seen *word)
{
	struct check *check = context;

	if (!text_is_utf8(word->text, strlen(word->text)) || !text_is_utf8(word->base, strlen(word->base)))
		abort();
	if (word->base[0] == '\0' || strlen(word->base) >= WORD_SIZE)
		abort();
	vocabulary_note(check->vocabulary, check->language, word);
}

static void part(void *context, const struct word_seen *word)
{
	const struct check *check = context;
	char parts[PARTS_MOST][WORD_SIZE];
	size_t count = compound_split(check->vocabulary, stems, check->language, word->base, parts);
	size_t length = 0;

	if (count == 1 || count > PARTS_MOST)
		abort();
	for (size_t i = 0; i < count; i++) {
		if (strstr(word->base, parts[i]) == NULL)
			abort();
		length += strlen(parts[i]);
	}
	if (length > strlen(word->base))
		abort();
}

/* One vocabulary has the words of all languages, each with its own. */
static void analyse(const char *text)
{
	OWNED(vocabulary_close) struct vocabulary *vocabulary = vocabulary_open();

	for (int i = 0; i < LANGUAGES; i++)
		text_words(text, (enum language)i, note, &(struct check){vocabulary, (enum language)i});
	vocabulary_settle(vocabulary, stems);
	for (int i = 0; i < LANGUAGES; i++)
		text_words(text, (enum language)i, part, &(struct check){vocabulary, (enum language)i});
}

/* Both ways of reading a text find the same words. */
struct heard {
	struct word_seen *at;
	size_t count;
};

static void hear(void *context, const struct word_seen *word)
{
	struct heard *heard = context;

	heard->at = grow(heard->at, heard->count + 1, sizeof *heard->at);
	heard->at[heard->count++] = *word;
}

static void read_twice(const char *text, enum language language)
{
	struct heard quick = {0}, slow = {0};

	text_words(text, language, hear, &quick);
	text_words_general(text, language, hear, &slow);
	if (quick.count != slow.count)
		abort();
	for (size_t i = 0; i < quick.count; i++)
		if (strcmp(quick.at[i].text, slow.at[i].text) != 0 ||
			strcmp(quick.at[i].base, slow.at[i].base) != 0 ||
			quick.at[i].capital != slow.at[i].capital ||
			quick.at[i].opens != slow.at[i].opens)
			abort();
	free(quick.at);
	free(slow.at);
}

/* Words that are known by their bytes (noted.c) are the words that a reader hears. */
static void note_texts(const char *text)
{
	struct collection_enterprise enterprise = {.name = text, .pitch = text, .description = ""};
	struct collection collection = {.enterprises = &enterprise, .enterprise_count = 1};
	OWNED(vocabulary_close) struct vocabulary *vocabulary = vocabulary_open();
	OWNED(noted_texts_close) struct noted_texts *texts = noted_texts_open(vocabulary, &collection);
	struct heard heard = {0};

	text_words(text, DANISH, hear, &heard);
	for (enum noted_of_enterprise which = NOTED_NAME; which <= NOTED_PITCH; which++) {
		struct noted noted = noted_of_enterprise(texts, 0, which);
		if (noted.count != heard.count)
			abort();
		for (size_t i = 0; i < heard.count; i++) {
			enum language language;
			const char *base = vocabulary_word(vocabulary, noted.words[i] & NOTED_NUMBER, &language);
			if (strcmp(base, heard.at[i].base) != 0 || language != DANISH ||
				((noted.words[i] & NOTED_CAPITAL) != 0) != heard.at[i].capital ||
				((noted.words[i] & NOTED_OPENS) != 0) != heard.at[i].opens)
				abort();
		}
	}
	free(heard.at);
}

static void search(struct arena *mem, const char *text)
{
	struct collection_enterprise enterprise = {.id = 1, .name = text, .municipality_code = "",
		.pitch = text, .description = text, .employees = -1, .employees_target_group = -1};
	struct collection_offering offering = {.enterprise_id = 1, .title = text, .text = text,
		.capacity_dkk = -1, .lead_time_days = -1, .cpv_codes = "", .areas = text};
	struct collection_code code = {"55510000", {text, text, text}, {text, text, text}};
	struct collection collection = {.codes = &code, .enterprises = &enterprise,
		.offerings = &offering, .code_count = 1, .enterprise_count = 1, .offering_count = 1};
	struct match_index *index = match_index_of(&collection);
	struct demand demand = {.title = text, .text = text, .value_dkk = -1, .contract_starts = NO_DAY};
	struct search_result found;
	struct matches matches;
	struct cpv_suggestion *list;
	size_t count;

	search_enterprises(index, mem, &(struct search_query){.words = text, .cpv = text}, &found);
	match_demand(index, mem, &demand, &(struct match_limits){.minimum = 0}, &matches);
	cpv_suggest(index, mem, text, DANISH, 5, &list, &count);
	match_index_close(&index);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	char *text = arena_text_n(mem, (const char *)bytes, size);

	if (stems == NULL)
		stems = stems_open();
	analyse(text);
	for (int i = 0; i < LANGUAGES; i++)
		read_twice(text, (enum language)i);
	note_texts(text);
	search(mem, text);
	return 0;
}
