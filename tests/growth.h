/* SPDX-License-Identifier: MPL-2.0 */
/*
 * How work grows with what it is given, told without a clock on the wall: the processor time of eight
 * times as much, divided by that of once as much, each the best of three. Work that is linear gives
 * about 8, quadratic work 64; a busy machine changes neither.
 */
#ifndef TORV_TESTS_GROWTH_H
#define TORV_TESTS_GROWTH_H

#include <stddef.h>
#include <time.h>

#define GROWTH_LINEAR 24 /* more than this is not linear */

static inline double processor_seconds(void (*work)(void *arg, size_t size), void *arg, size_t size)
{
	double best = 1e9;

	for (int i = 0; i < 3; i++) {
		struct timespec begun, ended;
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begun);
		work(arg, size);
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ended);
		double seconds = (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) / 1e9;
		best = seconds < best ? seconds : best;
	}
	return best;
}

static inline double growth(void (*work)(void *arg, size_t size), void *arg, size_t size)
{
	double once = processor_seconds(work, arg, size);

	return processor_seconds(work, arg, 8 * size) / once;
}

#endif
