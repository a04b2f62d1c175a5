/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv check: whether this installation is in order, one line for each thing, and what to do where it
 * is not. Opens everything itself, because what cannot be opened is what it is to tell.
 */
#include <errno.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/command.h"
#include "lib/index_file.h"
#include "lib/migrate.h"

#define QUEUE_PATIENCE 900 /* seconds that a mail may wait though it could be sent, as /health has it */

static bool tell(bool well, const char *what, const char *detail)
{
	printf("%-7s %-14s %s\n", well ? "ok" : "not ok", what, detail);
	return well;
}

static void print_fault(const char *line)
{
	tell(false, "configuration", line);
}

static bool check_migrations(const struct command_run *run, struct db *db)
{
	struct migration *list;
	size_t count, applied = 0;
	const char *directory =
		arena_printf(run->mem, "%s/sql/migrations", run->configuration->data_directory);

	if (migrate_status(db, run->mem, directory, &list, &count) != OK)
		return tell(false, "migrations",
			arena_printf(run->mem, "cannot be read; are the files in %s?", directory));
	for (size_t i = 0; i < count; i++) {
		if (list[i].state == MIGRATION_CHANGED || list[i].state == MIGRATION_MISSING)
			return tell(false, "migrations",
				arena_printf(run->mem,
					"%s is not what was applied: is this version older than the database?",
					list[i].name));
		if (list[i].state == MIGRATION_UNFINISHED)
			return tell(false, "migrations",
				arena_printf(run->mem, "%s was begun and not finished: restore the backup",
					list[i].name));
		applied += list[i].state == MIGRATION_APPLIED;
	}
	if (applied < count)
		return tell(false, "migrations",
			arena_printf(run->mem, "%zu pending: run `torv migrate`", count - applied));
	return tell(true, "migrations", arena_printf(run->mem, "%zu applied, none pending", applied));
}

static bool check_queue(const struct command_run *run, struct db *db)
{
	struct row *row;
	int64_t queued, oldest, failed;

	if (db_one(db, run->mem, Q_QUEUE_HEALTH, NO_ARGS, &row) != OK)
		return tell(false, "mail queue", "cannot be read: run `torv migrate` first");
	queued = row_int(row, "queued");
	oldest = row_int(row, "oldest_seconds");
	failed = row_int(row, "failed");
	if (oldest > QUEUE_PATIENCE)
		return tell(false, "mail queue",
			arena_printf(run->mem,
				"%" PRId64 " waiting, the oldest for %" PRId64 " minutes: is `torv-mail send` running?",
				queued, oldest / 60));
	return tell(true, "mail queue",
		arena_printf(run->mem, "%" PRId64 " waiting, %" PRId64 " given up in a week", queued,
			failed));
}

static bool check_reference(const struct command_run *run, struct db *db)
{
	int64_t municipalities, codes;

	if (db_number(db, Q_REFERENCE_MUNICIPALITIES, NO_ARGS, &municipalities) != OK
		|| db_number(db, Q_REFERENCE_CPV_CODES, NO_ARGS, &codes) != OK || municipalities == 0
		|| codes == 0)
		return tell(false, "reference data", "missing: run `torv migrate`");
	return tell(true, "reference data",
		arena_printf(run->mem, "%" PRId64 " municipalities, %" PRId64 " CPV codes", municipalities,
			codes));
}

static bool check_statements(const struct command_run *run, struct db *db)
{
	unsigned threads = run->configuration->threads;
	int64_t needed, limit;

	if (db_statement_room(db, threads, &needed, &limit) != OK)
		return tell(false, "prepared statements", "the limit of MariaDB cannot be read");
	if (limit < needed)
		return tell(false, "prepared statements",
			arena_printf(run->mem, "%u threads need up to %" PRId64 ", MariaDB allows %" PRId64
				": raise its max_prepared_stmt_count or lower threads", threads, needed, limit));
	return tell(true, "prepared statements",
		arena_printf(run->mem, "up to %" PRId64 " of %" PRId64, needed, limit));
}

/* A transaction that was committed must be on the disk: then a power cut loses no mail. */
static bool check_durability(const struct command_run *run, struct db *db)
{
	int64_t flush;

	if (db_number(db, Q_DATABASE_FLUSH, NO_ARGS, &flush) != OK)
		return tell(false, "durability", "the settings of MariaDB cannot be read");
	if (flush != 1)
		return tell(false, "durability",
			arena_printf(run->mem, "innodb_flush_log_at_trx_commit is %" PRId64
				": a power cut may lose mail; set it to 1 in MariaDB", flush));
	return tell(true, "durability", "what is saved outlives a power cut");
}

/* Root is asked where the secrets are root's alone, and keeps no index: he looks as the one whose folder it is. */
static const char *index_fault(const char *folder, const char **owner)
{
	struct stat status;
	bool is_other = geteuid() == 0 && stat(folder, &status) == 0 && status.st_uid != 0;
	const struct passwd *user = is_other ? getpwuid(status.st_uid) : NULL;

	*owner = !is_other ? NULL : user == NULL ? "a user without a name" : user->pw_name;
	if (is_other && seteuid(status.st_uid) != 0)
		return strerror(errno);
	const char *fault = index_file_fault(folder);
	if (is_other && seteuid(0) != 0)
		abort();
	return fault;
}

/* Whether programs that start have the index at once. */
static bool check_index(const struct command_run *run)
{
	const char *folder = run->configuration->index_folder, *owner;

	if (folder == NULL)
		return tell(true, "index", "read from the database at each start: index_folder is not given");
	const char *fault = index_fault(folder, &owner);
	if (fault != NULL)
		return tell(false, "index", arena_printf(run->mem, "cannot be kept in index_folder, %s: %s", folder, fault));
	return tell(true, "index", owner == NULL ? arena_printf(run->mem, "kept in %s", folder) :
		arena_printf(run->mem, "kept in %s by %s, whose folder it is", folder, owner));
}

static int check_database(struct command_run *run)
{
	OWNED(db_close) struct db *db = NULL;
	const struct configuration *c = run->configuration;

	if (db_open(c, &db) != OK) {
		tell(false, "database",
			arena_printf(run->mem,
				"does not answer as user \"%s\" for \"%s\" on %s: is it running, are db_user, "
				"db_name and the password right?",
				c->db_user, c->db_name, c->db_socket != NULL ? c->db_socket : c->db_host));
		return EX_UNAVAILABLE;
	}
	tell(true, "database", arena_printf(run->mem, "\"%s\" answers", c->db_name));
	if (!check_migrations(run, db))
		return EX_TEMPFAIL;
	if (!check_reference(run, db))
		return EX_TEMPFAIL;
	if (!check_statements(run, db) || !check_durability(run, db))
		return EX_CONFIG;
	bool kept = check_index(run), sent = check_queue(run, db);
	return !kept ? EX_CONFIG : sent ? EX_OK : EX_TEMPFAIL;
}

int command_check(struct command_run *run)
{
	OWNED(configuration_close) struct configuration *configuration = NULL;
	int usage = command_options(run, NULL, 0, 0, 0);

	if (usage != EX_OK)
		return usage;
	if (configuration_open(run->configuration_path, print_fault, &configuration) != OK)
		return EX_CONFIG;
	tell(true, "configuration", configuration->site_url);
	run->configuration = configuration;
	return check_database(run);
}
