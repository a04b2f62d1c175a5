/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Offerings. The codes and areas of an offering are small lists: a change writes them anew. Where it
 * cannot be delivered and what it is not, no match will tell of it (matching.h).
 */
#include "lib/offering.h"

#include <string.h>

#include "lib/audit.h"
#include "lib/offering_image.h"
#include "lib/offering_internal.h"
#include "lib/text.h"

const char *offering_kind_name(enum offering_kind kind)
{
	return kind == OFFERING_PRODUCT ? "product" : "service";
}

enum offering_kind offering_kind_from_name(const char *name)
{
	return text_equal(name, "product") ? OFFERING_PRODUCT : OFFERING_SERVICE;
}

static const char *const area_names[] = {
	[AREA_COUNTRY] = "country",
	[AREA_REGION] = "region",
	[AREA_MUNICIPALITY] = "municipality",
};

const char *area_kind_name(enum area_kind kind)
{
	return area_names[kind];
}

bool area_parse(struct arena *mem, const char *text, struct area *out)
{
	const char *colon = text == NULL ? NULL : strchr(text, ':');

	*out = (struct area){AREA_COUNTRY, ""};
	if (text_equal(text, "country"))
		return true;
	if (colon == NULL || strlen(colon + 1) != 4 || strspn(colon + 1, "0123456789") != 4)
		return false;
	const char *kind = arena_text_n(mem, text, (size_t)(colon - text));
	out->kind = text_equal(kind, "region") ? AREA_REGION : AREA_MUNICIPALITY;
	out->code = arena_text(mem, colon + 1);
	return out->kind == AREA_REGION || text_equal(kind, "municipality");
}

/* ---- rules ---- */

struct faults offering_faults(const struct offering *offering)
{
	struct faults faults = {.count = 0};
	size_t title = text_length(offering->title);

	if (title < 3 || title > OFFERING_TITLE_MAX)
		fault_note(&faults, "title", N_("Write a title of 3 to 160 characters."));
	if (text_is_blank(offering->text))
		fault_note(&faults, "text", N_("Describe what you supply."));
	else if (text_length(offering->text) > OFFERING_TEXT_MAX)
		fault_note(&faults, "text", N_("Write at most 8,000 characters."));
	if (offering->cpv_count == 0)
		fault_note(&faults, "cpv", N_("Choose at least one category."));
	else if (offering->cpv_count > OFFERING_CPV_MAX)
		fault_note(&faults, "cpv", N_("Choose at most 20 categories."));
	if (offering->area_count == 0)
		fault_note(&faults, "area", N_("Choose where you deliver."));
	if (offering->capacity_dkk < -1 || offering->capacity_dkk > 10000000000)
		fault_note(&faults, "capacity_dkk", N_("Write an amount in whole kroner."));
	if (offering->lead_time_days < -1 || offering->lead_time_days > 3650)
		fault_note(&faults, "lead_time_days", N_("Write a number of days from 0 to 3,650."));
	return faults;
}

/* ---- writing ---- */

/* INVALID when a code or an area does not exist. */
static enum err store_parts(struct db *db, int64_t id, const struct offering *offering)
{
	uint64_t added;

	TRY(db_do(db, Q_OFFERING_CPV_CLEAR, ARGS(db_int(id)), NULL));
	for (size_t i = 0; i < offering->cpv_count; i++) {
		TRY(db_do(db, Q_OFFERING_CPV_ADD,
			ARGS(db_int(id), db_int((int64_t)i), db_text(offering->cpv_codes[i])), &added));
		if (added == 0)
			return INVALID;
	}
	TRY(db_do(db, Q_OFFERING_AREA_CLEAR, ARGS(db_int(id)), NULL));
	for (size_t i = 0; i < offering->area_count; i++) {
		const struct area *area = &offering->areas[i]; /* the query counts kinds from 1 */
		TRY(db_do(db, Q_OFFERING_AREA_ADD,
			ARGS(db_int(id), db_int(area->kind + 1), db_text(area->code)), &added));
		if (added == 0)
			return INVALID;
	}
	return OK;
}

static struct arg number_or_null(int64_t number)
{
	return number < 0 ? db_null() : db_int(number);
}

static enum err audit(struct db *db, int64_t account_id, int64_t organisation_id, const char *action,
	int64_t id)
{
	return audit_add(db, &(struct audit){
		.account_id = account_id,
		.organisation_id = organisation_id,
		.action = action,
		.subject_kind = "offering",
		.subject_id = id,
	});
}

/* The last steps of a change: what follows from it for an approved enterprise. */
static enum err tell_change(struct db *db, struct arena *mem, const struct telling *telling,
	int64_t organisation_id, size_t *told)
{
	struct row *row;

	if (told != NULL)
		*told = 0;
	TRY(db_one(db, mem, Q_ENTERPRISE_STATUS_OF, ARGS(db_int(organisation_id)), &row));
	if (!text_equal(row_text(row, "status"), "approved"))
		return OK;
	if (telling != NULL && telling->index != NULL)
		TRY(enterprise_match_open_lines(db, mem, telling, organisation_id, told));
	return index_changed(db, INDEX_ENTERPRISE, organisation_id);
}

