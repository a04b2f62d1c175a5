/* SPDX-License-Identifier: MPL-2.0 */
/* Pictures made smaller while they are read, and what is refused rather than unpacked whole. */
#include "tests/support.h"

#include <gd.h>
#include <string.h>

#include "lib/attachment.h"
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

/* ---- rows ---- */

/* One row of grey pixels, made at most `longest` wide; the grey of each pixel that comes out. */
static void scale_row(const unsigned char *greys, int count, int longest, int *out)
{
	unsigned char row[4 * 10];
	struct image_scale scale;

	for (int i = 0; i < count; i++)
		memcpy(row + 4 * i, (unsigned char[]){greys[i], greys[i], greys[i], 255}, 4);
	assert_true(image_scale_begin(&scale, count, 1, longest));
	image_scale_row(&scale, row);
	for (int x = 0; x < gdImageSX(scale.image); x++)
		out[x] = gdTrueColorGetGreen(gdImageTrueColorPixel(scale.image, x, 0));
	image_scale_end(&scale);
	gdImageDestroy(scale.image);
}

static void a_pixel_is_the_mean_of_what_it_covers(void **state)
{
	int out[3];

	(void)state;
	scale_row((unsigned char[]){0, 90, 255}, 3, 2, out); /* one and a half each */
	assert_int_equal(out[0], 30);
	assert_int_equal(out[1], 200);
	scale_row((unsigned char[]){0, 90, 255}, 3, 3, out);
	assert_int_equal(out[1], 90);
	scale_row((unsigned char[]){10, 20, 30, 40, 50, 60}, 6, 1, out);
	assert_int_equal(out[0], 35);
}

static void rows_are_averaged_too_and_what_shines_through_is_white(void **state)
{
	static const unsigned char black[] = {0, 0, 0, 255, 0, 0, 0, 255}, clear[] = {0, 0, 0, 0, 9, 9, 9, 0};
	struct image_scale scale;

	(void)state;
	assert_true(image_scale_begin(&scale, 2, 4, 2));
	assert_int_equal(gdImageSX(scale.image), 1);
	for (int y = 0; y < 4; y++)
		image_scale_row(&scale, y % 2 == 0 ? black : clear);
	image_scale_row(&scale, black); /* one too many is no harm */
	assert_int_equal(gdTrueColorGetRed(gdImageTrueColorPixel(scale.image, 0, 0)), 128);
	assert_int_equal(gdTrueColorGetBlue(gdImageTrueColorPixel(scale.image, 0, 1)), 128);
	image_scale_end(&scale);
	gdImageDestroy(scale.image);
}

static void what_is_made_to_fit_keeps_its_shape(void **state)
{
	static const struct {
		int width, height, fitted_width, fitted_height;
	} cases[] = {{100, 50, 100, 50}, {4800, 2400, 2400, 1200}, {4000, 3000, 2400, 1800}, {50000, 10, 2400, 1},
		{10, 50000, 1, 2400}, {1, 1, 1, 1}};
	int width, height;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		image_fit(cases[i].width, cases[i].height, 2400, &width, &height);
		assert_int_equal(width, cases[i].fitted_width);
		assert_int_equal(height, cases[i].fitted_height);
	}
	image_fit(5000, 5000, 2400, &width, &height);
	assert_int_equal(width, height);
	assert_in_range(width * height, IMAGE_AREA_MOST * 9 / 10, IMAGE_AREA_MOST);
}

/* ---- kinds ---- */

static enum refusal open_with(struct upload upload, enum file_kind kind, size_t memory, struct image **image)
{
	enum refusal refusal;

	assert_int_equal(image_open(&upload, kind, &(struct image_limits){600, memory}, image, &refusal), OK);
	assert_true((*image != NULL) == (refusal == TAKEN));
	return refusal;
}

static void each_kind_is_made_smaller_with_its_colours(void **state)
{
	for (enum file_kind kind = FILE_JPEG; kind <= FILE_WEBP; kind++) {
		OWNED(image_close) struct image *image = NULL;
		struct encoded_image out;
		assert_int_equal(open_with(given_picture(*state, kind, 1500, 1000), kind, IMAGE_MEMORY_SPARSE, &image), TAKEN);
		assert_int_equal(image_encode(*state, image, 600, IMAGE_PNG, &out), OK);
		struct seen seen = look_at(out.bytes, out.size, FILE_PNG);
		assert_in_range(seen.width, 560, 600); /* JPEG: so many eighths */
		assert_true(seen.red_left);
	}
}

static void one_in_passes_is_read_as_well(void **state)
{
	for (enum file_kind kind = FILE_JPEG; kind <= FILE_PNG; kind++) {
		OWNED(image_close) struct image *image = NULL;
		struct encoded_image out;
		assert_int_equal(open_with(given_picture_in_passes(*state, kind, 1500, 1000), kind, IMAGE_MEMORY_SPARSE, &image),
			TAKEN);
		assert_int_equal(image_encode(*state, image, 600, IMAGE_PNG, &out), OK);
		assert_true(look_at(out.bytes, out.size, FILE_PNG).red_left);
	}
}

