/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The five criteria that make an enterprise a social one (Act 711/2014 on registered social
 * enterprises, § 5): how the enterprise says it meets each, where that can be seen, and what the
 * reviewer found. The words a person reads for each criterion stand in the templates.
 */
#ifndef TORV_CRITERION_H
#define TORV_CRITERION_H

#include <jansson.h>

#include "lib/db.h"

#define CRITERION_STATEMENT_MAX 4000

enum criterion {
	SOCIAL_PURPOSE,  /* § 5, no. 1: a purpose that benefits society */
	TRADING,         /* no. 2: sells goods or services for a significant part of its turnover */
	INDEPENDENT,     /* no. 3: public authorities have no decisive influence */
	GOVERNANCE,      /* no. 4: inclusive and responsible */
	USE_OF_PROFIT,   /* no. 5: social; profit is reinvested or given to social purposes */
	CRITERIA,
};

enum criterion_verdict { NOT_JUDGED, CRITERION_MET, CRITERION_NOT_MET, CRITERION_UNCLEAR };

struct criterion_statement {
	enum criterion criterion;
	const char *statement; /* how we meet it; "" not yet written */
	const char *evidence;  /* articles, accounts, a link; may be "" */
	enum criterion_verdict verdict;
	const char *verdict_note;
};

const char *criterion_name(enum criterion criterion); /* "social_purpose", ... */
/* False when it is none of the five. */
bool criterion_from_name(const char *name, enum criterion *out);
const char *criterion_verdict_name(enum criterion_verdict verdict); /* "" for NOT_JUDGED */
/* False when it is none; "" is NOT_JUDGED. */
bool criterion_verdict_from_name(const char *name, enum criterion_verdict *out);

/* Always the five in their order, empty where nothing was stated. */
enum err criterion_list(struct db *db, struct arena *mem, int64_t organisation_id,
	struct criterion_statement out[CRITERIA]);

/* The enterprise states. A statement that changes loses its verdict. CONFLICT while it is under
 * review (what the reviewer reads must not change under their hands) or withdrawn; INVALID: too long. */
enum err criterion_save(struct db *db, int64_t organisation_id,
	const struct criterion_statement *statement);

/* The reviewer judges. Access is the caller's matter (review_find). CONFLICT when nothing was stated. */
enum err criterion_judge(struct db *db, int64_t organisation_id, enum criterion criterion,
	enum criterion_verdict verdict, const char *note);

/* [{name, is_<name> for each of the five, number (1 to 5), statement, has_statement, evidence,
 * has_evidence, verdict, is_judged, is_met, is_not_met, is_unclear, verdict_note, has_note,
 * paragraphs [{text}]}], a new array of five. */
json_t *criterion_models(struct arena *mem, const struct criterion_statement list[CRITERIA]);

#endif
