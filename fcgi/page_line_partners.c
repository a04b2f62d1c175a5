/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Beside a plan line: who could take it together, when nobody covers as much of it alone (for its buyer
 * every such set, for an enterprise those that it is in itself); and for an enterprise that was not
 * told of it, why not. Who may read the line has been settled before (page_line.c).
 */
#include "fcgi/line_view.h"
#include "fcgi/page_line.h"
#include "lib/consortium.h"
#include "lib/enterprise.h"
#include "lib/matching_why.h"
#include "lib/model.h"
#include "lib/search.h"

#define SETS_SHOWN 3

struct partners {
	struct req *req;
	const struct plan_line *line;
	int64_t reader; /* the organisation that looks at it */
};

/* ---- one set ---- */

/* The line's codes whose bits are set, each with its name. Those that were not looked at
 * (CONSORTIUM_CODES_MOST) nobody covers. */
static json_t *codes_view(const struct partners *partners, unsigned bits)
{
	const struct plan_line *line = partners->line;
	json_t *codes = json_array();

	for (size_t i = 0; i < line->cpv_count && i < 8 * sizeof bits; i++) {
		const char *name = cpv_name(partners->req->site->index, partners->req->mem, line->cpv[i], partners->req->language);
		if ((bits & (1u << i)) != 0)
			json_array_append_new(codes,
				json_pack("{s:s, s:s}", "code", line->cpv[i], "name", name != NULL ? name : ""));
	}
	return codes;
}

static const char *kroner(const struct partners *partners, int64_t amount)
{
	return amount > 0 ? model_kroner(partners->req->mem, amount, req_language(partners->req)) : "";
}

static json_t *member_view(const struct partners *partners, const struct consortium_member *member, const json_t *card)
{
	json_t *codes = codes_view(partners, member->covers);
	const char *url = json_string_value(json_object_get(card, "url"));

	return json_pack("{s:O, s:s, s:O, s:b, s:s, s:b, s:o, s:b, s:s}", "name", json_object_get(card, "name"), "url", url,
		"municipality", json_object_get(json_object_get(card, "municipality"), "name"), "is_own",
		member->organisation_id == partners->reader, "write_url",
		arena_printf(partners->req->mem, "%s/contact?line=%" PRId64, url, partners->line->id), "has_codes",
		json_array_size(codes) > 0, "codes", codes, "has_capacity", member->capacity_dkk > 0, "capacity_text",
		kroner(partners, member->capacity_dkk));
}

/* What none of them covers: codes, and how much of the value is above what they can take together. */
static void add_open_part(const struct partners *partners, const struct consortium *set, json_t *view)
{
	int64_t short_by = partners->line->value_dkk;
	unsigned covered = 0;

	for (size_t i = 0; i < set->member_count; i++) {
		covered |= set->members[i].covers;
		if (set->members[i].capacity_dkk > 0)
			short_by -= set->members[i].capacity_dkk;
	}
	json_t *open = codes_view(partners, ~covered);
	json_object_set_new(view, "has_open", json_boolean(json_array_size(open) > 0 || short_by > 0));
	json_object_set_new(view, "has_open_codes", json_boolean(json_array_size(open) > 0));
	json_object_set_new(view, "open_codes", open);
	json_object_set_new(view, "has_short", json_boolean(short_by > 0));
	json_object_set_new(view, "short_text", json_string(kroner(partners, short_by)));
}

/* *out is null when one of them has been withdrawn since: then they cannot take it together. */
static enum err set_view(const struct partners *partners, const struct consortium *set, json_t **out)
{
	struct req *req = partners->req;
	int64_t ids[CONSORTIUM_MEMBERS_MOST];
	OWNED(json_decrefp) json_t *cards = NULL, *members = json_array();
	const char *names = "";

	for (size_t i = 0; i < set->member_count; i++)
		ids[i] = set->members[i].organisation_id;
	TRY(enterprise_cards(req->db, req->mem, ids, set->member_count, req_language(req), &cards));
	*out = json_null();
	if (json_array_size(cards) != set->member_count)
		return OK;
	for (size_t i = 0; i < set->member_count; i++) {
		const json_t *card = json_array_get(cards, i);
		json_array_append_new(members, member_view(partners, &set->members[i], card));
		names = arena_printf(req->mem, "%s%s%s", names, i > 0 ? " + " : "",
			json_string_value(json_object_get(card, "name")));
	}
	*out = json_pack("{s:s, s:O}", "names", names, "members", members);
	add_open_part(partners, set, *out);
	return OK;
}

/* ---- together ---- */

enum err line_together_view(struct req *req, const struct plan_line *line, bool only_own, json_t **out)
{
	const struct partners partners = {.req = req, .line = line, .reader = req->user->organisation_id};
	struct demand demand = plan_line_demand(line);
	struct consortia found;
	OWNED(json_decrefp) json_t *sets = json_array();

	consortia_with(req->site->index, req->mem, &demand, only_own ? partners.reader : 0, day_of(req->now), SETS_SHOWN,
		&found);
	*out = json_null();
	for (size_t i = 0; i < found.count; i++) {
		OWNED(json_decrefp) json_t *set = NULL;
		TRY(set_view(&partners, &found.at[i], &set));
		if (!json_is_null(set))
			json_array_append(sets, set);
	}
	if (json_array_size(sets) > 0)
		*out = json_pack("{s:O, s:b}", "sets", sets, "is_for_enterprise", only_own);
	return OK;
}

/* ---- why not ---- */

/* To the enterprise itself; match_why_text speaks about it to others. */
static const char *why_text(enum why_kind kind)
{
	static const char *const texts[] = {
		[WHY_FITS] = N_("It fits what you offer. You can answer although we have not written to you."),
		[WHY_BELOW] = N_("What you offer has something in common with the purchase, but too little for us to write to you."),
		[WHY_NOTHING] = N_("What you offer has nothing in common with the purchase."),
		[WHY_NO_OFFERING] = N_("You have not told yet which products or services you offer."),
		[WHY_NOT_DELIVERED] = N_("You do not deliver anything to that municipality."),
		[WHY_NOT_RESERVED] = N_("The purchase is reserved (§ 54): At least 30 % of those employed must be disabled or "
			"disadvantaged. You have fewer, or your profile does not say how many."),
		[WHY_NOT_APPROVED] = N_("Your enterprise is not approved yet. Only approved enterprises are told."),
	};

	return texts[kind];
}

json_t *line_why_view(struct req *req, const struct plan_line *line)
{
	struct match_limits limits = {.minimum = req->site->configuration->match_threshold, .today = day_of(req->now)};
	struct demand demand = plan_line_demand(line);
	struct match_why why;

	match_why_demand(req->site->index, req->mem, &demand, req->user->organisation_id, &limits, &why);
	json_t *reasons = reasons_view(req, why.reasons);
	return json_pack("{s:b, s:s, s:b, s:b, s:b, s:o}", "fits", why.kind == WHY_FITS, "text", tr(req, why_text(why.kind)),
		"by_profile", why.kind == WHY_NOT_RESERVED, "by_offering",
		why.kind == WHY_NO_OFFERING || why.kind == WHY_NOT_DELIVERED, "has_reasons", json_array_size(reasons) > 0,
		"reasons", reasons);
}
