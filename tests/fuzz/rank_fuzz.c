/* SPDX-License-Identifier: MPL-2.0 */
/* Any bytes as a file of demands and as one of offers: what is accepted is whole, and can be matched. */
#include <stdlib.h>
#include <string.h>

#include "export/rank_file.h"
#include "lib/reading.h"
#include "lib/text.h"
#include "tests/fuzz/fuzz.h"

static void expect(bool it_is_so)
{
	if (!it_is_so)
		abort();
}

/* Whether of a file that is taken nothing is said but how it was read and what was passed over, and of one that is not
 * more than that. */
static bool is_judged_by_its_faults(enum err err, const struct file_faults *faults)
{
	size_t kept = faults->count < FILE_FAULTS_KEPT ? faults->count : FILE_FAULTS_KEPT, harmless = 0;

	for (size_t i = 0; i < kept; i++)
		harmless += text_starts(faults->at[i].text, "passed over, ") || text_starts(faults->at[i].text, "read as ");
	if (err == OK)
		return harmless == kept;
	return harmless < kept || kept < faults->count; /* else the reason is among those that were counted only */
}

static void match_all(struct arena *mem, const struct rank_demands *demands,
	const struct collection *collection)
{
	struct match_index *index = match_index_of(collection);
	struct matches found;

	for (size_t i = 0; i < demands->count && i < 10; i++) {
		expect(match_demand(index, mem, &demands->at[i].demand, &(struct match_limits){.limit = 10},
				&found) == OK);
		for (size_t k = 0; k < found.count; k++)
			expect(found.at[k].score > 0.0 && found.at[k].score <= 100.0 &&
				(k == 0 || found.at[k].score <= found.at[k - 1].score));
	}
	match_index_close(&index);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection_place place = {"0621", "Kolding", "1083", "Syddanmark"};
	struct collection_code code = {"55510000", {"Kantine", "Canteen", "Kantine"}, {"frokost", "", ""}};
	struct collection collection = {.places = &place, .place_count = 1, .codes = &code, .code_count = 1};
	struct file_faults faults = {.mem = mem};
	struct rank_demands demands;
	const char *const *ids;
	enum err err = rank_demands_parse(mem, "demands", (const char *)bytes, size, &collection, DANISH,
		&faults, &demands);

	expect(is_judged_by_its_faults(err, &faults));
	for (size_t i = 0; err == OK && i < demands.count; i++)
		expect(!text_is_blank(demands.at[i].id));
	enum err other = rank_offers_parse(mem, "offers", (const char *)bytes, size, DANISH, &faults,
		&collection, &ids);
	expect(err == other || (err == INVALID && other == OK)); /* an id may stand twice among offers */
	if (err == OK && size < 4000)
		match_all(mem, &demands, &collection);
	return 0;
}
