/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Time: moments are seconds since 1970 in UTC, days are day numbers since 1970-01-01. People read
 * both in the installation's time zone (Europe/Copenhagen unless configured) and their language.
 */
#ifndef TORV_CLOCK_H
#define TORV_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"

typedef int64_t moment; /* seconds since 1970-01-01T00:00:00Z */
typedef int32_t day;    /* days since 1970-01-01 */

#define NO_DAY INT32_MIN    /* not known, not given */
#define NO_MOMENT INT64_MIN /* not yet, never */

/* Sets the zone in which people read times; call once, before threads start. */
void clock_zone(const char *name);

moment clock_now(void);
day clock_today(void);           /* in the installation's zone */
day day_of(moment when);         /* in the installation's zone */
moment moment_at(day date, int hour, int minute); /* a time of day in the installation's zone */
int64_t clock_milliseconds(void); /* monotonic, for measuring */

day day_from(int year, int month, int mday); /* NO_DAY when there is no such day */
void day_split(day date, int *year, int *month, int *mday);

/* "2027-03-03"; also takes "3.3.2027", "03-03-2027" and "3/3 2027" as people type them. */
bool day_parse(const char *text, day *out);
char *day_iso(struct arena *mem, day date); /* "2027-03-03"; "" for NO_DAY */

/* As a person reads it in da, en or nl: "3. marts 2027", "3 March 2027", "3 maart 2027". */
char *day_text(struct arena *mem, day date, const char *language);
char *month_text(struct arena *mem, int year, int month, const char *language); /* "marts 2027" */
char *moment_text(struct arena *mem, moment when, const char *language); /* with "kl. 14.05" */
char *moment_hour(struct arena *mem, moment when); /* the time of day alone, "14.05", as forms take it */
char *moment_iso(struct arena *mem, moment when); /* "2027-03-03T13:05:00Z" */

#endif
