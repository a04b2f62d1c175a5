/* SPDX-License-Identifier: MPL-2.0 */
/* Whose folder and file it is, and taking what stands there; how it gets there is in index_file_write.c. */
#include "lib/index_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/index_head.h"
#include "lib/log.h"
#include "lib/snapshot_pass.h"

struct index_file {
	int fd; /* -1: it is mapped */
	struct index_head head;
	void *map;
	struct passing passing; /* what the snapshot has of it */
};

/* ---- whose it is ---- */

static bool is_ours(int fd, mode_t kind, struct stat *status)
{
	return fstat(fd, status) == 0 && (status->st_mode & S_IFMT) == kind && status->st_uid == geteuid();
}

int index_folder_open(const char *folder, const char **fault)
{
	struct stat status;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*fault = fd < 0 ? strerror(errno) : NULL;
	if (fd >= 0 && !is_ours(fd, S_IFDIR, &status))
		*fault = "the folder belongs to somebody else";
	else if (fd >= 0 && (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		*fault = "others may write to the folder";
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
	int fd = index_folder_open(folder, &fault);

	if (fd >= 0)
		close(fd);
	return fault;
}

/* ---- taking ---- */

#define READ_AT_ONCE ((size_t)1 << 20)

/* All of them, or false. */
static bool read_at(int fd, void *bytes, size_t size, uint64_t at)
{
	for (size_t done = 0; done < size;) {
		ssize_t count = pread(fd, (char *)bytes + done, size - done, (off_t)(at + done));
		if (count == 0 || (count < 0 && errno != EINTR))
			return false;
		done += count > 0 ? (size_t)count : 0;
	}
	return true;
}

static bool read_head(int fd, const struct stat *status, struct index_head *head)
{
	struct engine_mark engine = engine_mark();

	return read_at(fd, head, sizeof *head, 0) &&
		memcmp(head->magic, INDEX_MAGIC, sizeof head->magic) == 0 && head->size == (uint64_t)status->st_size &&
		head->size % PASSING_LINE == 0 && memcmp(&head->engine, &engine, sizeof engine) == 0;
}

struct index_file *index_file_open(const char *folder)
{
	char path[4096];
	struct stat status;
	struct index_head head;

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

/* It is read, not looked at where it is mapped: what a disk cannot read or what is not there any more must not end the
 * program. */
static bool has_sum(const struct index_file *file)
{
	unsigned char *room = grow(NULL, READ_AT_ONCE, 1);
	struct index_sum sum = {{0}};
	uint64_t at = sizeof(struct index_head);
	bool is_there = true;

	while (is_there && at < file->head.size) {
		size_t size = file->head.size - at < READ_AT_ONCE ? (size_t)(file->head.size - at) : READ_AT_ONCE;
		is_there = read_at(file->fd, room, size, at);
		if (is_there)
			index_sum_add(&sum, room, size);
		at += size;
	}
	free(room);
	return is_there && index_sum_end(&sum, file->head) == file->head.sum;
}

/* All pages at once, for they are in memory. */
static bool map_all(struct index_file *file)
{
	void *map = mmap(NULL, (size_t)file->head.size, PROT_READ, MAP_SHARED | MAP_POPULATE, file->fd, 0);

	if (map == MAP_FAILED)
		return false;
	file->map = map;
	close(file->fd);
	file->fd = -1;
	return true;
}

struct snapshot *index_file_take(struct index_file **file)
{
	struct index_file *taken = *file;
	struct snapshot *s = NULL;

	*file = NULL;
	if (!has_sum(taken) || !map_all(taken)) {
		log_warning("index: the file is damaged and not used");
		index_file_close(&taken);
		return NULL;
	}
	s = grow(NULL, 1, sizeof *s);
	*s = (struct snapshot){.mem = arena_open(), .holders = 1, .name = taken->head.name, .file = taken};
	taken->passing = (struct passing){.finds = true, .at = sizeof(struct index_head), .bytes = taken->map,
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
