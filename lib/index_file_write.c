/* SPDX-License-Identifier: MPL-2.0 */
/* Writing an index to its file: under another name, and to its place when it is complete. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "lib/index_file.h"
#include "lib/index_head.h"
#include "lib/log.h"
#include "lib/snapshot_pass.h"

#define NEW_FILE INDEX_FILE ".new"
#define LOCK_FILE INDEX_FILE ".lock"

#define ROOM ((size_t)1 << 20)

struct writing {
	int fd;
	struct index_sum sum;
	unsigned char *room;
	size_t used, written;
	int fault; /* errno; 0: none */
};

static void write_room(struct writing *w)
{
	index_sum_add(&w->sum, w->room, w->used);
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

static struct index_head head_of(const struct snapshot *whole)
{
	struct index_head head;

	memset(&head, 0, sizeof head);
	memcpy(head.magic, INDEX_MAGIC, sizeof head.magic);
	head.engine = engine_mark();
	head.name = whole->name;
	return head;
}

/* The head comes last, for it tells the length and the sum: until then there is none. Returns errno. */
static int write_all(int fd, const struct snapshot *whole)
{
	struct writing w = {.fd = fd, .room = grow(NULL, ROOM, 1)};
	struct passing p = {.at = sizeof(struct index_head), .take = take, .context = &w};
	static const unsigned char zeros[PASSING_LINE];

	if (lseek(fd, sizeof(struct index_head), SEEK_SET) < 0)
		w.fault = errno;
	snapshot_pass(&p, (struct snapshot *)whole);
	take(&w, zeros, (PASSING_LINE - p.at % PASSING_LINE) % PASSING_LINE);
	write_room(&w);
	free(w.room);
	struct index_head head = head_of(whole);
	head.size = sizeof head + w.written;
	head.sum = index_sum_end(&w.sum, head);
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

/* Under a lock, which is a file that nobody else may open: the folder perhaps may. EWOULDBLOCK: another process has it. */
static int put_locked(int folder, const struct snapshot *whole)
{
	int lock = openat(folder, LOCK_FILE, O_RDONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (lock < 0)
		return errno;
	int fault = flock(lock, LOCK_EX | LOCK_NB) == 0 ? put_file(folder, whole) : errno;
	close(lock);
	return fault;
}

enum err index_file_write(const char *folder, const struct snapshot *whole)
{
	const char *why;
	int fd = index_folder_open(folder, &why);

	if (fd >= 0) {
		int fault = put_locked(fd, whole);
		close(fd);
		if (fault == 0 || fault == EWOULDBLOCK)
			return fault == 0 ? OK : CONFLICT;
		why = strerror(fault);
	}
	log_warning("index: cannot be kept in %s: %s", folder, why);
	return UNAVAILABLE;
}
