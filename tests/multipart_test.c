/* SPDX-License-Identifier: MPL-2.0 */
/* Forms with files: what browsers send is read, anything else is refused as a whole; large bodies are whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fcgi/body.h"
#include "fcgi/multipart.h"

#define TYPE "multipart/form-data; boundary=xY7"
#define FIELD "--xY7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
#define END "\r\n--xY7--\r\n"

static int arena_setup(void **state)
{
	*state = arena_open();
	return 0;
}

static int arena_teardown(void **state)
{
	arena_close((struct arena **)state);
	return 0;
}

static enum err read_text(struct arena *mem, const char *type, const char *body, struct parts *parts)
{
	return multipart_read(mem, type, body, strlen(body), parts);
}

static void assert_part(const struct part *part, const char *name, const char *file_name, const char *bytes)
{
	assert_string_equal(part->name, name);
	if (file_name == NULL)
		assert_null(part->file_name);
	else
		assert_string_equal(part->file_name, file_name);
	assert_int_equal(part->size, strlen(bytes));
	assert_memory_equal(part->bytes, bytes, part->size);
}

static void fields_and_files_come_out_in_their_order(void **state)
{
	struct parts parts;

	assert_int_equal(read_text(*state, TYPE,
		FIELD "Hej\r\nmed jer\r\n"
		"--xY7\r\nContent-Disposition: form-data; name=\"files\"; filename=\"Tilbud %22p\xc3\xa5%22.pdf\"\r\n"
		"Content-Type: application/pdf\r\n\r\n%PDF\r\n--xY\r\n"
		"--xY7\r\ncontent-disposition: form-data; name=\"files\"; filename=\"\"\r\n\r\n" END, &parts), OK);
	assert_int_equal(parts.count, 3);
	assert_part(&parts.at[0], "a", NULL, "Hej\r\nmed jer");
	assert_part(&parts.at[1], "files", "Tilbud \"p\xc3\xa5\".pdf", "%PDF\r\n--xY");
	assert_part(&parts.at[2], "files", "", "");
}

static void a_form_without_fields_is_a_form(void **state)
{
	struct parts parts;

	assert_int_equal(read_text(*state, "multipart/form-data; boundary=\"xY7\"; charset=utf-8", "--xY7--", &parts), OK);
	assert_int_equal(parts.count, 0);
}

static void what_no_browser_sends_is_refused(void **state)
{
	static const char *const bodies[] = {
		"",
		"--xY7",
		"preamble\r\n" FIELD "x" END,
		FIELD "x",                                                 /* no end */
		FIELD "x\r\n--xY7\r\n",                                    /* half an end */
		FIELD "x" END "behind",                                    /* an epilogue */
		FIELD "x\n--xY7--\r\n",                                    /* a bare line feed */
		"--xY7\r\n\r\nx" END,                                      /* no head */
		"--xY7\r\nContent-Type: text/plain\r\n\r\nx" END,          /* no name */
		"--xY7\r\nContent-Disposition: form-data\r\n\r\nx" END,
		"--xY7\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx" END,
		"--xY7\r\nContent-Disposition: form-data; name=a\r\n\r\nx" END,
		"--xY7\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx" END,
		"--xY7\r\nContent-Disposition: form-data; name=\"a\"; size=4\r\n\r\nx" END,
		"--xY7\r\nContent-Disposition: form-data; name=\"a\"\r\n"
		"Content-Disposition: form-data; name=\"b\"\r\n\r\nx" END,
		FIELD "x\r\n--xY7Z\r\n",                                   /* another boundary that begins alike */
	};
	struct parts parts;

	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		if (read_text(*state, TYPE, bodies[i], &parts) != INVALID)
			fail_msg("taken: %s", bodies[i]);
	}
}

static void a_boundary_must_be_one(void **state)
{
	static const char *const types[] = {"multipart/form-data", "multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"xY7", "multipart/form-data; boundary=x\"Y7",
		"multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
	struct parts parts;

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		assert_int_equal(read_text(*state, types[i], FIELD "x" END, &parts), INVALID);
	assert_true(multipart_is("Multipart/Form-Data; boundary=x"));
	assert_false(multipart_is("multipart/form-database"));
	assert_false(multipart_is("multipart/mixed; boundary=x"));
}

static void too_many_parts_are_refused(void **state)
{
	OWNED(buffer_close) struct buffer body = {0};
	struct parts parts;

	for (size_t i = 0; i < MULTIPART_PARTS_MOST; i++)
		buffer_text(&body, FIELD "x\r\n");
	size_t most = body.length;
	buffer_text(&body, "--xY7--\r\n");
	assert_int_equal(multipart_read(*state, TYPE, body.bytes, body.length, &parts), OK);
	assert_int_equal(parts.count, MULTIPART_PARTS_MOST);
	body.length = most;
	buffer_text(&body, FIELD "x" END);
	assert_int_equal(multipart_read(*state, TYPE, body.bytes, body.length, &parts), INVALID);
}

/* In memory, and beyond it in a file: the same bytes in the same order. */
static void a_body_is_whole_however_large(void **state)
{
	static const size_t sizes[] = {0, 1, 1 << 20, (1 << 20) + 1, 5 << 20};
	unsigned char piece[4099];

	(void)state;
	for (size_t i = 0; i < sizeof piece; i++)
		piece[i] = (unsigned char)(i * 31);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		OWNED(body_close) struct body body = {.limit = 5 << 20};
		for (size_t at = 0; at < sizes[i]; at += sizeof piece)
			body_add(&body, piece, sizes[i] - at < sizeof piece ? sizes[i] - at : sizeof piece);
		body_end(&body);
		assert_false(body.too_large || body.failed);
		assert_int_equal(body.size, sizes[i]);
		for (size_t at = 0; at < sizes[i]; at++)
			if ((unsigned char)body.bytes[at] != piece[at % sizeof piece])
				fail_msg("byte %zu of %zu is another one", at, sizes[i]);
	}
}

static void a_body_over_the_limit_is_told_and_not_kept(void **state)
{
	OWNED(body_close) struct body body = {.limit = 10};

	(void)state;
	body_add(&body, "12345", 5);
	body_add(&body, "123456", 6);
	body_add(&body, "1", 1);
	body_end(&body);
	assert_true(body.too_large);
	assert_int_equal(body.size, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_setup, arena_teardown)
	const struct CMUnitTest tests[] = {
		TEST(fields_and_files_come_out_in_their_order),
		TEST(a_form_without_fields_is_a_form),
		TEST(what_no_browser_sends_is_refused),
		TEST(a_boundary_must_be_one),
		TEST(too_many_parts_are_refused),
		TEST(a_body_is_whole_however_large),
		TEST(a_body_over_the_limit_is_told_and_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
