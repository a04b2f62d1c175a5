/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/criterion.h"

#include "lib/model.h"
#include "lib/text.h"

static const char *const names[CRITERIA] = {
	[SOCIAL_PURPOSE] = "social_purpose",
	[TRADING] = "trading",
	[INDEPENDENT] = "independent",
	[GOVERNANCE] = "governance",
	[USE_OF_PROFIT] = "use_of_profit",
};

static const char *const verdicts[] = {
	[NOT_JUDGED] = "",
	[CRITERION_MET] = "met",
	[CRITERION_NOT_MET] = "not_met",
	[CRITERION_UNCLEAR] = "unclear",
};

const char *criterion_name(enum criterion criterion)
{
	return names[criterion];
}

bool criterion_from_name(const char *name, enum criterion *out)
{
	for (size_t i = 0; i < CRITERIA; i++)
		if (text_equal(name, names[i])) {
			*out = (enum criterion)i;
			return true;
		}
	return false;
}

const char *criterion_verdict_name(enum criterion_verdict verdict)
{
	return verdicts[verdict];
}

bool criterion_verdict_from_name(const char *name, enum criterion_verdict *out)
{
	for (size_t i = 0; i <= CRITERION_UNCLEAR; i++)
		if (text_equal(name, verdicts[i])) {
			*out = (enum criterion_verdict)i;
			return true;
		}
	return false;
}

enum err criterion_list(struct db *db, struct arena *mem, int64_t organisation_id,
	struct criterion_statement out[CRITERIA])
{
	struct rows rows;

	TRY(db_list(db, mem, Q_CRITERION_LIST, ARGS(db_int(organisation_id)), &rows));
	for (size_t i = 0; i < CRITERIA; i++)
		out[i] = (struct criterion_statement){
			.criterion = (enum criterion)i, .statement = "", .evidence = "", .verdict_note = ""};
	for (size_t i = 0; i < rows.count; i++) {
		const struct row *row = rows.at[i];
		enum criterion criterion;
		if (!criterion_from_name(row_text(row, "criterion"), &criterion))
			continue; /* one that a newer version knows */
		struct criterion_statement *statement = &out[criterion];
		statement->statement = row_text(row, "statement");
		statement->evidence = row_text(row, "evidence");
		statement->verdict_note = row_text(row, "verdict_note");
		criterion_verdict_from_name(row_text(row, "verdict"), &statement->verdict);
	}
	return OK;
}

enum err criterion_save(struct db *db, int64_t organisation_id, const struct criterion_statement *statement)
{
	uint64_t changed;

	if (text_length(statement->statement) > CRITERION_STATEMENT_MAX ||
		text_length(statement->evidence) > CRITERION_STATEMENT_MAX)
		return INVALID;
	TRY(db_do(db, Q_CRITERION_SAVE, ARGS(db_text(names[statement->criterion]),
		db_text(statement->statement), db_text(statement->evidence), db_int(organisation_id)),
		&changed));
	return changed == 0 ? CONFLICT : OK;
}

enum err criterion_judge(struct db *db, int64_t organisation_id, enum criterion criterion,
	enum criterion_verdict verdict, const char *note)
{
	uint64_t changed;
	struct arg judged = verdict == NOT_JUDGED ? db_null() : db_text(verdicts[verdict]);

	if (text_length(note) > CRITERION_STATEMENT_MAX)
		return INVALID;
	TRY(db_do(db, Q_CRITERION_JUDGE, ARGS(judged, db_text(note), db_int(organisation_id),
		db_text(names[criterion])), &changed));
	return changed == 0 ? CONFLICT : OK;
}

json_t *criterion_models(struct arena *mem, const struct criterion_statement list[CRITERIA])
{
	json_t *models = json_array();

	for (size_t i = 0; i < CRITERIA; i++) {
		json_t *model = json_pack("{s:s, s:i, s:o, s:s, s:b, s:b, s:b, s:b, s:s, s:b}",
			"name", names[i], "number", (int)i + 1,
			"paragraphs", model_paragraphs(list[i].statement),
			"verdict", verdicts[list[i].verdict],
			"is_judged", list[i].verdict != NOT_JUDGED,
			"is_met", list[i].verdict == CRITERION_MET,
			"is_not_met", list[i].verdict == CRITERION_NOT_MET,
			"is_unclear", list[i].verdict == CRITERION_UNCLEAR,
			"verdict_note", list[i].verdict_note,
			"has_note", !text_is_blank(list[i].verdict_note));
		model_text(model, "statement", list[i].statement);
		model_text(model, "evidence", list[i].evidence);
		for (size_t other = 0; other < CRITERIA; other++)
			json_object_set_new(model, arena_printf(mem, "is_%s", names[other]),
				json_boolean(other == i));
		json_array_append_new(models, model);
	}
	return models;
}
