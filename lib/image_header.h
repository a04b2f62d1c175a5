/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a picture says of itself before it is unpacked: how large it will be, and how it is to be turned
 * (EXIF 2.3, tag 0x0112). A few kilobytes can unpack to gigabytes, so this is asked first.
 */
#ifndef TORV_IMAGE_HEADER_H
#define TORV_IMAGE_HEADER_H

#include <stdint.h>

#include "lib/upload.h"

struct image_header {
	int64_t width, height; /* the largest that any part of it claims */
	int orientation;       /* 1 to 8; 1: as it is */
};

/* False when it is not whole enough to be that kind of picture: no size, or cut off. */
bool image_header_read(const void *bytes, size_t size, enum file_kind kind, struct image_header *out);

#endif
