/* SPDX-License-Identifier: MPL-2.0 */
/* CPV codes chosen by typing words, with script and without. */
#include <string.h>

#include "fcgi/form.h"
#include "fcgi/response.h"
#include "lib/search_index.h"
#include "tests/site.h"

#define HARVEST "honningh%C3%B8st"

/* Two codes about honey that the index knows. */
static void given_codes(struct site_house *site)
{
	house_sql(site->house, "REPLACE INTO cpv (code, name_da, name_en, name_nl, source) VALUES"
			       " ('98999000', 'Honninghøst', 'Honey harvest', 'Honingoogst', 'torv'),"
			       " ('98999100', 'Honningsalg', 'Honey sale', 'Honingverkoop', 'torv')");
	house_sql(site->house, "UPDATE index_revision SET revision = revision + 1");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

static json_t *codes_for(struct site_house *site, struct browser *browser, const char *words)
{
	json_t *codes = json_object_get(get_json(site, browser, "/cpv?words=%s", words), "codes");

	assert_true(json_is_array(codes));
	return codes;
}

static bool has_code(const json_t *list, const char *key, const char *code)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *value = json_string_value(json_object_get(json_array_get(list, i), key));
		if (strcmp(value, code) == 0)
			return true;
	}
	return false;
}

static void a_word_in_any_language_finds_a_code_with_its_name_in_the_readers(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = anybody(site);

	given_codes(site);
	assert_true(has_code(codes_for(site, browser, "honey"), "code", "98999000"));
	assert_true(has_code(codes_for(site, browser, HARVEST), "name", "Honey harvest"));
	get(site, browser, "/language/da");
	assert_true(has_code(codes_for(site, browser, HARVEST), "name", "Honninghøst"));
	assert_int_equal(json_array_size(codes_for(site, browser, "")), 0);
	assert_int_equal(json_array_size(codes_for(site, browser, "xyzzy")), 0);
}

/* A form with the field, as it was sent. */
static json_t *shown(struct site_house *site, struct req *req, const char *sent, const char *const *stored)
{
	struct raw_request raw = {.method = "POST", .uri = "/cpv", .cookie = "torv_language=en",
		.content_type = "application/x-www-form-urlencoded", .body = sent, .body_size = strlen(sent)};
	json_t *form = json_object();

	given_codes(site);
	*req = (struct req){.site = site->site, .db = site->house->db, .mem = site->house->mem};
	request_read(req, &raw);
	req->form_sent = *sent != '\0';
	assert_int_equal(form_show_cpv(req, form, "cpv", stored), OK);
	return form;
}

static void a_stored_code_is_shown_by_its_name_and_is_chosen(void **state)
{
	struct req req;
	json_t *form = shown(*state, &req, "", (const char *const[]){"98999100", NULL});
	json_t *choice = json_array_get(json_object_get(json_object_get(form, "cpv"), "choices"), 0);

	assert_string_equal(json_string_value(json_object_get(choice, "label")), "Honey sale");
	assert_true(json_is_true(json_object_get(choice, "chosen")));
	json_decref(form);
}

static void the_button_adds_what_it_found_and_keeps_what_was_chosen(void **state)
{
	struct req req;
	json_t *form = shown(*state, &req, "cpv=98999100&cpv_words=honey&cpv_search=cpv", NULL);
	json_t *choices = json_object_get(json_object_get(form, "cpv"), "choices");

	assert_int_equal(json_array_size(choices), 2);
	assert_true(json_is_true(json_object_get(json_array_get(choices, 0), "chosen")));
	assert_true(has_code(choices, "value", "98999000"));
	assert_true(json_is_false(json_object_get(json_array_get(choices, 1), "chosen")));
	json_decref(form);
}

static void what_title_and_text_are_about_is_offered_while_no_code_is_chosen(void **state)
{
	struct req req;
	json_t *form = shown(*state, &req, "title=Honey+harvest&text=We+harvest+honey&language=en&cpv_words=", NULL);
	const json_t *field = json_object_get(form, "cpv"), *choices = json_object_get(field, "choices");

	assert_true(json_is_true(json_object_get(field, "is_guess")));
	assert_true(has_code(choices, "value", "98999000"));
	assert_true(json_is_false(json_object_get(json_array_get(choices, 0), "chosen")));
	json_decref(form);
	form = shown(*state, &req, "title=Honey+harvest&text=We+harvest+honey&language=en&cpv=98999100", NULL);
	field = json_object_get(form, "cpv");
	assert_true(json_is_false(json_object_get(field, "is_guess")));
	assert_int_equal(json_array_size(json_object_get(field, "choices")), 1);
	json_decref(form);
	form = shown(*state, &req, "", (const char *const[]){NULL});
	assert_int_equal(json_array_size(json_object_get(json_object_get(form, "cpv"), "choices")), 0);
	json_decref(form);
}

static void words_that_no_code_has_are_answered_with_advice(void **state)
{
	struct req req;
	json_t *form = shown(*state, &req, "cpv_words=xyzzy&cpv_search=cpv", NULL);

	assert_true(json_is_true(json_object_get(json_object_get(form, "cpv"), "found_none")));
	json_decref(form);
}

static void what_is_no_code_is_not_shown_as_one(void **state)
{
	struct req req;
	json_t *form = shown(*state, &req, "cpv=11111111&cpv=%3Cscript%3E", NULL);

	assert_int_equal(json_array_size(json_object_get(json_object_get(form, "cpv"), "choices")), 0);
	json_decref(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_in_any_language_finds_a_code_with_its_name_in_the_readers),
		cmocka_unit_test(a_stored_code_is_shown_by_its_name_and_is_chosen),
		cmocka_unit_test(the_button_adds_what_it_found_and_keeps_what_was_chosen),
		cmocka_unit_test(what_title_and_text_are_about_is_offered_while_no_code_is_chosen),
		cmocka_unit_test(words_that_no_code_has_are_answered_with_advice),
		cmocka_unit_test(what_is_no_code_is_not_shown_as_one),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
