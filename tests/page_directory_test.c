/* SPDX-License-Identifier: MPL-2.0 */
/* The directory and an enterprise's own page: who is found, by what, and who is not. */
#include <stdlib.h>
#include <string.h>

#include "lib/search_index.h"
#include "tests/market.h"
#include "tests/site.h"

static void index_again(struct site_house *site)
{
	house_sql(site->house, "UPDATE index_revision SET revision = revision + 1");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

/* A canteen in Kolding that delivers everywhere, and a laundry in Vejle that is registered. */
static struct market given_directory(struct site_house *site)
{
	struct market market = given_market(site->house);

	given_offering(site->house, market.enterprise, "Frokostordning", "55500000");
	given_offering(site->house, market.other, "Vask af linned", "90900000");
	house_sql(site->house, "UPDATE enterprise SET rsv_registered_on = '2015-03-03' WHERE organisation_id = %lld",
		(long long)market.other);
	index_again(site);
	return market;
}

static int64_t number(const json_t *model, const char *name)
{
	return json_integer_value(json_object_get(model, name));
}

/* The choice of a facet with that code; NULL when there is none. */
static const json_t *choice(const json_t *model, const char *facet, const char *code)
{
	const json_t *choices = json_object_get(json_object_get(json_object_get(model, "facets"), facet), "choices");

	for (size_t i = 0; i < json_array_size(choices); i++) {
		const json_t *one = json_array_get(choices, i);
		if (strcmp(json_string_value(json_object_get(one, "code")), code) == 0)
			return one;
	}
	return NULL;
}

static const char *text(const json_t *model, const char *name)
{
	const char *value = json_string_value(json_object_get(model, name));

	assert_non_null(value);
	return value;
}

static void words_narrow_the_directory(void **state)
{
	struct site_house *site = *state;

	given_directory(site);
	struct res res = get(site, NULL, "/enterprises?words=linned");
	assert_shows(res, "Vaskeriet</a>");
	assert_shows_not(res, "Kantinen</a>");
	assert_shows(res, "1 enterprise</strong>");
	assert_shows(res, "value=\"linned\"");
	assert_shows(get(site, NULL, "/enterprises"), "2 enterprises</strong>");
}

static void a_misspelt_word_shows_what_was_meant_and_says_so(void **state)
{
	static const char *const pages[] = {"/enterprises?words=lined", "/search?words=lined"};
	struct site_house *site = *state;

	given_directory(site);
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		assert_shows(get(site, NULL, "%s", pages[i]), "Vaskeriet</a>");
		assert_shows(get(site, NULL, "%s", pages[i]), "Showing results for “linned” instead of “lined”.");
	}
	assert_shows(get(site, NULL, "/lines?words=lined"), "instead of “lined”.");
	assert_shows_not(get(site, NULL, "/enterprises?words=linned"), "Showing results for");
}

static void a_facets_link_keeps_the_other_filters(void **state)
{
	struct site_house *site = *state;

	given_directory(site);
	const json_t *model = get_json(site, NULL, "/enterprises?words=vask+%%26+linned&kind=service");
	assert_int_equal(number(model, "total"), 1);
	const json_t *rsv = choice(model, "rsv", "rsv");
	assert_int_equal(number(rsv, "count"), 1);
	assert_string_equal(text(rsv, "url"), "/enterprises?words=vask%20%26%20linned&kind=service&rsv=rsv");
	assert_string_equal(text(choice(model, "kinds", "service"), "url"), "/enterprises?words=vask%20%26%20linned");
}

/* Every choice of a facet that JSON tells stands in the page, with the same address. */
static void assert_links(struct res page, const json_t *facet)
{
	static const char *const lists[] = {"choices", "more"};

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < json_array_size(json_object_get(facet, lists[k])); i++) {
			const json_t *one = json_array_get(json_object_get(facet, lists[k]), i);
			OWNED(buffer_close) struct buffer link = {0};
			buffer_text(&link, "href=\"");
			buffer_html(&link, text(one, "url"));
			buffer_text(&link, "\"");
			assert_shows(page, link.bytes);
		}
}

