/* SPDX-License-Identifier: MPL-2.0 */
/*
 * tests/bench/search [--short] [ENTERPRISES...]
 *
 * How long the index takes to build, how much memory it has, and how long a search takes: the first
 * twenty, the exact total and every facet; as it is and with a slip in the first word; beside MariaDB with
 * FULLTEXT on the same rows, when tests/with-mariadb runs this. Searches are made from a seed: the same in every run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/reading.h"
#include "lib/search.h"
#include "tests/bench/figures.h"
#include "tests/bench/fulltext.h"
#include "tests/bench/market.h"

#define SEED 20260101
#define SEARCHES 4000

static struct search_query some_query(struct market *market, const struct collection *c)
{
	struct search_query query = {.language = DANISH, .page = 1};
	uint64_t filter = market_random(market, 20);
	const struct collection_place *place = &c->places[market_random(market, c->place_count)];

	query.words = market_random(market, 20) == 0 ? NULL : market_words(market);
	if (filter < 3)
		query.seated_in = place->code;
	else if (filter < 4)
		query.region = place->region_code;
	else if (filter < 6)
		query.delivers_to = place->code;
	else if (filter < 7)
		query.cpv = c->codes[market_random(market, c->code_count)].code;
	else if (filter < 8)
		query.kind = market_random(market, 2) == 0 ? "product" : "service";
	else if (filter < 9)
		query.rsv_only = true;
	return query;
}

static struct search_query *some_queries(struct market *market, struct arena *mem,
	const struct collection *c)
{
	struct search_query *queries = arena_array(mem, SEARCHES, sizeof *queries);

	for (size_t i = 0; i < SEARCHES; i++)
		queries[i] = some_query(market, c);
	return queries;
}

/* The same with a slip in the first word: a letter too many. */
static const struct search_query *slipped_queries(struct arena *mem, const struct search_query *queries)
{
	struct search_query *slipped = arena_array(mem, SEARCHES, sizeof *slipped);

	for (size_t i = 0; i < SEARCHES; i++) {
		const char *words = queries[i].words;
		slipped[i] = queries[i];
		int at = 3;
		if (words == NULL || strlen(words) <= 3)
			continue;
		while (at > 0 && ((unsigned char)words[at] & 0xC0) == 0x80) /* not within a letter */
			at--;
		slipped[i].words = arena_printf(mem, "%.*sq%s", at, words, words + at);
	}
	return slipped;
}

/* The mean number of hits. */
static double search_all(struct match_index *index, const struct search_query *queries, size_t count,
	struct times *times)
{
	size_t hits = 0;

	for (size_t i = 0; i < count; i++) {
		struct search_result found;
		double began = seconds_worked();
		OWNED(arena_close) struct arena *mem = arena_open();
		if (search_enterprises(index, mem, &queries[i], &found) != OK)
			exit(1);
		times_add(times, seconds_worked() - began);
		hits += found.total;
	}
	return (double)hits / (double)count;
}

static void print_times(const char *what, struct times *times)
{
	struct times_said said = times_said(times);

	printf("  %-34s %10.1f %10.1f %10.1f %10.1f\n", what, 1e6 * said.median, 1e6 * said.mean,
		1e6 * said.p99, 1e6 * said.worst);
}

/* Fewer where each takes long. */
static void beside(struct fulltext *fulltext, const struct collection *c,
	const struct search_query *queries, double ours)
{
	struct times times = {0};
	size_t count = c->enterprise_count > 100000 ? 20 : c->enterprise_count > 10000 ? 60 : 200;
	size_t with_words = 0;

	if (fulltext == NULL) {
		printf("  MariaDB FULLTEXT was not measured: run this under tests/with-mariadb\n");
		return;
	}
	double indexed = fulltext_fill(fulltext, c);
	for (size_t i = 0; with_words < count; i++) {
		if (queries[i].words == NULL)
			continue;
		with_words++;
		double began = seconds_now();
		fulltext_search(fulltext, &queries[i]);
		times_add(&times, seconds_now() - began);
	}
	print_times("MariaDB FULLTEXT", &times);
	printf("  MariaDB indexed in %.1f s; a search takes it %.0f times as long (means; %zu searches)\n",
		indexed, times_said(&times).mean / ours, count);
	times_close(&times);
}

static void measure(size_t enterprises, struct fulltext *fulltext)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct market *market = market_open(mem, SEED, enterprises);
	struct collection collection;
	struct match_index_figures figures;
	struct times times = {0}, worded = {0};

	market_fill(market, &collection, enterprises, 1000);
	const struct search_query *queries = some_queries(market, mem, &collection);
	size_t before = memory_used();
	double began = seconds_now();
	struct match_index *index = match_index_of(&collection);
	double built = seconds_now() - began;
	size_t bytes = memory_used() - before;
	match_index_figures(index, &figures);
	printf("%zu enterprises, %zu offerings, %zu terms: built in %.2f s, %.1f MB, %zu bytes each "
		"(figures say %.1f MB)\n", enterprises, figures.offerings, figures.terms, built,
		(double)bytes / 1e6, bytes / enterprises, (double)figures.bytes / 1e6);
	search_all(index, queries, SEARCHES / 4, &worded); /* to warm up */
	worded.count = 0;
	double hits = search_all(index, queries, SEARCHES, &times);
	printf("  %-34s %10s %10s %10s %10s\n", "microseconds", "median", "mean", "p99", "worst");
	print_times("Torv", &times);
	printf("  hits of a search: %.0f on average\n", hits);
	worded.count = 0;
	hits = search_all(index, slipped_queries(mem, queries), SEARCHES / 4, &worded);
	print_times("Torv, a slip in the first word", &worded);
	printf("  hits of a search: %.0f on average\n", hits);
	beside(fulltext, &collection, queries, times_said(&times).mean);
	fflush(stdout);
	times_close(&times);
	times_close(&worded);
	match_index_close(&index);
}

int main(int argc, char **argv)
{
	struct sizes sizes = sizes_read(argc, argv);
	OWNED(fulltext_close) struct fulltext *fulltext = fulltext_open();

	for (size_t i = 0; i < sizes.count; i++)
		measure(sizes.at[i], fulltext);
	return 0;
}
