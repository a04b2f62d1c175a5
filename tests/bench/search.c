/* SPDX-License-Identifier: MPL-2.0 */
/*
 * tests/bench/search [--short] [ENTERPRISES...]
 *
 * How long the index takes to build, how much memory it has, how long another process takes to take it from its file and
 * how much memory that one needs besides, and how long a search takes: the first
 * twenty, the exact total and every facet; all searches, and each kind of them; with a slip in the first word, which
 * makes it one that nobody writes; beside MariaDB with FULLTEXT on the same rows, when tests/with-mariadb runs this.
 * Then the search for open lines, and codes suggested while one types. Searches are made from a seed: the same in
 * every run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/index_file.h"
#include "lib/reading.h"
#include "lib/search.h"
#include "tests/bench/figures.h"
#include "tests/bench/fulltext.h"
#include "tests/bench/market.h"

#define SEED 20260101
#define SEARCHES 4000
#define LINES 1000

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

/* ---- kinds of searches ---- */

enum asked {
	ASKED_ALL, /* whatever was asked */
	ASKED_NOTHING,
	ASKED_WORDS,
	ASKED_FILTERS,
	ASKED_BOTH,
	ASKED_KINDS,
};

static const char *const asked_names[ASKED_KINDS] = {
	[ASKED_ALL] = "Torv",
	[ASKED_NOTHING] = "  everybody, by name",
	[ASKED_WORDS] = "  with words",
	[ASKED_FILTERS] = "  with filters",
	[ASKED_BOTH] = "  with both",
};

static enum asked kind_of_search(const struct search_query *query)
{
	bool filters = query->seated_in != NULL || query->region != NULL || query->delivers_to != NULL ||
		query->cpv != NULL || query->kind != NULL || query->rsv_only;

	if (query->words == NULL)
		return filters ? ASKED_FILTERS : ASKED_NOTHING;
	return filters ? ASKED_BOTH : ASKED_WORDS;
}

struct searched {
	struct times times;
	size_t hits;
};

static void searched_add(struct searched *searched, double seconds, size_t hits)
{
	times_add(&searched->times, seconds);
	searched->hits += hits;
}

/* How many are found. */
static size_t search_one(struct match_index *index, const struct search_query *query)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct search_result found;

	if (search_enterprises(index, mem, query, &found) != OK)
		exit(1);
	return found.total;
}

static void search_all(struct match_index *index, const struct search_query *queries, size_t count,
	struct searched searched[ASKED_KINDS])
{
	for (size_t i = 0; i < count; i++) {
		double began = seconds_worked();
		size_t hits = search_one(index, &queries[i]);
		double seconds = seconds_worked() - began;
		searched_add(&searched[ASKED_ALL], seconds, hits);
		searched_add(&searched[kind_of_search(&queries[i])], seconds, hits);
	}
}

static void searched_close(struct searched searched[ASKED_KINDS])
{
	for (size_t kind = 0; kind < ASKED_KINDS; kind++) {
		times_close(&searched[kind].times);
		searched[kind].hits = 0;
	}
}

static void print_heads(void)
{
	printf("  %-34s %10s %10s %10s %10s %10s %10s\n", "microseconds", "searches", "hits each", "median", "mean",
		"p99", "worst");
}

static void print_times(const char *what, struct times *times, size_t hits)
{
	struct times_said said = times_said(times);

	if (times->count == 0)
		return;
	printf("  %-34s %10zu %10.0f %10.1f %10.1f %10.1f %10.1f\n", what, times->count,
		(double)hits / (double)times->count, 1e6 * said.median, 1e6 * said.mean, 1e6 * said.p99,
		1e6 * said.worst);
}

/* ---- beside MariaDB ---- */

/* The first `count` searches that have words, for Torv when there is no fulltext. Torv's thread waits for nothing;
 * MariaDB works in a process of its own, so that only the clock tells its times. Returns how many are found. */
static size_t time_with_words(struct match_index *index, struct fulltext *fulltext, const struct search_query *queries,
	size_t count, struct times *times)
{
	size_t hits = 0;

	for (size_t i = 0; times->count < count; i++) {
		if (queries[i].words == NULL)
			continue;
		double began = fulltext == NULL ? seconds_worked() : seconds_now();
		hits += fulltext == NULL ? search_one(index, &queries[i]) : fulltext_search(fulltext, &queries[i]);
		times_add(times, (fulltext == NULL ? seconds_worked() : seconds_now()) - began);
	}
	return hits;
}

/* Fewer where each takes long. */
static void beside(struct fulltext *fulltext, struct match_index *index, const struct collection *c,
	const struct search_query *queries)
{
	struct times ours = {0}, theirs = {0};
	size_t count = c->enterprise_count > 100000 ? 20 : c->enterprise_count > 10000 ? 60 : 200;

	if (fulltext == NULL) {
		printf("  MariaDB FULLTEXT was not measured: run this under tests/with-mariadb\n");
		return;
	}
	time_with_words(index, NULL, queries, count, &ours);
	double indexed = fulltext_fill(fulltext, c);
	size_t hits = time_with_words(index, fulltext, queries, count, &theirs);
	print_times("MariaDB FULLTEXT", &theirs, hits);
	printf("  MariaDB indexed in %.1f s; a search takes it %.0f times as long (means of the same %zu)\n", indexed,
		times_said(&theirs).mean / times_said(&ours).mean, count);
	times_close(&ours);
	times_close(&theirs);
}

