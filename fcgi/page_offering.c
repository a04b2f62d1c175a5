/* SPDX-License-Identifier: MPL-2.0 */
/* What an enterprise supplies: adding, changing and taking away a product or service. */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "fcgi/telling.h"
#include "lib/gazetteer.h"
#include "lib/offering.h"
#include "lib/search_index.h"

static const struct choice kinds[] = {
	{"service", N_("A service")}, {"product", N_("A product")}, {NULL, NULL}};

/* ---- where it is delivered ---- */

static const char *area_text(struct req *req, const struct area *area)
{
	if (area->kind == AREA_COUNTRY)
		return "country";
	return arena_printf(req->mem, "%s:%s", area_kind_name(area->kind), area->code);
}

/* The whole country, the regions, the municipalities, as one list of choices. */
static enum err area_choices(struct req *req, struct choice **out)
{
	struct region *regions;
	const struct atlas *atlas;
	size_t region_count, n = 0;

	TRY(region_list(req->db, req->mem, &regions, &region_count));
	TRY(gazetteer_read(req->site->gazetteer, req->db, &atlas));
	struct choice *list = arena_array(req->mem, region_count + atlas->count + 2, sizeof *list);
	list[n++] = (struct choice){"country", N_("The whole of Denmark")};
	for (size_t i = 0; i < region_count; i++)
		list[n++] = (struct choice){arena_printf(req->mem, "region:%s", regions[i].code), regions[i].name};
	for (size_t i = 0; i < atlas->count; i++)
		list[n++] = (struct choice){arena_printf(req->mem, "municipality:%s", atlas->municipalities[i].code),
			arena_printf(req->mem, "%s", atlas->municipalities[i].name)};
	*out = list;
	return OK;
}

static const char **area_texts(struct req *req, const struct offering *offering)
{
	const char **list = arena_array(req->mem, offering->area_count + 1, sizeof *list);

	for (size_t i = 0; i < offering->area_count; i++)
		list[i] = area_text(req, &offering->areas[i]);
	return list;
}

/* ---- the form ---- */

/* The index must be current: it knows what the codes are called. */
static enum err show_fields(struct req *req, json_t *form, const void *stored)
{
	const struct offering *offering = stored;
	struct choice *areas;
	const char **codes = arena_array(req->mem, offering->cpv_count + 1, sizeof *codes);

	for (size_t i = 0; i < offering->cpv_count; i++)
		codes[i] = offering->cpv_codes[i];
	TRY(area_choices(req, &areas));
	form_show_choice(req, form, "kind", offering_kind_name(offering->kind), kinds);
	form_show(req, form, "title", offering->title);
	form_show(req, form, "text", offering->text);
	form_show_choice(req, form, "language", offering->language, language_choices);
	TRY(form_show_cpv(req, form, "cpv", codes));
	form_show_list(req, form, "areas", area_texts(req, offering), areas);
	form_show_int(req, form, "capacity_dkk", offering->capacity_dkk);
	form_show_int(req, form, "lead_time_days", offering->lead_time_days);
	return OK;
}

static enum err show(struct req *req, const struct offering *offering)
{
	OWNED(json_decrefp) json_t *form = json_object();

	TRY(match_index_refresh(req->site->index, req->db));
	TRY(show_fields(req, form, offering));
	form_show_seen(form);
	return render(req, "my_offering",
		json_pack("{s:O, s:b, s:I}", "form", form, "is_new", offering->id == 0, "id",
			(json_int_t)offering->id));
}

enum err offering_new_show(struct req *req)
{
	struct offering empty = {.kind = OFFERING_SERVICE, .title = "", .text = "",
		.language = req_language(req), .capacity_dkk = -1, .lead_time_days = -1};

	return show(req, &empty);
}

static enum err offering_gone(struct req *req, enum err err)
{
	return form_gone(req, err, &(struct gone){"offering-deleted", "offering", path_int(req, "id"),
		N_("%s deleted this (%s)."), true});
}

/* With what was typed meanwhile, when a colleague has deleted it: then it would be a new one. */
enum err offering_edit_show(struct req *req)
{
	struct offering offering;
	enum err err = offering_gone(req,
		offering_find(req->db, req->mem, path_int(req, "id"), req->user->organisation_id, &offering));

