/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/bench/figures.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/string_table.h" /* grow */

void times_add(struct times *times, double seconds)
{
	if (times->count == times->room) {
		times->room = 2 * times->room + 256;
		times->at = grow(times->at, times->room, sizeof *times->at);
	}
	times->at[times->count++] = seconds;
}

void times_close(struct times *times)
{
	free(times->at);
	*times = (struct times){0};
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

struct times_said times_said(struct times *times)
{
	struct times_said said = {0};

	if (times->count == 0)
		return said;
	qsort(times->at, times->count, sizeof *times->at, by_size);
	for (size_t i = 0; i < times->count; i++)
		said.sum += times->at[i];
	said.mean = said.sum / (double)times->count;
	said.median = times->at[times->count / 2];
	said.p99 = times->at[times->count * 99 / 100];
	said.worst = times->at[times->count - 1];
	return said;
}

double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double seconds_worked(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

size_t memory_used(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

struct sizes sizes_read(int argc, char **argv)
{
	struct sizes sizes = {.count = 0};

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--short") == 0)
			sizes.is_short = 1;
		else if (sizes.count < 16 && atol(argv[i]) > 0)
			sizes.at[sizes.count++] = (size_t)atol(argv[i]);
	if (sizes.count == 0)
		for (size_t size = 1000; size <= (sizes.is_short ? 10000U : 1000000U); size *= 10)
			sizes.at[sizes.count++] = size;
	return sizes;
}
