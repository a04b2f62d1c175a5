/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Catalogues, made here byte by byte in both byte orders, whole and damaged; and the languages that
 * browsers ask for.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/log.h"
#include "lib/mo.h"
#include "lib/text.h"
#include "lib/translate.h"

/* Source texts in their order, and translations; a plural's NUL is in the length. */
struct entry {
	const char *source;
	size_t source_length;
	const char *translation;
	size_t translation_length;
};

#define TEXT(text) text, sizeof text - 1

static const struct entry entries[] = {
	{TEXT(""), TEXT("Content-Type: text/plain; charset=UTF-8\n")},
	{TEXT("%d line\0%d lines"), TEXT("%d linje\0%d linjer")},
	{TEXT("Empty"), TEXT("")},
	{TEXT("Send"), TEXT("Send nu")},
	{TEXT("Singular only\0Plural"), TEXT("Kun en form")},
};
enum { ENTRIES = sizeof entries / sizeof entries[0] };

static void add_number(struct buffer *out, size_t number, bool big_endian)
{
	unsigned char bytes[4];

	for (unsigned i = 0; i < 4; i++)
		bytes[i] = (unsigned char)(number >> (big_endian ? 24 - 8 * i : 8 * i));
	buffer_add(out, bytes, sizeof bytes);
}

static struct buffer given_mo(bool big_endian)
{
	struct buffer mo = {0}, texts = {0};
	size_t texts_start = 20 + 2 * 8 * ENTRIES;

	add_number(&mo, 0x950412de, big_endian);
	add_number(&mo, 0, big_endian);
	add_number(&mo, ENTRIES, big_endian);
	add_number(&mo, 20, big_endian);
	add_number(&mo, 20 + 8 * ENTRIES, big_endian);
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < ENTRIES; i++) {
			size_t length = side == 0 ? entries[i].source_length : entries[i].translation_length;
			add_number(&mo, length, big_endian);
			add_number(&mo, texts_start + texts.length, big_endian);
			buffer_add(&texts, side == 0 ? entries[i].source : entries[i].translation, length + 1);
		}
	buffer_add(&mo, texts.bytes, texts.length);
	buffer_close(&texts);
	return mo;
}

/* A copy of exactly that size, so that AddressSanitizer sees a read behind it. */
static unsigned char *exact(const struct buffer *buffer, size_t length)
{
	unsigned char *bytes = malloc(length == 0 ? 1 : length);

	assert_non_null(bytes);
	memcpy(bytes, buffer->bytes, length);
	return bytes;
}

static void a_text_is_found_in_either_byte_order(void **state)
{
	(void)state;
	for (int order = 0; order < 2; order++) {
		struct buffer file = given_mo(order == 1);
		struct mo mo;
		assert_int_equal(mo_open(file.bytes, file.length, &mo), OK);
		assert_string_equal(mo_find(&mo, "Send", 0), "Send nu");
		assert_string_equal(mo_find(&mo, "%d line", 0), "%d linje");
		assert_string_equal(mo_find(&mo, "%d line", 1), "%d linjer");
		assert_null(mo_find(&mo, "%d line", 2));
		assert_null(mo_find(&mo, "Singular only", 1));
		assert_null(mo_find(&mo, "Sen", 0));
		assert_null(mo_find(&mo, "Send now", 0));
		assert_null(mo_find(&mo, "Zebra", 0));
		buffer_close(&file);
	}
}

static void a_catalogue_that_is_cut_off_anywhere_is_refused(void **state)
{
	struct buffer file = given_mo(false);

	(void)state;
	for (size_t length = 0; length < file.length; length++) {
		struct mo mo;
		unsigned char *bytes = exact(&file, length);
		assert_int_equal(mo_open(bytes, length, &mo), INVALID);
		free(bytes);
	}
	buffer_close(&file);
}

static void a_catalogue_with_any_byte_changed_is_never_read_beyond_its_end(void **state)
{
	static const unsigned char values[] = {0, 1, 0x7f, 0x80, 0xff};
	struct buffer file = given_mo(false);
	size_t accepted = 0;

	(void)state;
	for (size_t at = 0; at < file.length; at++)
		for (size_t v = 0; v < sizeof values; v++) {
			struct mo mo;
			unsigned char *bytes = exact(&file, file.length);
			bytes[at] = values[v];
			if (mo_open(bytes, file.length, &mo) == OK) {
				accepted++;
				mo_find(&mo, "Send", 0);
				mo_find(&mo, "%d line", 1);
			}
			free(bytes);
		}
	assert_true(accepted > 0); /* a changed letter is no damage that could be seen */
	buffer_close(&file);
}

static void a_catalogue_out_of_order_is_refused(void **state)
{
	struct buffer file = given_mo(false);
	struct mo mo;
	char *send = memmem(file.bytes, file.length, "Send", 5);

	(void)state;
	assert_non_null(send);
	*send = '!';
	assert_int_equal(mo_open(file.bytes, file.length, &mo), INVALID);
	buffer_close(&file);
}

/* ---- a directory of catalogues ---- */

struct folder {
	char path[64];
};

static int make_folder(void **state)
{
	static struct folder folder;

	strcpy(folder.path, "/tmp/torv-translate-XXXXXX");
	*state = &folder;
	return mkdtemp(folder.path) == NULL ? -1 : 0;
}

