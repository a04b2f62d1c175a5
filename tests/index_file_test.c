/* SPDX-License-Identifier: MPL-2.0 */
/* An index in a file: one that is not what was written, or not ours alone to write, is not taken; and how it is written. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/engine_mark.h"
#include "lib/snapshot_pass.h"
#include "lib/text.h"
#include "tests/index_folder.h"

#ifdef __SANITIZE_ADDRESS__
#define DAMAGES 250
#else
#define DAMAGES 600
#endif

/* ---- what is not taken ---- */

struct damage {
	struct arena *mem;
	const char *folder, *path;
	unsigned char *bytes; /* as they were written */
	size_t size;
};

static void put_bytes(const struct damage *damage, size_t size)
{
	int fd = open(damage->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, damage->bytes, size), size);
	close(fd);
}

static struct damage damage_open(struct arena *mem)
{
	struct damage damage = {.mem = mem, .folder = new_folder(mem)};
	struct collection c;
	struct stat status;

	field_reference(mem, &c);
	c.code_count = 40;
	c.name.bytes[3] = 1;
	OWNED(match_index_close) struct match_index *built = match_index_of(&c);
	write_index(built, damage.folder);
	damage.path = path_in(mem, damage.folder);
	assert_int_equal(stat(damage.path, &status), 0);
	damage.size = (size_t)status.st_size;
	damage.bytes = arena_alloc(mem, damage.size);
	int fd = open(damage.path, O_RDONLY);
	assert_int_equal(read(fd, damage.bytes, damage.size), damage.size);
	close(fd);
	assert_true(can_be_taken(damage.folder));
	return damage;
}

static void a_file_in_which_any_bit_is_another_is_not_taken(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct damage damage = damage_open(mem);
	uint64_t any = 88172645463325252U;

	(void)state;
	int fd = open(damage.path, O_WRONLY);
	assert_true(fd >= 0);
	for (size_t i = 0; i < DAMAGES; i++) {
		any = any * 6364136223846793005U + 1442695040888963407U;
		size_t at = i < 128 ? i : (size_t)(any >> 20) % damage.size; /* the head, and any */
		unsigned char bit = (unsigned char)(1U << (any >> 60) % 8), now = damage.bytes[at] ^ bit;
		assert_int_equal(pwrite(fd, &now, 1, (off_t)at), 1);
		if (can_be_taken(damage.folder))
			fail_msg("byte %zu was changed by %u and the file was taken", at, bit);
		assert_int_equal(pwrite(fd, &damage.bytes[at], 1, (off_t)at), 1);
	}
	close(fd);
	assert_true(can_be_taken(damage.folder)); /* all is as it was */
	remove_folder(mem, damage.folder);
}

/* Before anything of it is believed, even its sum: bytes 24 to 55 are the engine's mark, then comes the name. */
static void a_file_of_another_engine_is_not_opened(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct damage damage = damage_open(mem);

	(void)state;
	for (size_t at = 24; at < 72; at++) {
		damage.bytes[at] ^= 1;
		put_bytes(&damage, damage.size);
		OWNED(index_file_close) struct index_file *file = index_file_open(damage.folder);
		assert_int_equal(file == NULL, at < 56);
		damage.bytes[at] ^= 1;
	}
	remove_folder(mem, damage.folder);
}

static void the_mark_of_an_engine_is_the_same_each_time(void **state)
{
	struct engine_mark a = engine_mark(), b = engine_mark();

	(void)state;
	assert_memory_equal(&a, &b, sizeof a);
}

static void a_file_that_is_cut_or_longer_is_not_taken(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct damage damage = damage_open(mem);
	size_t sizes[] = {0, 1, 8, 64, 127, 128, 192, damage.size / 2, damage.size - 64, damage.size - 1};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		put_bytes(&damage, sizes[i]);
		assert_false(can_be_taken(damage.folder));
	}
	put_bytes(&damage, damage.size);
	assert_true(can_be_taken(damage.folder));
	assert_int_equal(truncate(damage.path, (off_t)damage.size + 64), 0);
	assert_false(can_be_taken(damage.folder));
	remove_folder(mem, damage.folder);
}

static void keep_bytes(void *context, const void *bytes, size_t size)
{
	buffer_add(context, bytes, size);
}

/* Of so many bytes; whether they were all that there should be. */
static bool is_found(const unsigned char *bytes, size_t size)
{
	struct passing p = {.finds = true, .bytes = bytes, .size = size};
	struct snapshot *snapshot = grow(NULL, 1, sizeof *snapshot);

	*snapshot = (struct snapshot){.mem = arena_open(), .holders = 1};
	snapshot_pass(&p, snapshot);
	bool found = !p.wrong && p.at == size;
	passing_forget(&p);
	snapshot_close(&snapshot);
	return found;
}

/* The sum would tell; who passes notices all the same, and what was made until then is closed. */
static void a_snapshot_that_ends_too_early_is_noticed_wherever_it_ends(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	OWNED(buffer_close) struct buffer saved = {0};
	struct passing p = {.take = keep_bytes, .context = &saved};
	struct collection c;

	(void)state;
	fill(mem, &c);
	c.line_count = 5;
	struct snapshot *snapshot = snapshot_open(&c);
	snapshot_pass(&p, snapshot);
	snapshot_close(&snapshot);
	assert_int_equal(p.at, saved.length);
	unsigned char *bytes = aligned_alloc(PASSING_LINE, saved.length + PASSING_LINE - saved.length % PASSING_LINE);
	assert_non_null(bytes);
	memcpy(bytes, saved.bytes, saved.length);
	assert_true(is_found(bytes, saved.length));
	for (size_t size = 0; size < saved.length; size += 1 + (size < 2000 ? 6 : saved.length / 300))
		assert_false(is_found(bytes, size));
	for (size_t less = 1; less < 2000; less += 7) /* lines come last */
		assert_false(is_found(bytes, saved.length - less));
	free(bytes);
}

