/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pages that are kept for visitors: what they depend on, how long they are good, who never gets one. Where a test
 * wants a page to be good for as long as it runs, the page was made in the far future.
 */
#include <pthread.h>
#include <string.h>

#include "fcgi/page_cache.h"
#include "lib/search_index.h"
#include "tests/market.h"
#include "tests/site.h"

#define FAR_FUTURE INT64_C(1000000000000000)

/* ---- the cache ---- */

static struct page_key key_of(const char *address)
{
	return (struct page_key){.address = address, .language = ENGLISH, .version = 7, .today = 100};
}

static void keep(struct page_cache *cache, struct page_key key, int64_t now, const char *text)
{
	OWNED(buffer_close) struct buffer body = {0};

	buffer_text(&body, text);
	page_cache_keep(cache, &key, now, &body, "text/html"); /* asked for once */
	page_cache_keep(cache, &key, now, &body, "text/html");
}

/* The page's text; NULL when it is not there. */
static const char *kept(struct arena *mem, struct page_cache *cache, struct page_key key, int64_t now)
{
	OWNED(buffer_close) struct buffer body = {0};
	const char *type = NULL;

	if (!page_cache_take(cache, &key, now, &body, &type))
		return NULL;
	return text_equal(type, "text/html") ? arena_text(mem, body.bytes) : "of another type";
}

static void a_page_is_kept_for_a_second_and_no_longer(void **state)
{
	struct site_house *site = *state;
	OWNED(page_cache_close) struct page_cache *cache = page_cache_open();

	assert_null(kept(site->house->mem, cache, key_of("/a?"), 5000));
	keep(cache, key_of("/a?"), 5000, "page a");
	assert_string_equal(kept(site->house->mem, cache, key_of("/a?"), 5000), "page a");
	assert_string_equal(kept(site->house->mem, cache, key_of("/a?"), 5999), "page a");
	assert_null(kept(site->house->mem, cache, key_of("/a?"), 6000));
}

static void what_is_asked_for_once_in_a_second_is_not_kept(void **state)
{
	struct site_house *site = *state;
	OWNED(page_cache_close) struct page_cache *cache = page_cache_open();
	OWNED(buffer_close) struct buffer body = {0};
	struct page_key key = key_of("/a?");

	buffer_text(&body, "page a");
	page_cache_keep(cache, &key, 5000, &body, "text/html");
	assert_null(kept(site->house->mem, cache, key, 5000));
	page_cache_keep(cache, &key, 6000, &body, "text/html");
	assert_null(kept(site->house->mem, cache, key, 6000));
	page_cache_keep(cache, &key, 6500, &body, "text/html");
	assert_string_equal(kept(site->house->mem, cache, key, 6500), "page a");
}

static void a_page_is_good_for_its_own_question_alone(void **state)
{
	struct site_house *site = *state;
	OWNED(page_cache_close) struct page_cache *cache = page_cache_open();
	struct page_key others[6];

	keep(cache, key_of("/a?"), 0, "page a");
	for (size_t i = 0; i < 6; i++)
		others[i] = key_of("/a?");
	others[0].address = "/a?page=2";
	others[1].address = "/b?";
	others[2].language = DANISH;
	others[3].json = true;
	others[4].version++;
	others[5].today++;
	for (size_t i = 0; i < 6; i++)
		assert_null(kept(site->house->mem, cache, others[i], 0));
	assert_string_equal(kept(site->house->mem, cache, key_of("/a?"), 0), "page a");
}

static void a_page_that_is_very_large_is_not_kept(void **state)
{
	struct site_house *site = *state;
	OWNED(page_cache_close) struct page_cache *cache = page_cache_open();
	char *large = arena_alloc(site->house->mem, 200001);

	memset(large, 'x', 200000);
	keep(cache, key_of("/a?"), 0, large);
	assert_null(kept(site->house->mem, cache, key_of("/a?"), 0));
}

/* More addresses than places, so that they take each other's. */
#define ADDRESSES 1000

struct page_reader {
	struct page_cache *cache;
	size_t wrong;
};

static void *keep_and_take(void *arg)
{
	struct page_reader *reader = arg;
	OWNED(arena_close) struct arena *mem = arena_open();

	for (int i = 0; i < 4 * ADDRESSES; i++) {
		const char *address = arena_printf(mem, "/%d", i % ADDRESSES);
		const char *found = kept(mem, reader->cache, key_of(address), 0);
		reader->wrong += found != NULL && strcmp(found, address) != 0;
		keep(reader->cache, key_of(address), 0, address);
	}
	return NULL;
}

static void threads_that_take_and_keep_at_once_get_whole_pages_of_their_own(void **state)
{
	(void)state;
	OWNED(page_cache_close) struct page_cache *cache = page_cache_open();
	struct page_reader readers[4];
	pthread_t threads[4];

	for (size_t i = 0; i < 4; i++) {
		readers[i] = (struct page_reader){.cache = cache};
		assert_int_equal(pthread_create(&threads[i], NULL, keep_and_take, &readers[i]), 0);
	}
	for (size_t i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(readers[i].wrong, 0);
	}
}

/* ---- the site ---- */

static int site_with_kept_pages(void **state)
{
	struct site_house *site = *state;

	page_cache_close(&site->site->pages);
	site->site->pages = page_cache_open();
	return site_house_reset(state);
}

static void index_again(struct site_house *site)
{
	house_sql(site->house, "UPDATE index_revision SET revision = revision + 1");
	assert_int_equal(match_index_refresh_now(site->site->index, site->house->db), OK);
}

static struct page_key here(struct site_house *site, const char *address)
{
	return (struct page_key){.address = address, .language = ENGLISH, .today = clock_today(),
		.version = match_index_version(site->site->index)};
}