/* ---- lines and codes ---- */

/* The search for open lines stands on the same page. */
static void search_lines_too(struct match_index *index, const struct search_query *queries)
{
	struct searched searched = {.hits = 0};

	for (size_t i = 0; i < SEARCHES; i++) {
		struct line_query query = {.words = queries[i].words, .language = DANISH, .cpv = queries[i].cpv,
			.municipality = queries[i].seated_in, .region = queries[i].region,
			.reserved_only = queries[i].rsv_only, .today = 20000};
		struct line_result found;
		double began = seconds_worked();
		OWNED(arena_close) struct arena *mem = arena_open();
		if (search_lines(index, mem, &query, &found) != OK)
			exit(1);
		searched_add(&searched, seconds_worked() - began, found.total);
	}
	print_times("open lines", &searched.times, searched.hits);
	times_close(&searched.times);
}

/* As while one types: the same words, a letter less, and two less. */
static void suggest_codes(struct match_index *index, const struct search_query *queries)
{
	struct searched searched = {.hits = 0};

	for (size_t i = 0; i < SEARCHES; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct cpv_suggestion *list;
		size_t count, length = queries[i].words == NULL ? 0 : strlen(queries[i].words);
		if (length < 5)
			continue;
		const char *typed = arena_text_n(mem, queries[i].words, length - i % 3);
		double began = seconds_worked();
		if (cpv_suggest(index, mem, typed, DANISH, 10, &list, &count) != OK)
			exit(1);
		searched_add(&searched, seconds_worked() - began, count);
	}
	print_times("codes suggested", &searched.times, searched.hits);
	times_close(&searched.times);
}

/* ---- all of it ---- */

static void print_built(struct match_index *index, size_t enterprises, double seconds, size_t bytes)
{
	struct match_index_figures figures;

	match_index_figures(index, &figures);
	printf("%zu enterprises, %zu offerings, %zu terms, %zu lines: built in %.2f s, %.1f MB, %zu bytes each "
		"(figures say %.1f MB)\n", enterprises, figures.offerings, figures.terms, figures.lines, seconds,
		(double)bytes / 1e6, bytes / enterprises, (double)figures.bytes / 1e6);
}

/* Kept in a file, from which another process takes it: all of them have one memory for that, and each a little of its
 * own. Then the same searches in it. */
static void print_kept(struct match_index *index, const struct search_query *queries)
{
	char folder[] = "/tmp/torv-bench-XXXXXX", path[64];
	OWNED(reading_end) struct reading reading = reading_begin(index);

	if (mkdtemp(folder) == NULL || index_file_write(folder, reading.snapshot) != OK)
		exit(1);
	size_t before = memory_used();
	double began = seconds_now();
	OWNED(index_file_close) struct index_file *file = index_file_open(folder);
	struct snapshot *snapshot = file == NULL ? NULL : index_file_take(&file);
	double opened = seconds_now() - began;
	if (snapshot == NULL)
		exit(1);
	size_t size = index_file_size(snapshot->file), own = memory_used() - before;
	struct match_index *kept = match_index_around(snapshot);
	struct searched searched[ASKED_KINDS] = {0};
	search_all(kept, queries, SEARCHES / 4, searched); /* to warm up */
	searched_close(searched);
	search_all(kept, queries, SEARCHES, searched);
	printf("opened from its file in %.3f s: %.1f MB that processes have in common, %.1f MB more for each; searches there: "
		"median %.1f, mean %.1f microseconds\n", opened, (double)size / 1e6, (double)own / 1e6,
		1e6 * times_said(&searched[ASKED_ALL].times).median, 1e6 * times_said(&searched[ASKED_ALL].times).mean);
	searched_close(searched);
	match_index_close(&kept);
	snprintf(path, sizeof path, "%s/" INDEX_FILE, folder);
	unlink(path);
	rmdir(folder);
}

static void measure_searches(struct match_index *index, struct arena *mem, const struct search_query *queries)
{
	struct searched searched[ASKED_KINDS] = {0};

	search_all(index, queries, SEARCHES / 4, searched); /* to warm up */
	searched_close(searched);
	search_all(index, queries, SEARCHES, searched);
	print_heads();
	for (size_t kind = 0; kind < ASKED_KINDS; kind++)
		print_times(asked_names[kind], &searched[kind].times, searched[kind].hits);
	searched_close(searched);
	search_all(index, slipped_queries(mem, queries), SEARCHES / 4, searched);
	print_times("Torv, a word that nobody writes", &searched[ASKED_ALL].times, searched[ASKED_ALL].hits);
	searched_close(searched);
	search_lines_too(index, queries);
	suggest_codes(index, queries);
}

static void measure(size_t enterprises, struct fulltext *fulltext)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct market *market = market_open(mem, SEED, enterprises);
	struct collection collection;

	market_fill(market, &collection, enterprises, LINES);
	const struct search_query *queries = some_queries(market, mem, &collection);
	size_t before = memory_used();
	double began = seconds_now();
	struct match_index *index = match_index_of(&collection);
	double built = seconds_now() - began;
	print_built(index, enterprises, built, memory_used() - before);
	print_kept(index, queries);
	measure_searches(index, mem, queries);
	beside(fulltext, index, &collection, queries);
	fflush(stdout);
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
