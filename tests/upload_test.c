/* SPDX-License-Identifier: MPL-2.0 */
/* Files as they come in: what each is, which are refused and why, and what is left of a picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "lib/attachment.h"
#include "lib/image.h"
#include "lib/text.h"
#include "tests/files.h"

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

static enum refusal kind_of(struct upload upload, enum file_kind *kind)
{
	enum refusal refusal;

	assert_int_equal(upload_kind(&upload, kind, &refusal), OK);
	return refusal;
}

static void assert_kind(struct upload upload, enum file_kind wanted)
{
	enum file_kind kind;

	assert_int_equal(kind_of(upload, &kind), TAKEN);
	assert_int_equal(kind, wanted);
}

static void assert_refused(struct upload upload, enum refusal wanted)
{
	enum file_kind kind;

	assert_int_equal(kind_of(upload, &kind), wanted);
}

static enum refusal opened(struct upload upload, enum file_kind kind, int longest, struct image **image)
{
	enum refusal refusal;

	assert_int_equal(image_open(&upload, kind, &(struct image_limits){longest, IMAGE_MEMORY_AMPLE}, image, &refusal), OK);
	assert_true((refusal == TAKEN) == (*image != NULL));
	return refusal;
}

/* ---- what it is ---- */

static void a_file_is_what_it_holds(void **state)
{
	struct arena *mem = *state;
	const char *docx[] = {"[Content_Types].xml", "word/document.xml", NULL};
	const char *xlsx[] = {"xl/workbook.xml", "[Content_Types].xml", NULL};
	const char *pptx[] = {"ppt/presentation.xml", NULL}, *odf[] = {"mimetype", "content.xml", NULL};

	assert_kind(given_pdf(), FILE_PDF);
	assert_kind(given_archive(mem, "a.docx", docx, "x"), FILE_DOCX);
	assert_kind(given_archive(mem, "a.xlsx", xlsx, "x"), FILE_XLSX);
	assert_kind(given_archive(mem, "a.pptx", pptx, "x"), FILE_PPTX);
	assert_kind(given_archive(mem, "a.ods", odf, "application/vnd.oasis.opendocument.spreadsheet"), FILE_ODS);
	assert_kind(given_file("liste.csv", "navn;antal\nStole;12\nBorde;4\n"), FILE_TEXT);
	for (enum file_kind kind = FILE_JPEG; kind <= FILE_WEBP; kind++)
		assert_kind(given_picture(mem, kind, 40, 30), kind);
}

