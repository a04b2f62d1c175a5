/* SPDX-License-Identifier: MPL-2.0 */
/* A municipality's direct purchases against its ceiling: from whom, how much in four years, and a new one. */
#include "fcgi/form.h"
#include "fcgi/pages.h"
#include "lib/model.h"
#include "lib/purchase.h"

static json_t *supplier_view(struct req *req, const struct row *row)
{
	int64_t sum = row_int(row, "sum_dkk"), ceiling = req->site->configuration->purchase_ceiling_dkk;

	return json_pack("{s:s, s:b, s:s, s:s, s:I, s:b, s:b, s:I, s:s}", "name", row_text(row, "name"), "has_page",
		row_bool(row, "has_page"), "slug", row_text(row, "slug"), "sum",
		model_kroner(req->mem, sum, req_language(req)), "percent", (json_int_t)(sum * 100 / ceiling), "is_near",
		sum * 100 >= ceiling * PURCHASE_NEAR && sum < ceiling, "is_over", sum >= ceiling, "purchases",
		(json_int_t)row_int(row, "purchases"), "last", day_text(req->mem, row_day(row, "last_on"), req_language(req)));
}

enum err purchases_show(struct req *req)
{
	OWNED(json_decrefp) json_t *form = json_object();
	struct rows rows;

	TRY(purchase_suppliers(req->db, req->mem, req->user->organisation_id, day_of(req->now), &rows));
	json_t *list = json_array();
	for (size_t i = 0; i < rows.count; i++)
		json_array_append_new(list, supplier_view(req, rows.at[i]));
	form_show(req, form, "supplier", query_text(req, "supplier"));
	form_show(req, form, "what", "");
	form_show(req, form, "agreement", "");
	form_show(req, form, "amount_dkk", "");
	form_show_day(req, form, "bought_on", day_of(req->now));
	return render(req, "my_purchases",
		json_pack("{s:o, s:b, s:O, s:s}", "suppliers", list, "has_suppliers", rows.count > 0, "form", form,
			"ceiling", model_kroner(req->mem, req->site->configuration->purchase_ceiling_dkk,
				req_language(req))));
}

enum err purchases_post(struct req *req)
{
	struct purchase purchase = {
		.organisation_id = req->user->organisation_id,
		.supplier = form_line(req, "supplier", 2, 160),
		.what = form_line(req, "what", 2, 160),
		.agreement = form_line(req, "agreement", 0, 160),
		.amount_dkk = form_int(req, "amount_dkk", 1, INT64_C(10000000000)),
		.bought_on = form_day(req, "bought_on"),
	};

	if (purchase.bought_on > day_of(req->now))
		form_problem(req, "bought_on", N_("This is in the future."));
	TRY(form_check(req));
	enum err err = purchase_add(req->db, req->mem, req->site->configuration, &purchase, req->user->id);
	if (err == NOT_FOUND) {
		form_problem(req, "supplier", N_("Torv knows no supplier with this number or name."));
		return INVALID;
	}
	TRY(err);
	notice(req, tr(req, "The purchase is noted."));
	return redirect(req, "/my/purchases");
}
