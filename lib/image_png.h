/* SPDX-License-Identifier: MPL-2.0 */
/* PNG, by libpng, made smaller row by row. One that is interlaced must be read whole. Internal to image.c. */
#ifndef TORV_IMAGE_PNG_H
#define TORV_IMAGE_PNG_H

#include "lib/image_scale.h"

/* *out is NULL unless it was DECODED; then the caller destroys it. */
enum decoded image_png_decode(const void *bytes, size_t size, const struct image_limits *limits, gdImagePtr *out);

#endif
