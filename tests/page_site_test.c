/* SPDX-License-Identifier: MPL-2.0 */
/* The web face itself: routes, CSRF, languages, error pages, health. */
#include "tests/site.h"

#include <string.h>

#include "fcgi/response.h"
#include "fcgi/route.h"

static void an_address_that_is_not_there_is_a_translated_404(void **state)
{
	struct site_house *site = *state;
	struct res res = get(site, NULL, "/nowhere");

	assert_int_equal(res.status, 404);
	assert_non_null(strstr(res.body, "There is no such page"));
	struct browser *browser = anybody(site);
	get(site, browser, "/language/da");
	assert_null(strstr(get(site, browser, "/nowhere").body, "There is no such page"));
}

static void a_method_that_a_path_does_not_take_is_405(void **state)
{
	assert_int_equal(post(*state, NULL, "", "/health").status, 405);
}

static void the_language_switch_keeps_the_choice_and_the_page(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = anybody(site);

	assert_redirects(get(site, browser, "/language/nl?next=/words"), "/words");
	assert_shows(get(site, browser, "/words"), "<html lang=\"nl\">");
	assert_redirects(get(site, browser, "/language/da?next=//evil.example/"), "/");
	assert_redirects(get(site, browser, "/language/da?next=https://evil.example/"), "/");
	assert_int_equal(get(site, browser, "/language/fr").status, 404);
}

static void health_says_that_database_and_queue_are_well(void **state)
{
	struct site_house *site = *state;
	json_t *health = get_json(site, NULL, "/health");

	assert_true(json_is_true(json_object_get(health, "database_well")));
	assert_true(json_is_true(json_object_get(health, "queue_well")));
	assert_int_equal(get(site, NULL, "/health").status, 200);
}

static void health_says_that_the_queue_stands_still(void **state)
{
	struct site_house *site = *state;

	house_sql(site->house,
		"INSERT INTO outbox (kind, recipient_address, recipient_name, language, model, message_id,"
		" next_attempt_at, created_at) VALUES ('match', 'a@example.org', '', 'da', '{}', 'x@y',"
		" UTC_TIMESTAMP() - INTERVAL 1 HOUR, UTC_TIMESTAMP() - INTERVAL 1 HOUR)");
	assert_int_equal(get(site, NULL, "/health").status, 503);
	assert_false(json_is_true(json_object_get(get_json(site, NULL, "/health"), "queue_well")));
}

static struct res raw(struct site_house *site, struct raw_request given)
{
	struct req req = {.site = site->site, .db = site->house->db, .mem = site->house->mem};
	struct res res = {0};

	request_read(&req, &given);
	route_run(&req);
	res.status = req.response.status;
	response_close(&req.response);
	return res;
}

static void what_is_malformed_is_refused_before_any_handler(void **state)
{
	struct site_house *site = *state;

	assert_int_equal(raw(site, (struct raw_request){.method = "GET", .uri = "/%ff"}).status, 400);
	assert_int_equal(raw(site, (struct raw_request){.method = "GET", .uri = "/?a=%c3"}).status, 400);
	assert_int_equal(raw(site, (struct raw_request){.method = "GET", .uri = "nowhere"}).status, 400);
	assert_int_equal(raw(site, (struct raw_request){0}).status, 400);
	assert_int_equal(raw(site, (struct raw_request){.method = "POST", .uri = "/", .content_type = "text/plain",
					   .body = "x", .body_size = 1}).status, 400);
	assert_int_equal(raw(site, (struct raw_request){.method = "POST", .uri = "/", .body_too_large = true}).status, 413);
	assert_int_equal(raw(site, (struct raw_request){.method = "PUT", .uri = "/words"}).status, 405);
}

static void a_response_cannot_be_split_by_a_header_value(void **state)
{
	struct site_house *site = *state;
	struct req req = {.site = site->site, .mem = site->house->mem};
	OWNED(buffer_close) struct buffer out = {0};

	add_header(&req, "Location", "/x\r\nSet-Cookie: a=b");
	response_write(&req, &out);
	assert_null(strstr(out.bytes, "Set-Cookie"));
	response_close(&req.response);
}

static const json_t *field_of(const json_t *model, const char *name)
{
	const json_t *fields = json_object_get(model, "fields"), *field;
	size_t i;

	json_array_foreach(fields, i, field) {
		if (strcmp(json_string_value(json_object_get(field, "name")), name) == 0)
			return field;
	}
	fail_msg("there is no field %s", name);
	return NULL;
}

static void forms_say_as_json_what_they_want(void **state)
{
	struct site_house *site = *state;
	json_t *model = get_json(site, NULL, "/register");
	const json_t *name = field_of(model, "name"), *municipality = field_of(model, "municipality");

	assert_string_equal(json_string_value(json_object_get(model, "action")), "/register");
	assert_string_equal(json_string_value(json_object_get(name, "label")), "Name of the enterprise");
	assert_int_equal(json_integer_value(json_object_get(name, "maximum")), 160);
	assert_true(json_is_true(json_object_get(name, "required")));
	assert_in_range(json_array_size(json_object_get(municipality, "choices")), 5, 98);
	assert_true(json_is_true(json_object_get(field_of(get_json(site, NULL, "/login"), "email"), "required")));
}

static void words_and_the_accessibility_statement_come_as_json_and_as_a_page(void **state)
{
	struct site_house *site = *state;
	json_t *model = get_json(site, NULL, "/words"), *first = json_array_get(json_object_get(model, "words"), 0);

	assert_string_equal(json_string_value(json_object_get(first, "id")), "soev");
	assert_int_equal(json_array_size(json_object_get(first, "points")), 5);
	assert_shows(get(site, NULL, "/words"), "<h2 id=\"paragraph-54\">");
	model = get_json(site, NULL, "/accessibility");
	assert_string_equal(json_string_value(json_object_get(model, "level")), "AA");
	assert_shows(get(site, NULL, "/accessibility"), "may lack descriptions");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_that_is_not_there_is_a_translated_404),
		cmocka_unit_test(a_method_that_a_path_does_not_take_is_405),
		cmocka_unit_test(the_language_switch_keeps_the_choice_and_the_page),
		cmocka_unit_test(health_says_that_database_and_queue_are_well),
		cmocka_unit_test_setup(forms_say_as_json_what_they_want, site_house_reset),
		cmocka_unit_test_setup(words_and_the_accessibility_statement_come_as_json_and_as_a_page, site_house_reset),
		cmocka_unit_test_setup(health_says_that_the_queue_stands_still, site_house_reset),
		cmocka_unit_test(what_is_malformed_is_refused_before_any_handler),
		cmocka_unit_test(a_response_cannot_be_split_by_a_header_value),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
