/* SPDX-License-Identifier: MPL-2.0 */
/*
 * How is the field doing? The figures of a day, how they developed, and Tabel 1 by municipality; on the
 * page, as JSON and in Excel.
 */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/download.h"
#include "lib/map.h"
#include "lib/statistics.h"

/* The day that was asked for; none: today. Of the days to come nothing is known. */
static bool read_day(const struct req *req, day *as_of)
{
	const char *typed = query_text(req, "as_of");
	day today = day_of(req->now);

	*as_of = today;
	if (*typed == '\0')
		return true;
	bool right = day_parse(typed, as_of) && *as_of <= today && *as_of >= day_from(1900, 1, 1);
	if (!right)
		*as_of = today;
	return right;
}

/* The field with what was typed, and what is wrong with it. */
static json_t *field_model(const struct req *req, day as_of, bool right)
{
	const char *typed = query_text(req, "as_of");
	const char *problem = right ? "" : tr(req, N_("Write a day up to today, like 2026-12-31. Here you see the figures for today."));

	return json_pack("{s:s, s:s, s:s, s:b, s:s, s:b}", "name", "as_of", "value",
		right || *typed == '\0' ? day_iso(req->mem, as_of) : typed, "problem", problem, "has_problem", !right,
		"meanwhile", "", "has_meanwhile", 0);
}

static json_t *map_of(struct req *req, const json_t *rows, const struct atlas *atlas)
{
	struct map_count *counts = arena_array(req->mem, json_array_size(rows) + 1, sizeof *counts);

	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		counts[i] = (struct map_count){json_string_value(json_object_get(row, "code")),
			json_integer_value(json_object_get(row, "total"))};
	}
	return map_model(req->mem, atlas, counts, json_array_size(rows), req_stencil(req, STENCIL_MAP_PLACE));
}

enum err statistics_show(struct req *req)
{
	const struct atlas *atlas;
	day as_of;
	bool right = read_day(req, &as_of);
	OWNED(json_decrefp) json_t *model = NULL;

	if (!right && req->wants_json)
		return refuse(req, INVALID, N_("as_of is a day up to today, like 2026-12-31."));
	TRY(statistics_model(req->db, req->mem, as_of, req_language(req), &model));
	if (req->wants_json)
		return render(req, "statistics", json_incref(model));
	TRY(gazetteer_read(req->site->gazetteer, req->db, &atlas));
	json_object_set_new(model, "map", map_of(req, json_object_get(model, "rows"), atlas));
	json_object_set_new(model, "is_today", json_boolean(as_of == day_of(req->now)));
	json_object_set_new(model, "form", json_pack("{s:o}", "as_of", field_model(req, as_of, right)));
	return render(req, "statistics", json_incref(model));
}

enum err statistics_download(struct req *req)
{
	struct download file;
	day as_of;

	if (!read_day(req, &as_of))
		return refuse(req, INVALID, N_("as_of is a day up to today, like 2026-12-31."));
	TRY(download_soev(req->db, req->mem, req->site->catalogues, req->language, as_of, &file));
	return send_file(req, file.type, file.file_name, file.bytes, file.size);
}
