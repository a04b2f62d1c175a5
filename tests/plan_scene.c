/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/plan_scene.h"

struct scene scene_of(struct house *house)
{
	struct scene scene = {.kolding = given_municipality(house, "0621"),
		.vejle = given_municipality(house, "0630")};

	scene.buyer = given_member(house, scene.kolding, "Bente Køber", "buyer");
	assert_int_equal(plan_create(house->db, scene.kolding, 2027, "Indkøb 2027", scene.buyer,
		&scene.plan), OK);
	assert_int_equal(match_index_open(house->db, NULL, &scene.index), OK);
	scene.telling = (struct telling){.configuration = house->configuration, .index = scene.index,
		.account_id = scene.buyer, .organisation_id = scene.kolding};
	return scene;
}

void scene_close(struct scene *scene)
{
	match_index_close(&scene->index);
}

struct plan_line canteen(const struct scene *scene)
{
	static const char *codes[] = {"55510000", NULL};

	return (struct plan_line){
		.plan_id = scene->plan,
		.organisation_id = scene->kolding,
		.title = "Kantinedrift på rådhuset",
		.text = "Frokost hver dag til 200 medarbejdere.",
		.language = DANISH,
		.cpv = codes,
		.cpv_count = 1,
		.value_dkk = 250000,
		.procedure_kind = "quotes",
		.dialogue_ends = clock_today() + 30,
		.tender_starts = NO_DAY,
		.contract_starts = clock_today() + 90,
		.contract_ends = NO_DAY,
		.contact_name = "Bente Køber",
		.contact_email = "bente@example.org",
		.contact_phone = "",
	};
}

int64_t stored(struct house *house, const struct scene *scene, const struct plan_line *line)
{
	int64_t id = 0;

	assert_int_equal(plan_line_create(house->db, house->mem, line, scene->buyer, &id), OK);
	return id;
}

int64_t given_canteen(struct house *house, const char *name)
{
	int64_t id = given_enterprise(house, name, "0630");

	given_offering(house, id, "Kantinedrift og frokost", "55510000");
	given_member(house, id, arena_printf(house->mem, "Ejer af %s", name), "owner");
	given_member(house, id, arena_printf(house->mem, "Medejer af %s", name), "owner");
	given_member(house, id, arena_printf(house->mem, "Medlem af %s", name), "member");
	house_sql(house, "UPDATE index_revision SET revision = revision + 1");
	return id;
}
