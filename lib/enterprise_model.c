/* SPDX-License-Identifier: MPL-2.0 */
/* How an enterprise is shown: the view model of its profile, its card in lists, its dated events. */
#include <string.h>

#include "lib/enterprise_internal.h"
#include "lib/model.h"
#include "lib/offering_image.h"
#include "lib/text.h"

static void set(json_t *object, const char *name, json_t *value)
{
	json_object_set_new(object, name, value);
}

static void set_flag(json_t *object, const char *name, bool value)
{
	set(object, name, json_boolean(value));
}

static void set_text(json_t *object, const char *name, const char *text)
{
	set(object, name, json_string(text));
}

static json_t *municipality_model(const struct enterprise *enterprise)
{
	return json_pack("{s:s, s:s, s:s}", "code", enterprise->municipality_code,
		"name", enterprise->municipality_name, "slug", enterprise->municipality_slug);
}

static void add_status(json_t *model, enum enterprise_status status)
{
	set_text(model, "status", enterprise_status_name(status));
	set_flag(model, "is_draft", status == ENTERPRISE_DRAFT);
	set_flag(model, "is_submitted", status == ENTERPRISE_SUBMITTED);
	set_flag(model, "is_changes_requested", status == ENTERPRISE_CHANGES_REQUESTED);
	set_flag(model, "is_approved", status == ENTERPRISE_APPROVED);
	set_flag(model, "is_withdrawn", status == ENTERPRISE_WITHDRAWN);
}

static void add_people(json_t *model, const struct enterprise_profile *profile)
{
	double share = enterprise_target_group_share(profile);

	set(model, "employees", json_integer(profile->employees < 0 ? 0 : profile->employees));
	set_flag(model, "has_employees", profile->employees >= 0);
	set(model, "employees_target_group",
		json_integer(profile->employees_target_group < 0 ? 0 : profile->employees_target_group));
	set_flag(model, "has_target_group", profile->employees_target_group >= 0);
	/* Cut, not rounded: 29.6 % must not read as the 30 % that § 54 asks for. */
	set(model, "target_group_share", json_integer(share < 0 ? 0 : (json_int_t)share));
	set_flag(model, "has_share", share >= 0);
	set_flag(model, "may_take_reserved", enterprise_may_take_reserved(profile));
}

static void add_stage(json_t *model, struct arena *mem, const struct enterprise_profile *profile,
	const char *language)
{
	set_text(model, "stage", enterprise_stage_name(profile->stage));
	set_flag(model, "is_on_the_way", profile->stage == STAGE_ON_THE_WAY);
	set_flag(model, "is_established", profile->stage == STAGE_ESTABLISHED);
	set(model, "established_year", json_integer(profile->established_year));
	set_flag(model, "has_established_year", profile->established_year != 0);
	set_text(model, "rsv_registered_on", day_iso(mem, profile->rsv_registered_on));
	set_text(model, "rsv_registered_text", profile->rsv_registered_on == NO_DAY
		? "" : day_text(mem, profile->rsv_registered_on, language));
	set_flag(model, "is_registered", profile->rsv_registered_on != NO_DAY);
}

static void add_contact(json_t *model, const struct enterprise_profile *profile)
{
	json_t *contact = json_object();
	const char *bare = strstr(profile->website, "://");

	model_text(contact, "name", profile->contact_name);
	model_text(contact, "email", profile->contact_email);
	model_text(contact, "phone", profile->contact_phone);
	set(model, "contact", contact);
	model_text(model, "website", profile->website);
	set_text(model, "website_text", bare == NULL ? profile->website : bare + 3);
}

static const char *moment_day_text(struct arena *mem, moment when, const char *language)
{
	return when == NO_MOMENT ? "" : day_text(mem, day_of(when), language);
}

json_t *enterprise_model(struct arena *mem, const struct enterprise *enterprise, const char *language)
{
	const struct enterprise_profile *profile = &enterprise->profile;
	json_t *model = json_object();

	set(model, "id", json_integer(enterprise->id));
	set_text(model, "name", enterprise->name);
	set_text(model, "slug", enterprise->slug);
	set_text(model, "url", arena_printf(mem, "/enterprises/%s", enterprise->slug));
	model_text(model, "cvr", enterprise->cvr);
	set(model, "municipality", municipality_model(enterprise));
	add_status(model, enterprise->status);
	model_text(model, "pitch", profile->pitch);
	model_text(model, "description", profile->description);
	set(model, "paragraphs", model_paragraphs(profile->description));
	add_stage(model, mem, profile, language);
	add_people(model, profile);
	add_contact(model, profile);
	set_text(model, "submitted_text", moment_day_text(mem, enterprise->submitted_at, language));
	set_text(model, "approved_text", moment_day_text(mem, enterprise->approved_at, language));
	set_text(model, "changed_text", moment_day_text(mem, enterprise->changed_at, language));
	return model;
}

/* ---- lists ---- */

/* The titles of its first offerings, from the query's JSON list. */
static json_t *titles_model(const struct row *row)
{
	json_t *list = row_is_null(row, "titles") ? NULL : json_loads(row_text(row, "titles"), 0, NULL);
	json_t *models = json_array(), *title;
	size_t i;

	json_array_foreach(list, i, title)
		json_array_append_new(models, json_pack("{s:O}", "title", title));
	json_decref(list);
	return models;
}

/* The first picture of its first offering that has one, small; null when there is none. */
static json_t *picture_model(struct arena *mem, const struct row *row)
{
	json_t *picture = row_is_null(row, "picture") ? NULL : json_loads(row_text(row, "picture"), 0, NULL);
	const char *hash = json_string_value(json_object_get(picture, "hash"));

	if (hash == NULL) {
		json_decref(picture);
		return json_null();
	}
	json_object_set_new(picture, "url", json_string(image_url(mem, hash)));
	json_object_del(picture, "hash");
	return picture;
}

enum err enterprise_cards(struct db *db, struct arena *mem, const int64_t *ids, size_t count,
	const char *language, json_t **out)
{
	struct buffer wanted = {0};
	struct rows rows;

	for (size_t i = 0; i < count; i++)
		buffer_printf(&wanted, "%s%lld", i == 0 ? "[" : ",", (long long)ids[i]);
	buffer_text(&wanted, count == 0 ? "[]" : "]");
	enum err err = db_list(db, mem, Q_ENTERPRISE_CARDS, ARGS(db_text(wanted.bytes)), &rows);
	buffer_close(&wanted);
	TRY(err);

	*out = json_array();
	for (size_t i = 0; i < rows.count; i++) {
		struct enterprise enterprise = enterprise_from_row(rows.at[i]);
		json_t *card = enterprise_model(mem, &enterprise, language);
		json_t *titles = titles_model(rows.at[i]);
		json_object_del(card, "contact"); /* a list is not to be read for addresses */
		set_flag(card, "has_offerings", json_array_size(titles) > 0);
		set(card, "offerings", titles);
		set(card, "picture", picture_model(mem, rows.at[i]));
		json_array_append_new(*out, card);
	}
	return OK;
}

enum err enterprise_ids_newest(struct db *db, struct arena *mem, int limit, int64_t **ids, size_t *count)
{
	struct rows rows;

	TRY(db_list(db, mem, Q_ENTERPRISE_IDS_NEWEST, ARGS(db_int(limit)), &rows));
	*ids = arena_array(mem, rows.count, sizeof **ids);
	*count = rows.count;
	for (size_t i = 0; i < rows.count; i++)
		(*ids)[i] = row_int(rows.at[i], "id");
	return OK;
}