static void put(const struct folder *folder, const char *name, const void *bytes, size_t length)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", folder->path, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static int remove_folder(void **state)
{
	static const char *const names[] = {"da.mo", "nl.mo", "en.mo"};
	const struct folder *folder = *state;
	char path[128];

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", folder->path, names[i]);
		unlink(path);
	}
	return rmdir(folder->path);
}

static void each_language_has_its_texts_and_english_needs_no_catalogue(void **state)
{
	struct buffer mo = given_mo(true);
	struct catalogues *catalogues = NULL;

	put(*state, "da.mo", mo.bytes, mo.length);
	put(*state, "nl.mo", mo.bytes, mo.length);
	assert_int_equal(catalogues_open(((struct folder *)*state)->path, &catalogues), OK);
	assert_string_equal(translate(catalogues, DANISH, "Send"), "Send nu");
	assert_string_equal(translate(catalogues, ENGLISH, "Send"), "Send");
	assert_string_equal(translate(catalogues, DANISH, "Unknown"), "Unknown");
	assert_string_equal(translate(catalogues, DANISH, "Empty"), "Empty");
	assert_string_equal(translate(catalogues, DANISH, ""), "");
	assert_string_equal(translate_count(catalogues, DUTCH, "%d line", "%d lines", 1), "%d linje");
	assert_string_equal(translate_count(catalogues, DUTCH, "%d line", "%d lines", 0), "%d linjer");
	assert_string_equal(translate_count(catalogues, ENGLISH, "%d line", "%d lines", 1), "%d line");
	assert_string_equal(translate_count(catalogues, ENGLISH, "%d line", "%d lines", 2), "%d lines");
	assert_string_equal(translate_count(catalogues, DANISH, "Singular only", "Plural", 2), "Plural");
	catalogues_close(&catalogues);
	assert_null(catalogues);
	buffer_close(&mo);
}

static void a_catalogue_that_is_missing_or_damaged_is_a_reason_not_to_start(void **state)
{
	struct buffer mo = given_mo(false);
	struct catalogues *catalogues = NULL;
	const char *path = ((struct folder *)*state)->path;

	log_open("translate_test", LOG_TO_NOWHERE, LOG_LEVEL_ERROR);
	put(*state, "da.mo", mo.bytes, mo.length);
	assert_int_equal(catalogues_open(path, &catalogues), FAILED);
	put(*state, "nl.mo", mo.bytes, mo.length / 2);
	assert_int_equal(catalogues_open(path, &catalogues), FAILED);
	put(*state, "nl.mo", mo.bytes, mo.length);
	put(*state, "en.mo", "", 0);
	assert_int_equal(catalogues_open(path, &catalogues), FAILED);
	assert_null(catalogues);
	buffer_close(&mo);
}

/* ---- languages ---- */

static void without_catalogues_texts_are_english(void **state)
{
	(void)state;
	assert_string_equal(translate(NULL, DANISH, "Send"), "Send");
	assert_string_equal(translate_count(NULL, DANISH, "one", "many", 1), "one");
	assert_string_equal(translate_count(NULL, DANISH, "one", "many", -1), "many");
}

static void a_browser_gets_the_language_that_it_wants_most(void **state)
{
	static const struct {
		const char *header;
		enum language wanted;
	} cases[] = {
		{"nl", DUTCH},
		{"nl-BE,nl;q=0.9,en;q=0.8", DUTCH},
		{"de-DE,de;q=0.9,en;q=0.8,nl;q=0.7", ENGLISH},
		{"en;q=0.3, nl;q=0.5", DUTCH},
		{"en;q=0, nl;q=0.1", DUTCH},
		{"fr, de", DANISH},
		{"", DANISH},
		{NULL, DANISH},
		{"EN-gb", ENGLISH},
		{"english", DANISH},
		{"*", DANISH},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (language_from_header(cases[i].header, DANISH) != cases[i].wanted)
			fail_msg("wrong language for \"%s\"", cases[i].header);
}

static void a_code_names_a_language_with_its_country_too(void **state)
{
	(void)state;
	assert_int_equal(language_from_code("da-DK", ENGLISH), DANISH);
	assert_int_equal(language_from_code("nl", ENGLISH), DUTCH);
	assert_int_equal(language_from_code("de", DUTCH), DUTCH);
	assert_int_equal(language_from_code(NULL, DUTCH), DUTCH);
	assert_string_equal(language_code(DUTCH), "nl");
	assert_string_equal(language_name(DANISH), "Dansk");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_found_in_either_byte_order),
		cmocka_unit_test(a_catalogue_that_is_cut_off_anywhere_is_refused),
		cmocka_unit_test(a_catalogue_with_any_byte_changed_is_never_read_beyond_its_end),
		cmocka_unit_test(a_catalogue_out_of_order_is_refused),
		cmocka_unit_test_setup_teardown(each_language_has_its_texts_and_english_needs_no_catalogue,
			make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(a_catalogue_that_is_missing_or_damaged_is_a_reason_not_to_start,
			make_folder, remove_folder),
		cmocka_unit_test(without_catalogues_texts_are_english),
		cmocka_unit_test(a_browser_gets_the_language_that_it_wants_most),
		cmocka_unit_test(a_code_names_a_language_with_its_country_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