enum err offering_add(struct db *db, struct arena *mem, const struct telling *telling,
	const struct offering *offering, int64_t *id, size_t *told)
{
	struct arg now = db_moment(clock_now());

	if (offering_faults(offering).count > 0)
		return INVALID;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_insert(db, Q_OFFERING_ADD, ARGS(db_int(offering->organisation_id),
		db_text(offering_kind_name(offering->kind)), db_text(offering->title),
		db_text(offering->text), db_text(offering->language),
		number_or_null(offering->capacity_dkk), number_or_null(offering->lead_time_days),
		now, now), id));
	TRY(store_parts(db, *id, offering));
	TRY(audit(db, telling->account_id, offering->organisation_id, "offering-added", *id));
	TRY(tell_change(db, mem, telling, offering->organisation_id, told));
	return tx_commit(&tx);
}

enum err offering_save(struct db *db, struct arena *mem, const struct telling *telling,
	const struct offering *offering, size_t *told)
{
	uint64_t changed;

	if (offering_faults(offering).count > 0)
		return INVALID;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_do(db, Q_OFFERING_SAVE, ARGS(db_text(offering_kind_name(offering->kind)),
		db_text(offering->title), db_text(offering->text), db_text(offering->language),
		number_or_null(offering->capacity_dkk), number_or_null(offering->lead_time_days),
		db_moment(clock_now()), db_int(offering->id), db_int(offering->organisation_id)), &changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(store_parts(db, offering->id, offering));
	TRY(audit(db, telling->account_id, offering->organisation_id, "offering-saved", offering->id));
	TRY(tell_change(db, mem, telling, offering->organisation_id, told));
	return tx_commit(&tx);
}

enum err offering_delete(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	int64_t account_id)
{
	uint64_t changed;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(offering_images_delete(db, mem, id, organisation_id));
	TRY(db_do(db, Q_OFFERING_DELETE, ARGS(db_int(id), db_int(organisation_id)), &changed));
	if (changed == 0)
		return NOT_FOUND;
	TRY(audit(db, account_id, organisation_id, "offering-deleted", id));
	TRY(tell_change(db, mem, NULL, organisation_id, NULL));
	return tx_commit(&tx);
}

/* ---- reading ---- */

struct offering offering_from_row(const struct row *row)
{
	return (struct offering){
		.id = row_int(row, "id"),
		.organisation_id = row_int(row, "organisation_id"),
		.kind = offering_kind_from_name(row_text(row, "kind")),
		.title = row_text(row, "title"),
		.text = row_text(row, "text"),
		.language = row_text(row, "language"),
		.capacity_dkk = row_int_or_none(row, "capacity_dkk"),
		.lead_time_days = (int)row_int_or_none(row, "lead_time_days"),
		.created_at = row_moment(row, "created_at"),
		.changed_at = row_moment(row, "changed_at"),
	};
}

static enum area_kind area_kind_from(const char *name)
{
	size_t i = AREA_MUNICIPALITY;

	while (i > 0 && !text_equal(name, area_names[i]))
		i--;
	return (enum area_kind)i;
}

size_t offering_part(const struct rows *rows, int64_t offering_id, size_t *first)
{
	size_t count = 0;

	*first = 0;
	while (*first < rows->count && row_int(rows->at[*first], "offering_id") != offering_id)
		++*first;
	while (*first + count < rows->count && row_int(rows->at[*first + count], "offering_id") == offering_id)
		count++;
	return count;
}

static void add_parts(struct arena *mem, const struct rows *cpv, const struct rows *areas,
	struct offering *offering)
{
	size_t first;

	offering->cpv_count = offering_part(cpv, offering->id, &first);
	offering->cpv_codes = arena_array(mem, offering->cpv_count, sizeof *offering->cpv_codes);
	for (size_t i = 0; i < offering->cpv_count; i++)
		offering->cpv_codes[i] = row_text(cpv->at[first + i], "code");
	offering->area_count = offering_part(areas, offering->id, &first);
	offering->areas = arena_array(mem, offering->area_count, sizeof *offering->areas);
	for (size_t i = 0; i < offering->area_count; i++)
		offering->areas[i] = (struct area){
			area_kind_from(row_text(areas->at[first + i], "area_kind")),
			row_text(areas->at[first + i], "code"),
		};
}

enum err offering_find(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct offering *out)
{
	struct row *row;
	struct rows cpv, areas;

	TRY(db_one(db, mem, Q_OFFERING_BY_ID, ARGS(db_int(id), db_int(organisation_id)), &row));
	TRY(db_list(db, mem, Q_OFFERING_CPV_LIST, ARGS(db_int(organisation_id)), &cpv));
	TRY(db_list(db, mem, Q_OFFERING_AREA_LIST, ARGS(db_int(organisation_id)), &areas));
	*out = offering_from_row(row);
	add_parts(mem, &cpv, &areas, out);
	return OK;
}

enum err offering_find_held(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	struct offering *out)
{
	struct row *held;

	TRY(db_one(db, mem, Q_OFFERING_HOLD, ARGS(db_int(id), db_int(organisation_id)), &held));
	return offering_find(db, mem, id, organisation_id, out);
}

