/* SPDX-License-Identifier: MPL-2.0 */
/* WebP, by libwebp, made smaller while it is read. Internal to image.c. */
#ifndef TORV_IMAGE_WEBP_H
#define TORV_IMAGE_WEBP_H

#include "lib/image_scale.h"

/* *out is NULL unless it was DECODED; then the caller destroys it. Only still pictures. */
enum decoded image_webp_decode(const void *bytes, size_t size, const struct image_limits *limits, gdImagePtr *out);

#endif
