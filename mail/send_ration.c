/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/send_ration.h"

#include <string.h>

#include "lib/text.h"

#define WINDOW 60
#define EVERYBODY "" /* the row that counts for all domains */

static moment minute_of(moment now)
{
	return now - now % WINDOW;
}

moment send_ration_next(moment now)
{
	return minute_of(now) + WINDOW;
}

enum err send_ration_spent(struct db *db, struct arena *mem, const struct configuration *configuration,
	const char **domains, bool *none_left)
{
	moment minute = minute_of(clock_now());
	struct row *row;
	int64_t sent = 0;

	*domains = "";
	if (configuration->mail_per_minute > 0)
		TRY(db_number(db, Q_SEND_RATE_ALL, ARGS(db_moment(minute)), &sent));
	*none_left = configuration->mail_per_minute > 0 && sent >= configuration->mail_per_minute;
	if (configuration->mail_per_domain == 0)
		return OK;
	TRY(db_one(db, mem, Q_SEND_RATE_SPENT, ARGS(db_moment(minute), db_int(configuration->mail_per_domain)),
		&row));
	*domains = row_text(row, "domains");
	return OK;
}

/* How many of `wanted` there still are. What is asked for beyond the limit is not missed by anybody. */
static enum err take(struct db *db, const char *domain, unsigned limit, size_t wanted, size_t *granted)
{
	int64_t sum, before;

	*granted = wanted;
	if (limit == 0 || wanted == 0)
		return OK;
	TRY(db_number(db, Q_SEND_RATE_TAKE,
		ARGS(db_text(domain), db_moment(minute_of(clock_now())), db_int((int64_t)wanted)), &sum));
	before = sum - (int64_t)wanted;
	if (before >= limit)
		*granted = 0;
	else if (sum > limit)
		*granted = (size_t)(limit - before);
	return OK;
}

/* Leaves the first `granted` of those that are allowed, of one domain or (NULL) of all. */
static void keep(bool *allowed, const char *const *domains, size_t count, const char *domain, size_t granted)
{
	for (size_t i = 0; i < count; i++) {
		if (!allowed[i] || (domain != NULL && strcmp(domains[i], domain) != 0))
			continue;
		if (granted > 0)
			granted--;
		else
			allowed[i] = false;
	}
}

static bool seen_before(const char *const *domains, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(domains[i], domains[at]) == 0)
			return true;
	return false;
}

static size_t count_domain(const char *const *domains, size_t count, const char *domain)
{
	size_t same = 0;

	for (size_t i = 0; i < count; i++)
		same += strcmp(domains[i], domain) == 0;
	return same;
}

enum err send_ration_take(struct db *db, const struct configuration *configuration,
	const struct outbox_row *rows, size_t count, bool *allowed)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char **domains = arena_array(mem, count + 1, sizeof *domains);
	size_t granted, left = 0;

	for (size_t i = 0; i < count; i++) {
		const char *at = strrchr(rows[i].address, '@');
		domains[i] = text_fold(mem, at != NULL ? at + 1 : "");
		allowed[i] = true;
	}
	for (size_t i = 0; i < count; i++) {
		if (seen_before(domains, i))
			continue;
		TRY(take(db, domains[i], configuration->mail_per_domain, count_domain(domains, count, domains[i]),
			&granted));
		keep(allowed, domains, count, domains[i], granted);
	}
	for (size_t i = 0; i < count; i++)
		left += allowed[i];
	TRY(take(db, EVERYBODY, configuration->mail_per_minute, left, &granted));
	keep(allowed, domains, count, NULL, granted);
	return OK;
}
