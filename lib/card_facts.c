/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/card_facts.h"

#include <jansson.h>

#include "lib/enterprise.h"
#include "lib/offering_image.h"
#include "lib/text.h"

static int reserved_share(const struct row *row)
{
	struct enterprise_profile profile = enterprise_profile_empty();

	profile.employees = (int)row_int_or_none(row, "employees");
	profile.employees_target_group = (int)row_int_or_none(row, "employees_target_group");
	/* cut, not rounded, as in enterprise_model */
	return enterprise_may_take_reserved(&profile) ? (int)enterprise_target_group_share(&profile) : -1;
}

/* From the query's JSON list. */
static void read_titles(struct arena *mem, const struct row *row, struct card_facts *facts)
{
	OWNED(json_decrefp) json_t *list = row_is_null(row, "titles") ? NULL : json_loads(row_text(row, "titles"), 0, NULL);
	json_t *title;
	size_t i;

	json_array_foreach(list, i, title)
		if (facts->title_count < CARD_TITLES)
			facts->titles[facts->title_count++] = arena_text(mem, json_string_value(title));
}

static struct card_picture picture_of(struct arena *mem, const struct row *row)
{
	OWNED(json_decrefp) json_t *picture =
		row_is_null(row, "picture") ? NULL : json_loads(row_text(row, "picture"), 0, NULL);
	const char *hash = json_string_value(json_object_get(picture, "hash"));

	if (hash == NULL)
		return (struct card_picture){0};
	return (struct card_picture){
		.url = image_url(mem, hash),
		.alternative = arena_text(mem, json_string_value(json_object_get(picture, "alternative"))),
		.width = (int)json_integer_value(json_object_get(picture, "width")),
		.height = (int)json_integer_value(json_object_get(picture, "height")),
	};
}

static struct card_facts facts_of(struct arena *mem, const struct row *row)
{
	struct card_facts facts = {
		.id = row_int(row, "id"),
		.name = row_text(row, "name"),
		.slug = row_text(row, "slug"),
		.pitch = row_text(row, "pitch"),
		.municipality = row_text(row, "municipality_name"),
		.registered = row_bool(row, "is_registered"),
		.on_the_way = enterprise_stage_from_name(row_text(row, "stage")) == STAGE_ON_THE_WAY,
		.reserved_share = reserved_share(row),
		.picture = picture_of(mem, row),
	};

	read_titles(mem, row, &facts);
	return facts;
}

enum err card_facts_list(struct db *db, struct arena *mem, const int64_t *ids, size_t count, struct card_facts_list *out)
{
	OWNED(buffer_close) struct buffer wanted = {0};
	struct rows rows;

	for (size_t i = 0; i < count; i++)
		buffer_printf(&wanted, "%s%lld", i == 0 ? "[" : ",", (long long)ids[i]);
	buffer_text(&wanted, count == 0 ? "[]" : "]");
	TRY(db_list(db, mem, Q_CARD_FACTS, ARGS(db_text(wanted.bytes)), &rows));
	out->at = arena_array(mem, rows.count, sizeof *out->at);
	out->count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		out->at[i] = facts_of(mem, rows.at[i]);
	return OK;
}

enum err card_ids_after(struct db *db, struct arena *mem, int64_t id, size_t most, int64_t **ids, size_t *count)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_CARD_IDS_AFTER, ARGS(db_int(id), db_int((int64_t)most)), &rows));
	*ids = arena_array(mem, rows.count, sizeof **ids);
	*count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		(*ids)[i] = row_int(rows.at[i], "id");
	return OK;
}
