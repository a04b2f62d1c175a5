/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/aside.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "lib/log.h"

struct mapping {
	void *bytes;
	size_t size;
};

static void unmap(void *thing)
{
	struct mapping *mapping = thing;

	munmap(mapping->bytes, mapping->size);
}

static void *map(FILE *file, const void *bytes, size_t size)
{
	if (fwrite(bytes, 1, size, file) != size || fflush(file) != 0)
		return MAP_FAILED;
	return mmap(NULL, size, PROT_READ, MAP_PRIVATE, fileno(file), 0);
}

const void *aside_put(struct arena *mem, const void *bytes, size_t size)
{
	FILE *file = tmpfile();
	void *copy = file == NULL || size == 0 ? MAP_FAILED : map(file, bytes, size);

	if (copy == MAP_FAILED)
		log_error("a temporary file of %zu bytes: %s", size, strerror(errno));
	if (file != NULL)
		fclose(file);
	if (copy == MAP_FAILED)
		return NULL;
	struct mapping *mapping = arena_alloc(mem, sizeof *mapping);
	*mapping = (struct mapping){copy, size};
	arena_defer(mem, unmap, mapping);
	return copy;
}

void aside_rest(const void *copy, size_t size)
{
	madvise((void *)(uintptr_t)copy, size, MADV_DONTNEED);
}
