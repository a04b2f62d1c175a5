/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/image_jpeg.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>

#include <jpeglib.h>

enum { SCANS_MOST = 100 };

/* libjpeg's way out of an error is a jump; what it was working on stands here, not in its frame. */
struct decoding {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	jmp_buf out;
	struct jpeg_progress_mgr progress;
	gdImagePtr image;
	enum decoded result;
};

static void give_up(j_common_ptr jpeg)
{
	longjmp(((struct decoding *)jpeg->client_data)->out, 1);
}

static void say_nothing(j_common_ptr jpeg)
{
	(void)jpeg;
}

/* A progressive picture has ten scans or so. One made of thousands, each of a few bytes, takes hours. */
static void count_scans(j_common_ptr jpeg)
{
	if (((j_decompress_ptr)jpeg)->input_scan_number > SCANS_MOST)
		give_up(jpeg);
}

/* How many eighths of its size to decode: as many as fit, at least one. */
static unsigned eighths(const struct jpeg_decompress_struct *jpeg, int longest)
{
	unsigned count = 8;

	while (count > 1 && !image_fits((int)((jpeg->image_width * count + 7) / 8),
				    (int)((jpeg->image_height * count + 7) / 8), longest))
		count--;
	return count;
}

/* What libjpeg keeps of a progressive picture, whatever size it is decoded at: all its coefficients. */
static size_t coefficients(struct jpeg_decompress_struct *jpeg)
{
	size_t bytes = 0;

	if (!jpeg_has_multiple_scans(jpeg))
		return 0;
	for (int i = 0; i < jpeg->num_components; i++)
		bytes += (size_t)jpeg->image_width * (size_t)jpeg->image_height *
			 (size_t)(jpeg->comp_info[i].h_samp_factor * jpeg->comp_info[i].v_samp_factor) * sizeof(JCOEF) /
			 (size_t)(jpeg->max_h_samp_factor * jpeg->max_v_samp_factor);
	return bytes;
}

static void copy_row(gdImagePtr image, int y, const JSAMPLE *row)
{
	for (int x = 0; x < gdImageSX(image); x++)
		gdImageTrueColorPixel(image, x, y) = gdTrueColor(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
}

/* Whether it can be decoded here; sets the size to decode at. */
static bool prepare(struct decoding *decoding, const struct image_limits *limits)
{
	struct jpeg_decompress_struct *jpeg = &decoding->jpeg;

	if (jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK) {
		decoding->result = jpeg_has_multiple_scans(jpeg) ? DECODED_TOO_LARGE : DECODED_OTHERWISE;
		return false;
	}
	jpeg->out_color_space = JCS_RGB;
	jpeg->scale_num = eighths(jpeg, limits->longest);
	jpeg->scale_denom = 8;
	jpeg_calc_output_dimensions(jpeg);
	size_t image = (size_t)jpeg->output_width * (size_t)jpeg->output_height * sizeof(int);
	if (coefficients(jpeg) + image > limits->memory)
		decoding->result = DECODED_TOO_LARGE;
	return decoding->result != DECODED_TOO_LARGE;
}

static void decode(struct decoding *decoding, const void *bytes, size_t size, const struct image_limits *limits)
{
	struct jpeg_decompress_struct *jpeg = &decoding->jpeg;

	jpeg_mem_src(jpeg, bytes, size);
	jpeg_read_header(jpeg, TRUE);
	if (!prepare(decoding, limits))
		return;
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
	decoding->result = DECODED;
}

enum decoded image_jpeg_decode(const void *bytes, size_t size, const struct image_limits *limits, gdImagePtr *out)
{
	struct decoding decoding = {.progress = {.progress_monitor = count_scans}, .result = DECODED_BROKEN};

	decoding.jpeg.err = jpeg_std_error(&decoding.errors);
	decoding.errors.error_exit = give_up;
	decoding.errors.output_message = say_nothing;
	if (setjmp(decoding.out) == 0) {
		jpeg_create_decompress(&decoding.jpeg);
		decoding.jpeg.client_data = &decoding;
		decoding.jpeg.progress = &decoding.progress;
		decode(&decoding, bytes, size, limits);
	}
	jpeg_destroy_decompress(&decoding.jpeg);
	if (decoding.result != DECODED && decoding.image != NULL) {
		gdImageDestroy(decoding.image);
		decoding.image = NULL;
	}
	*out = decoding.image;
	return decoding.result;
}
