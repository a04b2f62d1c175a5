/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Any bytes as a picture of each kind, as far as we read them ourselves: what is said of the size can be
 * reckoned with, and the orientation is one of the eight.
 */
#include <stdlib.h>

#include "lib/image_header.h"
#include "tests/fuzz/fuzz.h"

static void must_be(bool so)
{
	if (!so)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	/* a copy of exactly this size: AddressSanitizer sees a step beyond it */
	const void *copy = arena_copy(mem, bytes, size);

	for (enum file_kind kind = FILE_UNKNOWN; kind <= FILE_WEBP; kind++) {
		struct image_header header;
		if (image_header_read(copy, size, kind, &header))
			must_be(header.width > 0 && header.height > 0);
		must_be(header.width >= 0 && header.width <= UINT32_MAX);
		must_be(header.height >= 0 && header.height <= UINT32_MAX);
		must_be(header.orientation >= 1 && header.orientation <= 8);
	}
	return 0;
}
