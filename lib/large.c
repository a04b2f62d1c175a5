/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/large.h"

#include <stdint.h>
#include <sys/mman.h>

#define LARGE ((uintptr_t)1 << 21)

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25 /* since Linux 6.1; an older one refuses */
#endif

void large_pages(const void *memory, size_t size)
{
	uintptr_t begin = ((uintptr_t)memory + LARGE - 1) / LARGE * LARGE;
	uintptr_t end = ((uintptr_t)memory + size) / LARGE * LARGE;

	if (end > begin && madvise((void *)begin, end - begin, MADV_COLLAPSE) != 0)
		madvise((void *)begin, end - begin, MADV_HUGEPAGE); /* then it does so when it has time */
}
