/* SPDX-License-Identifier: MPL-2.0 */
/* Direct purchases against the municipality's ceiling: sums, who is told when, and the page. */
#include "tests/site.h"

#include <string.h>

#include "lib/purchase.h"

struct desk {
	struct house *house;
	int64_t kolding, buyer;
};

static struct desk given_desk(struct house *house)
{
	struct desk desk = {.house = house, .kolding = given_municipality(house, "0621")};

	desk.buyer = given_member(house, desk.kolding, "Kaj", "buyer");
	given_enterprise(house, "Kantinen", "0621");
	given_enterprise(house, "Vask", "0630");
	house->configuration->purchase_ceiling_dkk = 500000;
	return desk;
}

static enum err buy(struct desk *desk, const char *supplier, int64_t amount, day when)
{
	return purchase_add(desk->house->db, desk->house->mem, desk->house->configuration, &(struct purchase){
		.organisation_id = desk->kolding, .supplier = supplier, .what = "Frokost", .agreement = "",
		.amount_dkk = amount, .bought_on = when}, desk->buyer);
}

static int64_t told(struct desk *desk)
{
	return house_count(desk->house, "SELECT COUNT(*) FROM outbox WHERE kind = 'ceiling-near'");
}

static void the_buyers_are_told_once_near_the_ceiling_and_once_when_it_is_reached(void **state)
{
	struct site_house *site = *state;
	struct desk desk = given_desk(site->house);
	day today = clock_today();

	assert_int_equal(buy(&desk, "Kantinen", 399999, today), OK);
	assert_int_equal(told(&desk), 0);
	assert_int_equal(buy(&desk, "Kantinen", 1, today), OK);
	assert_int_equal(told(&desk), 1);
	assert_int_equal(buy(&desk, "Kantinen", 50000, today), OK);
	assert_int_equal(told(&desk), 1);
	assert_int_equal(buy(&desk, "Kantinen", 50000, today), OK);
	assert_int_equal(told(&desk), 2);
	assert_int_equal(house_count(site->house, "SELECT JSON_VALUE(model, '$.reached') FROM outbox ORDER BY id DESC LIMIT 1"), 1);
}

static void each_supplier_and_each_four_years_count_for_themselves(void **state)
{
	struct site_house *site = *state;
	struct desk desk = given_desk(site->house);
	day today = clock_today();
	struct rows rows;

	assert_int_equal(buy(&desk, "Kantinen", 300000, today - 4 * 366), OK);
	assert_int_equal(buy(&desk, "Kantinen", 300000, today), OK);
	assert_int_equal(buy(&desk, "Vask", 300000, today - 4 * 365 + 5), OK);
	assert_int_equal(told(&desk), 0);
	assert_int_equal(purchase_suppliers(site->house->db, site->house->mem, desk.kolding, today, &rows), OK);
	assert_int_equal(rows.count, 2);
	assert_int_equal(row_int(rows.at[0], "sum_dkk"), 300000);
	assert_int_equal(row_int(rows.at[0], "purchases"), 1);
}

static void a_supplier_that_nobody_knows_is_refused(void **state)
{
	struct site_house *site = *state;
	struct desk desk = given_desk(site->house);

	assert_int_equal(buy(&desk, "Ukendt", 1000, clock_today()), NOT_FOUND);
	assert_int_equal(house_count(site->house, "SELECT COUNT(*) FROM purchase"), 0);
}

static void a_buyer_notes_a_purchase_and_sees_the_sum(void **state)
{
	struct site_house *site = *state;
	struct desk desk = given_desk(site->house);
	struct browser *buyer = as(site, desk.buyer);

	assert_redirects(post(site, buyer, "supplier=kantinen&what=Frokost&agreement=&amount_dkk=450.000&bought_on=2026-03-03",
		"/my/purchases"), "/my/purchases");
	struct res res = get(site, buyer, "/my/purchases");
	assert_shows(res, "DKK 450,000");
	assert_shows(res, "90 %");
	assert_int_equal(told(&desk), 1);

	res = post(site, buyer, "supplier=Ukendt&what=Frokost&amount_dkk=10&bought_on=2099-01-01", "/my/purchases");
	assert_int_equal(res.status, 422);
	assert_non_null(strstr(res.body, "value=\"Ukendt\""));
}

#define TEST(test) cmocka_unit_test_setup(test, site_house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_buyers_are_told_once_near_the_ceiling_and_once_when_it_is_reached),
		TEST(each_supplier_and_each_four_years_count_for_themselves),
		TEST(a_supplier_that_nobody_knows_is_refused),
		TEST(a_buyer_notes_a_purchase_and_sees_the_sum),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
