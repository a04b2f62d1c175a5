/* SPDX-License-Identifier: MPL-2.0 */
/*
 * tests/bench/match [--short] [ENTERPRISES...]
 *
 * How long it takes to find the fifty enterprises that fit a plan line best, with their reasons: line by
 * line on one thread, and all lines on all cores; beside MariaDB with FULLTEXT on the same rows, when
 * tests/with-mariadb runs this.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "lib/matching.h"
#include "lib/reading.h"
#include "tests/bench/figures.h"
#include "tests/bench/fulltext.h"
#include "tests/bench/market.h"

#define SEED 20260101
#define LINES 5000
#define TOP 50
#define THREADS_MOST 64

struct job {
	struct match_index *index;
	const struct collection_line *lines;
	size_t count;
	atomic_size_t next, found;
};

static size_t match_one(const struct job *job, size_t line)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct match_limits limits = {.minimum = 30, .limit = TOP, .today = 20000};
	struct matches found;

	if (match_demand(job->index, mem, &job->lines[line].demand, &limits, &found) != OK)
		exit(1);
	return found.count;
}

static void *work(void *arg)
{
	struct job *job = arg;

	for (size_t line; (line = atomic_fetch_add(&job->next, 1)) < job->count;)
		atomic_fetch_add(&job->found, match_one(job, line));
	return NULL;
}

static void match_on_all_cores(struct job *job)
{
	pthread_t threads[THREADS_MOST];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t count = cores < 1 ? 1 : cores > THREADS_MOST ? THREADS_MOST : (size_t)cores;
	double began = seconds_now();
	clock_t worked = clock(); /* of all threads */

	for (size_t i = 0; i < count; i++)
		if (pthread_create(&threads[i], NULL, work, job) != 0)
			exit(1);
	for (size_t i = 0; i < count; i++)
		pthread_join(threads[i], NULL);
	double took = seconds_now() - began, each = (double)(clock() - worked) / CLOCKS_PER_SEC / (double)job->count;
	printf("  %zu lines on %zu threads: %.2f s (%.0f us of a processor each), %.1f matches each\n", job->count,
		count, took, 1e6 * each, (double)atomic_load(&job->found) / (double)job->count);
}

static void print_times(const char *what, struct times *times)
{
	struct times_said said = times_said(times);

	printf("  %-34s %10.1f %10.1f %10.1f %10.1f\n", what, 1e6 * said.median, 1e6 * said.mean,
		1e6 * said.p99, 1e6 * said.worst);
}

/* The first `count` lines, for Torv when there is no fulltext. Torv's thread waits for nothing; MariaDB works in a process
 * of its own, so that only the clock tells its times. */
static void time_lines(const struct job *job, struct fulltext *fulltext, size_t count, struct times *times)
{
	for (size_t i = 0; i < count; i++) {
		double began = fulltext == NULL ? seconds_worked() : seconds_now();
		if (fulltext == NULL)
			match_one(job, i);
		else
			fulltext_match(fulltext, &job->lines[i].demand);
		times_add(times, (fulltext == NULL ? seconds_worked() : seconds_now()) - began);
	}
}

static void beside(struct fulltext *fulltext, const struct job *job, const struct collection *c)
{
	struct times ours = {0}, theirs = {0};
	size_t count = c->enterprise_count > 100000 ? 5 : c->enterprise_count > 10000 ? 20 : 100;

	if (fulltext == NULL) {
		printf("  MariaDB FULLTEXT was not measured: run this under tests/with-mariadb\n");
		return;
	}
	time_lines(job, NULL, count, &ours);
	fulltext_fill(fulltext, c);
	time_lines(job, fulltext, count, &theirs);
	print_times("MariaDB FULLTEXT", &theirs);
	printf("  a line takes MariaDB %.0f times as long (means of the same %zu)\n",
		times_said(&theirs).mean / times_said(&ours).mean, count);
	times_close(&ours);
	times_close(&theirs);
}

static void measure(size_t enterprises, struct fulltext *fulltext, bool is_short)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct market *market = market_open(mem, SEED, enterprises);
	struct collection collection;
	struct times times = {0};
	size_t lines = is_short ? LINES / 10 : LINES;

	market_fill(market, &collection, enterprises, lines);
	struct job job = {.lines = collection.lines, .count = lines};
	collection.line_count = 0; /* they are the demands here */
	job.index = match_index_of(&collection);
	printf("%zu enterprises, %zu offerings\n", enterprises, collection.offering_count);
	size_t one_by_one = lines < 1000 ? lines : 1000;
	for (size_t i = 0; i < one_by_one; i++) {
		double began = seconds_worked();
		match_one(&job, i);
		times_add(&times, seconds_worked() - began);
	}
	printf("  %-34s %10s %10s %10s %10s\n", "microseconds a line", "median", "mean", "p99", "worst");
	print_times("Torv", &times);
	match_on_all_cores(&job);
	beside(fulltext, &job, &collection);
	fflush(stdout);
	times_close(&times);
	match_index_close(&job.index);
}

int main(int argc, char **argv)
{
	struct sizes sizes = sizes_read(argc, argv);
	OWNED(fulltext_close) struct fulltext *fulltext = fulltext_open();

	for (size_t i = 0; i < sizes.count; i++)
		measure(sizes.at[i], fulltext, sizes.is_short);
	return 0;
}