static bool is_kept(struct site_house *site, const char *address)
{
	struct page_key key = here(site, address);
	OWNED(buffer_close) struct buffer body = {0};
	const char *type;

	return page_cache_take(site->site->pages, &key, 0, &body, &type);
}

/* Somebody asked a moment before, however slow this machine is. */
static void asked_before(struct site_house *site, const char *address)
{
	OWNED(buffer_close) struct buffer body = {0};
	struct page_key key = here(site, address);

	page_cache_keep(site->site->pages, &key, FAR_FUTURE, &body, "text/html");
	assert_false(is_kept(site, address));
}

static void a_visitor_gets_the_kept_page_until_the_index_moves(void **state)
{
	struct site_house *site = *state;

	given_market(site->house);
	index_again(site);
	keep(site->site->pages, here(site, "/enterprises?words=kantinen"), FAR_FUTURE, "what was kept");
	assert_shows(get(site, NULL, "/enterprises?words=kantinen"), "what was kept");
	assert_shows(get(site, anybody(site), "/enterprises?words=kantinen"), "what was kept");
	assert_shows_not(get(site, NULL, "/enterprises?words=vaskeriet"), "what was kept");
	index_again(site);
	assert_shows(get(site, NULL, "/enterprises?words=kantinen"), "href=\"/enterprises/kantinen\"");
}

static void an_enterprise_that_changes_shows_as_it_is_on_every_kept_page(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);
	static const char *const pages[] = {"/?", "/enterprises?", "/search?words=kantinen",
		"/enterprises/kantinen?"};

	index_again(site);
	for (size_t i = 0; i < 4; i++) {
		asked_before(site, pages[i]);
		assert_shows_not(get(site, NULL, "%s", pages[i]), "Frokost og kager");
		assert_true(is_kept(site, pages[i]));
	}
	house_sql(site->house, "UPDATE enterprise SET pitch = 'Frokost og kager' WHERE organisation_id = %lld",
		(long long)market.enterprise);
	index_again(site);
	for (size_t i = 0; i < 4; i++)
		assert_shows(get(site, NULL, "%s", pages[i]), "Frokost og kager");
}

static void who_is_logged_in_gets_a_page_of_their_own(void **state)
{
	struct site_house *site = *state;
	struct market market = given_market(site->house);

	index_again(site);
	asked_before(site, "/enterprises?");
	struct res own = get(site, as(site, market.owner), "/enterprises");
	assert_shows(own, "href=\"/my\"");
	assert_false(is_kept(site, "/enterprises?"));
	keep(site->site->pages, here(site, "/enterprises?"), FAR_FUTURE, "what was kept");
	assert_shows_not(get(site, as(site, market.owner), "/enterprises"), "what was kept");
}

static void who_reads_another_language_or_json_gets_no_page_of_others(void **state)
{
	struct site_house *site = *state;
	struct browser *dane = anybody(site);

	index_again(site);
	given_cookie(dane, "torv_language=da");
	keep(site->site->pages, here(site, "/enterprises?"), FAR_FUTURE, "what was kept");
	assert_shows(get(site, NULL, "/enterprises"), "what was kept");
	assert_shows(get(site, dane, "/enterprises"), "<html lang=\"da\"");
	assert_non_null(get_json(site, NULL, "/enterprises"));
}

static void what_is_said_to_one_visitor_is_not_kept(void **state)
{
	struct site_house *site = *state;
	struct browser *browser = anybody(site);

	index_again(site);
	given_cookie(browser, "torv_notice=anything");
	asked_before(site, "/enterprises?");
	assert_int_equal(get(site, browser, "/enterprises").status, 200);
	assert_false(is_kept(site, "/enterprises?"));
	keep(site->site->pages, here(site, "/enterprises?"), FAR_FUTURE, "what was kept");
	assert_shows_not(get(site, browser, "/enterprises"), "what was kept");
}

static void a_page_that_is_not_there_and_a_form_are_not_kept(void **state)
{
	struct site_house *site = *state;

	index_again(site);
	asked_before(site, "/enterprises/nobody?");
	asked_before(site, "/login?");
	asked_before(site, "/statistics?as_of=2026-01-01");
	assert_int_equal(get(site, NULL, "/enterprises/nobody").status, 404);
	assert_false(is_kept(site, "/enterprises/nobody?"));
	assert_int_equal(get(site, NULL, "/login").status, 200);
	assert_false(is_kept(site, "/login?"));
	assert_int_equal(get(site, NULL, "/statistics?as_of=2026-01-01").status, 200);
	assert_true(is_kept(site, "/statistics?as_of=2026-01-01"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_kept_for_a_second_and_no_longer),
		cmocka_unit_test(what_is_asked_for_once_in_a_second_is_not_kept),
		cmocka_unit_test(a_page_is_good_for_its_own_question_alone),
		cmocka_unit_test(a_page_that_is_very_large_is_not_kept),
		cmocka_unit_test(threads_that_take_and_keep_at_once_get_whole_pages_of_their_own),
		cmocka_unit_test_setup(a_visitor_gets_the_kept_page_until_the_index_moves, site_with_kept_pages),
		cmocka_unit_test_setup(an_enterprise_that_changes_shows_as_it_is_on_every_kept_page, site_with_kept_pages),
		cmocka_unit_test_setup(who_is_logged_in_gets_a_page_of_their_own, site_with_kept_pages),
		cmocka_unit_test_setup(who_reads_another_language_or_json_gets_no_page_of_others, site_with_kept_pages),
		cmocka_unit_test_setup(what_is_said_to_one_visitor_is_not_kept, site_with_kept_pages),
		cmocka_unit_test_setup(a_page_that_is_not_there_and_a_form_are_not_kept, site_with_kept_pages),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