static void what_calls_itself_a_picture_and_is_none_is_refused(void **state)
{
	(void)state;
	assert_refused(given_file("photo.jpg", "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"),
		REFUSED_KIND);
	assert_refused(given_file("logo.png", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">"
					      "<script>alert(1)</script></svg>"), REFUSED_KIND);
	assert_refused(given_file("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"></svg>"),
		REFUSED_KIND);
	assert_refused(given_file("photo.gif", "#!/bin/sh\nrm -rf /\n"), REFUSED_KIND);
}

static void a_program_is_refused(void **state)
{
	struct upload upload = {.name = "regning.pdf", .bytes = "MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff", .size = 14};

	(void)state;
	assert_refused(upload, REFUSED_KIND);
}

static void an_archive_that_is_no_document_is_refused(void **state)
{
	const char *entries[] = {"letter.txt", "run.exe", NULL};

	assert_refused(given_archive(*state, "filer.zip", entries, "x"), REFUSED_KIND);
	assert_refused(given_file("brev.docx", "PK\3\4 and no more"), REFUSED_BROKEN);
}

static void a_document_with_macros_is_refused(void **state)
{
	const char *word[] = {"word/document.xml", "word/vbaProject.bin", NULL};
	const char *odf[] = {"mimetype", "Basic/Standard/Module1.xml", NULL};

	assert_refused(given_archive(*state, "brev.docx", word, "x"), REFUSED_MACROS);
	assert_refused(given_archive(*state, "a.odt", odf, "application/vnd.oasis.opendocument.text"), REFUSED_MACROS);
}

static void an_empty_file_and_one_over_the_limit_are_refused(void **state)
{
	char *large = arena_alloc(*state, UPLOAD_LONGEST + 1);

	memset(large, 'a', UPLOAD_LONGEST + 1);
	assert_refused((struct upload){.name = "tom.pdf", .bytes = "", .size = 0}, REFUSED_EMPTY);
	assert_refused((struct upload){.name = "stor.txt", .bytes = large, .size = UPLOAD_LONGEST + 1}, REFUSED_LARGE);
	assert_kind((struct upload){.name = "stor.txt", .bytes = large, .size = UPLOAD_LONGEST}, FILE_TEXT);
}

static void each_refusal_says_why(void **state)
{
	(void)state;
	for (enum refusal refusal = REFUSED_EMPTY; refusal <= REFUSED_MANY; refusal++)
		assert_true(strlen(refusal_text(refusal)) > 10);
}

/* ---- names ---- */

static void a_name_is_no_path_and_ends_truly(void **state)
{
	static const struct {
		const char *name;
		enum file_kind kind;
		const char *wanted;
	} cases[] = {
		{"Tilbud på æbler.pdf", FILE_PDF, "Tilbud på æbler.pdf"},
		{"\xe2\x80\xae.skjult.pdf", FILE_PDF, "skjult.pdf"},
		{"C:\\Users\\ib\\Tilbud.PDF", FILE_PDF, "Tilbud.PDF"},
		{"../../etc/passwd", FILE_TEXT, "passwd.txt"},
		{"run.bat", FILE_TEXT, "run.bat.txt"},
		{"photo.webp", FILE_JPEG, "photo.jpg"},
		{"photo.JPEG", FILE_JPEG, "photo.JPEG"},
		{"liste.csv", FILE_TEXT, "liste.csv"},
		{".htaccess", FILE_TEXT, "htaccess.txt"},
		{"", FILE_PDF, "file.pdf"},
		{NULL, FILE_PDF, "file.pdf"},
		{"\xff\xfe.pdf", FILE_PDF, "file.pdf"},
		{"a\r\nSet-Cookie: x.pdf", FILE_PDF, "a Set-Cookie- x.pdf"},
		{"regning\xe2\x80\xae" "fdp.exe", FILE_UNKNOWN, "regningfdp.exe"},
		{"a\"b<c>.pdf", FILE_PDF, "a-b-c-.pdf"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_string_equal(upload_name(*state, cases[i].name, cases[i].kind), cases[i].wanted);
}

static void a_long_name_keeps_its_ending(void **state)
{
	char name[700] = "";

	for (size_t i = 0; i < 300; i++)
		strcat(name, "æ");
	strcat(name, ".pdf");
	const char *kept = upload_name(*state, name, FILE_PDF);
	assert_int_equal(text_length(kept), UPLOAD_NAME_LONGEST);
	assert_string_equal(kept + strlen(kept) - 6, "æ.pdf");
}

/* ---- pictures ---- */

static void a_picture_is_made_smaller_and_never_larger(void **state)
{
	OWNED(image_close) struct image *image = NULL;
	struct encoded_image large, small;

	assert_int_equal(opened(given_picture(*state, FILE_PNG, 1000, 500), FILE_PNG, 1600, &image), TAKEN);
	assert_int_equal(image_encode(*state, image, 1600, IMAGE_WEBP, &large), OK);
	assert_int_equal(image_encode(*state, image, 480, IMAGE_JPEG, &small), OK);
	assert_int_equal(large.width, 1000);
	assert_int_equal(small.width, 480);
	assert_int_equal(small.height, 240);
	struct seen seen = look_at(large.bytes, large.size, FILE_WEBP);
	assert_true(seen.readable && seen.red_left && seen.width == 1000 && seen.height == 500);
	seen = look_at(small.bytes, small.size, FILE_JPEG);
	assert_true(seen.readable && seen.red_left && seen.width == 480 && seen.height == 240);
}

/* The file is red at its left; each orientation says where its left and its top belong. */
static void a_photograph_stands_upright(void **state)
{
	static const struct {
		bool lies, red_left, red_top;
	} wanted[] = {
		[1] = {false, true, false}, [2] = {false, false, false}, [3] = {false, false, false},
		[4] = {false, true, false}, [5] = {true, false, true}, [6] = {true, false, true},
		[7] = {true, false, false}, [8] = {true, false, false},
	};

	for (int orientation = 1; orientation <= 8; orientation++) {
		OWNED(image_close) struct image *image = NULL;
		struct encoded_image out;
		assert_int_equal(opened(given_photograph(*state, 80, 40, orientation), FILE_JPEG, 100, &image), TAKEN);
		assert_int_equal(image_encode(*state, image, 100, IMAGE_PNG, &out), OK);
		struct seen seen = look_at(out.bytes, out.size, FILE_PNG);
		assert_int_equal(seen.width, wanted[orientation].lies ? 40 : 80);
		assert_int_equal(seen.red_left, wanted[orientation].red_left);
		assert_int_equal(seen.red_top, wanted[orientation].red_top);
	}
}

static void nothing_of_a_file_is_left_but_what_is_seen(void **state)
{
	struct upload photograph = given_photograph(*state, 80, 40, 1);
	struct attachment *attachments;

	assert_true(bytes_hold(photograph.bytes, photograph.size, "GPS-secret"));
	assert_int_equal(attachments_check(*state, &photograph, 1, IMAGE_MEMORY_AMPLE, &attachments), OK);
	assert_int_equal(attachments[0].refusal, TAKEN);
	assert_string_equal(attachments[0].name, "IMG 0001.JPG");
	assert_false(bytes_hold(attachments[0].bytes, attachments[0].size, "GPS-secret"));
	assert_false(bytes_hold(attachments[0].bytes, attachments[0].size, "Exif"));
	assert_true(look_at(attachments[0].bytes, attachments[0].size, FILE_JPEG).red_left);
}

static void a_picture_that_is_cut_off_is_refused(void **state)
{
	for (enum file_kind kind = FILE_JPEG; kind <= FILE_WEBP; kind++) {
		struct upload upload = given_picture(*state, kind, 300, 200);
		for (size_t part = 1; part <= 9; part += 4) {
			struct upload cut = {.name = upload.name, .bytes = arena_copy(*state, upload.bytes, upload.size), .size = upload.size};
			OWNED(image_close) struct image *image = NULL;
			cut.size = upload.size * part / 10;
			assert_int_equal(opened(cut, kind, 100, &image), REFUSED_BROKEN);
		}
	}
}

static void a_picture_that_unpacks_to_gigabytes_is_refused_before_it_does(void **state)
{
	OWNED(image_close) struct image *image = NULL;

	assert_int_equal(opened(given_bomb(*state, 50000, 50000), FILE_PNG, 100, &image), REFUSED_PIXELS);
	assert_int_equal(opened(given_bomb(*state, 2147483647, 2147483647), FILE_PNG, 100, &image), REFUSED_PIXELS);
	assert_int_equal(opened(given_bomb(*state, 1, 50000001), FILE_PNG, 100, &image), REFUSED_PIXELS);
	assert_int_equal(opened(given_bomb(*state, 0, 10), FILE_PNG, 100, &image), REFUSED_BROKEN);
}

/* ---- attachments ---- */

static void the_eleventh_file_is_refused_and_a_refused_one_does_not_count(void **state)
{
	struct upload uploads[12];
	struct attachment *attachments;

	uploads[0] = given_file("side.html", "<!DOCTYPE html><html></html>");
	for (size_t i = 1; i < 12; i++)
		uploads[i] = given_pdf();
	assert_int_equal(attachments_check(*state, uploads, 12, IMAGE_MEMORY_AMPLE, &attachments), OK);
	assert_int_equal(attachments[0].refusal, REFUSED_KIND);
	assert_int_equal(attachments[ATTACHMENTS_MOST].refusal, TAKEN);
	assert_int_equal(attachments[ATTACHMENTS_MOST + 1].refusal, REFUSED_MANY);
}

static void a_size_reads_as_people_say_it(void **state)
{
	assert_string_equal(attachment_size_text(*state, 1, "da"), "1 KB");
	assert_string_equal(attachment_size_text(*state, 34 * 1024, "da"), "34 KB");
	assert_string_equal(attachment_size_text(*state, 1258291, "da"), "1,2 MB");
	assert_string_equal(attachment_size_text(*state, 1258291, "en"), "1.2 MB");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_setup, arena_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_what_it_holds),
		TEST(what_calls_itself_a_picture_and_is_none_is_refused),
		TEST(a_program_is_refused),
		TEST(an_archive_that_is_no_document_is_refused),
		TEST(a_document_with_macros_is_refused),
		TEST(an_empty_file_and_one_over_the_limit_are_refused),
		TEST(each_refusal_says_why),
		TEST(a_name_is_no_path_and_ends_truly),
		TEST(a_long_name_keeps_its_ending),
		TEST(a_picture_is_made_smaller_and_never_larger),
		TEST(a_photograph_stands_upright),
		TEST(nothing_of_a_file_is_left_but_what_is_seen),
		TEST(a_picture_that_is_cut_off_is_refused),
		TEST(a_picture_that_unpacks_to_gigabytes_is_refused_before_it_does),
		TEST(the_eleventh_file_is_refused_and_a_refused_one_does_not_count),
		TEST(a_size_reads_as_people_say_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
