/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Municipalities and regions: reading them. Who writes them is reference.c; what pages need all the time
 * is kept by gazetteer.c.
 */
#include "lib/municipality.h"

#include <string.h>

#include "lib/place_name.h"
#include "lib/text.h"

static void read_row(const struct row *row, struct municipality *out)
{
	*out = (struct municipality){
		.code = row_text(row, "code"),
		.name = row_text(row, "name"),
		.slug = row_text(row, "slug"),
		.region_code = row_text(row, "region_code"),
		.region_name = row_text(row, "region_name"),
		.nuts3 = row_text(row, "nuts3"),
		.latitude = row_real(row, "latitude"),
		.longitude = row_real(row, "longitude"),
	};
}

static enum err find(struct db *db, struct arena *mem, enum query query, const char *key,
	struct municipality *out)
{
	struct row *row;

	TRY(db_one(db, mem, query, ARGS(db_text(key)), &row));
	read_row(row, out);
	return OK;
}

static enum err list(struct db *db, struct arena *mem, enum query query, struct args args,
	struct municipality **out, size_t *count)
{
	struct rows rows;

	TRY(db_list(db, mem, query, args, &rows));
	*out = arena_array(mem, rows.count, sizeof **out);
	for (size_t i = 0; i < rows.count; i++)
		read_row(rows.at[i], &(*out)[i]);
	*count = rows.count;
	return OK;
}

enum err municipality_find(struct db *db, struct arena *mem, const char *code, struct municipality *out)
{
	return find(db, mem, Q_MUNICIPALITY_BY_CODE, code, out);
}

enum err municipality_find_by_slug(struct db *db, struct arena *mem, const char *slug,
	struct municipality *out)
{
	return find(db, mem, Q_MUNICIPALITY_BY_SLUG, slug, out);
}

enum err municipality_find_by_text(struct db *db, struct arena *mem, const char *text,
	struct municipality *out)
{
	const char *name = text_tidy_line(mem, text, strlen(text));
	struct municipality *all;
	size_t count;

	if (name == NULL || name[0] == '\0')
		return NOT_FOUND;
	if (name[0] >= '0' && name[0] <= '9')
		return find(db, mem, Q_MUNICIPALITY_BY_CODE, name, out);

	const char *asked = place_name_key(mem, name);
	TRY(municipality_list(db, mem, &all, &count));
	for (size_t i = 0; i < count; i++) {
		if (!place_name_is(asked, place_name_key(mem, all[i].name)))
			continue;
		*out = all[i];
		return OK;
	}
	return NOT_FOUND;
}

enum err municipality_list(struct db *db, struct arena *mem, struct municipality **out, size_t *count)
{
	return list(db, mem, Q_MUNICIPALITY_ALL, NO_ARGS, out, count);
}

enum err region_list(struct db *db, struct arena *mem, struct region **out, size_t *count)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_REGION_ALL, NO_ARGS, &rows));
	*out = arena_array(mem, rows.count, sizeof **out);
	for (size_t i = 0; i < rows.count; i++)
		(*out)[i] = (struct region){row_text(rows.at[i], "code"), row_text(rows.at[i], "name")};
	*count = rows.count;
	return OK;
}
