/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Time. Calendar arithmetic is done on day numbers (the proleptic Gregorian calendar); only the
 * installation's zone is asked of the C library, once set, through the thread-safe localtime_r.
 */
#include "lib/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/translate.h"

void clock_zone(const char *name)
{
	const char *before = getenv("TZ");

	if (before != NULL && strcmp(before, name) == 0)
		return; /* a reload: threads are at work, and one may be reading the environment */
	setenv("TZ", name, 1);
	tzset();
}

moment clock_now(void)
{
	return (moment)time(NULL);
}

int64_t clock_milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

day clock_today(void)
{
	return day_of(clock_now());
}

day day_of(moment when)
{
	time_t seconds = (time_t)when;
	struct tm local;

	if (when == NO_MOMENT || localtime_r(&seconds, &local) == NULL)
		return NO_DAY;
	return day_from(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

moment moment_at(day date, int hour, int minute)
{
	struct tm local = {.tm_hour = hour, .tm_min = minute, .tm_isdst = -1};
	int year, month, mday;

	if (date == NO_DAY)
		return NO_MOMENT;
	day_split(date, &year, &month, &mday);
	local.tm_year = year - 1900;
	local.tm_mon = month - 1;
	local.tm_mday = mday;
	return (moment)mktime(&local);
}

/* Days from 1970-01-01 to the first of March of `year`, years counted from March. */
static int32_t days_before(int year)
{
	int era = year >= 0 ? year / 400 : (year - 399) / 400;
	int of_era = year - era * 400;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 - 719468;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

day day_from(int year, int month, int mday)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || mday < 1 || mday > month_days(year, month))
		return NO_DAY;
	int from_march = (month + 9) % 12;
	return days_before(month <= 2 ? year - 1 : year) + (153 * from_march + 2) / 5 + mday - 1;
}

void day_split(day date, int *year, int *month, int *mday)
{
	int32_t shifted = date + 719468;
	int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int of_era = shifted - era * 146097;
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int from_march = (5 * of_year + 2) / 153;

	*mday = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = y + era * 400 + (*month <= 2);
}

bool day_parse(const char *text, day *out)
{
	static const char *const european[] = {"%2d.%2d.%4d%n", "%2d. %2d. %4d%n", "%2d-%2d-%4d%n",
		"%2d/%2d-%4d%n", "%2d/%2d %4d%n", "%2d/%2d/%4d%n"};
	int year, month, mday, end = 0;

	if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &mday, &end) == 3 && text[end] == '\0' && end > 0) {
		*out = day_from(year, month, mday);
		return *out != NO_DAY;
	}
	for (size_t i = 0; i < sizeof european / sizeof european[0]; i++) {
		end = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		int found = sscanf(text, european[i], &mday, &month, &year, &end);
#pragma GCC diagnostic pop
		if (found == 3 && end > 0 && text[end] == '\0' && year >= 1000) {
			*out = day_from(year, month, mday);
			return *out != NO_DAY;
		}
	}
	return false;
}

char *day_iso(struct arena *mem, day date)
{
	int year, month, mday;

	if (date == NO_DAY)
		return arena_text(mem, "");
	day_split(date, &year, &month, &mday);
	return arena_printf(mem, "%04d-%02d-%02d", year, month, mday);
}

static const char *const months[LANGUAGES][12] = {
	[DANISH] = {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
		"september", "oktober", "november", "december"},
	[ENGLISH] = {"January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December"},
	[DUTCH] = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
		"september", "oktober", "november", "december"},
};

char *day_text(struct arena *mem, day date, const char *code)
{
	enum language language = language_from_code(code, DANISH);
	int year, month, mday;

	if (date == NO_DAY)
		return arena_text(mem, "");
	day_split(date, &year, &month, &mday);
	return arena_printf(mem, language == DANISH ? "%d. %s %d" : "%d %s %d", mday,
		months[language][month - 1], year);
}

char *month_text(struct arena *mem, int year, int month, const char *code)
{
	return arena_printf(mem, "%s %d", months[language_from_code(code, DANISH)][month - 1], year);
}

char *moment_text(struct arena *mem, moment when, const char *code)
{
	enum language language = language_from_code(code, DANISH);
	time_t seconds = (time_t)when;
	struct tm local;

	if (when == NO_MOMENT || localtime_r(&seconds, &local) == NULL)
		return arena_text(mem, "");
	const char *date = day_text(mem, day_of(when), code);
	switch (language) {
	case ENGLISH: return arena_printf(mem, "%s, %d:%02d", date, local.tm_hour, local.tm_min);
	case DUTCH: return arena_printf(mem, "%s om %d.%02d uur", date, local.tm_hour, local.tm_min);
	default: return arena_printf(mem, "%s kl. %d.%02d", date, local.tm_hour, local.tm_min);
	}
}

char *moment_hour(struct arena *mem, moment when)
{
	time_t seconds = (time_t)when;
	struct tm local;

	if (when == NO_MOMENT || localtime_r(&seconds, &local) == NULL)
		return arena_text(mem, "");
	return arena_printf(mem, "%d.%02d", local.tm_hour, local.tm_min);
}

char *moment_iso(struct arena *mem, moment when)
{
	time_t seconds = (time_t)when;
	struct tm utc;

	if (when == NO_MOMENT || gmtime_r(&seconds, &utc) == NULL)
		return arena_text(mem, "");
	return arena_printf(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", utc.tm_year + 1900, utc.tm_mon + 1,
		utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}
