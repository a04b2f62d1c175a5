/* SPDX-License-Identifier: MPL-2.0 */
/* Files with messages on the site: what comes in by the form, what goes out, and to whom. */
#include "tests/site.h"

#include <string.h>

#include "tests/files.h"

#define CONTACT "subject=Tilbud&text=Kan I levere til 30 personer?"

struct people {
	struct browser *owner, *rival, *buyer;
};

static struct people given_people(struct site_house *site)
{
	struct house *house = site->house;
	int64_t enterprise = given_enterprise(house, "Soul", "0621"), other = given_enterprise(house, "Rival", "0630");
	int64_t kolding = given_municipality(house, "0621");

	return (struct people){as(site, given_member(house, enterprise, "Ejer", "owner")),
		as(site, given_member(house, other, "Rivalen", "owner")),
		as(site, given_member(house, kolding, "Indkober", "buyer"))};
}

static struct res write_with(struct site_house *site, const struct people *people, const char *form,
	const struct upload *files, size_t count)
{
	return post_files(site, people->buyer, form, "files", files, count, "/enterprises/soul/contact");
}

static long long newest_file(struct site_house *site)
{
	return (long long)house_count(site->house, "SELECT MAX(id) FROM attachment");
}

static void a_file_goes_with_a_message_and_comes_out_only_to_be_saved(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	struct upload pdf = given_pdf();

	pdf.name = "Tilbud på æbler.pdf";
	struct res sent = write_with(site, &people, CONTACT, &pdf, 1);
	assert_int_equal(sent.status, 303);
	assert_shows(get(site, people.owner, "%s", sent.location), "Tilbud på æbler.pdf</a> (1 KB)");
	struct res file = get(site, people.owner, "/attachments/%lld", newest_file(site));
	assert_int_equal(file.status, 200);
	assert_int_equal(file.size, pdf.size);
	assert_memory_equal(file.body, pdf.bytes, pdf.size);
	assert_non_null(strstr(file.headers, "Content-Disposition: attachment; filename=\"Tilbud-p-----bler.pdf\"; "
					     "filename*=UTF-8''Tilbud%20p%C3%A5%20%C3%A6bler.pdf\r\n"));
}

static void nobody_else_gets_the_file(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	struct upload pdf = given_pdf();

	assert_int_equal(write_with(site, &people, CONTACT, &pdf, 1).status, 303);
	assert_int_equal(get(site, people.rival, "/attachments/%lld", newest_file(site)).status, 404);
	assert_int_equal(get(site, NULL, "/attachments/%lld", newest_file(site)).status, 303);
}

static void a_reply_may_be_a_file_without_a_word(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	struct upload files[] = {given_pdf(), given_picture(site->house->mem, FILE_PNG, 300, 200)};
	const char *path = write_with(site, &people, CONTACT, NULL, 0).location;

	assert_int_equal(post_files(site, people.owner, "text=", "files", files, 2, "%s", path).status, 303);
	assert_shows(get(site, people.buyer, "%s", path), "photo.png</a>");
	assert_shows(get(site, people.buyer, "/messages"), "Ejer: files");
	struct res file = get(site, people.buyer, "/attachments/%lld", newest_file(site));
	assert_true(look_at(file.body, file.size, FILE_PNG).red_left);
}

static void a_form_without_a_chosen_file_is_as_it_was(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	struct upload none = {.name = "", .bytes = "", .size = 0};

	assert_int_equal(write_with(site, &people, CONTACT, &none, 1).status, 303);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM attachment"), 0);
}

/* Each is refused beside the field, with its name and the reason, and the text stands in the form again. */
static void what_is_not_taken_is_named_and_nothing_typed_is_lost(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	struct upload png = given_picture(site->house->mem, FILE_PNG, 300, 200);
	struct upload cut = {.name = "halv.png", .bytes = png.bytes, .size = png.size / 2};
	const struct {
		struct upload file;
		const char *wanted;
	} cases[] = {
		{given_file("photo.jpg", "<!DOCTYPE html><html><script>alert(1)</script></html>"),
			"photo.jpg: We cannot take this kind of file."},
		{given_file("logo.svg", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"),
			"logo.svg: We cannot take this kind of file."},
		{cut, "halv.png: The file is damaged"},
		{given_bomb(site->house->mem, 50000, 50000), "large.png: The picture has more than 50 million pixels."},
		{given_file("tom.pdf", ""), "tom.pdf: The file is empty."},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct res res = write_with(site, &people, CONTACT, &cases[i].file, 1);
		assert_int_equal(res.status, 422);
		if (strstr(res.body, cases[i].wanted) == NULL || strstr(res.body, "Kan I levere til 30 personer?") == NULL)
			fail_msg("\"%s\" is not said in: %s", cases[i].wanted, res.body);
	}
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM conversation"), 0);
}

static void eleven_files_are_too_many(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	struct upload files[11];

	for (size_t i = 0; i < 11; i++)
		files[i] = given_pdf();
	struct res res = write_with(site, &people, CONTACT, files, 11);
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "Choose at most 10 files."));
	assert_int_equal(write_with(site, &people, CONTACT, files, 10).status, 303);
}

static void files_beside_another_mistake_are_asked_for_again(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);
	struct upload pdf = given_pdf();
	struct res res = write_with(site, &people, "subject=Tilbud&text=Kort", &pdf, 1);

	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "Choose your files again"));
}

static void a_form_with_files_is_taken_only_where_files_are(void **state)
{
	struct site_house *site = *state;
	struct people people = given_people(site);

	assert_int_equal(post_files(site, people.buyer, "title=x", "files", NULL, 0, "/my/plans/new").status, 400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_file_goes_with_a_message_and_comes_out_only_to_be_saved, site_house_reset),
		cmocka_unit_test_setup(nobody_else_gets_the_file, site_house_reset),
		cmocka_unit_test_setup(a_reply_may_be_a_file_without_a_word, site_house_reset),
		cmocka_unit_test_setup(a_form_without_a_chosen_file_is_as_it_was, site_house_reset),
		cmocka_unit_test_setup(what_is_not_taken_is_named_and_nothing_typed_is_lost, site_house_reset),
		cmocka_unit_test_setup(eleven_files_are_too_many, site_house_reset),
		cmocka_unit_test_setup(files_beside_another_mistake_are_asked_for_again, site_house_reset),
		cmocka_unit_test_setup(a_form_with_files_is_taken_only_where_files_are, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
