/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pictures: decoded, turned upright, made smaller and written anew. What comes out holds
 * nothing of the file but what is seen: no place, no camera, no thumbnail, no second file behind the end.
 */
#ifndef TORV_IMAGE_H
#define TORV_IMAGE_H

#include <stdint.h>

#include "lib/image_scale.h"
#include "lib/upload.h"

#define IMAGE_PIXELS_MOST 50000000

/* What decoding one picture may take. A photograph as cameras write it (JPEG) and a drawing (PNG) are made smaller
 * while they are read and never need much; a progressive JPEG, an interlaced PNG, a GIF and a lossless WebP must be
 * in memory whole. */
#define IMAGE_MEMORY_AMPLE ((size_t)400 << 20)  /* for each of 50 million pixels: where one has asked for it */
#define IMAGE_MEMORY_SPARSE ((size_t)34 << 20) /* for some millions of pixels: where strangers send them */

struct image; /* a decoded picture */

enum image_format { IMAGE_WEBP, IMAGE_JPEG, IMAGE_PNG };

/* A picture as it is kept. */
struct encoded_image {
	int width, height;
	const void *bytes;
	size_t size;
};

/* Decodes a file of that kind, upright, transparent parts white. *out is NULL when *refusal is not TAKEN
 * (REFUSED_PIXELS, REFUSED_MEMORY, REFUSED_BROKEN). One at a time per process. FAILED: out of memory. */
enum err image_open(const struct upload *upload, enum file_kind kind, const struct image_limits *limits,
	struct image **out, enum refusal *refusal);
void image_close(struct image **image);

/* How many pixels it would be to decode; 0 when it is refused anyway. */
int64_t image_pixels(const struct upload *upload, enum file_kind kind);

/* Writes it, at most `longest` pixels wide or high, never enlarged. */
enum err image_encode(struct arena *mem, const struct image *image, int longest, enum image_format format,
	struct encoded_image *out);

/* The same as PNG in at most `most` bytes, which a drawing is; what is not (a photograph) as JPEG. */
enum err image_encode_sharp(struct arena *mem, const struct image *image, int longest, size_t most,
	enum image_format *format, struct encoded_image *out);

/* The same as WebP in at most `most` bytes: what a list shows must be light. The quality goes down as far as
 * a small picture bears it; one that is still larger then stays so. */
enum err image_encode_light(struct arena *mem, const struct image *image, int longest, size_t most,
	struct encoded_image *out);

#endif
