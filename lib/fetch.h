/* SPDX-License-Identifier: MPL-2.0 */
/* Memory that will be read soon is fetched while something else is done. */
#ifndef TORV_FETCH_H
#define TORV_FETCH_H

/* A function that does nothing but fetch looks to gcc like one that does nothing, and calls of it disappear; the empty
 * statement keeps them. */
static inline void fetch(const void *at)
{
	__builtin_prefetch(at);
	__asm__ volatile("");
}

#endif
