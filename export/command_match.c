/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv match: who fits a plan line, which open lines fit an enterprise, or all open lines with all
 * enterprises. One match a line, best first: line, enterprise, score, name, reasons, parted by tabs.
 * It tells nobody; publishing does.
 */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "export/command.h"
#include "lib/consortium.h"
#include "lib/matching_tune.h"
#include "lib/matching_why.h"
#include "lib/organisation.h"
#include "lib/plan_line.h"
#include "lib/search.h"
#include "lib/text.h"

#define CONSORTIA_MOST 10

struct match_job {
	struct command_run *run;
	struct match_index *index;
	struct match_limits limits;
	const struct catalogues *catalogues; /* the reasons stand in this language */
	enum language language;
};

static enum err print_match(const struct match_job *job, const struct match *match, const char *name)
{
	printf("%" PRId64 "\t%" PRId64 "\t%.1f\t%s\t%s\n", match->line_id, match->organisation_id,
		match->score, name, reasons_text(job->run->mem, job->catalogues, job->language, match->reasons));
	return OK;
}

/* With the names of the enterprises. */
static enum err match_one_line(const struct match_job *job, int64_t line_id)
{
	struct matches found;
	struct organisation organisation;

	TRY(match_line(job->index, job->run->db, job->run->mem, line_id, &job->limits, &found));
	for (size_t i = 0; i < found.count; i++) {
		TRY(organisation_find(job->run->db, job->run->mem, found.at[i].organisation_id,
			&organisation));
		TRY(print_match(job, &found.at[i], organisation.name));
	}
	return OK;
}

/* With the titles of the lines. */
static enum err match_one_enterprise(const struct match_job *job, int64_t enterprise_id)
{
	struct matches found;
	struct plan_line line;

	TRY(match_enterprise(job->index, job->run->mem, enterprise_id, &job->limits, &found));
	for (size_t i = 0; i < found.count; i++) {
		TRY(plan_line_find(job->run->db, job->run->mem, found.at[i].line_id, &line));
		TRY(print_match(job, &found.at[i], line.title));
	}
	return OK;
}

/* Why this enterprise fits this line, or why not. */
static enum err explain(const struct match_job *job, int64_t line_id, int64_t enterprise_id)
{
	struct organisation organisation;
	struct match_why why;

	TRY(organisation_find(job->run->db, job->run->mem, enterprise_id, &organisation));
	TRY(match_why(job->index, job->run->db, job->run->mem, line_id, enterprise_id, &job->limits, &why));
	printf("%" PRId64 "\t%" PRId64 "\t%.1f\t%s\t%s\t%s\n", line_id, enterprise_id, why.score,
		organisation.name, match_why_text(job->catalogues, job->language, why.kind),
		reasons_text(job->run->mem, job->catalogues, job->language, why.reasons));
	return OK;
}

/* Who together could do it: a set, its score, then each member and the codes that it covers. */
static enum err print_consortia(const struct match_job *job, int64_t line_id)
{
	struct consortia found;
	struct organisation organisation;
	struct plan_line line;

	TRY(plan_line_find_any(job->run->db, job->run->mem, line_id, &line));
	TRY(consortia_for_line(job->index, job->run->db, job->run->mem, line_id, job->limits.today,
		CONSORTIA_MOST, &found));
	for (size_t i = 0; i < found.count; i++)
		for (size_t m = 0; m < found.at[i].member_count; m++) {
			const struct consortium_member *member = &found.at[i].members[m];
			TRY(organisation_find(job->run->db, job->run->mem, member->organisation_id,
				&organisation));
			printf("%zu\t%.1f\t%" PRId64 "\t%s\t", i + 1, found.at[i].score,
				member->organisation_id, organisation.name);
			for (size_t c = 0, some = 0; c < line.cpv_count && c < CONSORTIUM_CODES_MOST; c++)
				if (member->covers >> c & 1)
					printf("%s%s", some++ == 0 ? "" : " ", line.cpv[c]);
			putchar('\n');
		}
	return OK;
}

/* What the answers say that had no part in the fitting. */
static const char *verdict(const struct tuned *tuned)
{
	bool closer = tuned->loss_after < tuned->loss_before, worse = tuned->loss_after > tuned->loss_before;

	if (closer && tuned->right_after >= tuned->right_before)
		return "the fitted weights are better on the answers that were held out";
	if (worse && tuned->right_after <= tuned->right_before)
		return "the fitted weights are worse on the answers that were held out: keep those in use";
	return "the fitted weights are no clear gain on the answers that were held out: keep those in use";
}

/* The weights before and after, and what they do to the answers that were not used in fitting. */
static enum err tune(const struct match_job *job, bool accept)
{
	double before[WEIGHTS];
	struct tuned tuned;

