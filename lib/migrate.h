/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Migrations: sql/migrations/NNNN_name.sql, run in order, each recorded with its checksum. Two
 * machines may start at once: a claim in the database, taken by a conditional update, lets one run
 * and the other wait.
 */
#ifndef TORV_MIGRATE_H
#define TORV_MIGRATE_H

#include "lib/configuration.h"
#include "lib/db.h"

enum migration_state {
	MIGRATION_APPLIED,
	MIGRATION_PENDING,
	MIGRATION_CHANGED,    /* applied from a file that differs from the one that is here now */
	MIGRATION_MISSING,    /* applied, but its file is not here: the database is newer than this Torv */
	MIGRATION_UNFINISHED, /* begun and not ended: the server or the program stopped in the middle */
};

struct migration {
	int number;
	const char *name;     /* file name */
	const char *checksum; /* hexadecimal BLAKE2b of the file; of the record when MISSING */
	enum migration_state state;
	moment applied_at; /* NO_MOMENT: not yet */
};

/* All of them in order of number. */
enum err migrate_status(struct db *db, struct arena *mem, const char *directory,
	struct migration **list, size_t *count);

/* Runs what is pending; *applied says how many. CONFLICT, and logged, when one has changed or is
 * unfinished; nothing is run then. UNAVAILABLE when another machine holds the claim for too long. */
enum err migrate_run(struct db *db, struct arena *mem, const char *directory, size_t *applied);

#endif
