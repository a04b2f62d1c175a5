/* SPDX-License-Identifier: MPL-2.0 */
/* What is typed into the lists that is no word, what is too long, and what there is not: each is told, with a way on. */
#include <string.h>

#include "tests/market.h"
#include "tests/site.h"

static struct market given_field(struct site_house *site)
{
	struct market market = given_market(site->house);

	given_offering(site->house, market.enterprise, "Kantinedrift og frokost", "55510000");
	given_offering(site->house, market.other, "Vask af arbejdstøj", NULL);
	house_sql(site->house, "UPDATE organisation SET cvr = '12345674' WHERE slug = 'vaskeriet'");
	house_sql(site->house, "UPDATE enterprise SET rsv_registered_on = '2020-01-01' WHERE organisation_id ="
		" (SELECT id FROM organisation WHERE slug = 'vaskeriet')");
	given_index(site);
	return market;
}

static void a_cvr_number_leads_to_its_enterprise_in_both_searches(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	for (size_t i = 0; i < 2; i++) {
		struct res page = get(site, NULL, "%s?words=DK+12+34+56+74", i == 0 ? "/search" : "/enterprises");
		assert_shows(page, "href=\"/enterprises/vaskeriet\"");
		assert_shows_not(page, "href=\"/enterprises/kantinen\"");
	}
}

static void a_cvr_number_in_the_list_of_purchases_leads_to_its_enterprise(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	assert_shows(get(site, NULL, "/lines?words=12+34+56+74"), "12345674 is the CVR number of an enterprise, and this is a list of"
		" purchases. <a href=\"/enterprises?words=CVR%2012345674\">See that enterprise</a>");
	assert_shows_not(get(site, NULL, "/lines?words=88146328"), "is the CVR number of");
	assert_shows_not(get(site, NULL, "/enterprises?words=12345674"), "is the CVR number of");
}

static void a_cvr_number_that_nobody_has_or_can_have_is_told_as_that(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	assert_shows(get(site, NULL, "/search?words=88146328"), "No enterprise here has the CVR number 88146328.");
	assert_shows(get(site, NULL, "/enterprises?words=88146328"), "No enterprise here has the CVR number 88146328.");
	assert_shows(get(site, NULL, "/search?words=DK88146329"), "88146329 is not a CVR number");
	assert_shows_not(get(site, NULL, "/search?words=88146328"), "One word at a time");
}

static void a_cpv_code_that_was_typed_is_the_filter(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/enterprises?words=55510000-8&delivers_to=0621");
	assert_shows(page, "href=\"/enterprises/kantinen\"");
	assert_shows(page, "name=\"cpv\" value=\"55510000\"");
	assert_shows(page, "name=\"words\" value=\"\"");
	static const char *const ways[] = {"CPV+55510000+frokost", "frokost+CPV:+55510000", "frokost+CPV-kode+55510000-8.",
		"CPV+code+55510000+frokost", "frokost+CPV+nr.+55510000"};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		page = get(site, NULL, "/search?words=%s", ways[i]);
		assert_shows(page, "55510000 is a CPV code:");
		assert_shows(page, "href=\"/enterprises/kantinen\"");
		assert_shows(page, "href=\"/enterprises?words=frokost&amp;cpv=55510000\"");
		assert_shows_not(page, "vaskeriet");
	}
	assert_shows_not(get(site, NULL, "/search?words=99999999"), "is a CPV code");
}

