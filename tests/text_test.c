/* SPDX-License-Identifier: MPL-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "lib/text.h"

static struct arena *mem;

static int open_arena(void **state)
{
	(void)state;
	mem = arena_open();
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_close(&mem);
	return 0;
}

static const char *tidy(const char *typed)
{
	return text_tidy(mem, typed, strlen(typed));
}

static void typed_text_is_tidied(void **state)
{
	(void)state;
	assert_string_equal(tidy("  a\r\nb\rc \n"), "a\nb\nc");
	assert_string_equal(tidy("re\x01n\x7fg\xc2\x85ør"), "rengør");
	assert_string_equal(tidy("a\xcc\x8a"), "å");
	assert_string_equal(tidy(" \n\t "), "");
	assert_string_equal(text_tidy_line(mem, " a \n\n b\tc ", 10), "a b c");
}

/* Marks above and below a letter, in no order: to put all of them in order would take minutes. */
static void a_heap_of_marks_on_a_letter_is_cut(void **state)
{
	OWNED(buffer_close) struct buffer heap = {0};

	(void)state;
	buffer_text(&heap, "a");
	for (int i = 0; i < 200000; i++)
		buffer_text(&heap, "\xcc\x81\xcc\xa7");
	buffer_text(&heap, " e\xcc\x81");
	const char *tidied = text_tidy(mem, heap.bytes, heap.length);
	assert_int_equal(text_length(tidied), 30 + 2); /* one mark and the letter are "á" */
	assert_string_equal(tidied + strlen(tidied) - 3, " é");
	assert_int_equal(text_length(text_fold(mem, heap.bytes)), 30 + 2);
}

/* What is not seen parts no marks, and some letters become marks. */
static void no_way_of_writing_many_marks_heaps_them(void **state)
{
	static const char *const ways[] = {"\xcc\x81\xcc\xa7", "\xcc\x81\xc2\xad\xcc\xa7",
		"\xcc\x81\xe2\x80\x8d\xcc\xa7", "\xcc\x81\xef\xbe\x9e", "\xcc\x81\xe0\xbd\xb3"};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		OWNED(buffer_close) struct buffer heap = {0};
		size_t length;
		buffer_text(&heap, "a");
		for (size_t k = 0; k < 1000; k++)
			buffer_text(&heap, ways[i]);
		char *compatible = text_compatible(heap.bytes, &length);
		assert_int_equal(length, strlen(compatible));
		assert_true(text_length(compatible) <= 34);
		assert_true(text_length(text_fold(mem, heap.bytes)) <= 34);
		free(compatible);
	}
}

static void what_was_escaped_comes_back_as_it_was(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "Kød & <kage>", "&amp;", "\"&lt;\"", "a&b;c", "&&<", "&#39;"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		OWNED(buffer_close) struct buffer html = {0};
		buffer_html(&html, texts[i]);
		assert_string_equal(text_unescaped(mem, html.bytes), texts[i]);
	}
	assert_string_equal(text_unescaped(mem, "a & b &unknown"), "a & b &unknown");
}

static void what_is_not_utf8_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80"};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_null(tidy(bad[i]));
	assert_false(text_is_utf8("a\0b", 3));
	assert_true(text_is_utf8("æøå🙂", strlen("æøå🙂")));
}

static void length_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("æøå🙂"), 4);
}

static void a_long_text_is_cut_at_a_word(void **state)
{
	(void)state;
	assert_string_equal(text_shorten(mem, "kort", 10), "kort");
	assert_string_equal(text_shorten(mem, "rengøring af skoler", 14), "rengøring af…");
	assert_string_equal(text_shorten(mem, "ååååååååååå", 5), "åååå…");
}

static void names_become_slugs(void **state)
{
	(void)state;
	assert_string_equal(text_slug(mem, "Råd & Dåd S.M.B.A."), "raad-og-daad-s-m-b-a");
	assert_string_equal(text_slug(mem, "Æblespecialisterne ApS"), "aeblespecialisterne-aps");
	assert_string_equal(text_slug(mem, "Soul Café"), "soul-cafe");
	assert_string_equal(text_slug(mem, "…"), "x");
}

