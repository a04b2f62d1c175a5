/* SPDX-License-Identifier: MPL-2.0 */
/* How offerings are shown: the view models of all that an organisation supplies. */
#include "lib/model.h"
#include "lib/offering_image.h"
#include "lib/offering_internal.h"
#include "lib/text.h"

static json_t *cpv_models(struct arena *mem, const struct rows *rows, int64_t offering_id,
	const char *language)
{
	const char *column = arena_printf(mem, "name_%s", language);
	json_t *list = json_array();
	size_t first, count = offering_part(rows, offering_id, &first);

	for (size_t i = first; i < first + count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s}", "code", row_text(rows->at[i], "code"),
			"name", row_text(rows->at[i], column)));
	return list;
}

static json_t *area_models(const struct rows *rows, int64_t offering_id)
{
	json_t *list = json_array();
	size_t first, count = offering_part(rows, offering_id, &first);

	for (size_t i = first; i < first + count; i++) {
		const char *kind = row_text(rows->at[i], "area_kind");
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b}", "kind", kind,
			"code", row_text(rows->at[i], "code"), "name", row_text(rows->at[i], "name"),
			"is_country", text_equal(kind, "country")));
	}
	return list;
}

static json_t *one_model(struct arena *mem, const struct offering *offering, const char *language)
{
	bool has_capacity = offering->capacity_dkk >= 0, has_lead_time = offering->lead_time_days >= 0;

	return json_pack("{s:I, s:s, s:b, s:b, s:s, s:s, s:o, s:s, s:I, s:s, s:b, s:i, s:b, s:s}",
		"id", (json_int_t)offering->id,
		"kind", offering_kind_name(offering->kind),
		"is_product", offering->kind == OFFERING_PRODUCT,
		"is_service", offering->kind == OFFERING_SERVICE,
		"title", offering->title,
		"text", offering->text,
		"paragraphs", model_paragraphs(offering->text),
		"language", offering->language,
		"capacity_dkk", (json_int_t)(has_capacity ? offering->capacity_dkk : 0),
		"capacity_text", has_capacity ? model_kroner(mem, offering->capacity_dkk, language) : "",
		"has_capacity", has_capacity,
		"lead_time_days", has_lead_time ? offering->lead_time_days : 0,
		"has_lead_time", has_lead_time,
		"changed_text", day_text(mem, day_of(offering->changed_at), language));
}

static void add_images(json_t *model, const json_t *all, int64_t offering_id)
{
	json_t *images = offering_images_of(all, offering_id);

	json_object_set_new(model, "has_images", json_boolean(json_array_size(images) > 0));
	json_object_set_new(model, "images", images);
}

enum err offering_models(struct db *db, struct arena *mem, int64_t organisation_id,
	const char *language, json_t **out)
{
	struct rows rows, cpv, areas;
	OWNED(json_decrefp) json_t *images = NULL;

	TRY(offering_image_models(db, mem, organisation_id, false, &images));
	TRY(db_list(db, mem, Q_OFFERING_LIST, ARGS(db_int(organisation_id)), &rows));
	TRY(db_list(db, mem, Q_OFFERING_CPV_LIST, ARGS(db_int(organisation_id)), &cpv));
	TRY(db_list(db, mem, Q_OFFERING_AREA_LIST, ARGS(db_int(organisation_id)), &areas));
	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		struct offering offering = offering_from_row(rows.at[i]);
		json_t *model = one_model(mem, &offering, language);
		json_t *places = area_models(&areas, offering.id), *place;
		bool countrywide = false;
		size_t at;

		json_array_foreach(places, at, place)
			countrywide |= json_is_true(json_object_get(place, "is_country"));
		json_object_set_new(model, "is_countrywide", json_boolean(countrywide));
		json_object_set_new(model, "cpv", cpv_models(mem, &cpv, offering.id, language));
		json_object_set_new(model, "areas", places);
		add_images(model, images, offering.id);
		json_array_append_new(*out, model);
	}
	return OK;
}
