/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/index_kept.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "lib/index_file.h"
#include "lib/log.h"
#include "lib/snapshot.h"

/* A file that nobody replaced for so long is of an installation that hardly changes, and soon read. */
#define KNOWN_SECONDS (90 * 86400)

static const struct index_name no_name;

void index_kept_note(struct db *db, int64_t revision, struct index_name *name)
{
	randombytes_buf(name->bytes, sizeof name->bytes);
	if (db_do(db, Q_INDEX_KEPT_NOTE,
		    ARGS(db_bytes(name->bytes, sizeof name->bytes), db_int(revision), db_moment(clock_now())), NULL) == OK)
		return;
	log_warning("index: it is not kept, for the database does not note it");
	*name = no_name;
}

void index_kept_forget_old(struct db *db)
{
	if (db_do(db, Q_INDEX_KEPT_FORGET_OLD, ARGS(db_moment(clock_now() - KNOWN_SECONDS)), NULL) != OK)
		log_info("index: files of long ago are forgotten another time");
}

enum err index_kept_forget(struct db *db)
{
	return db_do(db, Q_INDEX_KEPT_FORGET, NO_ARGS, NULL);
}

/* The revision of what is in the file; -1: the database does not know it. */
static int64_t known_revision(struct db *db, const struct index_file *file)
{
	const struct index_name *name = index_file_name(file);
	int64_t revision;

	return db_number(db, Q_INDEX_KEPT_FIND, ARGS(db_bytes(name->bytes, sizeof name->bytes)), &revision) == OK ?
		revision : -1;
}

/* The formula is a setting: where it was changed by hand no revision tells. */
static bool has_weights(struct db *db, const struct snapshot *s)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection now = {0};
	double in_use[WEIGHTS];

	if (collection_read_weights(db, mem, &now) != OK)
		return false;
	weights_read(now.weights, in_use);
	return memcmp(in_use, s->weights, sizeof in_use) == 0;
}

struct snapshot *index_kept_open(struct db *db, const char *folder, int64_t after)
{
	OWNED(index_file_close) struct index_file *file = folder == NULL ? NULL : index_file_open(folder);

	if (file == NULL)
		return NULL;
	int64_t revision = known_revision(db, file);
	if (revision < 0)
		log_info("index: the file in %s is not used: the database does not know it", folder);
	if (revision <= after)
		return NULL;
	struct snapshot *s = index_file_take(&file);
	if (s != NULL && !has_weights(db, s)) {
		log_info("index: the file in %s is not used: the formula has other weights now", folder);
		snapshot_close(&s);
	}
	return s;
}

void index_kept_save(const char *folder, const struct snapshot *whole)
{
	int64_t began = clock_milliseconds();

	if (folder == NULL || whole->file != NULL || memcmp(&whole->name, &no_name, sizeof no_name) == 0)
		return;
	if (index_file_write(folder, whole) == OK)
		log_info("index: revision %lld kept in %s in %lld ms", (long long)whole->revision, folder,
			(long long)(clock_milliseconds() - began));
}

/* ---- whose turn it is ---- */

#define TURN_FILE "index.turn"

/* Where nothing can be kept, each does it for himself. */
struct index_turn index_turn_begin(const char *folder)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct index_turn turn = {.ours = true, .fd = -1};

	if (folder == NULL || index_file_fault(folder) != NULL)
		return turn;
	turn.fd = open(arena_printf(mem, "%s/" TURN_FILE, folder), O_RDONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	turn.ours = turn.fd < 0 || flock(turn.fd, LOCK_EX | LOCK_NB) == 0;
	return turn;
}

void index_turn_end(struct index_turn *turn)
{
	if (turn->fd >= 0)
		close(turn->fd);
}
