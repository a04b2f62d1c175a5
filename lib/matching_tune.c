/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The fit is a walk: one weight after the other is made a little greater or smaller, and stays so when the
 * answers become more likely. A score stands for a likelihood as the curve was laid: even at EVEN points.
 * Weights do not run away from where they were, for answers are few.
 */
#include "lib/matching_tune.h"

#include <math.h>

#include "lib/audit.h"
#include "lib/plan_line.h"
#include "lib/reading.h"
#include "lib/text.h"

#define EVEN 52.0
#define SLOPE 9.0 /* points from even to three in four, nearly */
#define ROUNDS 40
#define PULL 0.02 /* of the distance from the weights before, in logarithms, squared */

static const enum weight_name fitted[] = {W_KINDS, W_WORDS, W_CODED};

#define FITTED (sizeof fitted / sizeof fitted[0])

static bool is_held_out(size_t answer)
{
	return answer % 3 == 2;
}

static double loss_of(const struct tune_answer *answer, const double with[WEIGHTS])
{
	double points = evidence_points(with, &answer->found, answer->coded);
	double likely = 1.0 / (1.0 + exp(-(points - EVEN) / SLOPE));

	return -log(fmax(1e-6, answer->right ? likely : 1.0 - likely));
}

static double loss_of_all(const struct tune_answer *answers, size_t count, const double with[WEIGHTS],
	bool held_out)
{
	double sum = 0.0;
	size_t some = 0;

	for (size_t i = 0; i < count; i++)
		if (is_held_out(i) == held_out) {
			sum += loss_of(&answers[i], with);
			some++;
		}
	return some == 0 ? 0.0 : sum / (double)some;
}

static double right_side(const struct tune_answer *answers, size_t count, const double with[WEIGHTS],
	double told)
{
	size_t some = 0, right = 0;

	for (size_t i = 0; i < count; i++)
		if (is_held_out(i)) {
			double points = evidence_points(with, &answers[i].found, answers[i].coded);
			right += (points >= told) == answers[i].right;
			some++;
		}
	return some == 0 ? 0.0 : (double)right / (double)some;
}

static double cost(const struct tune_answer *answers, size_t count, const double with[WEIGHTS],
	const double before[WEIGHTS])
{
	double far = 0.0;

	for (size_t i = 0; i < FITTED; i++)
		far += pow(log(with[fitted[i]] / before[fitted[i]]), 2.0);
	return loss_of_all(answers, count, with, false) + PULL * far;
}

static void walk(const struct tune_answer *answers, size_t count, const double before[WEIGHTS],
	double with[WEIGHTS])
{
	double best = cost(answers, count, with, before);
	double step = 1.2;

	for (int round = 0; round < ROUNDS; round++) {
		bool better = false;
		for (size_t i = 0; i < 2 * FITTED; i++) {
			enum weight_name name = fitted[i / 2];
			double was = with[name];
			with[name] = i % 2 == 0 ? was * step : was / step;
			double here = weight_may_be(name, with[name]) ?
				cost(answers, count, with, before) : INFINITY;
			if (here < best - 1e-6) {
				best = here;
				better = true;
			} else {
				with[name] = was;
			}
		}
		if (!better)
			step = sqrt(step);
	}
}

enum err tune_fit(const struct tune_answer *answers, size_t count, const double before[WEIGHTS], double told,
	struct tuned *out)
{
	size_t right = 0;

	*out = (struct tuned){.fitted = 0};
	for (size_t i = 0; i < count; i++) {
		right += answers[i].right;
		out->held_out += is_held_out(i);
	}
	out->fitted = count - out->held_out;
	for (size_t i = 0; i < WEIGHTS; i++)
		out->weights[i] = before[i];
	if (count < TUNE_ANSWERS_LEAST || right == 0 || right == count)
		return CONFLICT;
	walk(answers, count, before, out->weights);
	out->loss_before = loss_of_all(answers, count, before, true);
	out->loss_after = loss_of_all(answers, count, out->weights, true);
	out->right_before = right_side(answers, count, before, told);
	out->right_after = right_side(answers, count, out->weights, told);
	return OK;
}

/* ---- the answers in the database ---- */

/* False when the enterprise is gone, or a hard rule excludes it by now. */
static enum err read_answer(const struct snapshot *s, struct topic *topic, struct db *db, struct arena *mem,
	const struct row *row, day today, struct tune_answer *out, bool *there)
{
	struct prepared *prepared = arena_alloc(mem, sizeof *prepared);
	struct plan_line line;
	struct score score;
	uint32_t number;

	*there = false;
	TRY(plan_line_find_any(db, mem, row_int(row, "line_id"), &line));
	const struct snapshot *part =
		snapshot_find_enterprise(s, row_int(row, "organisation_id"), &number);
	if (part == NULL)
		return OK;
	struct supplier supplier = snapshot_supplier(part, number);
	struct demand demand = plan_line_demand(&line);
	demand_prepare(s, topic, mem, &demand, prepared);
	*there = score_supplier(s, prepared, &supplier, today, &score);
	*out = (struct tune_answer){score.found, prepared->code_count > 0,
		!text_equal(row_text(row, "status"), "declined")};
	return OK;
}

enum err match_tune(struct match_index *index, struct db *db, struct arena *mem, double told, day today,
	double before[WEIGHTS], struct tuned *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(reading.snapshot);
	struct rows rows;
	size_t count = 0;

	TRY(db_list(db, mem, Q_LINE_MATCH_ANSWERS_TO_TUNE, NO_ARGS, &rows));
	struct tune_answer *answers = arena_array(mem, rows.count, sizeof *answers);
	for (size_t i = 0; i < rows.count; i++) {
		OWNED(arena_close) struct arena *each = arena_open();
		bool there;
		TRY(read_answer(reading.snapshot, topic.topic, db, each, rows.at[i], today,
			&answers[count], &there));
		count += there;
	}
	for (size_t i = 0; i < WEIGHTS; i++)
		before[i] = reading.snapshot->weights[i];
	return tune_fit(answers, count, before, told, out);
}

enum err match_tune_accept(struct db *db, struct arena *mem, const struct tuned *tuned)
{
	OWNED(buffer_close) struct buffer text = {0};

	for (size_t i = 0; i < FITTED; i++)
		buffer_printf(&text, "%s%s=%.4f", i == 0 ? "" : " ", weights[fitted[i]].name,
			tuned->weights[fitted[i]]);
	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_SETTING_SET, ARGS(db_text(WEIGHTS_SETTING), db_text(text.bytes)), NULL));
	TRY(audit_add(db, &(struct audit){.action = "weights-tuned", .subject_kind = "setting",
		.detail = arena_printf(mem, "{\"weights\": \"%s\"}", text.bytes)}));
	TRY(index_changed(db, INDEX_ALL, 0));
	return tx_commit(&tx);
}
