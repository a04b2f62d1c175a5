/* SPDX-License-Identifier: MPL-2.0 */
/* The pages of leaving: an enterprise the directory, a colleague an organisation, a person Torv. */
#include <string.h>

#include "lib/search_index.h"
#include "tests/market.h"
#include "tests/site.h"

/* ---- an enterprise ---- */

static void an_owner_reads_what_happens_leaves_and_is_found_nowhere(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	given_offering(site->house, market.enterprise, "Kantinedrift", "55520000");
	assert_int_equal(index_changed(site->house->db, INDEX_ENTERPRISE, market.enterprise), OK);
	assert_shows(get(site, owner, "/my/profile"), "href=\"/my/withdraw\"");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
	assert_shows(get(site, NULL, "/enterprises"), "Kantinen<");
	assert_shows(get(site, owner, "/my/withdraw"), "What happens");
	assert_redirects(post(site, owner, "words=", "/my/withdraw"), "/my/withdraw");
	assert_shows(get(site, owner, "/my/withdraw"), "Come back and ask for a review");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
	assert_shows_not(get(site, NULL, "/enterprises"), "Kantinen<");
	assert_shows_not(get(site, NULL, "/search?words=Kantinen"), "/enterprises/kantinen");
	assert_int_equal(get(site, NULL, "/enterprises/kantinen").status, 404);
	assert_shows(get(site, owner, "/my"), "You have left the directory");
	assert_shows(get(site, owner, "/my/profile"), "You have left the directory");
	assert_shows_not(get(site, as(site, market.buyer), "/lines/%lld", (long long)market.line), "Kantinen<");
}

static void who_has_left_cannot_change_the_profile_before_coming_back(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *owner = as(site, market.owner);

	post(site, owner, "words=", "/my/withdraw");
	struct res refused = post(site, owner, "pitch=Nyt&stage=established", "/my/profile");
	assert_int_equal(refused.status, 409);
	assert_non_null(strstr(refused.body, "Come back first"));
	assert_redirects(post(site, owner, "", "/my/return"), "/my");
	assert_shows(get(site, owner, "/my"), "What is missing");
	assert_redirects(post(site, owner, "pitch=Nyt&stage=established", "/my/profile"), "/my");
}

static void a_member_sees_that_an_owner_must_do_it_and_is_refused(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	struct browser *colleague = as(site, market.colleague);
	struct res page = get(site, colleague, "/my/withdraw");

	assert_shows(page, "Only an owner of the enterprise can do this.");
	assert_shows_not(page, "button-warning");
	assert_int_equal(post(site, colleague, "words=", "/my/withdraw").status, 403);
}

#define TEST(name) cmocka_unit_test_setup(name, site_house_reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_owner_reads_what_happens_leaves_and_is_found_nowhere),
		TEST(who_has_left_cannot_change_the_profile_before_coming_back),
		TEST(a_member_sees_that_an_owner_must_do_it_and_is_refused),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
