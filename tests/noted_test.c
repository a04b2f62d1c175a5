/* SPDX-License-Identifier: MPL-2.0 */
/* Texts that are noted on all cores come out as if one had read them all, word by word. */
#include <string.h>

#include "lib/noted.h"
#include "lib/text.h"
#include "tests/support.h"

#define ENTERPRISES 6000 /* with their offerings enough for several parts of the work */

static const char *some_text(struct arena *mem, size_t number)
{
	static const char *const words[] = {"Vask", "af", "Kørestole", "café", "frokost", "anlæg", "Haveservice",
		"møbler", "cykler", "Rådgivning",
		/* as long, with the same beginning and end */
		"vedligeholdelsesplaner", "vedligehandelsesplaner"};
	size_t count = sizeof words / sizeof words[0];

	return arena_printf(mem, "%s %s. %s nr%zu\n%s", words[number % count], words[number / 7 % count],
		words[number / 3 % count], number, words[number / 11 % count]);
}

static struct collection some_collection(struct arena *mem)
{
	struct collection c = {.enterprises = arena_array(mem, ENTERPRISES, sizeof *c.enterprises),
		.offerings = arena_array(mem, ENTERPRISES, sizeof *c.offerings),
		.enterprise_count = ENTERPRISES, .offering_count = ENTERPRISES};

	for (size_t i = 0; i < ENTERPRISES; i++) {
		c.enterprises[i] = (struct collection_enterprise){.id = (int64_t)i + 1,
			.name = some_text(mem, 5 * i), .pitch = some_text(mem, 5 * i + 1), .description = ""};
		c.offerings[i] = (struct collection_offering){.enterprise_id = (int64_t)i + 1,
			.title = some_text(mem, 5 * i + 2), .text = some_text(mem, 5 * i + 3),
			.language = i % 2 == 0 ? DANISH : DUTCH};
	}
	return c;
}

/* What one reader notes: the numbers of a text's words, one after the other. */
struct reader {
	struct vocabulary *vocabulary;
	enum language language;
	uint32_t words[64];
	uint32_t count;
};

static void read_word(void *context, const struct word_seen *word)
{
	struct reader *reader = context;
	uint32_t number = vocabulary_note(reader->vocabulary, reader->language, word);

	reader->words[reader->count++] =
		number | (word->opens ? NOTED_OPENS : 0) | (word->capital ? NOTED_CAPITAL : 0);
}

static void expect_read(struct reader *reader, struct noted noted, const char *text, enum language language)
{
	reader->language = language;
	reader->count = 0;
	text_words(text, language, read_word, reader);
	assert_int_equal(noted.language, language);
	assert_int_equal(noted.count, reader->count);
	assert_memory_equal(noted.words, reader->words, reader->count * sizeof *reader->words);
}

static void texts_noted_on_all_cores_have_the_numbers_that_one_reader_gives(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection c = some_collection(mem);
	OWNED(vocabulary_close) struct vocabulary *together = vocabulary_open();
	OWNED(vocabulary_close) struct vocabulary *alone = vocabulary_open();
	OWNED(noted_texts_close) struct noted_texts *texts = noted_texts_open(together, &c);
	struct reader reader = {.vocabulary = alone};

	(void)state;
	for (size_t i = 0; i < c.enterprise_count; i++) {
		expect_read(&reader, noted_of_enterprise(texts, i, NOTED_NAME), c.enterprises[i].name, DANISH);
		expect_read(&reader, noted_of_enterprise(texts, i, NOTED_PITCH), c.enterprises[i].pitch, DANISH);
		assert_int_equal(noted_of_enterprise(texts, i, NOTED_DESCRIPTION).count, 0);
	}
	for (size_t i = 0; i < c.offering_count; i++) {
		enum language language = c.offerings[i].language;
		expect_read(&reader, noted_of_offering(texts, i, NOTED_TITLE), c.offerings[i].title, language);
		expect_read(&reader, noted_of_offering(texts, i, NOTED_TEXT), c.offerings[i].text, language);
	}
	assert_int_equal(together->words.count, alone->words.count);
}

static void a_word_that_opens_a_sentence_is_marked(void **state)
{
	OWNED(vocabulary_close) struct vocabulary *vocabulary = vocabulary_open();
	struct collection_enterprise enterprise = {
		.name = "", .pitch = "Vi vasker. Kl. 8.30 i Aarhus; cykler\nfrokost", .description = ""};
	struct collection c = {.enterprises = &enterprise, .enterprise_count = 1};
	OWNED(noted_texts_close) struct noted_texts *texts = noted_texts_open(vocabulary, &c);
	struct noted noted = noted_of_enterprise(texts, 0, NOTED_PITCH);
	/* vi vasker | kl | 30 aarhus | cykler | frokost: "8" and "i" are no words */
	static const bool opens[] = {false, false, true, true, false, true, true};
	static const bool capital[] = {true, false, true, false, true, false, false};

	(void)state;
	assert_int_equal(noted.count, sizeof opens / sizeof opens[0]);
	for (uint32_t i = 0; i < noted.count; i++) {
		assert_int_equal((noted.words[i] & NOTED_OPENS) != 0, opens[i]);
		assert_int_equal((noted.words[i] & NOTED_CAPITAL) != 0, capital[i]);
	}
}

static void a_spelling_is_shown_as_it_was_written(void **state)
{
	OWNED(vocabulary_close) struct vocabulary *vocabulary = vocabulary_open();
	OWNED(stems_close) struct stems *stems = stems_open();
	struct collection_enterprise enterprise = {.name = "", .pitch = "Café og vask", .description = ""};
	struct collection c = {.enterprises = &enterprise, .enterprise_count = 1};
	OWNED(noted_texts_close) struct noted_texts *texts = noted_texts_open(vocabulary, &c);
	struct noted noted = noted_of_enterprise(texts, 0, NOTED_PITCH);

	(void)state;
	vocabulary_settle(vocabulary, stems);
	assert_int_equal(noted.count, 3);
	uint32_t cafe = vocabulary_whole(vocabulary, noted.words[0] & NOTED_NUMBER);
	uint32_t vask = vocabulary_whole(vocabulary, noted.words[2] & NOTED_NUMBER);
	assert_string_equal(vocabulary_show(vocabulary, cafe, DANISH), "café");
	assert_string_equal(vocabulary_show(vocabulary, vask, DANISH), "vask");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_noted_on_all_cores_have_the_numbers_that_one_reader_gives),
		cmocka_unit_test(a_word_that_opens_a_sentence_is_marked),
		cmocka_unit_test(a_spelling_is_shown_as_it_was_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
