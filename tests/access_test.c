/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Every route, tried by everybody: who is not allowed gets 403 or 404 (a visitor may be sent to log
 * in), reads nothing that is somebody's (all of it says HEMMELIG), and changes nothing (the checksums
 * of all tables stay as they were).
 */
#include "tests/site.h"

#include <mysql.h>
#include <string.h>

#include "lib/attachment.h"
#include "lib/follow.h"
#include "lib/token.h"
#include "tests/access_table.h"

static const char *const person_names[PERSONS] = {"a visitor", "Kolding's buyer", "Kolding's coordinator",
	"Vejle's buyer", "Vejle's coordinator", "Alfa's owner", "Beta's owner", "Gamma's owner", "the administrator"};

struct world {
	struct site_house *site;
	struct browser *browsers[PERSONS]; /* NULL: the visitor */
	struct {
		const char *name, *value;
	} parts[40];
	size_t part_count;
};

/* ---- the world ---- */

static void name_text(struct world *world, const char *name, const char *value)
{
	assert_true(world->part_count < sizeof world->parts / sizeof world->parts[0]);
	world->parts[world->part_count].name = name;
	world->parts[world->part_count++].value = value;
}

static void name_id(struct world *world, const char *name, int64_t id)
{
	name_text(world, name, arena_printf(world->site->house->mem, "%lld", (long long)id));
}

static void name_token(struct world *world, const char *name, enum token_purpose purpose, int64_t account, int64_t subject)
{
	char *text = arena_alloc(world->site->house->mem, TOKEN_TEXT_SIZE);
	struct token token = {.purpose = purpose, .account_id = account, .subject_id = subject, .expires_at = clock_now() + 3600};

	assert_int_equal(token_issue(world->site->house->db, &token, text), OK);
	name_text(world, name, text);
}

static int64_t newest(struct house *house, const char *table)
{
	return house_count(house, "SELECT MAX(id) FROM %s", table);
}

static void given_things(struct world *world, int64_t kolding, int64_t buyer, int64_t alfa, int64_t alfa_owner)
{
	struct house *house = world->site->house;
	long long k = (long long)kolding, a = (long long)alfa, b = (long long)buyer;

	house_sql(house, "INSERT INTO event (organisation_id, title, text, starts_at, ends_at, place, audience, created_by,"
			 " created_at) VALUES (%lld, 'Møde', '', UTC_TIMESTAMP() + INTERVAL 1 DAY, UTC_TIMESTAMP() + INTERVAL 2 DAY,"
			 " 'Rådhuset', 'country', %lld, UTC_TIMESTAMP())", k, b);
	name_id(world, "event", newest(house, "event"));
	name_id(world, "draft", given_line(house, kolding, buyer, "HEMMELIG kladde", "55520000", "draft"));
	name_id(world, "line", given_line(house, kolding, buyer, "Frokost", "55520000", "published"));
	name_id(world, "plan", newest(house, "plan"));
	int64_t line = newest(house, "plan_line"), match = given_match(house, line, alfa);
	house_sql(house, "UPDATE line_match SET answer_words = 'HEMMELIG'");
	name_id(world, "match", match);
	name_id(world, "offering", given_offering(house, alfa, "Frokost", "55520000"));
	house_sql(house, "INSERT INTO image (offering_id, position, alternative, created_at)"
			 " SELECT MAX(id), 1, 'HEMMELIG', UTC_TIMESTAMP() FROM offering");
	house_sql(house, "INSERT INTO document (hash, media_type, size, created_at) VALUES"
			 " (UNHEX('00112233445566778899aabbccddeeff'), 'image/webp', 0, UTC_TIMESTAMP())");
	house_sql(house, "INSERT INTO image_size SELECT MAX(i.id), 800, 1, 1, (SELECT MAX(id) FROM document) FROM image i");
	name_id(world, "picture", newest(house, "image"));
	name_text(world, "hash", "00112233445566778899aabbccddeeff");
	house_sql(house, "INSERT INTO question (line_id, organisation_id, author_id, text, via, asked_at)"
			 " VALUES (%lld, %lld, %lld, 'Hvornår?', 'web', UTC_TIMESTAMP())",
		(long long)line, a, (long long)alfa_owner);
	name_id(world, "question", newest(house, "question"));
	house_sql(house, "INSERT INTO conversation (subject, created_at, changed_at) VALUES ('HEMMELIG emne', UTC_TIMESTAMP(), UTC_TIMESTAMP())");
	long long c = (long long)newest(house, "conversation");
	house_sql(house, "INSERT INTO conversation_party (conversation_id, organisation_id, account_id) VALUES"
			 " (%lld, %lld, %lld), (%lld, %lld, NULL)", c, k, b, c, a);
	house_sql(house, "INSERT INTO message (conversation_id, author_id, organisation_id, text, via, mail_message_id, created_at)"
			 " VALUES (%lld, %lld, %lld, 'HEMMELIG besked', 'web', 'x@y', UTC_TIMESTAMP())", c, b, k);
	name_id(world, "conversation", (int64_t)c);
	struct attachment attachment = {.name = "HEMMELIG.txt", .type = "text/plain", .bytes = "HEMMELIG", .size = 8};
	assert_int_equal(attachments_store(house->db, newest(house, "message"), &attachment, 1), OK);
	name_id(world, "attachment", newest(house, "attachment"));
	house_sql(house, "INSERT INTO field_entry (organisation_id, name, kind, notes, created_at, changed_at)"
			 " VALUES (%lld, 'HEMMELIG fund', 'company', '', UTC_TIMESTAMP(), UTC_TIMESTAMP())", k);
	name_id(world, "entry", newest(house, "field_entry"));
	name_token(world, "answer", TOKEN_MATCH, alfa_owner, match);
	name_token(world, "confirm", TOKEN_CONFIRM, alfa_owner, 0);
	name_token(world, "login", TOKEN_LOGIN, alfa_owner, 0);
	name_token(world, "reset", TOKEN_RESET, alfa_owner, 0);
	assert_int_equal(follow_by_address(house->db, house->mem, world->site->site->configuration, kolding,
		"hemmelig@example.org", DANISH), OK);
	name_text(world, "follow", mailed_token(world->site, "follow-asked", "token"));
}

