/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What tests stand on: a database of their own on the private MariaDB that tests/with-mariadb started,
 * with all migrations applied, and a few people and organisations.
 *
 *	int main(void)
 *	{
 *		const struct CMUnitTest tests[] = { cmocka_unit_test_setup(a_thing_is_so, house_reset) };
 *		return cmocka_run_group_tests(tests, house_open, house_close);
 *	}
 *
 *	static void a_thing_is_so(void **state) { struct house *house = *state; ... }
 */
#ifndef TORV_TESTS_SUPPORT_H
#define TORV_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/configuration.h"
#include "lib/db.h"

struct house {
	struct arena *mem;   /* new for each test */
	struct db *db;
	struct configuration *configuration; /* time zone Europe/Copenhagen, key random */
	char folder[64];     /* a private folder that house_close removes */
	char configuration_path[96]; /* $TORV_CONF is set to it */
	char database[64];
};

/* cmocka's group and test fixtures. */
int house_open(void **state);
int house_reset(void **state); /* empties every table but the reference data; gives a new arena */
int house_close(void **state);

/* Runs SQL text made like printf; fails the test when it fails. For what has no function. */
void house_sql(struct house *house, const char *format, ...) FORMAT(2, 3);
/* One number from an SQL text: house_count(house, "SELECT COUNT(*) FROM outbox"). */
int64_t house_count(struct house *house, const char *format, ...) FORMAT(2, 3);
/* One text; "" when NULL or no row. Lives in house->mem. */
const char *house_text(struct house *house, const char *format, ...) FORMAT(2, 3);

/* Until another thread stands at a row that we hold; fails when it is done instead. It may use house->mem
 * meanwhile. */
void house_wait_for_rival(const struct house *house, const _Atomic bool *done);

/* Municipalities 0621 Kolding, 0630 Vejle, 0607 Fredericia, 0101 København, 0740 Silkeborg (with
 * neighbours) and some CPV codes are there in every test (unless the reference data are). */

/* Each returns the id. Names and addresses are made from `name`: "Kantinen" → kantinen@example.org */
int64_t given_account(struct house *house, const char *name);          /* confirmed, language da */
int64_t given_enterprise(struct house *house, const char *name, const char *municipality_code); /* approved, delivers nothing yet */
int64_t given_member(struct house *house, int64_t organisation, const char *name, const char *role); /* new account with that role */
int64_t given_municipality(struct house *house, const char *municipality_code); /* its organisation */
/* An offering that is delivered in the whole country; cpv may be NULL. */
int64_t given_offering(struct house *house, int64_t enterprise, const char *title, const char *cpv);
/* A plan line of the municipality's organisation, created by `buyer`; status "draft", "published" … */
int64_t given_line(struct house *house, int64_t municipality, int64_t buyer, const char *title,
	const char *cpv, const char *status);
/* line_match with status notified and score 80. */
int64_t given_match(struct house *house, int64_t line, int64_t enterprise);

/* The environment's folder with other people's tests; fails when it is not there. */
const char *shared_path(struct house *house, const char *name);

#endif
