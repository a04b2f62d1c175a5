/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What goes out at its time, without anybody pressing a button: changes of lines some minutes after
 * they were saved, reminders before a dialogue ends, the yearly question whether an enterprise's facts
 * are still right, and digests. `torv-mail send` looks each minute, `torv-mail digest` when it is run.
 *
 * Any number of machines may look at once: whoever changes the row that is due by a conditional UPDATE
 * or DELETE writes the mails, in the same transaction.
 */
#ifndef TORV_DUE_H
#define TORV_DUE_H

#include "lib/configuration.h"
#include "lib/db.h"

struct due {
	struct db *db;
	struct arena *mem;
	const struct configuration *configuration;
	moment now;
};

/* All of them. Each is tried, also when another failed; the first error is told. *done (may be NULL):
 * how many things were due. */
enum err due_run(const struct due *due, size_t *done);

/* ---- each by itself; *done counts up ---- */

/* Lines that were changed (line_change.h). */
enum err due_line_changes(const struct due *due, size_t *done);

/* Three days before a line's dialogue ends, in the morning: to the owners of each enterprise that was
 * told the day before at the latest and has not answered, once. */
enum err due_reminders(const struct due *due, size_t *done);

/* A year after an approved enterprise last changed its profile or confirmed its facts: its owners are
 * asked whether they are still right, and again each quarter until they are confirmed. Buyers rely on
 * employees, share, registration and contact; nobody else would notice that they have grown old. */
enum err due_renewals(const struct due *due, size_t *done);

/* What is forgotten when its time is over, once an hour (retention.c): originals of mails that came in and
 * what was read in them (keep_mail_days), conversations that have ended (keep_conversation_days). */
enum err due_retention(const struct due *due, size_t *done);

/* Mails that wait for a digest (digest.h). */
enum err due_digests(const struct due *due, size_t *done);

#endif