static void a_code_that_is_somebodys_cvr_number_leads_to_them_too(void **state)
{
	struct site_house *site = *state;
	const char *told = "90910000 is the CVR number of an enterprise, too. <a href=\"/enterprises?words=CVR%2090910000\">";

	given_field(site);
	house_sql(site->house, "INSERT INTO cpv (code, name_da, name_en, name_nl, source) VALUES"
		" ('90910000', 'Rengøring', 'Cleaning', 'Schoonmaak', 'torv')");
	given_index(site);
	assert_shows_not(get(site, NULL, "/enterprises?words=90910000"), "is the CVR number of");
	house_sql(site->house, "UPDATE organisation SET cvr = '90910000' WHERE slug = 'vaskeriet'");
	given_index(site);
	assert_shows(get(site, NULL, "/search?words=90+91+00+00"), told);
	assert_shows(get(site, NULL, "/search?words=90910000"), "90910000 is a CPV code:");
	assert_shows(get(site, NULL, "/enterprises?words=90910000"), told);
	assert_shows(get(site, NULL, "/lines?words=90910000"), told);
	assert_shows_not(get(site, NULL, "/enterprises?words=CPV+90910000"), "is the CVR number of");
	struct res page = get(site, NULL, "/enterprises?words=CVR+90910000");
	assert_shows(page, "href=\"/enterprises/vaskeriet\"");
	assert_shows_not(page, "name=\"cpv\" value=\"90910000\"");
	house_sql(site->house, "DELETE FROM cpv WHERE code = '90910000'");
}

static void rsv_is_the_filter_and_elsewhere_leads_to_it(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/enterprises?words=rsv");
	assert_shows(page, "href=\"/enterprises/vaskeriet\"");
	assert_shows_not(page, "href=\"/enterprises/kantinen\"");
	page = get(site, NULL, "/lines?words=RSV");
	assert_shows(page, "href=\"/enterprises?rsv=rsv\">See 1 registered enterprise<");
	const json_t *lines = json_object_get(get_json(site, NULL, "/search?words=RSV"), "purchases");
	assert_int_equal(json_integer_value(json_object_get(lines, "total")), 0);
	assert_int_equal(json_array_size(json_object_get(lines, "lines")), 0);
	page = get(site, NULL, "/search?words=RSV");
	assert_shows(page, "href=\"/enterprises/vaskeriet\"");
	assert_shows_not(page, "Who plans to buy it");
}

static void reserved_is_the_filter_of_purchases_and_elsewhere_leads_to_it(void **state)
{
	static const char *const ways[] = {"%%C2%%A7+54", "%%C2%%A754", "reserveret", "paragraf+54", "Reserved", "%%C2%%A7%%C2%%A054"};
	struct site_house *site = *state;
	struct market market = given_field(site);

	given_line(site->house, market.municipality, market.buyer, "Frugtkurve", NULL, "published");
	house_sql(site->house, "UPDATE plan_line SET reserved = 1 WHERE title = 'Frugtkurve'");
	given_index(site);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		const char *path = arena_printf(site->house->mem, "/lines?words=%s", ways[i]);
		struct res page = get(site, NULL, path, 0);
		assert_shows(page, ">Frugtkurve</a>");
		assert_shows_not(page, ">Kantinedrift</a>");
	}
	struct res page = get(site, NULL, "/enterprises?words=reserveret+kantinedrift");
	assert_shows(page, "These can take purchases that are <a href=\"/words#paragraph-54\">reserved under § 54</a>.");
	assert_shows(page, "href=\"/lines?reserved=reserved\">See 1 reserved purchase<"); /* none is for a canteen */
	assert_shows(get(site, NULL, "/enterprises?words=reserveret+frugtkurve"),
		"href=\"/lines?words=frugtkurve&amp;reserved=reserved\">See 1 reserved purchase<");
	house_sql(site->house, "UPDATE plan_line SET reserved = 0");
	given_index(site);
	assert_shows_not(get(site, NULL, "/enterprises?words=reserveret+kantinedrift"), "See 0");
	house_sql(site->house, "UPDATE plan_line SET reserved = 1 WHERE title = 'Frugtkurve'");
	given_index(site);
	page = get(site, NULL, "/search?words=reserveret");
	assert_shows(page, ">Frugtkurve</a>");
	assert_shows_not(page, ">Kantinedrift</a>");
}

