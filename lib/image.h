/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pictures, by libgd: decoded, turned upright, made smaller and written anew. What comes out holds
 * nothing of the file but what is seen: no place, no camera, no thumbnail, no second file behind the end.
 */
#ifndef TORV_IMAGE_H
#define TORV_IMAGE_H

#include "lib/upload.h"

#define IMAGE_PIXELS_MOST 50000000

struct image; /* a decoded picture */

enum image_format { IMAGE_WEBP, IMAGE_JPEG, IMAGE_PNG };

/* A picture as it is kept. */
struct encoded_image {
	int width, height;
	const void *bytes;
	size_t size;
};

/* Decodes a file of that kind, at most `longest` pixels wide or high, upright, transparent parts white.
 * *out is NULL when *refusal is not TAKEN (REFUSED_PIXELS, REFUSED_BROKEN). One at a time per process: a
 * picture of 50 million pixels needs 200 MB while it is made smaller. FAILED: out of memory. */
enum err image_open(const struct upload *upload, enum file_kind kind, int longest, struct image **out,
	enum refusal *refusal);
void image_close(struct image **image);

/* Writes it, at most `longest` pixels wide or high, never enlarged. */
enum err image_encode(struct arena *mem, const struct image *image, int longest, enum image_format format,
	struct encoded_image *out);

/* The same as WebP in at most `most` bytes: what a list shows must be light. The quality goes down as far as
 * a small picture bears it; one that is still larger then stays so. */
enum err image_encode_light(struct arena *mem, const struct image *image, int longest, size_t most,
	struct encoded_image *out);

#endif