static struct world given_world(struct site_house *site)
{
	struct world world = {.site = site};
	struct house *house = site->house;
	int64_t kolding = given_municipality(house, "0621"), vejle = given_municipality(house, "0630");
	int64_t alfa = given_enterprise(house, "Alfa", "0621"), beta = given_enterprise(house, "Beta", "0630"),
		gamma = given_enterprise(house, "Gamma", "0621");
	int64_t accounts[PERSONS] = {0, given_member(house, kolding, "Koldings indkober", "buyer"),
		given_member(house, kolding, "Koldings koordinator", "coordinator"),
		given_member(house, vejle, "Vejles indkober", "buyer"),
		given_member(house, vejle, "Vejles koordinator", "coordinator"),
		given_member(house, alfa, "Alfas ejer", "owner"), given_member(house, beta, "Betas ejer", "owner"),
		given_member(house, gamma, "Gammas ejer", "owner"), given_account(house, "Administrator")};

	house_sql(house, "UPDATE account SET is_administrator = 1 WHERE id = %lld", (long long)accounts[8]);
	house_sql(house, "UPDATE enterprise SET status = 'submitted', pitch = 'HEMMELIG', submitted_at = UTC_TIMESTAMP(),"
			 " approved_at = NULL WHERE organisation_id = %lld", (long long)gamma);
	for (int i = 1; i < PERSONS; i++)
		world.browsers[i] = as(site, accounts[i]);
	name_id(&world, "alfa", alfa);
	name_id(&world, "gamma", gamma);
	name_id(&world, "account", given_account(house, "En anden"));
	given_things(&world, kolding, accounts[1], alfa, accounts[5]);
	return world;
}