static void a_choices_link_is_the_same_in_the_page_as_in_json_whatever_else_is_chosen(void **state)
{
	static const char *const queries[] = {"", "?words=vask+%26+%22r%C3%B8d%22", "?kind=service", "?kind=service&rsv=rsv",
		"?rsv=rsv&kind=service&region=1083", "?words=linned&cpv=909&seat=0630&rsv=rsv&region=1083&kind=service"};
	struct site_house *site = *state;

	given_directory(site);
	for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
		struct res page = get(site, NULL, "/enterprises%s", queries[i]);
		json_t *model = get_json(site, NULL, "/enterprises%s", queries[i]), *facet;
		const char *name;
		json_object_foreach(json_object_get(model, "facets"), name, facet)
			assert_links(page, facet);
	}
	/* without what is chosen the rest is the query */
	assert_shows(get(site, NULL, "/enterprises?kind=service&rsv=rsv"), "href=\"/enterprises?rsv=rsv\" aria-current");
	assert_shows(get(site, NULL, "/enterprises?kind=service&rsv=rsv"), "href=\"/enterprises?kind=service\" aria-current");
	assert_shows(get(site, NULL, "/enterprises?kind=service"), "href=\"/enterprises\" aria-current");
}

static void the_number_beside_a_choice_is_what_its_link_shows(void **state)
{
	struct site_house *site = *state;

	given_directory(site);
	const json_t *model = get_json(site, NULL, "/enterprises");
	static const char *const facets[][2] = {{"kinds", "service"}, {"rsv", "rsv"}, {"seats", "0630"},
		{"divisions", "90"}};
	for (size_t i = 0; i < 4; i++) {
		const json_t *one = choice(model, facets[i][0], facets[i][1]);
		const json_t *narrowed = get_json(site, NULL, "%s", text(one, "url"));
		assert_int_equal(number(narrowed, "total"), number(one, "count"));
		assert_true(json_is_true(json_object_get(choice(narrowed, facets[i][0], facets[i][1]), "chosen")));
	}
}

static void a_list_tells_nobodys_address(void **state)
{
	static const char *const lists[] = {"/enterprises", "/", "/search?words=vask"};
	struct site_house *site = *state;

	given_directory(site);
	house_sql(site->house, "UPDATE enterprise SET contact_email = 'ane@vaskeriet.example', contact_phone = '75112233'");
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		char *said = json_dumps(get_json(site, NULL, "%s", lists[i]), 0);
		assert_non_null(strstr(said, "vaskeriet"));
		assert_null(strstr(said, "ane@"));
		assert_null(strstr(said, "75112233"));
		free(said);
	}
	assert_shows(get(site, NULL, "/enterprises/vaskeriet"), "ane@vaskeriet.example");
}

static void a_cpv_code_is_found_by_typing_words(void **state)
{
	struct site_house *site = *state;

	given_directory(site);
	struct res res = get(site, NULL, "/enterprises?cpv_words=canteen&seat=0621");
	assert_shows(res, "href=\"/enterprises?cpv=555");
	assert_shows(res, "&amp;seat=0621\"");
	assert_int_equal(number(get_json(site, NULL, "/enterprises?cpv=555"), "total"), 1);
}

static void an_empty_search_leads_to_describing_what_is_needed(void **state)
{
	struct site_house *site = *state;
	struct market market = given_directory(site);

	assert_shows(get(site, NULL, "/enterprises?words=xyzzy"), "Tell us what you need");
	assert_shows(get(site, as(site, market.buyer), "/enterprises?words=xyzzy"),
		"href=\"/my/plans\">Describe what you need");
	assert_shows(get(site, NULL, "/enterprises?delivers_to=9999"), "No enterprise matches all of that");
}

static void a_page_too_far_shows_the_last_one(void **state)
{
	struct site_house *site = *state;

	for (int i = 0; i < 23; i++)
		given_enterprise(site->house, arena_printf(site->house->mem, "Nummer %02d", i), "0621");
	index_again(site);
	struct res res = get(site, NULL, "/enterprises?seat=0621&page=99");
	assert_shows(res, "Nummer 22</a>");
	assert_shows(res, "href=\"/enterprises?seat=0621\" rel=\"prev\"");
	assert_shows(res, "Page 2 of 2");
	assert_shows(get(site, NULL, "/enterprises?seat=0621"), "href=\"/enterprises?seat=0621&amp;page=2\" rel=\"next\"");
}

static void what_was_typed_is_escaped(void **state)
{
	struct site_house *site = *state;
	struct res res = get(site, NULL, "/enterprises?words=%%22%%3E%%3Cscript%%3E&seat=%%22x&cpv=%%3Cb");

	assert_shows_not(res, "<script>");
	assert_shows(res, "&lt;b");
	assert_shows(res, "&quot;x");
}

