/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Words for kinds of thing: the thesaurus of CPV codes knows the word and none of those that are searched writes it. Of
 * enterprises the postings know which supply the kind, of lines what was prepared for matching does.
 */
#include "lib/search_typed.h"

#include <string.h>

#include "lib/demand.h"
#include "lib/directory.h"

#define BY_KIND 0.5F      /* a word that nobody has, by what it stands for */
#define KIND_SURE 0.3F    /* how likely that is, at least */
#define KIND_NEARLY 0.7F  /* a code nearly as likely as the first */
#define KINDS_LIKELY 3
#define KIND_LEAST 48     /* how much of the kind an enterprise has, in 255ths: a stray word brings less */

bool word_is_written(const struct snapshot *s, uint32_t term, bool lines)
{
	for (; term != NO_TERM && s != NULL; s = s->below)
		if (postings_of(lines ? &s->line_postings : &s->directory->postings, term).count > 0)
			return true;
	return false;
}

/* A line that was given a code of the kind is, among however many; else what it is about, and not only close to. */
static uint32_t kind_of_line(const struct line_entry *line, uint32_t term, struct cpv_range codes)
{
	const struct prepared *prepared = line->prepared;
	uint32_t least = 0;

	for (size_t i = 0; i < prepared->code_count; i++)
		least = cpv_in_range(codes, prepared->codes[i]) ? KIND_LEAST : least;
	for (size_t i = 0; i < prepared->node_count; i++) {
		uint32_t weight = weight_byte(prepared->nodes[i].weight);
		if (prepared->nodes[i].term == term && !prepared->nodes[i].neighbour)
			return weight > least ? weight : least;
	}
	return least;
}

/* As a filter by the code has it (cpv_range_of). */
static struct cpv_range codes_of_kind(const struct snapshot *s, uint32_t entry)
{
	cpv_number low = s->codes[entry].code, unit = 1;

	while (unit < 1000000 && low % (10 * unit) == 0)
		unit *= 10;
	return (struct cpv_range){low, low + unit};
}

uint32_t line_kind(const struct snapshot *s, const struct line_entry *line, const struct search_word *word)
{
	uint32_t weight = kind_of_line(line, word->ways[0].term, codes_of_kind(s, word->kind));

	return weight < word->ways[0].least ? 0 : word->ways[0].worth * weight;
}

static bool is_planned(const struct snapshot *s, uint32_t term, uint32_t entry)
{
	struct cpv_range codes = codes_of_kind(s, entry);

	for (; s != NULL; s = s->below)
		for (uint32_t i = 0; i < s->line_count; i++)
			if (kind_of_line(&s->lines[i], term, codes) >= KIND_LEAST)
				return true;
	return false;
}

static bool is_supplied(const struct snapshot *s, uint32_t term)
{
	for (; s != NULL; s = s->below) {
		struct posting posting = postings_of(&s->directory->postings, term);
		for (uint32_t i = 0; i < posting.count; i++)
			if (posting.weights[i] >= KIND_LEAST)
				return true;
	}
	return false;
}

/* Else it is one beside it: a group that is no code of its own goes by the name of a code in it, honey where eggs
 * were asked for. */
static bool is_above(const struct snapshot *s, uint32_t above, uint32_t entry)
{
	return cpv_in_range(codes_of_kind(s, above), s->codes[entry].code);
}

/* The code itself, else the category or the class above it: the first that somebody supplies, or plans to buy. */
static void kind_add(const struct snapshot *s, struct search_word *word, uint32_t entry, bool lines)
{
	const struct thesaurus *t = s->thesaurus;

	for (int level = LEVEL_CODE; level >= LEVEL_CLASS; level--) {
		uint32_t node = t->entry_nodes[entry][level];
		if (node == NO_NODE || !is_above(s, t->node_entries[node], entry))
			continue;
		if (!(lines ? is_planned(s, t->node_terms[node], t->node_entries[node]) : is_supplied(s, t->node_terms[node])))
			continue;
		word->count = 0;
		word->ways[word->count++] =
			(struct way){t->node_terms[node], (uint32_t)(65536.0F * BY_KIND), KIND_LEAST};
		word->kind = t->node_entries[node];
		return;
	}
}

/* The likeliest code; of those that are about as likely the deepest. NO_KIND when none is likely. */
static uint32_t likely_entry(const struct snapshot *s, const char *text, enum language language)
{
	struct likely_code likely[KINDS_LIKELY];
	size_t count = likely_codes(s, text, language, likely, KINDS_LIKELY), best = 0;

	if (count == 0 || likely[0].probability < KIND_SURE)
		return NO_KIND;
	for (size_t i = 1; i < count && likely[i].probability >= KIND_NEARLY * likely[0].probability; i++)
		if (cpv_depth(s->codes[likely[i].entry].code) > cpv_depth(s->codes[likely[best].entry].code))
			best = i;
	return likely[best].entry;
}

void word_read_kind(const struct snapshot *s, struct scratch *scratch, const struct typed *typed,
	size_t number, enum language language, bool lines, struct search_word *word)
{
	for (int i = 0; i < LANGUAGES && word->kind == NO_KIND; i++) {
		enum language l = i == 0 ? language : (enum language)(i <= (int)language ? i - 1 : i);
		const struct word_seen *seen = &typed->words[l][number];
		struct meaning meaning;
		vocabulary_read(s->vocabulary, scratch_stems(scratch), l, seen, &meaning);
		if (meaning.stop || meaning.whole == NO_TERM || !thesaurus_knows(s->thesaurus, meaning.whole) ||
			vocabulary_term(s->vocabulary, meaning.whole)->general)
			continue;
		uint32_t entry = likely_entry(s, seen->text, l);
		if (entry != NO_KIND)
			kind_add(s, word, entry, lines);
	}
	memcpy(word->typed, typed->words[0][number].text, WORD_SIZE);
}

size_t search_words_part(struct search_words *words)
{
	struct search_words kinds;
	size_t said = 0;

	kinds.count = 0; /* the rest is large and need not be anything */
	for (size_t i = 0; i < words->count; i++) {
		if (words->at[i].kind != NO_KIND) {
			kinds.at[kinds.count++] = words->at[i];
			continue;
		}
		if (said < i)
			words->at[said] = words->at[i];
		said++;
	}
	memcpy(words->at + said, kinds.at, kinds.count * sizeof *kinds.at);
	return said;
}
