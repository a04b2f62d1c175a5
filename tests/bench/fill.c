/* SPDX-License-Identifier: MPL-2.0 */
/*
 * tests/bench/fill ENTERPRISES [SEARCHES]: the market of the other benches (market.h) as SQL for an installation that has its
 * reference data, so that whole pages can be measured with as many enterprises. bench.py gives it to MariaDB. With
 * SEARCHES, as many searches in its words instead, one to a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/market.h"

#define SEED 20260101
#define FIRST_ID 1000000 /* after all that is there */
#define ROWS_AT_ONCE 500
#define SINCE "2026-01-01 00:00:00"

/* Rows of one table, so many in a statement. */
struct statement {
	const char *begins;
	size_t count;
};

static void row_begin(struct statement *rows)
{
	fputs(rows->count % ROWS_AT_ONCE == 0 ? rows->begins : ",\n", stdout);
	putchar('(');
}

static void row_end(struct statement *rows)
{
	putchar(')');
	if (++rows->count % ROWS_AT_ONCE == 0)
		puts(";");
}

static void statement_end(const struct statement *rows)
{
	if (rows->count % ROWS_AT_ONCE != 0)
		puts(";");
}

static void put_text(const char *text)
{
	putchar('\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	putchar('\'');
}

/* NULL where it is not told. */
static void put_number(int64_t number)
{
	if (number < 0)
		fputs("NULL", stdout);
	else
		printf("%lld", (long long)number);
}

static void fill_organisations(const struct collection *c)
{
	struct statement rows = {"INSERT INTO organisation (id, kind, name, slug, municipality_code, created_at) VALUES\n", 0};

	for (size_t i = 0; i < c->enterprise_count; i++) {
		const struct collection_enterprise *e = &c->enterprises[i];
		row_begin(&rows);
		printf("%lld, 'enterprise', ", (long long)e->id + FIRST_ID);
		put_text(e->name);
		printf(", 'market-%lld', '%s', '" SINCE "'", (long long)e->id, e->municipality_code);
		row_end(&rows);
	}
	statement_end(&rows);
}

static void fill_enterprises(const struct collection *c)
{
	struct statement rows = {"INSERT INTO enterprise (organisation_id, status, pitch, description, established_year, "
		"employees, employees_target_group, rsv_registered_on, submitted_at, approved_at, changed_at) VALUES\n", 0};

	for (size_t i = 0; i < c->enterprise_count; i++) {
		const struct collection_enterprise *e = &c->enterprises[i];
		row_begin(&rows);
		printf("%lld, 'approved', LEFT(", (long long)e->id + FIRST_ID);
		put_text(e->pitch);
		fputs(", 280), ", stdout);
		put_text(e->description);
		fputs(", 2015, ", stdout);
		put_number(e->employees);
		fputs(", ", stdout);
		put_number(e->employees_target_group);
		printf(", %s, '" SINCE "', '" SINCE "', '" SINCE "'", e->rsv ? "'2025-01-01'" : "NULL");
		row_end(&rows);
	}
	statement_end(&rows);
}

static void fill_offerings(const struct collection *c)
{
	struct statement rows = {"INSERT INTO offering (id, organisation_id, kind, title, text, capacity_dkk, lead_time_days, "
		"created_at, changed_at) VALUES\n", 0};

	for (size_t i = 0; i < c->offering_count; i++) {
		const struct collection_offering *o = &c->offerings[i];
		row_begin(&rows);
		printf("%zu, %lld, '%s', LEFT(", i + FIRST_ID, (long long)o->enterprise_id + FIRST_ID,
			o->product ? "product" : "service");
		put_text(o->title);
		fputs(", 160), ", stdout);
		put_text(o->text);
		fputs(", ", stdout);
		put_number(o->capacity_dkk);
		fputs(", ", stdout);
		put_number(o->lead_time_days);
		fputs(", '" SINCE "', '" SINCE "'", stdout);
		row_end(&rows);
	}
	statement_end(&rows);
}

/* Each of a list that is parted by blanks; "municipality:0621" is put as 'municipality', '0621'. */
static void fill_list(struct statement *rows, size_t offering, const char *list)
{
	for (; *list != '\0'; list += strcspn(list, " "), list += strspn(list, " ")) {
		size_t size = strcspn(list, " "), kind = strcspn(list, ": ");
		row_begin(rows);
		printf("%zu, ", offering + FIRST_ID);
		if (kind < size)
			printf("'%.*s', '%.*s'", (int)kind, list, (int)(size - kind - 1), list + kind + 1);
		else
			printf("'%.*s'", (int)size, list);
		row_end(rows);
	}
}

/* An offering may have a code or a place twice. */
static void fill_codes_and_areas(const struct collection *c)
{
	struct statement codes = {"INSERT IGNORE INTO offering_cpv (offering_id, cpv_code) VALUES\n", 0};
	struct statement areas = {"INSERT IGNORE INTO offering_area (offering_id, area_kind, code) VALUES\n", 0};

	for (size_t i = 0; i < c->offering_count; i++)
		fill_list(&codes, i, c->offerings[i].cpv_codes);
	statement_end(&codes);
	for (size_t i = 0; i < c->offering_count; i++)
		fill_list(&areas, i, c->offerings[i].areas);
	statement_end(&areas);
}

static int print_searches(struct market *market, size_t count)
{
	for (size_t i = 0; i < count; i++)
		puts(market_words(market));
	return ferror(stdout) || fflush(stdout) != 0;
}

int main(int argc, char **argv)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	size_t enterprises = argc >= 2 ? strtoul(argv[1], NULL, 10) : 0;
	struct collection collection;

	if (enterprises == 0 || argc > 3)
		return 64;
	struct market *market = market_open(mem, SEED, enterprises);
	if (argc == 3)
		return print_searches(market, strtoul(argv[2], NULL, 10));
	market_fill(market, &collection, enterprises, 0);
	puts("SET NAMES utf8mb4;\nSET foreign_key_checks = 0;");
	fill_organisations(&collection);
	fill_enterprises(&collection);
	fill_offerings(&collection);
	fill_codes_and_areas(&collection);
	puts("UPDATE index_revision SET revision = revision + 1;");
	return ferror(stdout) || fflush(stdout) != 0;
}
