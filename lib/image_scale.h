/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A picture made smaller while it is read, row by row, so that the whole of it never is in memory: each pixel
 * is the mean of what it covers. Internal to image.c and what decodes for it.
 */
#ifndef TORV_IMAGE_SCALE_H
#define TORV_IMAGE_SCALE_H

#include <gd.h>
#include <stdbool.h>
#include <stdint.h>

/* What a picture is to fit in. */
struct image_limits {
	int longest;   /* pixels, wide or high */
	size_t memory; /* bytes that decoding may take, the result included */
};

/* What came of decoding. */
enum decoded {
	DECODED,
	DECODED_BROKEN,    /* it cannot be read */
	DECODED_TOO_LARGE, /* it could be, with more memory */
	DECODED_OTHERWISE, /* libgd must read it */
};

/* The size in the same shape that is at most `longest` wide and high, and at most IMAGE_AREA_MOST: never larger. */
#define IMAGE_AREA_MOST 4400000 /* pixels: 2400 x 1800, and a little */
void image_fit(int width, int height, int longest, int *out_width, int *out_height);
bool image_fits(int width, int height, int longest);

/* Bytes of a picture in memory, when it is made to fit. */
size_t image_fitted_bytes(int width, int height, int longest);

struct image_scale {
	gdImagePtr image; /* what is being made; who ends it owns it */
	int width, height; /* of what is read */
	int row;           /* of the image, that is being made */
	int64_t room;      /* what is left of that row to fill, in 1/image-heights of a row that is read */
	uint64_t *sums;    /* of that row, 3 for each pixel */
	uint64_t *across;  /* the row that was read, at the image's width */
};

/* False: there is no memory. */
bool image_scale_begin(struct image_scale *scale, int width, int height, int longest);
/* The next row from the top, as red, green, blue and opacity; what shines through is white. */
void image_scale_row(struct image_scale *scale, const unsigned char *rgba);
/* Gives back all but the image. */
void image_scale_end(struct image_scale *scale);

#endif