/* Where there is little memory, what must be unpacked whole is refused; where it is ample, it is taken. */
static void what_must_be_unpacked_whole_has_to_be_small(void **state)
{
	const struct {
		struct upload upload;
		enum file_kind kind;
	} cases[] = {
		{given_picture_in_passes(*state, FILE_JPEG, 1600, 1200), FILE_JPEG},
		{given_picture_in_passes(*state, FILE_PNG, 1200, 900), FILE_PNG},
		{given_picture(*state, FILE_GIF, 2400, 1900), FILE_GIF},
	};
	const size_t little = (size_t)4 << 20;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct image *image = NULL;
		assert_int_equal(open_with(cases[i].upload, cases[i].kind, little, &image), REFUSED_MEMORY);
		assert_int_equal(open_with(cases[i].upload, cases[i].kind, IMAGE_MEMORY_AMPLE, &image), TAKEN);
		image_close(&image);
	}
	assert_non_null(strstr(refusal_text(REFUSED_MEMORY), "ordinary JPEG"));
}

/* The scans of a progressive picture over and over: bytes enough for hours. */
static void a_picture_of_thousands_of_scans_is_broken(void **state)
{
	struct upload upload = given_picture_in_passes(*state, FILE_JPEG, 1600, 1200);
	const unsigned char *bytes = upload.bytes;
	OWNED(buffer_close) struct buffer heap = {0};
	size_t last = upload.size - 2; /* of the picture's end */

	while (!(bytes[last] == 0xff && bytes[last + 1] == 0xda))
		last--;
	buffer_add(&heap, bytes, last);
	for (int i = 0; i < 3000; i++)
		buffer_add(&heap, bytes + last, upload.size - 2 - last);
	buffer_add(&heap, "\xff\xd9", 2);
	struct upload many = {.name = "many.jpg", .bytes = heap.bytes, .size = heap.length};
	struct image *image = NULL;
	assert_int_equal(open_with(many, FILE_JPEG, IMAGE_MEMORY_AMPLE, &image), REFUSED_BROKEN);
	assert_int_equal(open_with(upload, FILE_JPEG, IMAGE_MEMORY_AMPLE, &image), TAKEN);
	image_close(&image);
}

/* ---- attachments ---- */

static const char *type_of(void *mem, struct upload upload)
{
	struct attachment *attachments;

	assert_int_equal(attachments_check(mem, &upload, 1, IMAGE_MEMORY_SPARSE, &attachments), OK);
	assert_int_equal(attachments[0].refusal, TAKEN);
	return attachments[0].type;
}

static void a_drawing_stays_a_drawing_and_a_photograph_becomes_one(void **state)
{
	assert_string_equal(type_of(*state, given_picture(*state, FILE_PNG, 900, 600)), "image/png");
	assert_string_equal(type_of(*state, given_picture(*state, FILE_GIF, 900, 600)), "image/png");
	assert_string_equal(type_of(*state, given_picture(*state, FILE_WEBP, 900, 600)), "image/jpeg");
	assert_string_equal(type_of(*state, given_noise(*state, 1400, 900)), "image/jpeg");
}

static void pictures_that_are_too_much_together_are_refused_from_there_on(void **state)
{
	struct upload uploads[] = {given_bomb(*state, 7000, 7000), given_pdf(), given_bomb(*state, 7000, 7000),
		given_bomb(*state, 7000, 7000), given_pdf()};
	struct attachment *attachments;

	assert_int_equal(attachments_check(*state, uploads, 5, IMAGE_MEMORY_SPARSE, &attachments), OK);
	assert_int_equal(attachments[0].refusal, REFUSED_BROKEN);
	assert_int_equal(attachments[1].refusal, TAKEN);
	assert_int_equal(attachments[2].refusal, REFUSED_BROKEN);
	assert_int_equal(attachments[3].refusal, REFUSED_SUM);
	assert_int_equal(attachments[4].refusal, TAKEN);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_setup, arena_teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pixel_is_the_mean_of_what_it_covers),
		cmocka_unit_test(rows_are_averaged_too_and_what_shines_through_is_white),
		cmocka_unit_test(what_is_made_to_fit_keeps_its_shape),
		TEST(each_kind_is_made_smaller_with_its_colours),
		TEST(one_in_passes_is_read_as_well),
		TEST(what_must_be_unpacked_whole_has_to_be_small),
		TEST(a_picture_of_thousands_of_scans_is_broken),
		TEST(a_drawing_stays_a_drawing_and_a_photograph_becomes_one),
		TEST(pictures_that_are_too_much_together_are_refused_from_there_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