static void reserved_is_the_filter_of_enterprises_that_may_take_such_purchases(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	house_sql(site->house, "UPDATE enterprise SET employees = 10, employees_target_group ="
		" IF(organisation_id = (SELECT id FROM organisation WHERE slug = 'vaskeriet'), 3, 2)");
	given_index(site);
	static const char *const paths[] = {"/enterprises?words=%%C2%%A7+54", "/enterprises?reserved=reserved",
		"/enterprises?words=reserveret+vask", "/search?words=%%C2%%A7+54,+stk.+1", "/search?words=reserveret+vask"};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct res page = get(site, NULL, paths[i], 0);
		assert_shows(page, "href=\"/enterprises/vaskeriet\"");
		assert_shows_not(page, "href=\"/enterprises/kantinen\"");
	}
	struct res page = get(site, NULL, "/enterprises");
	assert_shows(page, "href=\"/enterprises?reserved=reserved\">Can take § 54 purchases</a><span class=\"number\">1<");
	assert_shows(get(site, NULL, "/search?words=reserveret+vask"), "href=\"/enterprises?words=vask&amp;reserved=reserved\"");
	assert_shows(get(site, NULL, "/search?words=reserveret+rsv+vask"),
		"href=\"/enterprises?words=vask&amp;rsv=rsv&amp;reserved=reserved\"");
	page = get(site, NULL, "/enterprises?words=%%C2%%A7+104");
	assert_shows_not(page, "Can take § 54 purchases</a>"); /* nobody is found, and nobody is counted */
	const json_t *facets = json_object_get(get_json(site, NULL, "/enterprises?words=%%C2%%A7+54"), "facets"),
		*choices = json_object_get(json_object_get(facets, "reserved"), "choices");
	assert_true(json_is_true(json_object_get(json_array_get(choices, 0), "chosen")));
	assert_int_equal(json_integer_value(json_object_get(json_array_get(choices, 0), "count")), 1);
}

static void of_reserved_purchases_only_who_may_take_them_fits(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	given_offering(site->house, given_enterprise(site->house, "Pausen", "0621"), "Kantinedrift", "55510000");
	house_sql(site->house, "UPDATE enterprise SET employees = 10, employees_target_group ="
		" IF(organisation_id = (SELECT id FROM organisation WHERE slug = 'pausen'), 3, 2)");
	given_index(site);
	struct res page = get(site, NULL, "/search?words=kantinedrift+frokost+xylofon+%%C2%%A7+54");
	assert_shows(page, "1 enterprise fits what you write");
	assert_shows(page, "href=\"/enterprises/pausen\"");
}

static void a_kind_of_thing_that_no_purchase_says_is_told_on_both_pages_that_list_them(void **state)
{
	struct site_house *site = *state;
	struct market market = given_field(site);
	const char *told = "No purchase says “vinduespudsning”. We looked for those that are about that kind of thing: Cleaning (CPV 90900000).";

	house_sql(site->house, "INSERT INTO cpv_words (code, words_da, words_en, words_nl) VALUES ('90900000', 'vinduespudsning', '', '')"
		" ON DUPLICATE KEY UPDATE words_da = VALUES(words_da)");
	given_line(site->house, market.municipality, market.buyer, "Opgave", "90900000", "published");
	given_index(site);
	struct res page = get(site, NULL, "/lines?words=vinduespudsning");
	assert_shows(page, ">Opgave</a>");
	assert_shows(page, told);
	page = get(site, NULL, "/search?words=vindues+pudsning");
	assert_shows(page, ">Opgave</a>");
	assert_shows(page, told);
	assert_shows(page, "Showing results for “vinduespudsning” instead of “vindues pudsning”.");
	assert_shows_not(get(site, NULL, "/lines?words=kantinedrift"), "No purchase says");
	house_sql(site->house, "DELETE FROM cpv_words WHERE code = '90900000'");
}

static void an_enterprises_name_is_no_filter(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	given_enterprise(site->house, "RSV 55510000", "0621");
	given_index(site);
	struct res page = get(site, NULL, "/enterprises?words=rsv+55510000");
	assert_shows(page, ">RSV 55510000</a>");
	assert_shows_not(page, "name=\"cpv\" value=\"55510000\"");
}

