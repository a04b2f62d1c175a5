/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Memory that is large and is read here and there, as an index is: a processor that reads a page of 4 KB where it has
 * not been for a while must look up first where it is, which takes as long as the reading. So the system is asked to
 * keep such memory in pages of 2 MB, of which few are enough. Where it cannot, nothing changes.
 */
#ifndef TORV_LARGE_H
#define TORV_LARGE_H

#include <stddef.h>

/* Memory that has been written, and stays where it is. */
void large_pages(const void *memory, size_t size);

#endif
