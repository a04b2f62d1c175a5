/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/image_jpeg.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>

#include <jpeglib.h>

/* libjpeg's way out of an error is a jump; what it was working on stands here, not in its frame. */
struct decoding {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	jmp_buf out;
	gdImagePtr image;
};

static void give_up(j_common_ptr jpeg)
{
	longjmp(((struct decoding *)jpeg->client_data)->out, 1);
}

static void say_nothing(j_common_ptr jpeg)
{
	(void)jpeg;
}

/* How many eighths of its size to decode: as many as fit, at least one. */
static unsigned eighths(const struct jpeg_decompress_struct *jpeg, int longest)
{
	uint64_t most = jpeg->image_width > jpeg->image_height ? jpeg->image_width : jpeg->image_height;
	unsigned count = 8;

	while (count > 1 && (most * count + 7) / 8 > (uint64_t)longest)
		count--;
	return count;
}

static void copy_row(gdImagePtr image, int y, const JSAMPLE *row)
{
	for (int x = 0; x < gdImageSX(image); x++)
		gdImageTrueColorPixel(image, x, y) = gdTrueColor(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
}

static void decode(struct decoding *decoding, const void *bytes, size_t size, int longest)
{
	struct jpeg_decompress_struct *jpeg = &decoding->jpeg;

	jpeg_mem_src(jpeg, bytes, size);
	jpeg_read_header(jpeg, TRUE);
	if (jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK)
		return;
	jpeg->out_color_space = JCS_RGB;
	jpeg->scale_num = eighths(jpeg, longest);
	jpeg->scale_denom = 8;
	jpeg_start_decompress(jpeg);
	gdImagePtr image = gdImageCreateTrueColor((int)jpeg->output_width, (int)jpeg->output_height);
	if (image == NULL)
		return;
	decoding->image = image;
	JSAMPARRAY row = jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE, 3 * jpeg->output_width, 1);
	while (jpeg->output_scanline < jpeg->output_height) {
		int y = (int)jpeg->output_scanline;
		jpeg_read_scanlines(jpeg, row, 1);
		copy_row(image, y, row[0]);
	}
	jpeg_finish_decompress(jpeg);
}

gdImagePtr image_jpeg_decode(const void *bytes, size_t size, int longest)
{
	struct decoding decoding = {.image = NULL};

	decoding.jpeg.err = jpeg_std_error(&decoding.errors);
	decoding.errors.error_exit = give_up;
	decoding.errors.output_message = say_nothing;
	if (setjmp(decoding.out) == 0) {
		jpeg_create_decompress(&decoding.jpeg);
		decoding.jpeg.client_data = &decoding;
		decode(&decoding, bytes, size, longest);
	} else if (decoding.image != NULL) {
		gdImageDestroy(decoding.image);
		decoding.image = NULL;
	}
	jpeg_destroy_decompress(&decoding.jpeg);
	return decoding.image;
}