/* Fills in the parts in < >. */
static const char *fill(struct world *world, const char *text)
{
	OWNED(buffer_close) struct buffer out = {0};

	buffer_text(&out, "");
	while (text != NULL && *text != '\0') {
		size_t plain = strcspn(text, "<");
		buffer_add(&out, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		size_t length = strcspn(++text, ">"), i = 0;
		while (i < world->part_count && (strlen(world->parts[i].name) != length ||
							strncmp(world->parts[i].name, text, length) != 0))
			i++;
		if (i == world->part_count)
			fail_msg("<%.*s> is no part of this world", (int)length, text);
		buffer_text(&out, world->parts[i].value);
		text += length + 1;
	}
	return arena_text(world->site->house->mem, out.bytes);
}

/* ---- looking ---- */

/* The checksums of all tables but those that every visit may touch. */
static const char *all_that_is_stored(struct house *house)
{
	const struct configuration *c = house->configuration;
	const char *tables = house_text(house, "SELECT GROUP_CONCAT(table_name ORDER BY table_name) FROM information_schema.tables"
					       " WHERE table_schema = DATABASE() AND table_name NOT IN ('session', 'rate')");
	MYSQL *connection = mysql_init(NULL);
	OWNED(buffer_close) struct buffer sums = {0};

	if (mysql_real_connect(connection, NULL, c->db_user, "", c->db_name, 0, c->db_socket, 0) == NULL ||
		mysql_query(connection, arena_printf(house->mem, "CHECKSUM TABLE %s", tables)) != 0)
		fail_msg("%s", mysql_error(connection));
	MYSQL_RES *result = mysql_store_result(connection);
	for (MYSQL_ROW row; (row = mysql_fetch_row(result)) != NULL;)
		buffer_printf(&sums, "%s %s\n", row[0], row[1] != NULL ? row[1] : "-");
	mysql_free_result(result);
	mysql_close(connection);
	return arena_text(house->mem, sums.bytes);
}

static struct res try_it(struct world *world, const struct access *access, int person)
{
	const char *address = fill(world, access->address != NULL ? access->address : access->route);

	if (access->method == GET)
		return get(world->site, world->browsers[person], "%s", address);
	return post(world->site, world->browsers[person], fill(world, access->form), "%s", address);
}

static bool is_refused(struct res res, int person)
{
	bool sent_to_login = res.status == 303 && strncmp(res.location, "/login", 6) == 0;

	return res.status == 403 || res.status == 404 || (sent_to_login && person == 0) || res.status == 409;
}

/* ---- the tests ---- */

static bool has_row(const struct route *route)
{
	for (const struct access *access = access_table; access->route != NULL; access++) {
		if (access->method == route->method && strcmp(access->route, route->path) == 0)
			return true;
	}
	return false;
}

static bool has_route(const struct access *access)
{
	for (const struct route *route = routes; route->path != NULL; route++) {
		if (access->method == route->method && strcmp(access->route, route->path) == 0)
			return true;
	}
	return false;
}

static void every_route_has_its_row_and_every_row_its_route(void **state)
{
	(void)state;
	for (const struct route *route = routes; route->path != NULL; route++) {
		if (!has_row(route))
			fail_msg("%s %s has no row in tests/access_table.c", route->method == GET ? "GET" : "POST", route->path);
	}
	for (const struct access *access = access_table; access->route != NULL; access++) {
		if (!has_route(access))
			fail_msg("%s is no route any more", access->route);
	}
}

static void try_as_those_who_may_not(struct world *world, const struct access *access)
{
	struct house *house = world->site->house;

	for (int person = 0; person < PERSONS; person++) {
		if ((access->allowed & (1u << person)) != 0)
			continue;
		const char *before = all_that_is_stored(house);
		struct res res = try_it(world, access, person);
		if (!is_refused(res, person))
			fail_msg("%s is not refused at %s: %d", person_names[person], access->route, res.status);
		if (strstr(res.body, "HEMMELIG") != NULL)
			fail_msg("%s reads what is secret at %s", person_names[person], access->route);
		const char *after = all_that_is_stored(house);
		if (strcmp(before, after) != 0)
			fail_msg("%s changes something at %s", person_names[person], access->route);
	}
}

static void who_may_not_is_refused_reads_nothing_and_changes_nothing(void **state)
{
	struct world world = given_world(*state);

	for (const struct access *access = access_table; access->route != NULL; access++)
		try_as_those_who_may_not(&world, access);
}

/* Each row in a world of its own, because what is allowed may change it. */
static void who_may_is_not_refused(void **state)
{
	struct site_house *site = *state;

	for (const struct access *access = access_table; access->route != NULL; access++) {
		for (int person = 0; person < PERSONS; person++) {
			if ((access->allowed & (1u << person)) == 0)
				continue;
			site_house_reset((void **)&site);
			struct world world = given_world(site);
			struct res res = try_it(&world, access, person);
			bool refused = res.status == 403 || res.status == 404 || res.status >= 500;
			if (refused || (res.status == 303 && strncmp(res.location, "/login?", 7) == 0))
				fail_msg("%s is refused at %s: %d %s", person_names[person], access->route, res.status, res.location);
		}
	}
}

static void a_post_without_its_token_is_refused_everywhere(void **state)
{
	struct world world = given_world(*state);

	for (const struct access *access = access_table; access->route != NULL; access++) {
		if (access->method != POST)
			continue;
		const char *address = fill(&world, access->address != NULL ? access->address : access->route);
		const char *before = all_that_is_stored(world.site->house);
		struct res res = post_forged(world.site, world.browsers[1], fill(&world, access->form), "%s", address);
		/* the one POST that a mail provider sends (RFC 8058) has the mail's own token, here nobody's */
		bool from_a_mail = strcmp(access->route, "/unsubscribe/{token}") == 0;
		/* what was typed before logging in comes sealed, and is only shown: here is nothing */
		bool from_the_login = strcmp(access->route, "/login/kept") == 0;
		/* a form that shows its own thing again finds none there */
		bool shown_again = res.status == 404 && !from_a_mail;
		assert_int_equal(res.status, from_the_login ? 303 : from_a_mail || shown_again ? 404 : 403);
		assert_string_equal(all_that_is_stored(world.site->house), before);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_route_has_its_row_and_every_row_its_route),
		cmocka_unit_test_setup(who_may_not_is_refused_reads_nothing_and_changes_nothing, site_house_reset),
		cmocka_unit_test_setup(who_may_is_not_refused, site_house_reset),
		cmocka_unit_test_setup(a_post_without_its_token_is_refused_everywhere, site_house_reset),
	};

	return cmocka_run_group_tests(tests, site_house_open, site_house_close);
}
