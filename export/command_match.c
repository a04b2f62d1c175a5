/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv match: who fits a plan line, which open lines fit an enterprise, or all open lines with all
 * enterprises. One match a line, best first: line, enterprise, score, name, reasons, parted by tabs.
 * It tells nobody; publishing does.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

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
};

static enum err print_match(const struct match_job *job, const struct match *match, const char *name)
{
	printf("%" PRId64 "\t%" PRId64 "\t%.1f\t%s\t%s\n", match->line_id, match->organisation_id,
		match->score, name, reasons_text(job->run->mem, NULL, ENGLISH, match->reasons));
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
	struct organisation organisation;
	struct plan_line line;

	TRY(organisation_find(job->run->db, job->run->mem, enterprise_id, &organisation));
	if (organisation.kind != ORGANISATION_ENTERPRISE)
		return NOT_FOUND;
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
		organisation.name, match_why_text(NULL, ENGLISH, why.kind),
		reasons_text(job->run->mem, NULL, ENGLISH, why.reasons));
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

/* The weights before and after, and what they do to the answers that were not used in fitting. */
static enum err tune(const struct match_job *job, bool accept)
{
	double before[WEIGHTS];
	struct tuned tuned;

	TRY(match_tune(job->index, job->run->db, job->run->mem, job->limits.minimum, job->limits.today,
		before, &tuned));
	for (size_t i = 0; i < WEIGHTS; i++)
		printf("%s\t%.4f\t%.4f\t%s\n", weights[i].name, before[i], tuned.weights[i], weights[i].what);
	printf("answers\t%zu fitted\t%zu held out\n", tuned.fitted, tuned.held_out);
	printf("loss on the held-out\t%.4f\t%.4f\n", tuned.loss_before, tuned.loss_after);
	printf("on the right side of the line\t%.3f\t%.3f\n", tuned.right_before, tuned.right_after);
	if (!accept) {
		puts("not accepted: run it with --accept to use the new weights");
		return OK;
	}
	TRY(match_tune_accept(job->run->db, job->run->mem, &tuned));
	puts("accepted: all programs use the new weights");
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

static bool minimum(const char *text, double *out)
{
	char *end;

	if (text == NULL)
		return true;
	*out = strtod(text, &end);
	return end != text && *end == '\0' && *out >= 0.0 && *out <= 100.0;
}

static int tune_answers(struct match_job *job, bool accept)
{
	enum err err = match_index_open(job->run->db, &job->index);

	if (err == OK)
		err = tune(job, accept);
	match_index_close(&job->index);
	if (err == CONFLICT)
		command_complain("fewer than %d answers, or all of one kind: too little to tune by",
			TUNE_ANSWERS_LEAST);
	return command_status(err);
}

int command_match(struct command_run *run)
{
	const char *line = NULL, *enterprise = NULL, *least = NULL;
	bool all = false, consortia = false, tuning = false, accept = false;
	const struct command_option options[] = {{"--line", &line, NULL},
		{"--enterprise", &enterprise, NULL}, {"--all", NULL, &all},
		{"--consortia", NULL, &consortia}, {"--tune", NULL, &tuning},
		{"--accept", NULL, &accept}, {"--min", &least, NULL}};
	int64_t line_id = 0, enterprise_id = 0;
	struct match_job job = {.run = run,
		.limits = {.minimum = run->configuration->match_threshold, .today = clock_today()}};
	int status = command_options(run, options, sizeof options / sizeof options[0], 0, 0);

	if (status != EX_OK)
		return status;
	if (tuning ? all || consortia || line != NULL || enterprise != NULL : accept)
		return command_usage(run, "--tune stands alone or with --accept");
	if (tuning)
		return tune_answers(&job, accept);
	if (all ? line != NULL || enterprise != NULL : line == NULL && enterprise == NULL)
		return command_usage(run, "--line, --enterprise, both, or --all is wanted");
	if (consortia && (line == NULL || enterprise != NULL))
		return command_usage(run, "--consortia wants --line");
	if (!number(line, &line_id) || !number(enterprise, &enterprise_id))
		return command_usage(run, "--line and --enterprise want a number");
	if (!minimum(least, &job.limits.minimum))
		return command_usage(run, "--min wants a score from 0 to 100");
	enum err err = match_index_open(run->db, &job.index);
	if (err == OK)
		err = all ? match_all(&job) : consortia ? print_consortia(&job, line_id) :
			line != NULL && enterprise != NULL ? explain(&job, line_id, enterprise_id) :
			line != NULL ? match_one_line(&job, line_id) :
			match_one_enterprise(&job, enterprise_id);
	match_index_close(&job.index);
	if (err == NOT_FOUND)
		command_complain("there is no such %s", line != NULL ? "line" : "enterprise");
	return command_status(err);
}