static void what_is_needed_may_be_told_in_a_sentence(void **state)
{
	static const char *const paths[] = {"/search", "/enterprises"};
	struct site_house *site = *state;

	given_field(site);
	for (size_t i = 0; i < 2; i++) {
		struct res page = get(site, NULL, "%s?words=Kantinedrift+og+frokost+til+r%%C3%%A5dhuset+og+xylofonskolen", paths[i]);
		assert_shows(page, "1 enterprise fits what you write");
		assert_shows(page, "href=\"/enterprises/kantinen\"");
		assert_shows_not(page, "href=\"/enterprises/vaskeriet\"");
		assert_shows_not(get(site, NULL, "%s?words=xylofon+marimba", paths[i]), "what you write");
	}
	assert_shows_not(get(site, NULL, "/enterprises?words=kantinedrift+frokost+xylofon&seat=0630"), "what you write");
}

static void where_few_have_all_words_those_who_fit_stand_behind_them(void **state)
{
	static const char *const paths[] = {"/search", "/enterprises"};
	struct site_house *site = *state;
	struct market market = given_field(site);

	given_offering(site->house, market.enterprise, "Xylofon", NULL);
	given_offering(site->house, given_enterprise(site->house, "Pausen", "0621"), "Kantinedrift", "55510000");
	given_index(site);
	for (size_t i = 0; i < 2; i++) {
		struct res page = get(site, NULL, "%s?words=kantinedrift+xylofon", paths[i]);
		assert_shows(page, "1 more enterprise fits what you write");
		assert_shows(page, "href=\"/enterprises/pausen\"");
		assert_shows(page, "href=\"/enterprises/kantinen\"");
		assert_shows_not(get(site, NULL, "%s?words=kantinedrift", paths[i]), "what you write"); /* a word, no sentence */
	}
}

static void all_that_fit_are_a_link_away(void **state)
{
	static const char *const paths[] = {"/search", "/enterprises"};
	struct site_house *site = *state;
	struct arena *mem = site->house->mem;

	given_field(site);
	for (int i = 1; i <= 12; i++)
		given_offering(site->house, given_enterprise(site->house, arena_printf(mem, "Pausen %d", i), "0621"),
			"Kantinedrift", "55510000");
	given_index(site);
	for (size_t i = 0; i < 2; i++) {
		struct res page = get(site, NULL, "%s?words=kantinedrift+xylofon", paths[i]);
		assert_shows(page, "13 enterprises fit what you write");
		assert_shows(page, arena_printf(mem,
			"href=\"%s?words=kantinedrift%%20xylofon&amp;fits=all#fitting\">See 3 more that fit</a>", paths[i]));
		page = get(site, NULL, "%s?words=kantinedrift+xylofon&fits=all", paths[i]);
		assert_shows_not(page, "more that fit");
		for (int k = 1; k <= 12; k++)
			assert_shows(page, arena_printf(mem, "href=\"/enterprises/pausen-%d\"", k));
		const json_t *fitting = json_object_get(get_json(site, NULL, "%s?words=kantinedrift+xylofon", paths[i]), "fitting");
		assert_int_equal(json_array_size(json_object_get(fitting, "matches")), 10);
	}
}

static void of_many_who_fit_fifty_are_counted_and_two_hundred_listed_a_link_away(void **state)
{
	struct site_house *site = *state;
	struct arena *mem = site->house->mem;

	given_field(site);
	for (int i = 1; i <= 200; i++)
		given_offering(site->house, given_enterprise(site->house, arena_printf(mem, "Pausen %d", i), "0621"),
			"Kantinedrift", "55510000");
	given_index(site);
	struct res page = get(site, NULL, "/enterprises?words=kantinedrift+xylofon");
	assert_shows(page, "More than 50 enterprises fit what you write");
	assert_shows(page, "&amp;fits=all#fitting\">See more that fit</a>");
	assert_shows_not(page, "Only the");
	assert_shows(get(site, NULL, "/search?words=kantinedrift+xylofon"), ">More than 50 enterprises fit</a>");
	page = get(site, NULL, "/enterprises?words=kantinedrift+xylofon&fits=all");
	assert_shows(page, "More than 200 enterprises fit what you write");
	assert_shows(page, "Only the 200 that fit best are listed.");
	assert_shows_not(page, "See more");
	const json_t *all = json_object_get(get_json(site, NULL, "/enterprises?words=kantinedrift+xylofon&fits=all"), "fitting"),
		*matches = json_object_get(all, "matches");
	assert_true(json_is_true(json_object_get(all, "is_over")));
	assert_int_equal(json_array_size(matches), 200);
	assert_true(json_is_true(json_object_get(json_array_get(matches, 199), "has_reasons")));
	house_sql(site->house, "UPDATE enterprise SET status = 'withdrawn' ORDER BY organisation_id LIMIT 1");
	given_index(site);
	page = get(site, NULL, "/enterprises?words=kantinedrift+xylofon&fits=all");
	assert_shows(page, ">200 enterprises fit what you write");
	assert_shows_not(page, "Only the");
}

