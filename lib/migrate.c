/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Migrations. MariaDB commits at every CREATE TABLE, so a migration is not one transaction: its record
 * is written before it runs and marked finished after, and an unfinished one stops everything until a
 * person has looked at it.
 */
#include "lib/migrate.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/log.h"
#include "lib/text.h"

#define CLAIM_SECONDS 600
#define WAIT_MILLISECONDS 200
#define WAITS (CLAIM_SECONDS * 1000 / WAIT_MILLISECONDS)

/* ---- the files ---- */

/* "0001_reference.sql" → 1; 0 when it is not a migration. */
static int number_of(const char *name)
{
	size_t digits = strspn(name, "0123456789");
	size_t length = strlen(name);

	if (digits != 4 || name[4] != '_' || length < 9 || strcmp(name + length - 4, ".sql") != 0)
		return 0;
	return atoi(name);
}

static int wanted(const struct dirent *entry)
{
	return number_of(entry->d_name) > 0;
}

static enum err read_file(struct arena *mem, const char *path, char **text)
{
	OWNED(buffer_close) struct buffer buffer = {0};
	char piece[8192];
	size_t size;
	FILE *file = fopen(path, "re");

	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return FAILED;
	}
	while ((size = fread(piece, 1, sizeof piece, file)) > 0)
		buffer_add(&buffer, piece, size);
	fclose(file);
	*text = arena_text_n(mem, buffer.bytes != NULL ? buffer.bytes : "", buffer.length);
	return OK;
}

static const char *checksum_of(struct arena *mem, const char *text)
{
	unsigned char hash[32];
	char *hex = arena_alloc(mem, 2 * sizeof hash + 1);

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
	text_from_bytes(hash, sizeof hash, hex);
	return hex;
}

static enum err read_directory(struct arena *mem, const char *directory, struct migration **list, size_t *count)
{
	struct dirent **entries;
	int found = scandir(directory, &entries, wanted, alphasort);
	enum err err = OK;

	if (found < 0) {
		log_error("%s: %s", directory, strerror(errno));
		return FAILED;
	}
	*list = arena_array(mem, (size_t)found, sizeof **list);
	*count = (size_t)found;
	for (int i = 0; i < found; i++) {
		char *text = NULL;
		if (err == OK)
			err = read_file(mem, arena_printf(mem, "%s/%s", directory, entries[i]->d_name), &text);
		if (err == OK)
			(*list)[i] = (struct migration){
				.number = number_of(entries[i]->d_name),
				.name = arena_text(mem, entries[i]->d_name),
				.checksum = checksum_of(mem, text),
				.state = MIGRATION_PENDING,
				.applied_at = NO_MOMENT,
			};
		free(entries[i]);
	}
	free(entries);
	return err;
}

/* ---- the records ---- */

static struct migration *numbered(struct migration *list, size_t count, int number)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].number == number)
			return &list[i];
	}
	return NULL;
}

static void add_missing(struct arena *mem, const struct row *row, struct migration **list, size_t *count)
{
	struct migration *more = arena_array(mem, *count + 1, sizeof *more);

	memcpy(more, *list, *count * sizeof *more);
	more[(*count)++] = (struct migration){
		.number = (int)row_int(row, "number"),
		.name = row_text(row, "name"),
		.checksum = row_text(row, "checksum"),
		.state = MIGRATION_MISSING,
		.applied_at = row_moment(row, "finished_at"),
	};
	*list = more;
}

static void compare(struct migration *migration, const struct row *row)
{
	migration->applied_at = row_moment(row, "finished_at");
	if (row_is_null(row, "finished_at"))
		migration->state = MIGRATION_UNFINISHED;
	else if (strcmp(migration->checksum, row_text(row, "checksum")) != 0)
		migration->state = MIGRATION_CHANGED;
	else
		migration->state = MIGRATION_APPLIED;
}

enum err migrate_status(struct db *db, struct arena *mem, const char *directory,
	struct migration **list, size_t *count)
{
	struct rows rows;

	TRY(read_directory(mem, directory, list, count));
	TRY(db_do(db, Q_MIGRATION_TABLE, NO_ARGS, NULL));
	TRY(db_list(db, mem, Q_MIGRATION_LIST, NO_ARGS, &rows));
	for (size_t i = 0; i < rows.count; i++) {
		struct migration *known = numbered(*list, *count, (int)row_int(rows.at[i], "number"));
		if (known != NULL)
			compare(known, rows.at[i]);
		else
			add_missing(mem, rows.at[i], list, count);
	}
	return OK;
}

/* ---- running ---- */

static enum err claim(struct db *db, const char *owner)
{
	const struct timespec pause = {.tv_nsec = WAIT_MILLISECONDS * 1000000L};
	uint64_t taken = 0;

	TRY(db_do(db, Q_MIGRATION_CLAIM_TABLE, NO_ARGS, NULL));
	TRY(db_do(db, Q_MIGRATION_CLAIM_ROW, NO_ARGS, NULL));
	for (int i = 0; i < WAITS; i++) {
		TRY(db_do(db, Q_MIGRATION_CLAIM, ARGS(db_text(owner), db_int(CLAIM_SECONDS)), &taken));
		if (taken == 1)
			return OK;
		nanosleep(&pause, NULL);
	}
	log_error("another machine is migrating for more than %d seconds", CLAIM_SECONDS);
	return UNAVAILABLE;
}

static enum err run_one(struct db *db, struct arena *mem, const char *directory, const struct migration *migration)
{
	char *text;

	TRY(read_file(mem, arena_printf(mem, "%s/%s", directory, migration->name), &text));
	TRY(db_do(db, Q_MIGRATION_BEGIN,
		ARGS(db_int(migration->number), db_text(migration->name), db_text(migration->checksum)), NULL));
	TRY(db_run_script(db, text));
	TRY(db_do(db, Q_MIGRATION_FINISH, ARGS(db_int(migration->number)), NULL));
	log_info("migration %s applied", migration->name);
	return OK;
}

static enum err refuse_if_damaged(const struct migration *list, size_t count)
{
	enum err err = OK;

	for (size_t i = 0; i < count; i++) {
		if (list[i].state == MIGRATION_CHANGED)
			log_error("migration %s was applied from a file that differs", list[i].name);
		else if (list[i].state == MIGRATION_UNFINISHED)
			log_error("migration %s was begun and not finished: restore the backup", list[i].name);
		else
			continue;
		err = CONFLICT;
	}
	return err;
}

static enum err run_pending(struct db *db, struct arena *mem, const char *directory, size_t *applied)
{
	struct migration *list;
	size_t count;

	TRY(migrate_status(db, mem, directory, &list, &count));
	TRY(refuse_if_damaged(list, count));
	for (size_t i = 0; i < count; i++) {
		if (list[i].state != MIGRATION_PENDING)
			continue;
		TRY(run_one(db, mem, directory, &list[i]));
		(*applied)++;
	}
	return OK;
}

enum err migrate_run(struct db *db, struct arena *mem, const char *directory, size_t *applied)
{
	char owner[TOKEN_TEXT_SIZE];

	*applied = 0;
	token_make(owner);
	TRY(claim(db, owner));
	enum err err = run_pending(db, mem, directory, applied);
	enum err released = db_do(db, Q_MIGRATION_RELEASE, ARGS(db_text(owner)), NULL);
	return err != OK ? err : released;
}