static void folding_makes_case_and_form_equal(void **state)
{
	(void)state;
	assert_string_equal(text_fold(mem, "KØBENHAVN ﬁ"), text_fold(mem, "københavn fi"));
}

static void email_addresses_are_recognised(void **state)
{
	(void)state;
	static const char *const good[] = {"a@b.dk", "kontakt+x@soul-cafe.example", "o'hara@example.org"};
	static const char *const bad[] = {"", "a", "a@b", "@b.dk", "a@.dk", "a@b..dk", "a b@c.dk", "a@b.d",
		".a@b.dk", "a..b@c.dk", "a@-b.dk", "a@b.dk\nBcc: x@y.dk", "a@b@c.dk", "<a@b.dk>"};

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(text_is_email(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(text_is_email(bad[i]));
	assert_false(text_is_email(NULL));
}

static void web_addresses_are_recognised(void **state)
{
	(void)state;
	static const char *const good[] = {"https://kantinen.example", "http://www.kantinen.example/om?x=1#y",
		"https://rødbede.example:8443/", "https://kantinen.example?x"};
	static const char *const bad[] = {"", "kantinen.example", "javascript:alert(1)", "https://javascript:alert(1)",
		"https://", "https://kantinen", "https://.example", "https://a..example", "https://a.example.",
		"https://ring til os", "https://a.example/x y", "https://a.example\n", "https://a@b.example",
		"https://a.example:80x"};

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(text_is_web_address(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(text_is_web_address(bad[i]));
	assert_false(text_is_web_address(NULL));
}

static void a_cvr_number_passes_modulus_11(void **state)
{
	(void)state;
	assert_true(text_is_cvr("29189897")); /* Kolding Kommune */
	assert_true(text_is_cvr("10150817"));
	assert_false(text_is_cvr("29189898"));
	assert_false(text_is_cvr("2918989"));
	assert_false(text_is_cvr("291898970"));
	assert_false(text_is_cvr("2918989a"));
	assert_false(text_is_cvr("00000000"));
	assert_false(text_is_cvr(NULL));
}

static void numbers_are_whole_and_within_bounds(void **state)
{
	(void)state;
	int64_t number;

	assert_true(text_to_int("-7", -10, 10, &number));
	assert_int_equal(number, -7);
	assert_false(text_to_int("11", -10, 10, &number));
	assert_false(text_to_int("1x", 0, 10, &number));
	assert_false(text_to_int("", 0, 10, &number));
	assert_false(text_to_int(" 1", 0, 10, &number));
	assert_false(text_to_int("99999999999999999999", 0, INT64_MAX, &number));
}

static void bytes_survive_hexadecimal(void **state)
{
	(void)state;
	unsigned char bytes[3] = {0, 0xab, 0xff}, back[3];
	char hex[7];

	text_from_bytes(bytes, 3, hex);
	assert_string_equal(hex, "00abff");
	assert_true(text_to_bytes("00ABff", back, 3));
	assert_memory_equal(bytes, back, 3);
	assert_false(text_to_bytes("00abf", back, 3));
	assert_false(text_to_bytes("00abfg", back, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_text_is_tidied),
		cmocka_unit_test(a_heap_of_marks_on_a_letter_is_cut),
		cmocka_unit_test(no_way_of_writing_many_marks_heaps_them),
		cmocka_unit_test(what_was_escaped_comes_back_as_it_was),
		cmocka_unit_test(what_is_not_utf8_is_refused),
		cmocka_unit_test(length_counts_characters),
		cmocka_unit_test(a_long_text_is_cut_at_a_word),
		cmocka_unit_test(names_become_slugs),
		cmocka_unit_test(folding_makes_case_and_form_equal),
		cmocka_unit_test(email_addresses_are_recognised),
		cmocka_unit_test(web_addresses_are_recognised),
		cmocka_unit_test(a_cvr_number_passes_modulus_11),
		cmocka_unit_test(numbers_are_whole_and_within_bounds),
		cmocka_unit_test(bytes_survive_hexadecimal),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