static void lists_as_json_tell_what_else_there_is(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	const json_t *list = get_json(site, NULL, "/enterprises?words=25052943");
	assert_string_equal(json_string_value(json_object_get(json_object_get(list, "no_cvr"), "cvr")), "25052943");
	list = json_object_get(get_json(site, NULL, "/lines?words=RSV"), "not_here");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(list, "rsv"), "total")), 1);
}

static void a_municipality_that_is_named_leads_to_who_delivers_there(void **state)
{
	static const char *const paths[] = {"/search", "/enterprises"};
	struct site_house *site = *state;
	const char *told = "Vejle is a municipality. "
		"<a href=\"/enterprises?words=kantinedrift&amp;delivers_to=0630\">See 1 enterprise that delivers it there<";

	given_field(site);
	house_sql(site->house, "DELETE FROM offering_area");
	house_sql(site->house, "INSERT INTO offering_area (offering_id, area_kind, code) SELECT id, 'municipality', '0630' FROM offering"
		" WHERE title = 'Kantinedrift og frokost'");
	given_index(site);
	for (size_t i = 0; i < 2; i++) {
		assert_shows(get(site, NULL, "%s?words=kantinedrift+i+Vejle", paths[i]), told);
		assert_shows(get(site, NULL, "%s?words=kantinedrift+VEJLE+Kommune", paths[i]), told);
		assert_shows_not(get(site, NULL, "%s?words=kantinedrift+i+Kolding", paths[i]), "is a municipality");
		assert_shows_not(get(site, NULL, "%s?words=kantinedrift+i+Kolding", paths[i]), "what you write"); /* not delivered there */
		assert_shows_not(get(site, NULL, "%s?words=kantinedrift", paths[i]), "is a municipality");
		assert_shows(get(site, NULL, "%s?words=Vejle", paths[i]), ">See 1 enterprise that delivers there<");
	}
	assert_shows_not(get(site, NULL, "/enterprises?words=kantinedrift+i+Vejle&delivers_to=0630"), "is a municipality");
}

static void a_municipality_is_known_in_other_spellings(void **state)
{
	static const char *const aarhus[] = {"%%C3%%85rhus", "i+aarhus+kommune", "AARHUS", "til+%%C3%%A5rhus"};
	static const char *const taastrup[] = {"H%%C3%%B8je+Taastrup", "h%%C3%%B8je-t%%C3%%A5strup+kommune", "Hoeje+Taastrup"};
	struct site_house *site = *state;

	given_field(site);
	house_sql(site->house, "INSERT INTO municipality (code, name, slug, region_code, nuts3, latitude, longitude)"
		" VALUES ('0751', 'Aarhus', 'aarhus', '1082', 'DK042', 56.15, 10.2), ('0169', 'Høje-Taastrup', 'hoeje-taastrup',"
		" '1084', 'DK012', 55.65, 12.27) ON DUPLICATE KEY UPDATE name = VALUES(name)");
	house_sql(site->house, "DELETE FROM offering_area");
	house_sql(site->house, "INSERT INTO offering_area (offering_id, area_kind, code) SELECT id, 'municipality', m.code FROM offering"
		" JOIN municipality m ON m.code IN ('0751', '0169') WHERE title = 'Kantinedrift og frokost'");
	given_index(site);
	for (size_t i = 0; i < sizeof aarhus / sizeof *aarhus; i++) {
		const char *path = arena_printf(site->house->mem, "/enterprises?words=kantinedrift+%s", aarhus[i]);
		assert_shows(get(site, NULL, path, 0), "Aarhus is a municipality. "
			"<a href=\"/enterprises?words=kantinedrift&amp;delivers_to=0751\">");
	}
	for (size_t i = 0; i < sizeof taastrup / sizeof *taastrup; i++) {
		const char *path = arena_printf(site->house->mem, "/enterprises?words=%s+kantinedrift", taastrup[i]);
		assert_shows(get(site, NULL, path, 0), "Høje-Taastrup is a municipality. "
			"<a href=\"/enterprises?words=kantinedrift&amp;delivers_to=0169\">");
	}
}