	if (err == INVALID)
		return offering_new_show(req);
	TRY(err);
	return show(req, &offering);
}

static void read_areas(struct req *req, struct offering *offering)
{
	const char **texts = form_list(req, "areas");
	size_t count = 0;

	while (texts[count] != NULL)
		count++;
	offering->areas = arena_array(req->mem, count + 1, sizeof *offering->areas);
	for (size_t i = 0; i < count; i++) {
		if (area_parse(req->mem, texts[i], &offering->areas[offering->area_count]))
			offering->area_count++;
	}
}

static struct offering read_offering(struct req *req)
{
	struct offering offering = {
		.organisation_id = req->user->organisation_id,
		.kind = offering_kind_from_name(form_choice(req, "kind", kinds)),
		.title = form_line(req, "title", 1, OFFERING_TITLE_MAX),
		.text = form_text(req, "text", 1, OFFERING_TEXT_MAX),
		.language = form_choice(req, "language", language_choices),
		.capacity_dkk = form_optional_int(req, "capacity_dkk", 0, INT64_C(1000000000000)),
		.lead_time_days = (int)form_optional_int(req, "lead_time_days", 0, 3650),
		.cpv_codes = form_list(req, "cpv"),
	};

	while (offering.cpv_codes[offering.cpv_count] != NULL)
		offering.cpv_count++;
	read_areas(req, &offering);
	struct faults faults = offering_faults(&offering);
	form_faults(req, &faults);
	return offering;
}

/* The codes and areas were chosen from our own lists; what does not exist was not. */
static enum err invalid_means_codes(struct req *req, enum err err)
{
	if (err == INVALID)
		form_problem(req, "cpv", N_("There is no such CPV code. Search for it by words."));
	return err;
}

/* What was done, of how many open lines the enterprise was told for it, and what may be wrong. */
static void notice_told(struct req *req, const char *done, const struct offering *offering, size_t told)
{
	const char *lines = arena_printf(req->mem, translate_count(req->site->catalogues, req->language,
		"We have written to you about %d open purchase that fits you.",
		"We have written to you about %d open purchases that fit you.", (int64_t)told), (int)told);

	const char *doubt = form_language_doubt(req, offering->title, offering->text, language_from_code(offering->language, DANISH));

	if (told > 0)
		done = arena_printf(req->mem, "%s %s", done, lines);
	notice(req, *doubt == '\0' ? done : arena_printf(req->mem, "%s %s", done, doubt));
}

enum err offering_new_post(struct req *req)
{
	struct offering offering = read_offering(req);
	struct telling telling = telling_of(req);
	size_t told;

	TRY(form_check(req));
	TRY(match_index_refresh(req->site->index, req->db));
	TRY(invalid_means_codes(req, offering_add(req->db, req->mem, &telling, &offering, &offering.id, &told)));
	notice_told(req, tr(req, "It is added to what you supply."), &offering, told);
	return redirect(req, "/my#offerings");
}

enum err offering_edit_post(struct req *req)
{
	struct offering offering = read_offering(req), before;
	struct telling telling = telling_of(req);
	size_t told;

	offering.id = path_int(req, "id");
	TRY(form_check(req));
	TRY(match_index_refresh(req->site->index, req->db));
	OWNED(tx_close) struct tx tx = tx_begin(req->db);
	TRY(offering_gone(req, offering_find_held(req->db, req->mem, offering.id, offering.organisation_id, &before)));
	TRY(form_check_meanwhile(req, show_fields, &before));
	TRY(invalid_means_codes(req, offering_save(req->db, req->mem, &telling, &offering, &told)));
	TRY(tx_commit(&tx));
	notice_told(req, tr(req, "Your changes are saved."), &offering, told);
	return redirect(req, "/my#offerings");
}

enum err offering_delete_post(struct req *req)
{
	TRY(offering_delete(req->db, req->mem, path_int(req, "id"), req->user->organisation_id, req->user->id));
	notice(req, tr(req, "It is no longer among what you supply."));
	return redirect(req, "/my#offerings");
}
