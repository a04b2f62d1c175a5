/* SPDX-License-Identifier: MPL-2.0 */
/* The hard rules one by one, in the order in which matching_score.c has them, then the score. */
#include "lib/matching_why.h"

#include "lib/matching_reasons.h"
#include "lib/plan_line.h"
#include "lib/reading.h"

static bool has_offering(const struct supplier *supplier)
{
	for (uint32_t i = 0; i < supplier->entry.documents.count; i++)
		if (supplier->documents[i].kind == DOCUMENT_OFFERING)
			return true;
	return false;
}

static void explain(const struct snapshot *s, struct arena *mem, const struct prepared *demand,
	const struct supplier *supplier, const struct match_limits *limits, struct match_why *out)
{
	struct score score;

	if (score_supplier(s, demand, supplier, limits->today, &score)) {
		out->score = score.total;
		out->kind = score.total <= 0.0 ? WHY_NOTHING :
			score.total < limits->minimum ? WHY_BELOW : WHY_FITS;
		if (score.total > 0.0)
			out->reasons = score_reasons(s, mem, demand, supplier, &score);
		return;
	}
	if (demand->reserved && !supplier->entry.may_take_reserved)
		out->kind = WHY_NOT_RESERVED;
	else
		out->kind = has_offering(supplier) ? WHY_NOT_DELIVERED : WHY_NO_OFFERING;
}

void match_why_demand(struct match_index *index, struct arena *mem, const struct demand *demand,
	int64_t organisation_id, const struct match_limits *limits, struct match_why *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	OWNED(demand_topic_close) struct demand_topic topic = demand_topic_open(reading.snapshot);
	struct prepared *prepared = arena_alloc(mem, sizeof *prepared);
	uint32_t number;
	const struct snapshot *part =
		snapshot_find_enterprise(reading.snapshot, organisation_id, &number);

	*out = (struct match_why){.kind = WHY_NOT_APPROVED, .reasons = "[]"};
	if (part == NULL)
		return;
	struct supplier supplier = snapshot_supplier(part, number);
	demand_prepare(reading.snapshot, topic.topic, mem, demand, prepared);
	explain(reading.snapshot, mem, prepared, &supplier, limits, out);
}

enum err match_why(struct match_index *index, struct db *db, struct arena *mem, int64_t line_id,
	int64_t organisation_id, const struct match_limits *limits, struct match_why *out)
{
	struct plan_line line;

	TRY(plan_line_find_any(db, mem, line_id, &line));
	struct demand demand = plan_line_demand(&line);
	match_why_demand(index, mem, &demand, organisation_id, limits, out);
	return OK;
}

const char *match_why_text(const struct catalogues *catalogues, enum language language, enum why_kind kind)
{
	static const char *const texts[] = {
		[WHY_FITS] = N_("It fits."),
		[WHY_BELOW] = N_("It has something in common with the purchase, but too little to be told of it."),
		[WHY_NOTHING] = N_("What it offers has nothing in common with the purchase."),
		[WHY_NO_OFFERING] = N_("It offers no product or service yet."),
		[WHY_NOT_DELIVERED] = N_("Nothing that it offers is delivered there."),
		[WHY_NOT_RESERVED] = N_("The purchase is reserved (§ 54), and at least 30 % of the employed must be "
			"disabled or disadvantaged; the enterprise has fewer, or has not told how many."),
		[WHY_NOT_APPROVED] = N_("The enterprise is not approved."),
	};

	return translate(catalogues, language, texts[kind]);
}
