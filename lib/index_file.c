/* SPDX-License-Identifier: MPL-2.0 */
/* The head, the sum, and how the file gets to its place; what stands in it goes through snapshot_pass.c. */
#include "lib/index_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/engine_mark.h"
#include "lib/log.h"
#include "lib/snapshot_pass.h"

#define MAGIC "TorvIdx" /* with its NUL */
#define NEW_FILE INDEX_FILE ".new"

struct head { /* what follows it begins with a line of the cache */
	char magic[8];
	uint64_t size; /* of the file */
	uint64_t sum;  /* of all that follows, then of the head with a sum of 0 */
	struct engine_mark engine;
	struct index_name name;
	unsigned char rest[56]; /* 0 */
};

_Static_assert(sizeof(struct head) == 2 * PASSING_LINE, "no bytes between");

struct index_file {
	int fd; /* -1: it is mapped */
	struct head head;
	void *map;
	struct passing passing; /* what the snapshot has of it */
};

/* ---- the sum ---- */

/* Eight numbers side by side, for one step waits for the one before. Each step can be undone, so one byte that is another
 * makes another sum for certain, and many do but for one case in 2^64. */
#define LANES 8

struct sum {
	uint64_t lanes[LANES];
};

static void sum_add(struct sum *sum, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	for (; size >= PASSING_LINE; size -= PASSING_LINE, at += PASSING_LINE) {
		uint64_t words[LANES];
		memcpy(words, at, sizeof words);
		for (size_t i = 0; i < LANES; i++) {
			uint64_t lane = (sum->lanes[i] ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
			sum->lanes[i] = lane ^ lane >> 32;
		}
	}
}

static uint64_t sum_end(struct sum *sum, struct head head)
{
	uint64_t all = 0;

	head.sum = 0;
	sum_add(sum, &head, sizeof head);
	for (size_t i = 0; i < LANES; i++) {
		all = (all ^ sum->lanes[i]) * UINT64_C(0xff51afd7ed558ccd);
		all ^= all >> 29;
	}
	return all;
}

/* ---- writing ---- */

#define ROOM ((size_t)1 << 20)

struct writing {
	int fd;
	struct sum sum;
	unsigned char *room;
	size_t used, written;
	int fault; /* errno; 0: none */
};

static void write_room(struct writing *w)
{
	sum_add(&w->sum, w->room, w->used);
	for (size_t at = 0; at < w->used && w->fault == 0;) {
		ssize_t count = write(w->fd, w->room + at, w->used - at);
		if (count < 0 && errno != EINTR)
			w->fault = errno;
		at += count > 0 ? (size_t)count : 0;
	}
	w->written += w->used;
	w->used = 0;
}

static void take(void *context, const void *bytes, size_t size)
{
	struct writing *w = context;
	const unsigned char *at = bytes;

	while (size > 0 && w->fault == 0) {
		size_t count = size < ROOM - w->used ? size : ROOM - w->used;
		memcpy(w->room + w->used, at, count);
		w->used += count;
		at += count;
		size -= count;
		if (w->used == ROOM)
			write_room(w);
	}
}

static struct head head_of(const struct snapshot *whole)
{
	struct head head;

	memset(&head, 0, sizeof head);
	memcpy(head.magic, MAGIC, sizeof head.magic);
	head.engine = engine_mark();
	head.name = whole->name;
	return head;
}

/* The head comes last, for it tells the length and the sum: until then there is none. Returns errno. */
static int write_all(int fd, const struct snapshot *whole)
{
	struct writing w = {.fd = fd, .room = grow(NULL, ROOM, 1)};
	struct passing p = {.at = sizeof(struct head), .take = take, .context = &w};
	static const unsigned char zeros[PASSING_LINE];

	if (lseek(fd, sizeof(struct head), SEEK_SET) < 0)
		w.fault = errno;
	snapshot_pass(&p, (struct snapshot *)whole);
	take(&w, zeros, (PASSING_LINE - p.at % PASSING_LINE) % PASSING_LINE);
	write_room(&w);
	free(w.room);
	struct head head = head_of(whole);
	head.size = sizeof head + w.written;
	head.sum = sum_end(&w.sum, head);
	if (w.fault == 0 && pwrite(fd, &head, sizeof head, 0) != (ssize_t)sizeof head)
		w.fault = errno;
	if (w.fault == 0 && fsync(fd) != 0)
		w.fault = errno;
	return w.fault;
}

/* In the folder, of which we have the lock: what stands under the new name is somebody's who did not come to its end. */
static int put_file(int folder, const struct snapshot *whole)
{
	int fault = 0;

	unlinkat(folder, NEW_FILE, 0);
	int fd = openat(folder, NEW_FILE, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	fault = write_all(fd, whole);
	if (close(fd) != 0 && fault == 0)
		fault = errno;
	if (fault == 0 && renameat(folder, NEW_FILE, folder, INDEX_FILE) != 0)
		fault = errno;
	if (fault != 0)
		unlinkat(folder, NEW_FILE, 0);
	else
		fsync(folder);
	return fault;
}

static bool is_ours(int fd, mode_t kind, struct stat *status)
{
	return fstat(fd, status) == 0 && (status->st_mode & S_IFMT) == kind && status->st_uid == geteuid();
}

/* -1 when it cannot be kept there, and why. */
static int open_folder(const char *folder, const char **fault)
{
	struct stat status;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*fault = fd < 0 ? strerror(errno) : NULL;
	if (fd >= 0 && !is_ours(fd, S_IFDIR, &status))
		*fault = "the folder belongs to somebody else";
	else if (fd >= 0 && faccessat(fd, ".", W_OK | X_OK, AT_EACCESS) != 0)
		*fault = strerror(errno);
	if (*fault == NULL)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

const char *index_file_fault(const char *folder)
{
	const char *fault;
	int fd = open_folder(folder, &fault);

	if (fd >= 0)
		close(fd);
	return fault;
}

enum err index_file_write(const char *folder, const struct snapshot *whole)
{
	const char *fault;
	enum err err = OK;
	int fd = open_folder(folder, &fault);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
		err = CONFLICT;
	} else if (fd >= 0) {
		int number = put_file(fd, whole);
		fault = number == 0 ? NULL : strerror(number);
	}
	if (fd >= 0)
		close(fd);
	if (fault == NULL)
		return err;
	log_warning("index: cannot be kept in %s: %s", folder, fault);
	return UNAVAILABLE;
}

/* ---- taking ---- */

static bool read_head(int fd, const struct stat *status, struct head *head)
{
	struct engine_mark engine = engine_mark();

	return pread(fd, head, sizeof *head, 0) == (ssize_t)sizeof *head &&
		memcmp(head->magic, MAGIC, sizeof head->magic) == 0 && head->size == (uint64_t)status->st_size &&
		head->size % PASSING_LINE == 0 && memcmp(&head->engine, &engine, sizeof engine) == 0;
}

struct index_file *index_file_open(const char *folder)
{
	char path[4096];
	struct stat status;
	struct head head;

	if ((size_t)snprintf(path, sizeof path, "%s/" INDEX_FILE, folder) >= sizeof path)
		return NULL;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	if (!is_ours(fd, S_IFREG, &status) || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
		log_warning("index: %s is not used: it is not ours alone to write", path);
	} else if (!read_head(fd, &status, &head)) {
		log_info("index: %s is not used: another version of Torv wrote it, or it is cut", path);
	} else {
		struct index_file *file = grow(NULL, 1, sizeof *file);
		*file = (struct index_file){.fd = fd, .head = head};
		return file;
	}
	close(fd);
	return NULL;
}

void index_file_close(struct index_file **file)
{
	struct index_file *old = *file;

	*file = NULL;
	if (old == NULL)
		return;
	if (old->fd >= 0)
		close(old->fd);
	if (old->map != NULL)
		munmap(old->map, (size_t)old->head.size);
	free(old->passing.found);
	free(old);
}

const struct index_name *index_file_name(const struct index_file *file)
{
	return &file->head.name;
}

static bool map_all(struct index_file *file)
{
	size_t size = (size_t)file->head.size;
	struct sum sum = {{0}};
	/* all pages at once, for all are read */
	void *map = mmap(NULL, size, PROT_READ, MAP_SHARED | MAP_POPULATE, file->fd, 0);

	if (map == MAP_FAILED)
		return false;
	file->map = map;
	close(file->fd);
	file->fd = -1;
	sum_add(&sum, (const unsigned char *)map + sizeof(struct head), size - sizeof(struct head));
	return sum_end(&sum, file->head) == file->head.sum;
}

struct snapshot *index_file_take(struct index_file **file)
{
	struct index_file *taken = *file;
	struct snapshot *s = NULL;

	*file = NULL;
	if (!map_all(taken)) {
		log_warning("index: the file is damaged and not used");
		index_file_close(&taken);
		return NULL;
	}
	s = grow(NULL, 1, sizeof *s);
	*s = (struct snapshot){.mem = arena_open(), .holders = 1, .name = taken->head.name, .file = taken};
	taken->passing = (struct passing){.finds = true, .at = sizeof(struct head), .bytes = taken->map,
		.size = (size_t)taken->head.size};
	snapshot_pass(&taken->passing, s);
	if (taken->passing.wrong) {
		log_error("index: the file is not what was written");
		snapshot_close(&s);
	}
	return s;
}

void index_file_forget(struct index_file *file)
{
	if (file != NULL)
		passing_forget(&file->passing);
}

size_t index_file_size(const struct index_file *file)
{
	return file == NULL ? 0 : (size_t)file->head.size;
}
