/* SPDX-License-Identifier: MPL-2.0 */
/* The first round of building a snapshot: every word of the collection is noted in its vocabulary. */
#include "lib/vectors.h"

struct noting {
	struct vocabulary *vocabulary;
	enum language language;
};

static void note_word(void *context, const struct word_seen *word)
{
	const struct noting *noting = context;

	vocabulary_note(noting->vocabulary, noting->language, word);
}

static void note_text(struct vocabulary *vocabulary, const char *text, enum language language)
{
	struct noting noting = {vocabulary, language};

	text_words(text, language, note_word, &noting);
}

void snapshot_note(struct vocabulary *vocabulary, const struct collection *c)
{
	for (size_t i = 0; i < c->code_count; i++)
		for (int language = 0; language < LANGUAGES; language++) {
			note_text(vocabulary, c->codes[i].names[language], (enum language)language);
			note_text(vocabulary, c->codes[i].words[language], (enum language)language);
		}
	vocabulary_reference_ends(vocabulary);
	for (size_t i = 0; i < c->place_count; i++) {
		vocabulary_note_place(vocabulary, c->places[i].name);
		note_text(vocabulary, c->places[i].name, DANISH);
	}
	for (size_t i = 0; i < c->enterprise_count; i++) {
		note_text(vocabulary, c->enterprises[i].name, DANISH);
		note_text(vocabulary, c->enterprises[i].pitch, DANISH);
		note_text(vocabulary, c->enterprises[i].description, DANISH);
	}
	for (size_t i = 0; i < c->offering_count; i++) {
		note_text(vocabulary, c->offerings[i].title, c->offerings[i].language);
		note_text(vocabulary, c->offerings[i].text, c->offerings[i].language);
	}
	for (size_t i = 0; i < c->line_count; i++) {
		note_text(vocabulary, c->lines[i].demand.title, c->lines[i].demand.language);
		note_text(vocabulary, c->lines[i].demand.text, c->lines[i].demand.language);
		note_text(vocabulary, c->lines[i].buyer_name, DANISH);
	}
}
