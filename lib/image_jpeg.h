/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Photographs, by libjpeg: decoded at once at some eighths of their size, which takes as little of the memory
 * as it sounds. libgd always decodes the whole. Internal to image.c.
 */
#ifndef TORV_IMAGE_JPEG_H
#define TORV_IMAGE_JPEG_H

#include <gd.h>
#include <stddef.h>

/* At the most eighths that are at most `longest` pixels wide and high, or at one eighth. NULL when it is broken, too large for memory, or in inks (CMYK), which libgd must read. */
gdImagePtr image_jpeg_decode(const void *bytes, size_t size, int longest);

#endif
