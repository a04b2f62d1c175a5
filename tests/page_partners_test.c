/* SPDX-License-Identifier: MPL-2.0 */
/* On a planned purchase: who could take it together, and why an enterprise was not told of it. */
#include "lib/search_index.h"
#include "tests/site.h"

#define CANTEEN "55510000"
#define CLEANING "90900000"

struct scene {
	int64_t line, canteen, cleaner;
	struct browser *buyer, *foreign, *cook, *cleaners, *outsider;
};

static void index_again(struct site_house *site)
{
	house_sql(site->house, "UPDATE index_revision SET revision = revision + 1");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

/* A purchase of two codes, and for each an enterprise that offers it. */
static struct scene given_scene(struct site_house *site, const char *status)
{
	struct house *house = site->house;
	int64_t kolding = given_municipality(house, "0621"), vejle = given_municipality(house, "0630");
	int64_t buyer = given_member(house, kolding, "Køber", "buyer");
	int64_t outside = given_enterprise(house, "Smeden", "0621");
	struct scene scene = {.canteen = given_enterprise(house, "Kantinen", "0621"),
		.cleaner = given_enterprise(house, "Renserne", "0630")};

	scene.line = given_line(house, kolding, buyer, "Kantine, rengøring og havearbejde", CANTEEN, status);
	house_sql(house, "INSERT INTO plan_line_cpv (line_id, cpv_code) VALUES (%lld, '" CLEANING "')", (long long)scene.line);
	given_offering(house, scene.canteen, "Kantine og frokost", CANTEEN);
	given_offering(house, scene.cleaner, "Rengøring af kontorer", CLEANING);
	scene.buyer = as(site, buyer);
	scene.foreign = as(site, given_member(house, vejle, "Fremmed", "buyer"));
	scene.cook = as(site, given_member(house, scene.canteen, "Kok", "owner"));
	scene.cleaners = as(site, given_member(house, scene.cleaner, "Renser", "owner"));
	scene.outsider = as(site, given_member(house, outside, "Smed", "owner"));
	index_again(site);
	return scene;
}

static struct res page_of(struct site_house *site, struct browser *browser, const struct scene *scene)
{
	return get(site, browser, "/lines/%lld", (long long)scene->line);
}

static void the_buyer_sees_who_could_take_it_together_and_who_covers_what(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "published");
	struct res page = page_of(site, scene.buyer, &scene);

	assert_shows(page, "Together they could");
	assert_shows(page, "Kantinen + Renserne");
	assert_shows(page, "<dt><a href=\"/enterprises/kantinen\">Kantinen</a> <span class=\"quiet\">Kolding</span></dt>\n"
		"<dd>Canteen services <span class=\"quiet\">" CANTEEN);
	assert_shows(page, "<dt><a href=\"/enterprises/renserne\">Renserne</a> <span class=\"quiet\">Vejle</span></dt>\n"
		"<dd>Cleaning <span class=\"quiet\">" CLEANING);
	assert_shows(page, "<dd>Nothing</dd>");
}

static void before_it_is_sent_the_buyer_sees_who_could_take_it_together(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "draft");

	struct res page = get(site, scene.buyer, "/my/lines/%lld/publish", (long long)scene.line);
	assert_shows(page, "Together they could");
	assert_shows(page, "Kantinen + Renserne");
	house_sql(site->house, "DELETE FROM plan_line_cpv");
	house_sql(site->house, "UPDATE plan_line SET title = 'Xylofon', text = 'Marimba'");
	page = get(site, scene.buyer, "/my/lines/%lld/publish", (long long)scene.line);
	assert_shows(page, "No enterprise fits just now");
	assert_shows_not(page, "Together they could");
	assert_shows_not(page, "0 enterprises fit");
}

static void what_none_of_them_covers_is_said(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "published");

	house_sql(site->house, "INSERT INTO plan_line_cpv (line_id, cpv_code) VALUES (%lld, '77300000')", (long long)scene.line);
	house_sql(site->house, "UPDATE plan_line SET value_dkk = 900000");
	house_sql(site->house, "UPDATE offering SET capacity_dkk = 300000");
	index_again(site);
	struct res page = page_of(site, scene.buyer, &scene);
	assert_shows(page, "Up to DKK 300,000 a year");
	assert_shows(page, "<dt>Still open</dt>\n<dd>");
	assert_shows(page, "77300000</span></dd>\n<dd>DKK 300,000 of the value");
	assert_shows_not(page, "<dd>Nothing</dd>");
}

