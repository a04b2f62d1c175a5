/* SPDX-License-Identifier: MPL-2.0 */
/*
 * An offering: a product or service that an enterprise supplies, with its CPV codes (what it is) and
 * its delivery areas (where it can be had). Matching compares offerings with plan lines.
 */
#ifndef TORV_OFFERING_H
#define TORV_OFFERING_H

#include <jansson.h>

#include "lib/db.h"
#include "lib/fault.h"
#include "lib/plan_line.h" /* struct telling */

#define OFFERING_TITLE_MAX 160
#define OFFERING_TEXT_MAX 8000
#define OFFERING_CPV_MAX 20

enum offering_kind { OFFERING_PRODUCT, OFFERING_SERVICE };
enum area_kind { AREA_COUNTRY, AREA_REGION, AREA_MUNICIPALITY };

struct area {
	enum area_kind kind;
	const char *code; /* of the region ("1083") or municipality ("0621"); "" for the country */
};

struct offering {
	int64_t id;
	int64_t organisation_id; /* whose it is */
	enum offering_kind kind;
	const char *title;
	const char *text;
	const char *language;    /* in which title and text are written: "da", "en", "nl" */
	int64_t capacity_dkk;    /* largest order a year, in kroner; -1: not told */
	int lead_time_days;      /* from order to delivery or start; -1: not told */
	const char **cpv_codes;  /* 8 digits each, the main one first */
	size_t cpv_count;
	struct area *areas;      /* none: delivered nowhere yet */
	size_t area_count;
	moment created_at, changed_at;
};

const char *offering_kind_name(enum offering_kind kind); /* "product", "service" */
enum offering_kind offering_kind_from_name(const char *name); /* SERVICE unless it is "product" */
const char *area_kind_name(enum area_kind kind); /* "country", "region", "municipality" */

/* "country", "region:1083", "municipality:0621", as a form's check boxes send it. False when it is
 * none of these; whether the code exists is told by offering_add and offering_save. */
bool area_parse(struct arena *mem, const char *text, struct area *out);

/* What breaks a rule: title 3 to 160 characters, at least one CPV code and one area, ... */
struct faults offering_faults(const struct offering *offering);

/* Each in a transaction with its audit. When the enterprise is approved the search index is told, and
 * the enterprise is told of the open lines that its new or changed offering fits (call
 * match_index_refresh before). telling->account_id is who did it; telling->index NULL (imports): no
 * line is told of. *told (may be NULL): of how many lines they newly are. INVALID: offering_faults has some, or a CPV code or area does not exist.
 * NOT_FOUND: the offering is not this organisation's. */
enum err offering_add(struct db *db, struct arena *mem, const struct telling *telling,
	const struct offering *offering, int64_t *id, size_t *told);
enum err offering_save(struct db *db, struct arena *mem, const struct telling *telling,
	const struct offering *offering, size_t *told);
enum err offering_delete(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	int64_t account_id);

/* NOT_FOUND when it is not this organisation's. */
enum err offering_find(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct offering *out);
/* The same, held until the transaction ends, of which it is the first: nobody else changes it meanwhile. */
enum err offering_find_held(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct offering *out);

/*
 * The view model of an organisation's offerings; names of CPV codes in that language. A new array:
 *
 *	[{id, kind, is_product, is_service, title, text, paragraphs [{text}], language,
 *	  capacity_dkk, capacity_text ("250.000 kr."), has_capacity,
 *	  lead_time_days, has_lead_time,
 *	  cpv [{code, name}], areas [{kind, code, name, is_country}], is_countrywide, changed_text,
 *	  images [as offering_image_models has them], has_images}]
 */
enum err offering_models(struct db *db, struct arena *mem, int64_t organisation_id,
	const char *language, json_t **out);

#endif
