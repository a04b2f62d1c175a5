/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Plan lines: what a municipality plans to buy.
 * draft → published → dialogue → tender → awarded → closed; cancelled from any of them before awarded.
 * Publishing tells all enterprises that fit, at once and in no favouring order.
 */
#ifndef TORV_PLAN_LINE_H
#define TORV_PLAN_LINE_H

#include "lib/configuration.h"
#include "lib/fault.h"
#include "lib/matching.h"

struct plan_line {
	int64_t id;
	int64_t plan_id;
	/* from its plan */
	int64_t organisation_id;
	const char *organisation_name;
	const char *organisation_slug;
	const char *municipality_code;
	int plan_year;
	/* its own */
	const char *status; /* as in the schema: "draft", ... */
	const char *title;
	const char *text;
	enum language language; /* of title and text */
	const char **cpv;       /* 8-digit codes, the main one first; ends with NULL */
	size_t cpv_count;
	int64_t value_dkk;          /* kroner without VAT; -1: not told */
	const char *procedure_kind; /* "undecided", "direct", "quotes", "light", "open", "restricted", "negotiated" */
	bool reserved;              /* § 54 */
	day dialogue_ends, tender_starts, contract_starts, contract_ends; /* NO_DAY: not set */
	const char *contact_name, *contact_email, *contact_phone;
	int64_t created_by; /* account: the buyer who is told of answers */
	moment created_at, changed_at, published_at;
	int64_t answers;
	int64_t told, opened, interested, declined; /* counts of its matches; opened: seen or answered */
};

struct plan_lines {
	struct plan_line *at;
	size_t count;
};

/* ---- rules ---- */

/* Notes what is wrong, by field: "title", "text", "cpv", "value_dkk", "procedure_kind",
 * "dialogue_ends", "tender_starts", "contract_starts", "contract_ends", "contact_name",
 * "contact_email". INVALID when a rule is broken: dates in order, CPV codes exist, lengths; and when
 * it is to be published also a text and a contact, and a dialogue that has not ended. today NO_DAY:
 * the dialogue may have ended. */
enum err plan_line_check(struct db *db, const struct plan_line *line, bool publish, day today,
	struct faults *faults);

/* Published, in dialogue or in tender: everyone may read it and it is in the search. */
bool plan_line_is_open(const struct plan_line *line);
/* A draft or open: its buyers may change it. */
bool plan_line_may_change(const struct plan_line *line);
/* Open, not yet in tender, and its dialogue has not ended: enterprises are told and may answer. */
bool plan_line_takes_answers(const struct plan_line *line, day today);

/* The demand to match it by (borrows the line's texts). */
struct demand plan_line_demand(const struct plan_line *line);

/* ---- reading ---- */

/* NOT_FOUND for a draft: this is what everyone may read. */
enum err plan_line_find(struct db *db, struct arena *mem, int64_t id, struct plan_line *out);
/* Any status, but only that municipality's. */
enum err plan_line_find_own(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct plan_line *out);
/* Any line: for programs, never for a page. */
enum err plan_line_find_any(struct db *db, struct arena *mem, int64_t id, struct plan_line *out);

/* All lines of a plan, by contract start; drafts only when asked for (they are the municipality's own). */
enum err plan_line_list(struct db *db, struct arena *mem, int64_t plan_id, bool drafts,
	struct plan_lines *out);
/* All lines of a municipality, newest change first: the buyer's desk. */
enum err plan_line_list_own(struct db *db, struct arena *mem, int64_t organisation_id,
	struct plan_lines *out);
/* What is published of a municipality in a plan year, by contract start. */
enum err plan_line_list_year(struct db *db, struct arena *mem, const char *municipality_slug, int year,
	struct plan_lines *out);
/* The lines with these ids (of a search), in that order; drafts and unknown ids are left out. As cards show them, here and
 * below: of the text the first 1,000 characters, and the counts of who was told are 0. */
enum err plan_line_list_ids(struct db *db, struct arena *mem, const int64_t *ids, size_t count,
	struct plan_lines *out);
/* The open lines, published last first. */
enum err plan_line_list_newest(struct db *db, struct arena *mem, int limit, struct plan_lines *out);

/* ---- writing; each in a transaction of its own or the one that is open, with audit ---- */

/* A draft, from plan_id, organisation_id and what is its own. NOT_FOUND when the plan is not that
 * municipality's; INVALID when plan_line_check (not publish) would say so. */
enum err plan_line_create(struct db *db, struct arena *mem, const struct plan_line *line,
	int64_t account_id, int64_t *id);

/* A new text, dates and so on, for line->id of line->organisation_id; tells nobody. CONFLICT when it is past the
 * tender (awarded, closed, cancelled); for one that is open the rules of publishing hold. */
enum err plan_line_edit(struct db *db, struct arena *mem, const struct plan_line *line,
	int64_t account_id);

/* Whether a line may go from one status to another by plan_line_status_set. */
bool plan_line_may_go(const char *from, const char *to);

/* The next step: CONFLICT when the line may not go there from where it is. Not for publishing. */
enum err plan_line_status_set(struct db *db, int64_t id, int64_t organisation_id, const char *status,
	int64_t account_id);

/* Who publishes or reviews, with what is needed to tell people. */
struct telling {
	const struct configuration *configuration;
	const struct catalogues *catalogues;
	struct match_index *index;
	int64_t account_id;      /* who does it; 0: Torv itself */
	int64_t organisation_id; /* for whom: the municipality whose line it is */
};

/* Publishes a draft in one transaction: its status, the matches from configuration->match_threshold
 * up, a mail to every owner of each enterprise in that person's language, the audit. *told (may be
 * NULL) is the number of enterprises. CONFLICT when it is no draft any more (of two who press at
 * once, one gets this); INVALID when plan_line_check finds something; NOT_FOUND when it is not that
 * municipality's. Call it outside of a transaction. */
enum err plan_line_publish(struct db *db, struct arena *mem, const struct telling *telling,
	int64_t line_id, size_t *told);

/* Asked in the transaction that changes a line, with the line as it stands, which nobody else changes until
 * the end; any other answer than OK is the end. */
struct plan_line_still {
	enum err (*ask)(void *context, const struct plan_line *now);
	void *context;
};

/* plan_line_edit by telling->account_id, when `still` (may be NULL) has nothing against it; and when enterprises may still answer and the change is one of
 * title, text, codes, value, reservation or start, or opens the dialogue again: matches the line again
 * in the same transaction. Who newly fits is told as by plan_line_publish; who has a match keeps it
 * and its status, with the new score and reasons. *told (may be NULL): who newly fits. Errors as
 * plan_line_edit, what `still` answers, and UNAVAILABLE. Call it outside of a transaction. */
enum err plan_line_edit_and_tell(struct db *db, struct arena *mem, const struct telling *telling,
	const struct plan_line *line, const struct plan_line_still *still, size_t *told);

/* Cancels a line, and tells whoever was told of it and has not said no ("line-cancelled"), in one
 * transaction. A draft is cancelled without a mail. Errors as plan_line_status_set. */
enum err plan_line_cancel(struct db *db, struct arena *mem, const struct telling *telling, int64_t line_id);

/* A new or changed offering of an approved enterprise, or an enterprise newly approved: tells its
 * owners of the open lines that fit and that it was never told of. Call it in the transaction of the
 * change, after it; call match_index_refresh before that transaction. *told (may be NULL): lines. */
enum err enterprise_match_open_lines(struct db *db, struct arena *mem, const struct telling *telling,
	int64_t enterprise_id, size_t *told);

#endif