static void where_one_alone_covers_it_nobody_is_suggested(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "published");
	int64_t all = given_offering(site->house, scene.canteen, "Kantine og rengøring", CANTEEN);

	house_sql(site->house, "INSERT INTO offering_cpv (offering_id, cpv_code) VALUES (%lld, '" CLEANING "')", (long long)all);
	index_again(site);
	assert_shows_not(page_of(site, scene.buyer, &scene), "id=\"together\"");
	assert_shows_not(page_of(site, scene.cleaners, &scene), "id=\"together\"");
}

static void a_purchase_that_is_over_suggests_nobody(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "closed");

	assert_shows_not(page_of(site, scene.buyer, &scene), "id=\"together\"");
	assert_shows_not(page_of(site, scene.cook, &scene), "id=\"together\"");
	assert_shows_not(page_of(site, scene.cook, &scene), "id=\"why\"");
}

static void an_enterprise_sees_only_the_partners_that_complete_it(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "published");
	struct res page = page_of(site, scene.cook, &scene);
	struct browser *others[] = {NULL, scene.foreign, scene.outsider};

	assert_shows(page, "Together you could");
	assert_shows(page, "<dt>You</dt>");
	assert_shows(page, arena_printf(site->house->mem, "/enterprises/renserne/contact?line=%lld", (long long)scene.line));
	assert_shows_not(page, "/enterprises/kantinen/contact");
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_shows_not(page_of(site, others[i], &scene), "id=\"together\"");
	house_sql(site->house, "UPDATE enterprise SET status = 'withdrawn' WHERE organisation_id = %lld", (long long)scene.cleaner);
	assert_shows_not(page_of(site, scene.cook, &scene), "enserne");
}

static void who_was_not_told_reads_why(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "published");

	assert_shows(page_of(site, scene.outsider, &scene), "Why you were not told");
	assert_shows(page_of(site, scene.outsider, &scene), "You have not told yet which products or services you offer.");
	house_sql(site->house, "UPDATE plan_line SET reserved = 1");
	house_sql(site->house, "UPDATE enterprise SET employees = 10, employees_target_group = 1");
	index_again(site);
	assert_shows(page_of(site, scene.cook, &scene), "The purchase is reserved (§ 54)");
	assert_shows(page_of(site, scene.cook, &scene), "<a href=\"/my/profile\">Change your profile</a></p>\n");
	house_sql(site->house, "UPDATE plan_line SET reserved = 0");
	house_sql(site->house, "UPDATE offering_area SET area_kind = 'municipality', code = '0101'");
	index_again(site);
	assert_shows(page_of(site, scene.cook, &scene), "You do not deliver anything to that municipality.");
	assert_shows_not(page_of(site, NULL, &scene), "id=\"why\"");
	assert_shows_not(page_of(site, scene.buyer, &scene), "id=\"why\"");
}

static void who_was_told_is_not_told_why_not(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "published");

	given_match(site->house, scene.line, scene.canteen);
	assert_shows_not(page_of(site, scene.cook, &scene), "id=\"why\"");
	assert_shows(page_of(site, scene.cook, &scene), "Together you could");
}

static void a_draft_tells_only_its_own_buyer_who_could_take_it(void **state)
{
	struct site_house *site = *state;
	struct scene scene = given_scene(site, "draft");
	struct browser *others[] = {NULL, scene.foreign, scene.cook, scene.outsider};

	assert_shows(page_of(site, scene.buyer, &scene), "Kantinen + Renserne");
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_int_equal(page_of(site, others[i], &scene).status, 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_buyer_sees_who_could_take_it_together_and_who_covers_what, site_house_reset),
		cmocka_unit_test_setup(before_it_is_sent_the_buyer_sees_who_could_take_it_together, site_house_reset),
		cmocka_unit_test_setup(what_none_of_them_covers_is_said, site_house_reset),
		cmocka_unit_test_setup(where_one_alone_covers_it_nobody_is_suggested, site_house_reset),
		cmocka_unit_test_setup(a_purchase_that_is_over_suggests_nobody, site_house_reset),
		cmocka_unit_test_setup(an_enterprise_sees_only_the_partners_that_complete_it, site_house_reset),
		cmocka_unit_test_setup(who_was_not_told_reads_why, site_house_reset),
		cmocka_unit_test_setup(who_was_told_is_not_told_why_not, site_house_reset),
		cmocka_unit_test_setup(a_draft_tells_only_its_own_buyer_who_could_take_it, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
