/* SPDX-License-Identifier: MPL-2.0 */
/* Pictures of what an enterprise supplies, as its people add them and as others see them. */
#include "tests/site.h"

#include <string.h>

#include "tests/files.h"

struct shop {
	long long offering;
	struct browser *owner;
};

static struct shop given_shop(struct site_house *site)
{
	int64_t enterprise = given_enterprise(site->house, "Soul", "0621");

	return (struct shop){(long long)given_offering(site->house, enterprise, "Frokost", "55520000"),
		as(site, given_member(site->house, enterprise, "Ejer", "owner"))};
}

static struct res add(struct site_house *site, const struct shop *shop, struct upload upload, const char *words)
{
	return post_files(site, shop->owner, arena_printf(site->house->mem, "alternative=%s", words), "picture", &upload,
		1, "/my/offerings/%lld/pictures", shop->offering);
}

static void a_picture_stands_on_the_page_of_the_enterprise_and_on_its_card(void **state)
{
	struct site_house *site = *state;
	struct shop shop = given_shop(site);

	assert_shows(get(site, shop.owner, "/my/offerings/%lld/pictures", shop.offering), "Add a picture");
	assert_int_equal(add(site, &shop, given_photograph(site->house->mem, 400, 300, 6), "To kokke").status, 303);
	assert_shows(get(site, NULL, "/enterprises/soul"), "alt=\"To kokke\" width=\"300\" height=\"400\" loading=\"lazy\"");
	assert_shows(get(site, NULL, "/"), "alt=\"To kokke\" width=\"180\" height=\"240\" loading=\"lazy\"");
}

static void a_picture_is_served_to_be_kept_for_a_day(void **state)
{
	struct site_house *site = *state;
	struct shop shop = given_shop(site);

	assert_int_equal(add(site, &shop, given_photograph(site->house->mem, 400, 300, 1), "To kokke").status, 303);
	const char *hash = house_text(site->house, "SELECT LOWER(HEX(hash)) FROM document ORDER BY id DESC LIMIT 1");
	struct res file = get(site, NULL, "/pictures/%s.webp", hash);
	assert_int_equal(file.status, 200);
	assert_non_null(strstr(file.headers, "Cache-Control: public, max-age=86400, immutable\r\n"));
	assert_true(look_at(file.body, file.size, FILE_WEBP).red_left);
	assert_false(bytes_hold(file.body, file.size, "GPS-secret"));
	assert_int_equal(get(site, NULL, "/pictures/%s.jpg", hash).status, 404);
	assert_int_equal(get(site, NULL, "/pictures/0%s.webp", hash).status, 404);
}

/* The address of the picture that was added last, in its smallest size. */
static const char *address(struct site_house *site)
{
	return arena_printf(site->house->mem, "/pictures/%s.webp",
		house_text(site->house, "SELECT LOWER(HEX(hash)) FROM document ORDER BY id DESC LIMIT 1"));
}

/* Who leaves takes the pictures along; who reviews whether they come back, and they themselves, see them. */
static void a_picture_is_served_only_to_whom_a_page_shows_it(void **state)
{
	struct site_house *site = *state;
	struct shop shop = given_shop(site);
	int64_t kolding = given_municipality(site->house, "0621"), vejle = given_municipality(site->house, "0630");
	struct browser *coordinator = as(site, given_member(site->house, kolding, "Ko", "coordinator"));
	struct browser *buyer = as(site, given_member(site->house, kolding, "Køb", "buyer"));
	struct browser *elsewhere = as(site, given_member(site->house, vejle, "Ve", "coordinator"));

	assert_int_equal(add(site, &shop, given_picture(site->house->mem, FILE_PNG, 30, 20), "To kokke").status, 303);
	const char *path = address(site);
	assert_int_equal(get(site, NULL, "%s", path).status, 200);
	house_sql(site->house, "UPDATE enterprise SET status = 'withdrawn', submitted_at = UTC_TIMESTAMP()");
	assert_int_equal(get(site, NULL, "%s", path).status, 404);
	assert_int_equal(get(site, buyer, "%s", path).status, 404);
	assert_int_equal(get(site, elsewhere, "%s", path).status, 404);
	assert_int_equal(get(site, coordinator, "%s", path).status, 200);
	struct res own = get(site, shop.owner, "%s", path);
	assert_int_equal(own.status, 200);
	assert_non_null(strstr(own.headers, "Cache-Control: private, "));
	house_sql(site->house, "UPDATE enterprise SET submitted_at = NULL");
	assert_int_equal(get(site, coordinator, "%s", path).status, 404);
}

/* The same bytes may stand at two enterprises; one of them leaves. */
static void a_picture_that_another_enterprise_shows_too_stays(void **state)
{
	struct site_house *site = *state;
	struct shop shop = given_shop(site);
	int64_t other = given_enterprise(site->house, "Garn", "0630");
	struct shop second = {(long long)given_offering(site->house, other, "Garn", "55520000"),
		as(site, given_member(site->house, other, "Anden", "owner"))};

	assert_int_equal(add(site, &shop, given_picture(site->house->mem, FILE_PNG, 30, 20), "To kokke").status, 303);
	const char *path = address(site);
	assert_int_equal(add(site, &second, given_picture(site->house->mem, FILE_PNG, 30, 20), "To kokke").status, 303);
	assert_string_equal(address(site), path);
	house_sql(site->house, "UPDATE enterprise SET status = 'withdrawn' WHERE organisation_id <> %lld", (long long)other);
	assert_int_equal(get(site, NULL, "%s", path).status, 200);
	house_sql(site->house, "UPDATE enterprise SET status = 'withdrawn'");
	assert_int_equal(get(site, NULL, "%s", path).status, 404);
}

