/* SPDX-License-Identifier: MPL-2.0 */
/* Cards of enterprises on pages: shown by stencils from what is kept of them, they are what the template makes of the
 * model; and what is kept is never what has changed since. */
#include <string.h>

#include "fcgi/card_cache.h"
#include "lib/enterprise.h"
#include "lib/search_index.h"
#include "lib/templates.h"
#include "tests/site.h"

static void index_again(struct site_house *site)
{
	house_sql(site->house, "UPDATE index_revision SET revision = revision + 1");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

/* Reads the cards of all, a few at a time. */
static void read_ahead(struct site_house *site)
{
	int64_t after = 0;

	do
		assert_int_equal(card_cache_read(site->site->cards, site->site->index, site->house->db, &after, 3), OK);
	while (after != 0);
}

static void given_card_picture(struct site_house *site, int64_t offering)
{
	house_sql(site->house, "INSERT INTO document (hash, media_type, size, created_at)"
		" VALUES (UNHEX('00112233445566778899aabbccddeeff'), 'image/webp', 100, UTC_TIMESTAMP())");
	house_sql(site->house, "INSERT INTO image (offering_id, position, alternative, created_at)"
		" VALUES (%lld, 1, 'To \"røde\" & hvide', UTC_TIMESTAMP())", (long long)offering);
	house_sql(site->house, "INSERT INTO image_size (image_id, bound, width, height, document_id)"
		" SELECT MAX(image.id), 240, 240, 160, (SELECT MAX(id) FROM document) FROM image");
}

#define LOOKS 9

/* Each looks otherwise; the last one says nothing but its name. */
static size_t given_looks(struct site_house *site, int64_t *ids)
{
	static const char *const facts[LOOKS] = {
		"pitch = 'Én linje', rsv_registered_on = '2020-01-01'",
		"pitch = 'Kant & <kage>', employees = 10, employees_target_group = 3",
		"stage = 'on_the_way', pitch = '   '",
		"employees = 1000, employees_target_group = 299, pitch = 'Under 30'",
		"stage = 'on_the_way', rsv_registered_on = '2021-05-05', employees = 3, employees_target_group = 3",
		"pitch = '\"\"'", "pitch = 'a'", "pitch = 'b', employees = 0, employees_target_group = 0", "pitch = ''"};

	for (int i = 0; i < LOOKS; i++) {
		ids[i] = given_enterprise(site->house, arena_printf(site->house->mem, "Nr. %d & <søn>", i), "0621");
		house_sql(site->house, "UPDATE enterprise SET %s WHERE organisation_id = %lld", facts[i], (long long)ids[i]);
		for (int k = 0; k < LOOKS - 1 - i; k++) {
			int64_t offering = given_offering(site->house, ids[i],
				arena_printf(site->house->mem, "Ydelse %d > %d", i, k), "55500000");
			if (i % 3 == 0 && k == 1)
				given_card_picture(site, offering);
		}
	}
	return LOOKS;
}

/* The card as the template makes it of the model. */
static void card_of_model(struct site_house *site, enum language language, json_t *model, struct buffer *out)
{
	json_object_set(model, "asset", site->site->assets);
	assert_int_equal(templates_render(site->site->templates, language, "enterprise_card.html", model, out), OK);
}

/* Every card of a page is what the template makes of its model, and they stand in the order of the models. */
static void assert_cards(struct site_house *site, enum language language, const int64_t *ids, size_t count)
{
	struct browser *browser = anybody(site);
	json_t *models, *model;
	size_t i;

	given_cookie(browser, arena_printf(site->house->mem, "torv_language=%s", language_code(language)));
	struct res page = get(site, browser, "/enterprises");
	assert_int_equal(page.status, 200);
	assert_int_equal(enterprise_cards(site->house->db, site->house->mem, ids, count, language_code(language), &models), OK);
	assert_int_equal(json_array_size(models), count);
	const char *at = page.body;
	json_array_foreach(models, i, model) {
		OWNED(buffer_close) struct buffer card = {0};
		card_of_model(site, language, model, &card);
		at = strstr(at, card.bytes);
		if (at == NULL)
			fail_msg("in %s the page does not have this card here:\n%s", language_code(language), card.bytes);
	}
	json_decref(models);
}

static void assert_cards_in_all_languages(struct site_house *site, const int64_t *ids, size_t count)
{
	for (int language = 0; language < LANGUAGES; language++)
		assert_cards(site, (enum language)language, ids, count);
}

static void a_card_is_what_the_template_makes_of_the_model_read_ahead_or_not(void **state)
{
	struct site_house *site = *state;
	int64_t ids[LOOKS];
	size_t count = given_looks(site, ids);

	index_again(site);
	assert_cards_in_all_languages(site, ids, count);
	index_again(site);
	read_ahead(site);
	assert_cards_in_all_languages(site, ids, count);
}

static void some_that_were_kept_and_some_that_were_not_stand_in_their_order(void **state)
{
	struct site_house *site = *state;
	int64_t ids[LOOKS];
	size_t count = given_looks(site, ids);

	index_again(site);
	assert_shows(get(site, NULL, "/enterprises?words=nr+3"), "Nr. 3");
	assert_shows(get(site, NULL, "/enterprises?words=nr+5"), "Nr. 5");
	assert_cards_in_all_languages(site, ids, count);
}

static void what_was_read_ahead_is_shown_in_every_language_until_it_changes(void **state)
{
	struct site_house *site = *state;
	int64_t id = given_enterprise(site->house, "Kantinen", "0621");

	index_again(site);
	read_ahead(site);
	/* behind the index's back: whoever asks the database sees it */
	house_sql(site->house, "UPDATE organisation SET name = 'Caféen' WHERE id = %lld", (long long)id);
	for (int language = 0; language < LANGUAGES; language++) {
		struct browser *browser = anybody(site);
		given_cookie(browser, arena_printf(site->house->mem, "torv_language=%s", language_code((enum language)language)));
		assert_shows(get(site, browser, "/enterprises"), ">Kantinen</a>");
	}
	assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(
		get_json(site, NULL, "/enterprises"), "enterprises"), 0), "name")), "Caféen");
	assert_int_equal(index_changed(site->house->db, INDEX_ENTERPRISE, id), OK);
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
	assert_shows(get(site, NULL, "/enterprises"), ">Caféen</a>");
}

