/* SPDX-License-Identifier: MPL-2.0 */
/* Pictures of offerings: whose they are, how many, in which order, and what is left when they go. */
#include <string.h>

#include "lib/enterprise.h"
#include "lib/offering.h"
#include "lib/offering_image.h"
#include "tests/files.h"
#include "tests/support.h"

struct shop {
	int64_t enterprise, other, offering;
	struct image_hand hand, stranger;
	struct offering_image image;
};

static struct offering_image made(struct house *house, int width, int height)
{
	struct upload upload = given_picture(house->mem, FILE_PNG, width, height);
	struct offering_image image;
	enum refusal refusal;

	assert_int_equal(offering_image_make(house->mem, &upload, &image, &refusal), OK);
	assert_int_equal(refusal, TAKEN);
	return image;
}

static struct shop given_shop(struct house *house)
{
	struct shop shop = {.enterprise = given_enterprise(house, "Soul", "0621"),
		.other = given_enterprise(house, "Rival", "0630"), .image = made(house, 2000, 1000)};

	shop.offering = given_offering(house, shop.enterprise, "Frokost", "55520000");
	shop.hand = (struct image_hand){given_member(house, shop.enterprise, "Ejer", "owner"), shop.enterprise};
	shop.stranger = (struct image_hand){given_member(house, shop.other, "Rivalen", "owner"), shop.other};
	return shop;
}

static int64_t given_image(struct house *house, const struct shop *shop, const char *alternative)
{
	int64_t id;

	assert_int_equal(offering_image_add(house->db, house->mem, &shop->hand, shop->offering, &shop->image,
				 alternative, &id), OK);
	return id;
}

static const char *in_order(struct house *house)
{
	return house_text(house, "SELECT GROUP_CONCAT(alternative ORDER BY position, id) FROM image");
}

static void a_picture_is_kept_in_four_sizes_and_the_small_ones_are_light(void **state)
{
	struct house *house = *state;
	struct shop shop = given_shop(house);

	given_image(house, &shop, "Et bord");
	assert_string_equal(house_text(house, "SELECT GROUP_CONCAT(CONCAT(width, 'x', height) ORDER BY bound) FROM image_size"),
		"240x120,480x240,800x400,1600x800");
	assert_true(shop.image.sizes[0].size <= 4096);
	assert_true(shop.image.sizes[1].size <= 16384);
}

/* Noise does not compress: the worst that a list could be given. */
static void even_noise_is_light_in_a_list(void **state)
{
	struct house *house = *state;
	struct upload noise = given_noise(house->mem, 900, 600);
	struct offering_image image;
	enum refusal refusal;

	assert_int_equal(offering_image_make(house->mem, &noise, &image, &refusal), OK);
	assert_int_equal(refusal, TAKEN);
	assert_true(image.sizes[0].size <= 12000);
	assert_true(image.sizes[0].size * 10 < image.sizes[3].size);
}

static void what_is_no_picture_is_refused(void **state)
{
	struct house *house = *state;
	struct upload pdf = given_pdf();
	struct offering_image image;
	enum refusal refusal;

	assert_int_equal(offering_image_make(house->mem, &pdf, &image, &refusal), OK);
	assert_int_equal(refusal, REFUSED_KIND);
}

static void the_seventh_picture_is_refused(void **state)
{
	struct house *house = *state;
	struct shop shop = given_shop(house);
	int64_t id;

	for (int i = 0; i < OFFERING_IMAGES_MOST; i++)
		given_image(house, &shop, "Et bord");
	assert_int_equal(offering_image_add(house->db, house->mem, &shop.hand, shop.offering, &shop.image, "x", &id),
		CONFLICT);
}

static void nobody_else_changes_pictures(void **state)
{
	struct house *house = *state;
	struct shop shop = given_shop(house);
	int64_t id = given_image(house, &shop, "Et bord"), new_id;

	assert_int_equal(offering_image_add(house->db, house->mem, &shop.stranger, shop.offering, &shop.image, "x",
				 &new_id), NOT_FOUND);
	assert_int_equal(offering_image_describe(house->db, house->mem, &shop.stranger, id, "Hov"), NOT_FOUND);
	assert_int_equal(offering_image_forward(house->db, house->mem, &shop.stranger, id), NOT_FOUND);
	assert_int_equal(offering_image_delete(house->db, house->mem, &shop.stranger, id), NOT_FOUND);
	assert_string_equal(in_order(house), "Et bord");
}

static void pictures_can_be_put_in_order(void **state)
{
	struct house *house = *state;
	struct shop shop = given_shop(house);
	int64_t a = given_image(house, &shop, "a");

	given_image(house, &shop, "b");
	int64_t c = given_image(house, &shop, "c");
	assert_int_equal(offering_image_forward(house->db, house->mem, &shop.hand, c), OK);
	assert_string_equal(in_order(house), "a,c,b");
	assert_int_equal(offering_image_forward(house->db, house->mem, &shop.hand, c), OK);
	assert_string_equal(in_order(house), "c,a,b");
	assert_int_equal(offering_image_forward(house->db, house->mem, &shop.hand, c), OK);
	assert_int_equal(offering_image_delete(house->db, house->mem, &shop.hand, a), OK);
	assert_string_equal(in_order(house), "c,b");
}

