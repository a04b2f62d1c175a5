/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv rank: demands and offers from files, matched as Torv matches them, without a database. One match a
 * line: demand, offer, score, reasons, parted by tabs, best first. For whoever wants to know how
 * good the matching is before trusting it, and for trying it on other texts. Reasons stand in the
 * demand's language where Torv's catalogues are installed, else in English.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "export/command.h"
#include "export/cpv_file.h"
#include "export/rank_file.h"
#include "lib/collection_files.h"
#include "lib/parallel.h"
#include "lib/reading.h"
#include "lib/text.h"
#include "lib/tsv.h"

struct ranking {
	struct command_run *run;
	struct file_faults faults;
	enum language language;
	const char *cpv_path; /* NULL: Torv's own set */
	double minimum;
	struct collection collection;
	struct rank_demands demands;
	const char *const *ids; /* of the offers */
	struct catalogues *catalogues; /* NULL: none installed */
};

static const char *data_file(struct arena *mem, const char *name)
{
	const char *data = getenv("TORV_DATADIR");

	return arena_printf(mem, "%s/%s", data != NULL ? data : TORV_DATADIR, name);
}

static enum err read_reference(struct ranking *ranking)
{
	struct arena *mem = ranking->run->mem;
	struct cpv_file file;

	TRY(collection_read_files(
		mem, data_file(mem, "sql/reference"), &ranking->faults, &ranking->collection));
	if (ranking->cpv_path == NULL)
		return OK;
	TRY(cpv_file_read(mem, ranking->cpv_path, &ranking->faults, &file));
	collection_put_codes(mem, file.entries, file.count, &ranking->collection);
	return OK;
}

static enum err read_files(struct ranking *ranking)
{
	struct arena *mem = ranking->run->mem;
	char *const *paths = ranking->run->argv;
	char *bytes;
	size_t size;

	TRY(file_read(mem, paths[0], RANK_FILE_LIMIT, &ranking->faults, &bytes, &size));
	TRY(rank_demands_parse(mem, paths[0], bytes, size, &ranking->collection, ranking->language,
		&ranking->faults, &ranking->demands));
	TRY(file_read(mem, paths[1], RANK_FILE_LIMIT, &ranking->faults, &bytes, &size));
	return rank_offers_parse(mem, paths[1], bytes, size, ranking->language, &ranking->faults,
		&ranking->collection, &ranking->ids);
}

/* Whoever tries the matching from a bare build has no catalogues, and need not have. */
static enum err open_catalogues(struct ranking *ranking)
{
	const char *directory = data_file(ranking->run->mem, "locale");

	return access(directory, F_OK) == 0 ? catalogues_open(directory, &ranking->catalogues) : OK;
}

static const char *reasons_of(const struct ranking *ranking, struct arena *mem,
	const struct demand *demand, const struct match *match)
{
	/* names of codes and places come in the language too: all of it in one, or all in English */
	return reasons_text(mem, ranking->catalogues,
		ranking->catalogues != NULL ? demand->language : ENGLISH, match->reasons);
}

/* Demands are matched on all cores, so many at once, and printed in their order when all of these are done. */
#define AT_ONCE 256

struct ranked_batch {
	const struct ranking *ranking;
	struct match_index *index;
	struct match_limits limits;
	size_t begin;                   /* number of its first demand */
	struct buffer printed[AT_ONCE]; /* by demand */
	enum err errs[AT_ONCE];
};

static enum err rank_demand(const struct ranked_batch *batch, const struct rank_demand *one, struct buffer *out)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct matches found;

	TRY(match_demand(batch->index, mem, &one->demand, &batch->limits, &found));
	for (size_t i = 0; i < found.count; i++)
		buffer_printf(out, "%s\t%s\t%.1f\t%s\n", one->id,
			batch->ranking->ids[found.at[i].organisation_id - 1], found.at[i].score,
			reasons_of(batch->ranking, mem, &one->demand, &found.at[i]));
	return OK;
}

static void rank_share(void *context, size_t part, size_t from, size_t to)
{
	struct ranked_batch *batch = context;

	(void)part;
	for (size_t i = from; i < to; i++)
		batch->errs[i] = rank_demand(
			batch, &batch->ranking->demands.at[batch->begin + i], &batch->printed[i]);
}

static enum err print_batch(struct ranked_batch *batch)
{
	size_t left = batch->ranking->demands.count - batch->begin, count = left < AT_ONCE ? left : AT_ONCE;
	enum err err = OK;

	parallel_run(parallel_parts(count, 1), count, rank_share, batch);
	for (size_t i = 0; i < count; i++) {
		err = err == OK ? batch->errs[i] : err;
		if (err == OK && batch->printed[i].length > 0)
			fwrite(batch->printed[i].bytes, 1, batch->printed[i].length, stdout);
		buffer_close(&batch->printed[i]);
		batch->printed[i] = (struct buffer){0};
	}
	return err;
}

static enum err print_matches(const struct ranking *ranking)
{
	struct ranked_batch batch = {.ranking = ranking, .index = match_index_of(&ranking->collection),
		.limits = {.minimum = ranking->minimum, .today = clock_today()}};
	enum err err = OK;

	for (; err == OK && batch.begin < ranking->demands.count; batch.begin += AT_ONCE)
		err = print_batch(&batch);
	match_index_close(&batch.index);
	return err;
}

int command_rank(struct command_run *run)
{
	struct ranking ranking = {.run = run, .faults = {.mem = run->mem}};
	const char *language = NULL, *least = NULL;
	const struct command_option options[] = {{"--language", &language, NULL},
		{"--min", &least, NULL}, {"--cpv", &ranking.cpv_path, NULL}};
	int status = command_options(run, options, 3, 2, 2);

	if (status != EX_OK)
		return status;
	if (!command_language(run, language, DANISH, &ranking.language) || !command_minimum(run, least, &ranking.minimum))
		return EX_USAGE;
	enum err err = read_reference(&ranking);
	if (err == OK)
		err = read_files(&ranking);
	if (err == OK)
		err = open_catalogues(&ranking);
	command_faults(&ranking.faults);
	if (err == OK)
		err = print_matches(&ranking);
	catalogues_close(&ranking.catalogues);
	return command_status(err);
}