static void a_municipality_whose_name_is_a_word_is_not_named_by_the_word(void **state)
{
	struct site_house *site = *state;
	const char *told = "Vejen is a municipality.";

	given_field(site);
	house_sql(site->house, "INSERT INTO municipality (code, name, slug, region_code, nuts3, latitude, longitude)"
		" VALUES ('0575', 'Vejen', 'vejen', '1083', 'DK032', 55.47, 9.05)");
	given_index(site);
	assert_shows_not(get(site, NULL, "/search?words=kantinedrift+ved+vejen"), told);
	assert_shows(get(site, NULL, "/search?words=kantinedrift+i+Vejen"), told);
	assert_shows(get(site, NULL, "/search?words=kantinedrift+i+vejen+kommune"), told);
	assert_shows_not(get(site, NULL, "/search?words=kantinedrift+i+Vejens"), told);
	assert_shows(get(site, NULL, "/search?words=kantinedrift+i+Vejens+Kommune"), told); /* as "Københavns Kommune" */
	house_sql(site->house, "DELETE FROM municipality WHERE code = '0575'");
}

static void a_text_too_long_for_a_list_is_told_and_leads_to_where_it_is_read(void **state)
{
	struct site_house *site = *state;
	OWNED(buffer_close) struct buffer text = {0};

	given_field(site);
	while (text.length < 300)
		buffer_text(&text, "kantinedrift+");
	struct res page = get(site, NULL, "/enterprises?words=%s", text.bytes);
	assert_shows(page, "A list is searched with its first words only.");
	assert_shows(page, "Find who fits the whole text");
	assert_shows(get(site, NULL, "/lines?words=%s", text.bytes), "A list is searched with its first words only.");
	page = get(site, NULL, "/search?words=%s", text.bytes);
	assert_shows_not(page, "first words only");
	assert_shows_not(page, "That is a long text");
	assert_shows(page, "href=\"/enterprises/kantinen\"");
	while (text.length < 3100)
		buffer_text(&text, "kantinedrift+");
	page = get(site, NULL, "/search?words=%s", text.bytes);
	assert_shows(page, "That is a long text. Only its first 3000 characters are read");
	assert_shows(page, "href=\"/enterprises/kantinen\"");
}

static void what_there_is_not_is_told_in_words_and_can_be_taken_away(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/enterprises?cpv=99999999&seat=9999&region=77&kind=thing&delivers_to=8888");
	assert_shows(page, "Unknown CPV code: 99999999<");
	assert_shows(page, "Unknown municipality: 9999<");
	assert_shows(page, "Unknown municipality: 8888<");
	assert_shows(page, "Unknown region: 77<");
	assert_shows(page, "Unknown choice: thing<");
	assert_shows(page, "href=\"/enterprises?delivers_to=8888&amp;cpv=99999999&amp;kind=thing&amp;region=77\"");
	assert_shows_not(page, "✓ 99");
	page = get(site, NULL, "/lines?cpv=xyz&municipality=9999&region=77");
	assert_shows(page, "Unknown CPV code: xyz<");
	assert_shows(page, "Unknown municipality: 9999<");
	assert_shows(page, "Unknown region: 77<");
}