static void others_see_a_picture_once_it_is_described(void **state)
{
	struct house *house = *state;
	struct shop shop = given_shop(house);
	int64_t id = given_image(house, &shop, "");
	OWNED(json_decrefp) json_t *before = NULL;
	OWNED(json_decrefp) json_t *own = NULL;
	OWNED(json_decrefp) json_t *after = NULL;
	OWNED(json_decrefp) json_t *bare_cards = NULL;
	OWNED(json_decrefp) json_t *cards = NULL;

	assert_int_equal(offering_image_models(house->db, house->mem, shop.enterprise, false, &before), OK);
	assert_int_equal(json_array_size(before), 0);
	assert_int_equal(offering_image_models(house->db, house->mem, shop.enterprise, true, &own), OK);
	assert_int_equal(json_array_size(own), 1);
	assert_int_equal(enterprise_cards(house->db, house->mem, &shop.enterprise, 1, "da", &bare_cards), OK);
	assert_true(json_is_null(json_object_get(json_array_get(bare_cards, 0), "picture")));
	assert_int_equal(offering_image_describe(house->db, house->mem, &shop.hand, id, "Et bord"), OK);
	assert_int_equal(offering_image_models(house->db, house->mem, shop.enterprise, false, &after), OK);
	assert_int_equal(json_array_size(after), 1);
	assert_int_equal(enterprise_cards(house->db, house->mem, &shop.enterprise, 1, "da", &cards), OK);
	json_t *picture = json_object_get(json_array_get(cards, 0), "picture");
	assert_string_equal(json_string_value(json_object_get(picture, "alternative")), "Et bord");
	assert_int_equal(json_integer_value(json_object_get(picture, "width")), 240);
}

static void a_change_of_what_others_see_is_told_to_the_index(void **state)
{
	struct house *house = *state;
	struct shop shop = given_shop(house);
	int64_t before = house_count(house, "SELECT revision FROM index_revision");

	given_image(house, &shop, "Et bord");
	assert_true(house_count(house, "SELECT revision FROM index_revision") > before);
}

static void the_address_leads_to_the_file_and_to_no_other(void **state)
{
	struct house *house = *state;
	struct shop shop = given_shop(house);
	const struct image_reader visitor = {.municipality_code = ""};
	struct document document;
	bool is_public;

	given_image(house, &shop, "Et bord");
	const char *hash = house_text(house, "SELECT LOWER(HEX(d.hash)) FROM document d JOIN image_size s"
					     " ON s.document_id = d.id WHERE s.bound = 240");
	assert_int_equal(image_find(house->db, house->mem, hash, &visitor, &document, &is_public), OK);
	assert_true(is_public);
	assert_string_equal(document.type, "image/webp");
	assert_int_equal(document.size, shop.image.sizes[0].size);
	assert_memory_equal(document.bytes, shop.image.sizes[0].bytes, document.size);
	assert_int_equal(image_find(house->db, house->mem, "00000000000000000000000000000000", &visitor, &document, &is_public), NOT_FOUND);
	assert_int_equal(image_find(house->db, house->mem, "../../x", &visitor, &document, &is_public), NOT_FOUND);
}

static void with_an_offering_its_pictures_and_their_files_go(void **state)
{
	struct house *house = *state;
	struct shop shop = given_shop(house);

	given_image(house, &shop, "a");
	given_image(house, &shop, "b");
	assert_int_equal(offering_delete(house->db, house->mem, shop.offering, shop.other, shop.stranger.account_id),
		NOT_FOUND);
	assert_int_equal(house_count(house, "SELECT COUNT(*) FROM document"), 8);
	assert_int_equal(offering_delete(house->db, house->mem, shop.offering, shop.enterprise, shop.hand.account_id), OK);
	assert_int_equal(house_count(house, "SELECT (SELECT COUNT(*) FROM image) + (SELECT COUNT(*) FROM image_size)"
					    " + (SELECT COUNT(*) FROM document) + (SELECT COUNT(*) FROM document_piece)"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_picture_is_kept_in_four_sizes_and_the_small_ones_are_light, house_reset),
		cmocka_unit_test_setup(even_noise_is_light_in_a_list, house_reset),
		cmocka_unit_test_setup(what_is_no_picture_is_refused, house_reset),
		cmocka_unit_test_setup(the_seventh_picture_is_refused, house_reset),
		cmocka_unit_test_setup(nobody_else_changes_pictures, house_reset),
		cmocka_unit_test_setup(pictures_can_be_put_in_order, house_reset),
		cmocka_unit_test_setup(others_see_a_picture_once_it_is_described, house_reset),
		cmocka_unit_test_setup(a_change_of_what_others_see_is_told_to_the_index, house_reset),
		cmocka_unit_test_setup(the_address_leads_to_the_file_and_to_no_other, house_reset),
		cmocka_unit_test_setup(with_an_offering_its_pictures_and_their_files_go, house_reset),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
