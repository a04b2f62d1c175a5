/* SPDX-License-Identifier: MPL-2.0 */
/*
 * An enterprise: the profile of a social enterprise (SØV), its status in the review, and the dated
 * events that the statistics count. What it supplies is the matter of offering.h, how it meets the
 * five criteria of criterion.h, who approves it of review.h.
 *
 * An enterprise has the id of its organisation (organisation.h), which has its name and seat.
 */
#ifndef TORV_ENTERPRISE_H
#define TORV_ENTERPRISE_H

#include <jansson.h>

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/fault.h"

#define ENTERPRISE_PITCH_MAX 280
#define ENTERPRISE_DESCRIPTION_MAX 8000

/* draft → submitted → approved, or changes_requested → submitted again. An approved one stays
 * approved while it edits its profile; withdrawn is out until it comes back as a draft (withdrawal.h). */
enum enterprise_status {
	ENTERPRISE_DRAFT,
	ENTERPRISE_SUBMITTED,
	ENTERPRISE_CHANGES_REQUESTED,
	ENTERPRISE_APPROVED,
	ENTERPRISE_WITHDRAWN,
};

enum enterprise_stage { STAGE_ON_THE_WAY, STAGE_ESTABLISHED };

/* What the enterprise tells about itself. */
struct enterprise_profile {
	const char *pitch; /* at most 280 characters, one line */
	const char *description;
	enum enterprise_stage stage;
	int established_year;       /* 0: not told; always 0 while on the way */
	int employees;              /* -1: not told */
	int employees_target_group; /* of whom disabled or disadvantaged; -1: not told */
	day rsv_registered_on;      /* in the public register (Act 711/2014); NO_DAY: not registered */
	const char *contact_name, *contact_email, *contact_phone;
	const char *website; /* "https://..." or "" */
};

struct enterprise {
	int64_t id; /* the organisation's */
	const char *name, *slug;
	const char *cvr; /* "" when none */
	const char *municipality_code, *municipality_name, *municipality_slug; /* seat */
	enum enterprise_status status;
	struct enterprise_profile profile;
	moment submitted_at, approved_at, changed_at;
};

const char *enterprise_status_name(enum enterprise_status status); /* as in the database: "draft" */
const char *enterprise_stage_name(enum enterprise_stage stage);    /* "on_the_way", "established" */
/* ESTABLISHED unless the name is "on_the_way". */
enum enterprise_stage enterprise_stage_from_name(const char *name);

/* A profile with nothing told: texts "", numbers -1. */
struct enterprise_profile enterprise_profile_empty(void);

/* An empty draft for an organisation of kind enterprise. CONFLICT when it has one. */
enum err enterprise_create(struct db *db, int64_t organisation_id);

enum err enterprise_find(struct db *db, struct arena *mem, int64_t id, struct enterprise *out);
/* The same, held until the transaction ends, of which it is the first: nobody else changes it meanwhile. */
enum err enterprise_find_held(struct db *db, struct arena *mem, int64_t id, struct enterprise *out);
enum err enterprise_find_by_slug(struct db *db, struct arena *mem, const char *slug, struct enterprise *out);
/* For visitors: NOT_FOUND unless it is approved. */
enum err enterprise_find_public(struct db *db, struct arena *mem, const char *slug, struct enterprise *out);

/* ---- the profile ---- */

/* What breaks a rule. Nothing needs to be filled here (a profile is saved as one goes): what the
 * review needs is told by enterprise_missing. */
struct faults enterprise_faults(const struct enterprise_profile *profile, day today);

/* Saves, records the dated events that follow from the change, and has the search index see it when
 * the enterprise is approved; in a transaction. INVALID when enterprise_faults has any, CONFLICT when
 * the enterprise is withdrawn. `account_id` is who did it, for the audit. */
enum err enterprise_save(struct db *db, struct arena *mem, int64_t id,
	const struct enterprise_profile *profile, int64_t account_id);

/* What is still missing before the review can begin; fields as in the profile, and "offerings" and
 * "criteria". None: it can be submitted. */
enum err enterprise_missing(struct db *db, struct arena *mem, const struct enterprise *enterprise,
	struct faults *out);

/* The share of the target group among the employed, in percent; -1 when it is not known. */
double enterprise_target_group_share(const struct enterprise_profile *profile);
/* § 54 of the Procurement Act (udbudsloven): at least 30 % of the employed are disabled or
 * disadvantaged. False when the share is not known. */
bool enterprise_may_take_reserved(const struct enterprise_profile *profile);

/* ---- dated events ---- */

enum enterprise_event_kind {
	EVENT_ON_THE_WAY,
	EVENT_ESTABLISHED,
	EVENT_REGISTERED,   /* in the public register */
	EVENT_DEREGISTERED,
	EVENT_CLOSED, /* or left the field, or left Torv */
	EVENT_MOVED,  /* its seat, to that municipality */
};

struct enterprise_event {
	enum enterprise_event_kind kind;
	day happened_on;
	const char *municipality_code; /* where it had its seat then; for MOVED: where it went */
};

/* Adds one as it is: for imports of what is known from elsewhere. municipality_code NULL: the seat on
 * that day. The ordinary way is enterprise_save, which works out events from what changes. */
enum err enterprise_event_add(struct db *db, int64_t id, const struct enterprise_event *event);

/* The seat goes to another municipality on that day. Before the first approval it is taken as a
 * correction: the events so far change their municipality. NOT_FOUND: no such municipality. */
enum err enterprise_move(struct db *db, struct arena *mem, int64_t id, const char *municipality_code,
	day on, int64_t account_id);

/* It closes, or leaves Torv: status withdrawn, event closed. It stands in no list from then on; the
 * figures of the days before keep it. */
enum err enterprise_withdraw(struct db *db, struct arena *mem, int64_t id, day on, int64_t account_id);

/* ---- lists and models ---- */

/* The public cards of approved enterprises, in the order of ids; ids that are not public are left
 * out. A new JSON array of what enterprise_model says but the contact, and with each "offerings" [{title}],
 * the first four, "has_offerings", and "picture": {url, width, height, alternative}, at most 240 pixels, or null. */
enum err enterprise_cards(struct db *db, struct arena *mem, const int64_t *ids, size_t count,
	const char *language, json_t **out);
/* Those approved last, the newest first. */
enum err enterprise_ids_newest(struct db *db, struct arena *mem, int limit, int64_t **ids, size_t *count);

/*
 * The view model of a profile, the same for page, API and mail. A new object; the caller owns it.
 *
 *	id, name, slug, url ("/enterprises/slug"), cvr, has_cvr,
 *	municipality {code, name, slug}, status, is_draft, is_submitted, is_changes_requested,
 *	is_approved, is_withdrawn, pitch, has_pitch, description, has_description,
 *	paragraphs [{text}] (of the description), stage, is_on_the_way, is_established,
 *	established_year, has_established_year, employees, has_employees, employees_target_group,
 *	has_target_group, target_group_share (whole percent), has_share, may_take_reserved,
 *	rsv_registered_on, rsv_registered_text, is_registered,
 *	contact {name, email, phone, has_name, has_email, has_phone}, website, has_website,
 *	website_text (without https://), submitted_text, approved_text, changed_text
 */
json_t *enterprise_model(struct arena *mem, const struct enterprise *enterprise, const char *language);

#endif
