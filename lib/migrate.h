/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Migrations: sql/migrations/NNNN_name.sql, run in order, each recorded with its checksum. Two
 * machines may start at once: a claim row in the database lets one run and the other wait.
 */
#ifndef TORV_MIGRATE_H
#define TORV_MIGRATE_H

#include "lib/configuration.h"
#include "lib/db.h"

enum migration_state { MIGRATION_APPLIED, MIGRATION_PENDING, MIGRATION_CHANGED, MIGRATION_MISSING };

struct migration {
	int number;
	const char *name;       /* file name */
	const char *checksum;   /* hexadecimal BLAKE2b of the file; of the record when MISSING */
	enum migration_state state; /* CHANGED: applied from a file that differs; MISSING: no such file */
	moment applied_at;
};

/* All of them in order of number. */
enum err migrate_status(struct db *db, struct arena *mem, const char *directory,
	struct migration **list, size_t *count);

/* Runs what is pending. CONFLICT, and logged, when an applied one has changed; nothing is run then. */
enum err migrate_run(struct db *db, struct arena *mem, const char *directory, size_t *applied);

#endif