static void where_filters_together_find_nothing_each_says_what_there_is_without_it(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/enterprises?words=kantinedrift&seat=0630");
	assert_shows(page, "<a href=\"/enterprises?words=kantinedrift\">Without “Is in Vejle”</a> <span class=\"quiet\">1<");
	assert_shows(page, "<a href=\"/enterprises?seat=0630\">Without “kantinedrift”</a> <span class=\"quiet\">1<");
	assert_shows_not(get(site, NULL, "/enterprises?words=xylofon"), "Without “");
	page = get(site, NULL, "/lines?words=kantinedrift&municipality=0630");
	assert_shows(page, "<a href=\"/lines?words=kantinedrift\">Without “");
}

static void codes_are_offered_that_find_something_with_how_much(void **state)
{
	struct site_house *site = *state;

	given_field(site);
	struct res page = get(site, NULL, "/enterprises?cpv_words=canteen");
	assert_shows(page, "href=\"/enterprises?cpv=55510000\"");
	assert_shows(page, "</a><span class=\"number\">1</span>");
	page = get(site, NULL, "/enterprises?cpv_words=canteen&rsv=rsv");
	assert_shows(page, "none of them finds anything here");
	assert_shows_not(page, "cpv=5551");
	assert_shows(get(site, NULL, "/enterprises?cpv_words=qqqq"), "No CPV code contains these words");
	assert_shows(get(site, NULL, "/lines?cpv_words=canteen"), "none of them finds anything here");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_cvr_number_leads_to_its_enterprise_in_both_searches, site_house_reset),
		cmocka_unit_test_setup(a_cvr_number_in_the_list_of_purchases_leads_to_its_enterprise, site_house_reset),
		cmocka_unit_test_setup(a_cvr_number_that_nobody_has_or_can_have_is_told_as_that, site_house_reset),
		cmocka_unit_test_setup(a_cpv_code_that_was_typed_is_the_filter, site_house_reset),
		cmocka_unit_test_setup(a_code_that_is_somebodys_cvr_number_leads_to_them_too, site_house_reset),
		cmocka_unit_test_setup(rsv_is_the_filter_and_elsewhere_leads_to_it, site_house_reset),
		cmocka_unit_test_setup(reserved_is_the_filter_of_purchases_and_elsewhere_leads_to_it, site_house_reset),
		cmocka_unit_test_setup(
			reserved_is_the_filter_of_enterprises_that_may_take_such_purchases, site_house_reset),
		cmocka_unit_test_setup(of_reserved_purchases_only_who_may_take_them_fits, site_house_reset),
		cmocka_unit_test_setup(
			a_kind_of_thing_that_no_purchase_says_is_told_on_both_pages_that_list_them, site_house_reset),
		cmocka_unit_test_setup(an_enterprises_name_is_no_filter, site_house_reset),
		cmocka_unit_test_setup(what_is_needed_may_be_told_in_a_sentence, site_house_reset),
		cmocka_unit_test_setup(where_few_have_all_words_those_who_fit_stand_behind_them, site_house_reset),
		cmocka_unit_test_setup(all_that_fit_are_a_link_away, site_house_reset),
		cmocka_unit_test_setup(
			of_many_who_fit_fifty_are_counted_and_two_hundred_listed_a_link_away, site_house_reset),
		cmocka_unit_test_setup(lists_as_json_tell_what_else_there_is, site_house_reset),
		cmocka_unit_test_setup(a_municipality_that_is_named_leads_to_who_delivers_there, site_house_reset),
		cmocka_unit_test_setup(a_municipality_is_known_in_other_spellings, site_house_reset),
		cmocka_unit_test_setup(a_municipality_whose_name_is_a_word_is_not_named_by_the_word, site_house_reset),
		cmocka_unit_test_setup(a_text_too_long_for_a_list_is_told_and_leads_to_where_it_is_read, site_house_reset),
		cmocka_unit_test_setup(what_there_is_not_is_told_in_words_and_can_be_taken_away, site_house_reset),
		cmocka_unit_test_setup(where_filters_together_find_nothing_each_says_what_there_is_without_it, site_house_reset),
		cmocka_unit_test_setup(codes_are_offered_that_find_something_with_how_much, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
