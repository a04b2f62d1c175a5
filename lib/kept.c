/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/kept.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Few things are ever asked about. */
#define PAGE_THINGS 64

struct kept_page {
	_Atomic(void *) of[PAGE_THINGS];
};

static uint32_t page_count(uint32_t count)
{
	return count / PAGE_THINGS + 1;
}

struct kept kept_open(uint32_t count)
{
	struct kept kept = {.pages = calloc(page_count(count), sizeof *kept.pages), .count = count};

	if (kept.pages == NULL)
		abort();
	return kept;
}

void kept_close(struct kept *kept)
{
	for (uint32_t i = 0; kept->pages != NULL && i < page_count(kept->count); i++) {
		struct kept_page *page = atomic_load_explicit(&kept->pages[i], memory_order_relaxed);
		for (size_t k = 0; page != NULL && k < PAGE_THINGS; k++)
			free(atomic_load_explicit(&page->of[k], memory_order_relaxed));
		free(page);
	}
	free(kept->pages);
	*kept = (struct kept){.count = 0};
}

const void *kept_find(const struct kept *kept, uint32_t number)
{
	if (number >= kept->count)
		return NULL;
	struct kept_page *page = atomic_load_explicit(&kept->pages[number / PAGE_THINGS], memory_order_acquire);
	return page == NULL ? NULL : atomic_load_explicit(&page->of[number % PAGE_THINGS], memory_order_acquire);
}

static struct kept_page *page_of(const struct kept *kept, uint32_t number)
{
	_Atomic(struct kept_page *) *at = &kept->pages[number / PAGE_THINGS];
	struct kept_page *there = atomic_load_explicit(at, memory_order_acquire);

	if (there != NULL)
		return there;
	struct kept_page *page = calloc(1, sizeof *page);
	if (page == NULL)
		abort();
	if (atomic_compare_exchange_strong_explicit(at, &there, page, memory_order_acq_rel, memory_order_acquire))
		return page;
	free(page); /* somebody was faster */
	return there;
}

const void *kept_put(const struct kept *kept, uint32_t number, void *worked_out)
{
	_Atomic(void *) *at = &page_of(kept, number)->of[number % PAGE_THINGS];
	void *there = NULL;

	if (atomic_compare_exchange_strong_explicit(at, &there, worked_out, memory_order_acq_rel, memory_order_acquire))
		return worked_out;
	free(worked_out); /* somebody was faster */
	return there;
}

size_t kept_size(const struct kept *kept)
{
	return kept->pages == NULL ? 0 : page_count(kept->count) * sizeof *kept->pages;
}
