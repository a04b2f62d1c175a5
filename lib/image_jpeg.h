/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Photographs, by libjpeg: decoded at once at some eighths of their size, which takes as little of the memory
 * as it sounds. libgd always decodes the whole. Internal to image.c.
 */
#ifndef TORV_IMAGE_JPEG_H
#define TORV_IMAGE_JPEG_H

#include "lib/image_scale.h"

/* At the most eighths that fit (image_fits), or at one eighth. *out is NULL unless it was DECODED; then the caller
 * destroys it. Small faults are passed over. DECODED_TOO_LARGE: a progressive one, all of whose scans must be in
 * memory. DECODED_OTHERWISE: it is in inks (CMYK), and not progressive. */
enum decoded image_jpeg_decode(const void *bytes, size_t size, const struct image_limits *limits, gdImagePtr *out);

#endif