static void a_file_to_which_others_may_write_is_not_taken(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct damage damage = damage_open(mem);
	const char *behind = arena_printf(mem, "%s.behind", damage.path);

	(void)state;
	assert_int_equal(chmod(damage.path, 0620), 0);
	assert_false(can_be_taken(damage.folder));
	assert_int_equal(chmod(damage.path, 0602), 0);
	assert_false(can_be_taken(damage.folder));
	assert_int_equal(chmod(damage.path, 0644), 0);
	assert_true(can_be_taken(damage.folder));
	/* nor what stands elsewhere, nor what is no file */
	assert_int_equal(rename(damage.path, behind), 0);
	assert_int_equal(symlink(behind, damage.path), 0);
	assert_false(can_be_taken(damage.folder));
	assert_int_equal(unlink(damage.path), 0);
	assert_int_equal(mkfifo(damage.path, 0600), 0);
	assert_false(can_be_taken(damage.folder));
	assert_int_equal(unlink(behind), 0);
	remove_folder(mem, damage.folder);
}

/* Only root can give a file away; who is not root has a folder that is root's instead. */
static void what_belongs_to_somebody_else_is_not_taken_and_not_written_to(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct damage damage = damage_open(mem);
	const char *folder = damage.folder;

	(void)state;
	if (geteuid() == 0) {
		assert_int_equal(chown(damage.path, 65534, 65534), 0);
		assert_false(can_be_taken(folder));
		assert_int_equal(chown(damage.path, 0, 0), 0);
		assert_true(can_be_taken(folder));
		assert_int_equal(chown(folder, 65534, 65534), 0);
	} else {
		folder = "/";
	}
	struct snapshot *snapshot = take(damage.folder);
	assert_non_null(snapshot);
	assert_int_equal(index_file_write(folder, snapshot), UNAVAILABLE);
	snapshot_close(&snapshot);
	remove_folder(mem, damage.folder);
}

static void a_folder_to_which_others_may_write_is_not_written_to(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	OWNED(match_index_close) struct match_index *built = match_index_of(&(struct collection){.revision = 1});
	OWNED(reading_end) struct reading reading = reading_begin(built);

	(void)state;
	assert_int_equal(chmod(folder, 0770), 0);
	assert_int_equal(index_file_write(folder, reading.snapshot), UNAVAILABLE);
	assert_string_equal(index_file_fault(folder), "others may write to the folder");
	assert_int_equal(chmod(folder, 0755), 0);
	assert_null(index_file_fault(folder));
	assert_int_equal(index_file_write(folder, reading.snapshot), OK);
	remove_folder(mem, folder);
}

/* ---- writing it ---- */

static void a_disk_that_is_full_leaves_what_was_there(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct damage damage = damage_open(mem);
	struct snapshot *snapshot = take(damage.folder);
	struct rlimit before, small;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){.rlim_cur = damage.size / 2, .rlim_max = before.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	enum err err = index_file_write(damage.folder, snapshot);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(err, UNAVAILABLE);
	assert_true(can_be_taken(damage.folder));
	snapshot_close(&snapshot);
	remove_folder(mem, damage.folder);
}

static void a_folder_that_is_not_there_is_no_harm(void **state)
{
	OWNED(match_index_close) struct match_index *built = match_index_of(&(struct collection){.revision = 1});
	OWNED(reading_end) struct reading reading = reading_begin(built);

	(void)state;
	assert_int_equal(index_file_write("/nonexistent/torv", reading.snapshot), UNAVAILABLE);
	assert_null(index_file_open("/nonexistent/torv"));
}

static void one_writes_at_a_time_and_nobody_waits(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	OWNED(match_index_close) struct match_index *built = match_index_of(&(struct collection){.revision = 1});
	OWNED(reading_end) struct reading reading = reading_begin(built);
	int other = open(arena_printf(mem, "%s/" INDEX_FILE ".lock", folder), O_CREAT | O_RDONLY, 0600);

	(void)state;
	assert_int_equal(flock(other, LOCK_EX), 0);
	assert_int_equal(index_file_write(folder, reading.snapshot), CONFLICT);
	assert_false(can_be_taken(folder));
	close(other);
	/* whoever may open the folder, and has a lock on it, is nobody to wait for */
	other = open(folder, O_RDONLY | O_DIRECTORY);
	assert_int_equal(flock(other, LOCK_EX), 0);
	/* one who was killed has left this behind */
	close(open(arena_printf(mem, "%s/" INDEX_FILE ".new", folder), O_CREAT | O_WRONLY, 0600));
	assert_int_equal(index_file_write(folder, reading.snapshot), OK);
	assert_true(can_be_taken(folder));
	close(other);
	remove_folder(mem, folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_in_which_any_bit_is_another_is_not_taken),
		cmocka_unit_test(a_file_of_another_engine_is_not_opened),
		cmocka_unit_test(the_mark_of_an_engine_is_the_same_each_time),
		cmocka_unit_test(a_file_that_is_cut_or_longer_is_not_taken),
		cmocka_unit_test(a_snapshot_that_ends_too_early_is_noticed_wherever_it_ends),
		cmocka_unit_test(a_file_to_which_others_may_write_is_not_taken),
		cmocka_unit_test(what_belongs_to_somebody_else_is_not_taken_and_not_written_to),
		cmocka_unit_test(a_folder_to_which_others_may_write_is_not_written_to),
		cmocka_unit_test(a_disk_that_is_full_leaves_what_was_there),
		cmocka_unit_test(a_folder_that_is_not_there_is_no_harm),
		cmocka_unit_test(one_writes_at_a_time_and_nobody_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