	TRY(match_tune(job->index, job->run->db, job->run->mem, job->limits.minimum, job->limits.today,
		before, &tuned));
	puts("weight\tin use\tfitted\twhat it is");
	for (size_t i = 0; i < WEIGHTS; i++)
		printf("%s\t%.4f\t%.4f\t%s\n", weights[i].name, before[i], tuned.weights[i], weights[i].what);
	printf("answers\t%zu fitted\t%zu held out\n", tuned.fitted, tuned.held_out);
	printf("loss on the held-out (less is better)\t%.4f\t%.4f\n", tuned.loss_before, tuned.loss_after);
	printf("share on the right side of %.0f, from which one is told\t%.3f\t%.3f\n", job->limits.minimum,
		tuned.right_before, tuned.right_after);
	puts(verdict(&tuned));
	if (!accept) {
		puts("not accepted: run it with --accept to use the fitted weights");
		return OK;
	}
	TRY(match_tune_accept(job->run->db, job->run->mem, &tuned));
	puts("accepted: all programs use the fitted weights");
	return OK;
}

static enum err match_all(const struct match_job *job)
{
	const struct line_query query = {.today = job->limits.today, .page_size = SIZE_MAX / 4};
	struct line_result lines;

	TRY(search_lines(job->index, job->run->mem, &query, &lines));
	for (size_t i = 0; i < lines.hit_count; i++)
		TRY(match_one_line(job, lines.hits[i].id));
	return OK;
}

static bool number(const char *text, int64_t *out)
{
	return text == NULL || text_to_int(text, 1, INT64_MAX, out);
}

static int tune_answers(struct match_job *job, bool accept)
{
	enum err err = command_index_open(job->run, &job->index);

	if (err == OK)
		err = tune(job, accept);
	command_index_close(job->run, &job->index);
	if (err != CONFLICT)
		return command_status(err);
	command_complain("fewer than %d answers, or all of one kind: too little to tune by", TUNE_ANSWERS_LEAST);
	return EX_TEMPFAIL;
}

/* Says which of the two is not there; 0 is none. */
static enum err find_both(const struct match_job *job, int64_t line_id, int64_t enterprise_id)
{
	struct organisation organisation;
	struct plan_line line;
	enum err err = OK;

	if (line_id > 0 && (err = plan_line_find_any(job->run->db, job->run->mem, line_id, &line)) == NOT_FOUND)
		command_complain("there is no such line");
	if (err != OK || enterprise_id == 0)
		return err;
	err = organisation_find(job->run->db, job->run->mem, enterprise_id, &organisation);
	if (err == OK && organisation.kind != ORGANISATION_ENTERPRISE)
		err = NOT_FOUND;
	if (err == NOT_FOUND)
		command_complain("there is no such enterprise");
	return err;
}

/* Who tries it from a bare build has none: then it is said in English. */
static bool has_catalogues(const struct command_run *run)
{
	return access(arena_printf(run->mem, "%s/locale", run->configuration->data_directory), F_OK) == 0;
}

static int match_things(struct match_job *job, int64_t line_id, int64_t enterprise_id, bool consortia)
{
	OWNED(catalogues_close) struct catalogues *catalogues = NULL;
	enum err err = find_both(job, line_id, enterprise_id);

	if (err == OK && has_catalogues(job->run))
		err = command_catalogues(job->run, &catalogues);
	job->catalogues = catalogues;
	job->language = catalogues != NULL ? job->language : ENGLISH;
	if (err == OK)
		err = command_index_open(job->run, &job->index);
	if (err == OK)
		err = consortia ? print_consortia(job, line_id) :
			line_id == 0 && enterprise_id == 0 ? match_all(job) :
			enterprise_id == 0 ? match_one_line(job, line_id) :
			line_id == 0 ? match_one_enterprise(job, enterprise_id) : explain(job, line_id, enterprise_id);
	command_index_close(job->run, &job->index);
	return command_status(err);
}

int command_match(struct command_run *run)
{
	const char *line = NULL, *enterprise = NULL, *least = NULL, *language = NULL;
	bool all = false, consortia = false, tuning = false, accept = false;
	const struct command_option options[] = {{"--line", &line, NULL},
		{"--enterprise", &enterprise, NULL}, {"--all", NULL, &all},
		{"--consortia", NULL, &consortia}, {"--tune", NULL, &tuning},
		{"--accept", NULL, &accept}, {"--min", &least, NULL}, {"--language", &language, NULL}};
	int64_t line_id = 0, enterprise_id = 0;
	struct match_job job = {.run = run,
		.limits = {.minimum = run->configuration->match_threshold, .today = clock_today()}};
	int status = command_options(run, options, sizeof options / sizeof options[0], 0, 0);

	if (status != EX_OK)
		return status;
	if (tuning ? all || consortia || line != NULL || enterprise != NULL : accept)
		return command_usage(run, "--tune stands alone or with --accept");
	if (!command_minimum(run, least, &job.limits.minimum) ||
		!command_language(run, language, run->configuration->language, &job.language))
		return EX_USAGE;
	if (tuning)
		return tune_answers(&job, accept);
	if (all ? line != NULL || enterprise != NULL : line == NULL && enterprise == NULL)
		return command_usage(run, "--line, --enterprise, both, or --all is wanted");
	if (consortia && (line == NULL || enterprise != NULL))
		return command_usage(run, "--consortia wants --line");
	if (!number(line, &line_id) || !number(enterprise, &enterprise_id))
		return command_usage(run, "--line and --enterprise want a number");
	return match_things(&job, line_id, enterprise_id, consortia);
}
