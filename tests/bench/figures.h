/* SPDX-License-Identifier: MPL-2.0 */
/* Times of many runs, and what is said of them; the clock; the memory that is in use. */
#ifndef TORV_TESTS_BENCH_FIGURES_H
#define TORV_TESTS_BENCH_FIGURES_H

#include <stddef.h>

struct times { /* seconds */
	double *at;
	size_t count, room;
};

struct times_said {
	double mean, median, p99, worst, sum;
};

void times_add(struct times *times, double seconds);
void times_close(struct times *times);
struct times_said times_said(struct times *times);

double seconds_now(void);
/* Of this thread alone: what others do on the same cores meanwhile is not in it. */
double seconds_worked(void);

/* Bytes that malloc has given out. */
size_t memory_used(void);

/* The sizes named on the command line; without any, 1,000 to 1,000,000, or with --short two small ones. */
struct sizes {
	size_t at[16];
	size_t count;
	int is_short;
};

struct sizes sizes_read(int argc, char **argv);

#endif
