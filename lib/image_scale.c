/* SPDX-License-Identifier: MPL-2.0 */
/*
 * All in whole numbers: a pixel that is read is as wide as the image has columns, a pixel that is made as wide as
 * the picture has columns; the same for rows. So each weight is exact, and a sum of 50 million pixels has room in
 * 64 bits.
 */
#include "lib/image_scale.h"

#include <stdlib.h>
#include <string.h>

/* ---- sizes ---- */

bool image_fits(int width, int height, int longest)
{
	return width <= longest && height <= longest && (int64_t)width * height <= IMAGE_AREA_MOST;
}

void image_fit(int width, int height, int longest, int *out_width, int *out_height)
{
	int most = width > height ? width : height;

	for (int side = most < longest ? most : longest; side > 0; side -= 1 + side / 64) {
		*out_width = (int)((int64_t)width * side / most);
		*out_height = (int)((int64_t)height * side / most);
		*out_width += *out_width == 0;
		*out_height += *out_height == 0;
		if (image_fits(*out_width, *out_height, longest))
			return;
	}
}

size_t image_fitted_bytes(int width, int height, int longest)
{
	int fitted_width, fitted_height;

	image_fit(width, height, longest, &fitted_width, &fitted_height);
	return (size_t)fitted_width * (size_t)fitted_height * sizeof(int);
}

/* ---- rows ---- */

bool image_scale_begin(struct image_scale *scale, int width, int height, int longest)
{
	int fitted_width, fitted_height;

	image_fit(width, height, longest, &fitted_width, &fitted_height);
	*scale = (struct image_scale){.width = width, .height = height, .room = height};
	scale->image = gdImageCreateTrueColor(fitted_width, fitted_height);
	scale->sums = calloc((size_t)fitted_width * 3, sizeof *scale->sums);
	scale->across = calloc((size_t)fitted_width * 3, sizeof *scale->across);
	return scale->image != NULL && scale->sums != NULL && scale->across != NULL;
}

static void on_white(const unsigned char *rgba, uint64_t *rgb)
{
	unsigned opacity = rgba[3];

	for (int i = 0; i < 3; i++)
		rgb[i] = opacity == 255 ? rgba[i] : (rgba[i] * opacity + 255 * (255 - opacity) + 127) / 255;
}

/* The row at the image's width, each pixel times the picture's width. */
static void squeeze(struct image_scale *scale, const unsigned char *rgba)
{
	int64_t room = scale->width, columns = gdImageSX(scale->image);
	uint64_t *to = scale->across, rgb[3];

	memset(to, 0, (size_t)columns * 3 * sizeof *to);
	for (int x = 0; x < scale->width; x++) {
		on_white(rgba + 4 * (size_t)x, rgb);
		for (int64_t left = columns; left > 0;) {
			uint64_t part = (uint64_t)(left < room ? left : room);
			for (int i = 0; i < 3; i++)
				to[i] += rgb[i] * part;
			left -= (int64_t)part;
			room -= (int64_t)part;
			if (room > 0)
				continue;
			to += 3;
			room = scale->width;
		}
	}
}

static int mean(uint64_t sum, uint64_t area)
{
	return (int)((sum + area / 2) / area);
}

static void finish_row(struct image_scale *scale)
{
	uint64_t area = (uint64_t)scale->width * (uint64_t)scale->height;

	for (int x = 0; x < gdImageSX(scale->image); x++) {
		const uint64_t *sums = scale->sums + 3 * (size_t)x;
		gdImageTrueColorPixel(scale->image, x, scale->row) =
			gdTrueColor(mean(sums[0], area), mean(sums[1], area), mean(sums[2], area));
	}
	memset(scale->sums, 0, (size_t)gdImageSX(scale->image) * 3 * sizeof *scale->sums);
	scale->room = scale->height;
	scale->row++;
}

void image_scale_row(struct image_scale *scale, const unsigned char *rgba)
{
	size_t count = (size_t)gdImageSX(scale->image) * 3;

	squeeze(scale, rgba);
	for (int64_t left = gdImageSY(scale->image); left > 0;) {
		uint64_t part = (uint64_t)(left < scale->room ? left : scale->room);
		if (scale->row == gdImageSY(scale->image))
			return; /* more rows than were announced */
		for (size_t i = 0; i < count; i++)
			scale->sums[i] += scale->across[i] * part;
		left -= (int64_t)part;
		scale->room -= (int64_t)part;
		if (scale->room == 0)
			finish_row(scale);
	}
}

void image_scale_end(struct image_scale *scale)
{
	free(scale->sums);
	free(scale->across);
	scale->sums = scale->across = NULL;
}