static void an_enterprise_shows_what_it_supplies_and_the_ground_of_its_badges(void **state)
{
	struct site_house *site = *state;

	given_directory(site);
	struct res res = get(site, NULL, "/enterprises/vaskeriet");
	assert_shows(res, "Vask af linned");
	assert_shows(res, "Delivered in all of Denmark");
	assert_shows(res, "in the public register since 3 March 2015");
	assert_shows(res, "50 % of those employed are in the target group");
	assert_shows(res, "href=\"/enterprises/vaskeriet/contact\"");
	assert_string_equal(text(json_object_get(get_json(site, NULL, "/enterprises/vaskeriet"), "enterprise"), "name"),
		"Vaskeriet");
}

static void only_its_own_people_see_a_draft(void **state)
{
	struct site_house *site = *state;
	struct market market = given_directory(site);
	static const char *const hidden[] = {"draft", "submitted", "changes_requested", "withdrawn"};

	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		house_sql(site->house, "UPDATE enterprise SET status = '%s' WHERE organisation_id = %lld", hidden[i],
			(long long)market.other);
		index_again(site);
		assert_int_equal(get(site, NULL, "/enterprises/vaskeriet").status, 404);
		assert_int_equal(get(site, as(site, market.owner), "/enterprises/vaskeriet").status, 404);
		assert_int_equal(get(site, as(site, market.buyer), "/enterprises/vaskeriet").status, 404);
		assert_shows(get(site, as(site, market.other_owner), "/enterprises/vaskeriet"), "Only you see this");
		assert_shows_not(get(site, as(site, market.other_owner), "/enterprises"), "Vaskeriet</a>");
		assert_int_equal(number(get_json(site, NULL, "/enterprises"), "total"), 1);
	}
}

static void a_card_that_was_kept_shows_what_has_changed_since(void **state)
{
	struct site_house *site = *state;
	struct market market = given_directory(site);

	assert_shows(get(site, NULL, "/enterprises?words=linned"), "Vask af linned");
	assert_shows(get(site, NULL, "/enterprises?words=linned"), "Vask af linned");
	house_sql(site->house, "UPDATE offering SET title = 'Strygning af linned' WHERE organisation_id = %lld",
		(long long)market.other);
	index_again(site);
	assert_shows(get(site, NULL, "/enterprises?words=linned"), "Strygning af linned");
	assert_shows_not(get(site, NULL, "/enterprises?words=linned"), "Vask af linned");
}

static void there_is_no_page_for_who_is_no_enterprise(void **state)
{
	struct site_house *site = *state;
	struct market market = given_directory(site);

	assert_int_equal(get(site, NULL, "/enterprises/kolding-kommune").status, 404);
	assert_int_equal(get(site, as(site, market.buyer), "/enterprises/kolding-kommune").status, 404);
	assert_int_equal(get(site, NULL, "/enterprises/ukendt").status, 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(words_narrow_the_directory, site_house_reset),
		cmocka_unit_test_setup(a_misspelt_word_shows_what_was_meant_and_says_so, site_house_reset),
		cmocka_unit_test_setup(a_facets_link_keeps_the_other_filters, site_house_reset),
		cmocka_unit_test_setup(a_choices_link_is_the_same_in_the_page_as_in_json_whatever_else_is_chosen, site_house_reset),
		cmocka_unit_test_setup(the_number_beside_a_choice_is_what_its_link_shows, site_house_reset),
		cmocka_unit_test_setup(a_list_tells_nobodys_address, site_house_reset),
		cmocka_unit_test_setup(a_cpv_code_is_found_by_typing_words, site_house_reset),
		cmocka_unit_test_setup(an_empty_search_leads_to_describing_what_is_needed, site_house_reset),
		cmocka_unit_test_setup(a_page_too_far_shows_the_last_one, site_house_reset),
		cmocka_unit_test_setup(what_was_typed_is_escaped, site_house_reset),
		cmocka_unit_test_setup(an_enterprise_shows_what_it_supplies_and_the_ground_of_its_badges, site_house_reset),
		cmocka_unit_test_setup(only_its_own_people_see_a_draft, site_house_reset),
		cmocka_unit_test_setup(a_card_that_was_kept_shows_what_has_changed_since, site_house_reset),
		cmocka_unit_test_setup(there_is_no_page_for_who_is_no_enterprise, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