static void a_change_between_two_parts_of_the_reading_is_seen(void **state)
{
	struct site_house *site = *state;
	int64_t ids[LOOKS], after = 0;

	given_looks(site, ids);
	index_again(site);
	assert_int_equal(card_cache_read(site->site->cards, site->site->index, site->house->db, &after, 3), OK);
	assert_int_equal(after, ids[2]);
	house_sql(site->house, "UPDATE organisation SET name = 'Caféen' WHERE id IN (%lld, %lld)", (long long)ids[1],
		(long long)ids[7]);
	assert_int_equal(index_changed(site->house->db, INDEX_ENTERPRISE, ids[1]), OK);
	assert_int_equal(index_changed(site->house->db, INDEX_ENTERPRISE, ids[7]), OK);
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
	while (after != 0)
		assert_int_equal(card_cache_read(site->site->cards, site->site->index, site->house->db, &after, 3), OK);
	struct res page = get(site, NULL, "/enterprises");
	assert_shows_not(page, "Nr. 1 &amp;");
	assert_shows_not(page, "Nr. 7 &amp;");
	const char *first = strstr(page.body, ">Caféen</a>");
	assert_non_null(first);
	assert_non_null(strstr(first + 1, ">Caféen</a>"));
}

static void who_is_not_approved_any_more_has_no_card(void **state)
{
	struct site_house *site = *state;
	int64_t id = given_enterprise(site->house, "Kantinen", "0621");

	index_again(site);
	read_ahead(site);
	assert_shows(get(site, NULL, "/enterprises"), ">Kantinen</a>");
	house_sql(site->house, "UPDATE enterprise SET status = 'withdrawn' WHERE organisation_id = %lld", (long long)id);
	index_again(site);
	read_ahead(site);
	assert_shows_not(get(site, NULL, "/enterprises"), ">Kantinen</a>");
}

/* The list of who fits has the names that are kept, and no names that are not. */
static void who_fits_has_the_name_of_its_card_until_it_changes(void **state)
{
	struct site_house *site = *state;
	int64_t id = given_enterprise(site->house, "Kød & <kage>", "0621");

	given_offering(site->house, id, "Kantinedrift", "55510000");
	given_offering(site->house, given_enterprise(site->house, "Pausen", "0621"), "Kantinedrift", "55510000");
	house_sql(site->house, "UPDATE enterprise SET rsv_registered_on = '2020-01-01' WHERE organisation_id = %lld", (long long)id);
	index_again(site);
	read_ahead(site);
	house_sql(site->house, "UPDATE organisation SET name = 'Caféen' WHERE id = %lld", (long long)id);
	struct res page = get(site, NULL, "/enterprises?words=kantinedrift+xylofon");
	assert_shows(page, ">Kød &amp; &lt;kage&gt;</a> <a class=\"label-tag label-tag-success\" href=\"/words#rsv\">");
	assert_shows(page, "<span>Kolding</span>");
	assert_shows(page, ">Pausen</a></h3>");
	const json_t *fitting = json_object_get(get_json(site, NULL, "/enterprises?words=kantinedrift+xylofon"), "fitting");
	const json_t *first = json_array_get(json_object_get(fitting, "matches"), 0);
	assert_string_equal(json_string_value(json_object_get(first, "name")), "Kød & <kage>");
	assert_int_equal(index_changed(site->house->db, INDEX_ENTERPRISE, id), OK);
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
	assert_shows(get(site, NULL, "/enterprises?words=kantinedrift+xylofon"), ">Caféen</a>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_card_is_what_the_template_makes_of_the_model_read_ahead_or_not, site_house_reset),
		cmocka_unit_test_setup(some_that_were_kept_and_some_that_were_not_stand_in_their_order, site_house_reset),
		cmocka_unit_test_setup(what_was_read_ahead_is_shown_in_every_language_until_it_changes, site_house_reset),
		cmocka_unit_test_setup(a_change_between_two_parts_of_the_reading_is_seen, site_house_reset),
		cmocka_unit_test_setup(who_is_not_approved_any_more_has_no_card, site_house_reset),
		cmocka_unit_test_setup(who_fits_has_the_name_of_its_card_until_it_changes, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
