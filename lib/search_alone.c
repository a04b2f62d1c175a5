/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The words of a search one by one. Every word must be met, so that of five words one that nobody has is enough
 * to find nothing; then it helps to know what the others would find.
 */
#include "lib/search.h"

#include "lib/analysis.h"
#include "lib/cvr_number.h"
#include "lib/text.h"

struct parting {
	struct arena *mem;
	enum language language;
	struct word_alone *at;
	bool general[WORDS_ALONE_MOST]; /* a word of every purchase: alone it finds everything */
	size_t count, telling;
};

static void part(void *context, const struct word_seen *word)
{
	struct parting *parting = context;

	if (parting->count == WORDS_ALONE_MOST || word_is_stop(parting->language, word->base))
		return;
	for (size_t i = 0; i < parting->count; i++)
		if (text_equal(parting->at[i].word, word->text))
			return;
	parting->general[parting->count] = word_is_general(parting->language, word->base);
	parting->telling += !parting->general[parting->count];
	parting->at[parting->count++] = (struct word_alone){arena_text(parting->mem, word->text), 0};
}

/* Beside words that tell something the others are in the way. */
static size_t keep_telling(struct parting *parting)
{
	size_t kept = 0;

	for (size_t i = 0; i < parting->count; i++)
		if (!parting->general[i] || parting->telling == 0)
			parting->at[kept++] = parting->at[i];
	return kept;
}

/* Their totals are still to be found. */
static size_t words_of(struct arena *mem, const char *text, enum language language, struct word_alone **list)
{
	struct parting parting = {.mem = mem, .language = language,
		.at = arena_array(mem, WORDS_ALONE_MOST, sizeof **list)};
	char digits[CVR_DIGITS + 1];

	if (text != NULL && !cvr_number_read(text, digits))
		text_words(text, language, part, &parting);
	*list = parting.at;
	return parting.count > 1 ? keep_telling(&parting) : 0;
}

enum err search_enterprises_alone(struct match_index *index, struct arena *mem, const struct search_query *query,
	struct word_alone **list, size_t *count)
{
	struct search_query one = *query;
	struct search_result found;

	one.page = one.page_size = 1;
	*count = words_of(mem, query->words, query->language, list);
	for (size_t i = 0; i < *count; i++) {
		one.words = (*list)[i].word;
		TRY(search_enterprises(index, mem, &one, &found));
		(*list)[i].total = found.total;
	}
	return OK;
}

enum err search_lines_alone(struct match_index *index, struct arena *mem, const struct line_query *query,
	struct word_alone **list, size_t *count)
{
	struct line_query one = *query;
	struct line_result found;

	one.page = one.page_size = 1;
	*count = words_of(mem, query->words, query->language, list);
	for (size_t i = 0; i < *count; i++) {
		one.words = (*list)[i].word;
		TRY(search_lines(index, mem, &one, &found));
		(*list)[i].total = found.total;
	}
	return OK;
}