static void a_picture_without_words_is_kept_and_waits_for_them(void **state)
{
	struct site_house *site = *state;
	struct shop shop = given_shop(site);

	assert_int_equal(add(site, &shop, given_picture(site->house->mem, FILE_GIF, 300, 200), "").status, 303);
	long long id = (long long)house_count(site->house, "SELECT id FROM image");
	assert_shows(get(site, shop.owner, "/my/offerings/%lld/pictures", shop.offering), "Only you see it");
	assert_int_equal(get(site, NULL, "%s", address(site)).status, 404);
	assert_int_equal(get(site, shop.owner, "%s", address(site)).status, 200);
	assert_shows_not(get(site, NULL, "/enterprises/soul"), "/pictures/");
	assert_int_equal(post(site, shop.owner, arena_printf(site->house->mem, "alternative_%lld=+", id),
				 "/my/pictures/%lld", id).status, 422);
	assert_int_equal(post(site, shop.owner, arena_printf(site->house->mem, "alternative_%lld=Et+bord", id),
				 "/my/pictures/%lld", id).status, 303);
	assert_shows(get(site, NULL, "/enterprises/soul"), "alt=\"Et bord\"");
}

static void the_words_are_kept_whichever_button_was_pressed(void **state)
{
	struct site_house *site = *state;
	struct shop shop = given_shop(site);

	for (int i = 0; i < 2; i++)
		assert_int_equal(add(site, &shop, given_picture(site->house->mem, FILE_PNG, 300, 200), "x").status, 303);
	long long id = (long long)house_count(site->house, "SELECT MAX(id) FROM image");
	assert_int_equal(post(site, shop.owner, arena_printf(site->house->mem, "alternative_%lld=Nye+ord&forward=1", id),
				 "/my/pictures/%lld", id).status, 303);
	assert_string_equal(house_text(site->house, "SELECT GROUP_CONCAT(alternative ORDER BY position) FROM image"), "Nye ord,x");
	assert_int_equal(post(site, shop.owner, "delete=1", "/my/pictures/%lld", id).status, 303);
	assert_string_equal(house_text(site->house, "SELECT GROUP_CONCAT(alternative) FROM image"), "x");
}

static void what_is_no_good_picture_is_refused_and_the_words_stay(void **state)
{
	struct site_house *site = *state;
	struct shop shop = given_shop(site);
	struct arena *mem = site->house->mem;
	struct upload png = given_picture(mem, FILE_PNG, 300, 200);
	const struct {
		struct upload file;
		const char *wanted;
	} cases[] = {
		{given_file("photo.jpg", "<!DOCTYPE html><html></html>"), "This is no picture that we can read."},
		{given_file("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"), "This is no picture that we can read."},
		{given_pdf(), "This is no picture that we can read."},
		{{.name = "halv.png", .bytes = png.bytes, .size = png.size - 20}, "The file is damaged"},
		{given_bomb(mem, 50000, 50000), "The picture has more than 50 million pixels."},
		{given_file("tom.jpg", ""), "The file is empty."},
		{given_file("", ""), "Choose a picture."},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct res res = add(site, &shop, cases[i].file, "To kokke fylder skåle");
		assert_int_equal(res.status, 422);
		if (strstr(res.body, cases[i].wanted) == NULL || strstr(res.body, "value=\"To kokke fylder skåle\"") == NULL)
			fail_msg("\"%s\" is not said in: %s", cases[i].wanted, res.body);
	}
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM document"), 0);
}

static void a_seventh_picture_is_not_asked_for(void **state)
{
	struct site_house *site = *state;
	struct shop shop = given_shop(site);

	for (int i = 0; i < 6; i++)
		assert_int_equal(add(site, &shop, given_picture(site->house->mem, FILE_PNG, 30, 20), "x").status, 303);
	assert_shows_not(get(site, shop.owner, "/my/offerings/%lld/pictures", shop.offering), "Add a picture");
	assert_int_equal(add(site, &shop, given_picture(site->house->mem, FILE_PNG, 30, 20), "x").status, 409);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_picture_stands_on_the_page_of_the_enterprise_and_on_its_card, site_house_reset),
		cmocka_unit_test_setup(a_picture_is_served_to_be_kept_for_a_day, site_house_reset),
		cmocka_unit_test_setup(a_picture_is_served_only_to_whom_a_page_shows_it, site_house_reset),
		cmocka_unit_test_setup(a_picture_that_another_enterprise_shows_too_stays, site_house_reset),
		cmocka_unit_test_setup(a_picture_without_words_is_kept_and_waits_for_them, site_house_reset),
		cmocka_unit_test_setup(the_words_are_kept_whichever_button_was_pressed, site_house_reset),
		cmocka_unit_test_setup(what_is_no_good_picture_is_refused_and_the_words_stay, site_house_reset),
		cmocka_unit_test_setup(a_seventh_picture_is_not_asked_for, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
