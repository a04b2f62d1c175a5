/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Organisations. The one thing here that needs thought is the slug: two organisations may have the
 * same name, their addresses on the web may not, so the second becomes "-2". Two that register at the
 * same moment meet the UNIQUE key; the loser tries the next number.
 */
#include "lib/organisation.h"

#include <string.h>

#include "lib/municipality.h"
#include "lib/text.h"

#define SLUG_BASE_SIZE 110 /* bytes; the column has 120, the rest is for "-2" */
#define SLUG_TRIES 1000

/* As the database and the view models write them. */
static const char *const kind_names[] = {
	[ORGANISATION_ENTERPRISE] = "enterprise",
	[ORGANISATION_MUNICIPALITY] = "municipality",
	[ORGANISATION_BUSINESS] = "business",
};

static enum organisation_kind kind_from_name(const char *name)
{
	for (size_t i = 0; i < sizeof kind_names / sizeof kind_names[0]; i++)
		if (strcmp(kind_names[i], name) == 0)
			return (enum organisation_kind)i;
	return ORGANISATION_BUSINESS; /* unreachable: the column is an ENUM of these three */
}

static void read_row(const struct row *row, struct organisation *out)
{
	*out = (struct organisation){
		.id = row_int(row, "id"),
		.kind = kind_from_name(row_text(row, "kind")),
		.name = row_text(row, "name"),
		.slug = row_text(row, "slug"),
		.cvr = row_text(row, "cvr"),
		.municipality_code = row_text(row, "municipality_code"),
		.municipality_name = row_text(row, "municipality_name"),
		.created_at = row_moment(row, "created_at"),
	};
}

static enum err find(struct db *db, struct arena *mem, enum query query, struct arg key,
	struct organisation *out)
{
	struct row *row;

	TRY(db_one(db, mem, query, ARGS(key), &row));
	read_row(row, out);
	return OK;
}

/* No CVR number is NULL in the database, for "" could stand there once only. */
static struct arg cvr_arg(const char *cvr)
{
	return cvr == NULL || cvr[0] == '\0' ? db_null() : db_text(cvr);
}

static enum err check(struct db *db, struct arena *mem, const struct organisation *given)
{
	struct municipality municipality;
	struct organisation other;
	enum err err;

	if (text_is_blank(given->name) || text_length(given->name) > ORGANISATION_NAME_LENGTH)
		return INVALID;
	if (given->municipality_code == NULL)
		return INVALID;
	err = municipality_find(db, mem, given->municipality_code, &municipality);
	if (err != OK)
		return err == NOT_FOUND ? INVALID : err;

	if (given->cvr == NULL || given->cvr[0] == '\0')
		return OK;
	if (!text_is_cvr(given->cvr))
		return INVALID;
	err = organisation_find_by_cvr(db, mem, given->cvr, &other);
	if (err == OK)
		return other.id == given->id ? OK : CONFLICT;
	return err == NOT_FOUND ? OK : err;
}

/* The name as a slug, cut so that a number still fits behind it. */
static char *slug_base(struct arena *mem, const char *name)
{
	char *slug = text_slug(mem, name);

	if (strlen(slug) > SLUG_BASE_SIZE)
		slug[SLUG_BASE_SIZE] = '\0';
	return slug;
}

static enum err add(struct db *db, struct arena *mem, const struct organisation *given, int64_t *id)
{
	const char *base = slug_base(mem, given->name);
	const char *slug = base;

	for (int n = 2; n < SLUG_TRIES; n++) {
		int64_t taken;
		struct organisation other;
		enum err err;

		TRY(db_number(db, Q_ORGANISATION_SLUG_TAKEN, ARGS(db_text(slug)), &taken));
		if (taken == 0) {
			err = db_insert(db, Q_ORGANISATION_ADD,
				ARGS(db_text(kind_names[given->kind]), db_text(given->name),
					db_text(slug), cvr_arg(given->cvr),
					db_text(given->municipality_code), db_moment(clock_now())),
				id);
			if (err != CONFLICT)
				return err;
			/* someone was faster, with the slug or with the CVR number */
			if (given->cvr != NULL
				&& organisation_find_by_cvr(db, mem, given->cvr, &other) == OK)
				return CONFLICT;
		}
		slug = arena_printf(mem, "%s-%d", base, n);
	}
	return CONFLICT;
}

enum err organisation_create(struct db *db, struct arena *mem, const struct organisation *given,
	int64_t *id)
{
	struct organisation fresh = *given, other;

	fresh.id = 0;
	TRY(check(db, mem, &fresh));
	if (fresh.kind == ORGANISATION_MUNICIPALITY) {
		enum err err =
			organisation_find_municipality(db, mem, fresh.municipality_code, &other);

		if (err != NOT_FOUND)
			return err == OK ? CONFLICT : err;
	}
	return add(db, mem, &fresh, id);
}

enum err organisation_change(struct db *db, struct arena *mem, const struct organisation *changed)
{
	uint64_t rows;

	TRY(check(db, mem, changed));
	TRY(db_do(db, Q_ORGANISATION_CHANGE,
		ARGS(db_text(changed->name), cvr_arg(changed->cvr), db_text(changed->municipality_code),
			db_int(changed->id)),
		&rows));
	return rows == 0 ? NOT_FOUND : OK;
}

enum err organisation_find(struct db *db, struct arena *mem, int64_t id, struct organisation *out)
{
	return find(db, mem, Q_ORGANISATION_BY_ID, db_int(id), out);
}

enum err organisation_find_by_slug(struct db *db, struct arena *mem, const char *slug,
	struct organisation *out)
{
	return find(db, mem, Q_ORGANISATION_BY_SLUG, db_text(slug), out);
}

enum err organisation_find_by_cvr(struct db *db, struct arena *mem, const char *cvr,
	struct organisation *out)
{
	return find(db, mem, Q_ORGANISATION_BY_CVR, db_text(cvr), out);
}

enum err organisation_find_municipality(struct db *db, struct arena *mem, const char *municipality_code,
	struct organisation *out)
{
	return find(db, mem, Q_ORGANISATION_BY_MUNICIPALITY, db_text(municipality_code), out);
}
