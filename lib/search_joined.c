/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Words that one writes apart and another together: "vindues pudsning", "bee living". Danish and Dutch write compounds as
 * one word and people often do not. The other way round, a word of which nobody has more than the parts, is a
 * compound (compound.h).
 */
#include "lib/search_typed.h"

#include <string.h>

#include "lib/directory.h"
#include "lib/text.h"

/* What may stand between the parts of a compound. */
#define LINKS_MOST 4

static const char *const links[LANGUAGES][LINKS_MOST] = {
	[DANISH] = {"", "s", "e", NULL},
	[ENGLISH] = {"", NULL},
	[DUTCH] = {"", "s", "en", NULL},
};

/* False when it is too long for a word. */
static bool join(const char *a, const char *link, const char *b, char out[WORD_SIZE])
{
	size_t a_length = strlen(a), link_length = strlen(link), b_length = strlen(b);

	if (a_length + link_length + b_length >= WORD_SIZE)
		return false;
	memcpy(out, a, a_length);
	memcpy(out + a_length, link, link_length);
	memcpy(out + a_length + link_length, b, b_length + 1);
	return true;
}

static bool is_among(const uint32_t *terms, size_t count, uint32_t term)
{
	for (size_t i = 0; i < count; i++)
		if (terms[i] == term)
			return true;
	return false;
}

struct joining {
	const struct snapshot *s;
	uint32_t *terms;
	size_t count;
};

static void joined_add(struct joining *joining, uint32_t term)
{
	if (joining->count < JOINED_MOST && term != NO_TERM && !is_among(joining->terms, joining->count, term) &&
		things_with(joining->s, term) > 0)
		joining->terms[joining->count++] = term;
}

/* To stem what is joined would take longer than the rest of a search: it is asked for as it stands, and with the stem
 * that its last part is known to have. */
size_t words_joined(const struct snapshot *s, const struct typed *typed, size_t number, uint32_t terms[JOINED_MOST])
{
	struct joining joining = {s, terms, 0};
	char joined[WORD_SIZE];

	for (int l = 0; l < LANGUAGES; l++) {
		const char *a = typed->words[l][number].base, *b = typed->words[l][number + 1].base;
		if (word_is_number(a) || word_is_number(b))
			return 0;
		uint32_t last = vocabulary_term_of(s->vocabulary, (enum language)l, b, strlen(b));
		const char *stem = last == NO_TERM ? b : string_table_text(&s->vocabulary->stems, last);
		for (const char *const *link = links[l]; *link != NULL; link++) {
			if (join(a, *link, b, joined))
				joined_add(&joining,
					vocabulary_term_of(s->vocabulary, (enum language)l, joined, strlen(joined)));
			if (join(a, *link, stem, joined))
				joined_add(&joining, string_table_find(&s->vocabulary->stems, joined));
		}
	}
	return joining.count;
}

/* ---- together, when apart they find nothing ---- */

/* The thesaurus knows the two as one word: how it is written. */
static const char *known_together(const struct snapshot *s, struct arena *mem, const struct typed *typed, size_t number)
{
	char joined[WORD_SIZE];

	for (int l = 0; l < LANGUAGES; l++) {
		const struct word_seen *a = &typed->words[l][number], *b = a + 1;
		for (const char *const *link = links[l]; *link != NULL; link++) {
			if (!join(a->base, *link, b->base, joined))
				continue;
			uint32_t term = vocabulary_term_of(s->vocabulary, (enum language)l, joined, strlen(joined));
			if (term != NO_TERM && thesaurus_knows(s->thesaurus, term))
				return arena_printf(mem, "%s%s%s", a->text, *link, b->text);
		}
	}
	return NULL;
}

const char *words_put_together(const struct snapshot *s, struct arena *mem, const char *text, enum language language)
{
	OWNED(buffer_close) struct buffer out = {0};
	struct typed typed;
	bool any = false;

	typed_read(text, &typed);
	for (size_t i = 0; i < typed.count[language]; i++) {
		const char *together = i + 1 < typed.count[language] ? known_together(s, mem, &typed, i) : NULL;
		if (out.length > 0)
			buffer_text(&out, " ");
		buffer_text(&out, together != NULL ? together : typed.words[language][i].text);
		any = any || together != NULL;
		i += together != NULL;
	}
	return any ? arena_text(mem, out.bytes) : NULL;
}

void words_instead_put(struct arena *mem, const char *typed, const char *taken, struct word_instead **list, size_t *count)
{
	struct word_instead *more = arena_array(mem, *count + 1, sizeof *more);

	for (size_t i = 0; i < *count; i++)
		more[i + 1] = (*list)[i];
	more[0] = (struct word_instead){typed, taken};
	*list = more;
	++*count;
}
