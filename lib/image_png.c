/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/image_png.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_LARGEST (1 << 20) /* bytes that a chunk beside the picture may take unpacked */
#define WIDEST 1000000          /* pixels */

/* libpng's way out of an error is a jump; what it was working on stands here, not in its frame. */
struct decoding {
	png_structp png;
	png_infop info;
	const unsigned char *bytes;
	size_t left;
	struct image_scale scale;
	unsigned char *pixels; /* a row, or all of them when it is interlaced */
	unsigned char **rows;
	enum decoded result;
};

static void read_bytes(png_structp png, png_bytep to, size_t size)
{
	struct decoding *decoding = png_get_io_ptr(png);

	if (size > decoding->left)
		png_error(png, "it is cut off");
	memcpy(to, decoding->bytes, size);
	decoding->bytes += size;
	decoding->left -= size;
}

static void give_up(png_structp png, png_const_charp message)
{
	(void)message;
	png_longjmp(png, 1);
}

static void say_nothing(png_structp png, png_const_charp message)
{
	(void)png;
	(void)message;
}

/* Every kind of PNG as red, green, blue and opacity, 8 bits each. */
static void ask_for_rgba(png_structp png)
{
	png_set_expand(png);
	png_set_scale_16(png);
	png_set_gray_to_rgb(png);
	png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
}

static void *or_give_up(png_structp png, void *memory)
{
	if (memory == NULL)
		png_error(png, "there is no memory");
	return memory;
}

/* Each pass adds pixels between those of the passes before. */
static void read_interlaced(struct decoding *decoding, size_t width, size_t height)
{
	decoding->pixels = or_give_up(decoding->png, malloc(4 * width * height));
	decoding->rows = or_give_up(decoding->png, calloc(height, sizeof *decoding->rows));
	for (size_t y = 0; y < height; y++)
		decoding->rows[y] = decoding->pixels + 4 * width * y;
	png_read_image(decoding->png, decoding->rows);
	for (size_t y = 0; y < height; y++)
		image_scale_row(&decoding->scale, decoding->rows[y]);
}

static void read_rows(struct decoding *decoding, size_t width, size_t height)
{
	decoding->pixels = or_give_up(decoding->png, malloc(4 * width));
	for (size_t y = 0; y < height; y++) {
		png_read_row(decoding->png, decoding->pixels, NULL);
		image_scale_row(&decoding->scale, decoding->pixels);
	}
}

static void decode(struct decoding *decoding, const struct image_limits *limits)
{
	png_structp png = decoding->png;

	png_set_read_fn(png, decoding, read_bytes);
	png_set_user_limits(png, WIDEST, WIDEST);
	png_set_chunk_malloc_max(png, CHUNK_LARGEST);
	png_read_info(png, decoding->info);
	int width = (int)png_get_image_width(png, decoding->info);
	int height = (int)png_get_image_height(png, decoding->info);
	bool interlaced = png_get_interlace_type(png, decoding->info) != PNG_INTERLACE_NONE;
	size_t whole = interlaced ? 4 * (size_t)width * (size_t)height : 0;
	if (whole + image_fitted_bytes(width, height, limits->longest) > limits->memory) {
		decoding->result = DECODED_TOO_LARGE;
		return;
	}
	ask_for_rgba(png);
	png_set_interlace_handling(png);
	png_read_update_info(png, decoding->info);
	if (!image_scale_begin(&decoding->scale, width, height, limits->longest))
		png_error(png, "there is no memory");
	if (interlaced)
		read_interlaced(decoding, (size_t)width, (size_t)height);
	else
		read_rows(decoding, (size_t)width, (size_t)height);
	png_read_end(png, NULL);
	decoding->result = DECODED;
}

enum decoded image_png_decode(const void *bytes, size_t size, const struct image_limits *limits, gdImagePtr *out)
{
	struct decoding decoding = {.bytes = bytes, .left = size, .result = DECODED_BROKEN};

	*out = NULL;
	decoding.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, give_up, say_nothing);
	decoding.info = decoding.png == NULL ? NULL : png_create_info_struct(decoding.png);
	if (decoding.info != NULL && setjmp(png_jmpbuf(decoding.png)) == 0)
		decode(&decoding, limits);
	png_destroy_read_struct(&decoding.png, &decoding.info, NULL);
	image_scale_end(&decoding.scale);
	free(decoding.pixels);
	free(decoding.rows);
	if (decoding.result == DECODED)
		*out = decoding.scale.image;
	else if (decoding.scale.image != NULL)
		gdImageDestroy(decoding.scale.image);
	return decoding.result;
}
