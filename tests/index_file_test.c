/* SPDX-License-Identifier: MPL-2.0 */
/* An index in a file: what is mapped is what was built, and a file that is not what was written is not taken. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/demand.h"
#include "lib/directory.h"
#include "lib/engine_mark.h"
#include "lib/index_file.h"
#include "lib/matching.h"
#include "lib/matching_why.h"
#include "lib/reading.h"
#include "lib/snapshot_pass.h"
#include "lib/text.h"
#include "tests/obvious.h"
#include "tests/relevance.h"

#define CHANGES_MOST 300
#ifdef __SANITIZE_ADDRESS__
#define QUERIES 100
#define DAMAGES 250
#else
#define QUERIES 300
#define DAMAGES 600
#endif

/* ---- a folder and what is in it ---- */

static const char *new_folder(struct arena *mem)
{
	char *folder = arena_text(mem, "/tmp/torv-index-XXXXXX");

	assert_non_null(mkdtemp(folder));
	return folder;
}

static const char *path_in(struct arena *mem, const char *folder)
{
	return arena_printf(mem, "%s/" INDEX_FILE, folder);
}

static void remove_folder(struct arena *mem, const char *folder)
{
	unlink(path_in(mem, folder));
	assert_int_equal(rmdir(folder), 0); /* nothing else was left there */
}

static void write_index(struct match_index *index, const char *folder)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	assert_int_equal(index_file_write(folder, reading.snapshot), OK);
}

/* NULL: none is there that can be taken. */
static struct snapshot *take(const char *folder)
{
	OWNED(index_file_close) struct index_file *file = index_file_open(folder);

	return file == NULL ? NULL : index_file_take(&file);
}

static struct match_index *mapped(const char *folder)
{
	struct snapshot *snapshot = take(folder);

	assert_non_null(snapshot);
	assert_non_null(snapshot->file);
	return match_index_around(snapshot);
}

static bool can_be_taken(const char *folder)
{
	struct snapshot *snapshot = take(folder);
	bool can = snapshot != NULL;

	snapshot_close(&snapshot);
	return can;
}

/* ---- what is found in it ---- */

/* The field's index is from then on one that was mapped. */
static void map_field(struct field *field, struct arena *mem)
{
	const char *folder = new_folder(mem);

	write_index(field->index, folder);
	match_index_close(&field->index);
	field->index = mapped(folder);
	remove_folder(mem, folder); /* what is mapped stays */
}

static void compare_some(struct field *field, int queries)
{
	for (int i = 0; i < queries; i++) {
		OWNED(arena_close) struct arena *mem = arena_open();
		struct search_query query = random_query(field, mem);
		struct line_query line_query = random_line_query(field, mem);
		compare_enterprises(field, &query);
		compare_lines(field, &line_query);
	}
}

static void an_obvious_search_finds_what_a_mapped_index_finds(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	void *own;

	(void)state;
	field_open_large(&own);
	map_field(own, mem);
	compare_some(own, QUERIES);
	field_close(&own);
}

static void changes_upon_a_mapped_index_are_found(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct collection changes = {.revision = 2};
	struct field *field;
	void *own;

	(void)state;
	field_open(&own);
	field = own;
	map_field(field, mem);
	changes.enterprises = arena_array(mem, CHANGES_MOST, sizeof *changes.enterprises);
	changes.offerings = arena_array(mem, 7 * (size_t)CHANGES_MOST, sizeof *changes.offerings);
	changes.lines = arena_array(mem, CHANGES_MOST, sizeof *changes.lines);
	changes.changed_enterprises = arena_array(mem, CHANGES_MOST, sizeof(int64_t));
	changes.changed_lines = arena_array(mem, CHANGES_MOST, sizeof(int64_t));
	for (int round = 0; round < 20; round++) {
		for (unsigned i = 1 + dice(field, 8); i > 0; i--)
			random_change(field, &changes);
		match_index_change(field->index, &changes);
		compare_some(field, QUERIES / 30);
	}
	match_index_put(field->index, &field->collection); /* a new whole takes its place */
	compare_some(field, QUERIES / 30);
	field_close(&own);
}

/* ---- beside the one that was built ---- */

/* Offers, and lines that ask for what the judged lines do. */
static void fill(struct arena *mem, struct collection *c)
{
	struct judged_lines lines = field_lines(mem);

	field_offers(mem, c);
	c->revision = 5;
	c->unlisted = 2;
	c->name.bytes[0] = 7;
	c->weights = "kinds_rate=1.7 words_rate=1.3";
	c->lines = arena_array(mem, lines.count, sizeof *c->lines);
	c->line_count = lines.count;
	for (size_t i = 0; i < lines.count; i++)
		c->lines[i] = (struct collection_line){.id = (int64_t)(9000 + i), .demand = lines.at[i].demand,
			.buyer_name = "Kolding Kommune", .in_tender = i % 7 == 0, .dialogue_ends = (day)(20000 + i)};
	c->lines[3].demand.value_dkk = 123456;
	c->lines[4].demand.reserved = true;
	c->lines[5].demand.contract_starts = 20100;
}

static void expect_same_matches(const struct matches *a, const struct matches *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->at[i].organisation_id, b->at[i].organisation_id);
		assert_int_equal(a->at[i].line_id, b->at[i].line_id);
		assert_true(a->at[i].score == b->at[i].score);
		assert_string_equal(a->at[i].reasons, b->at[i].reasons);
	}
}

static void expect_same_facets(const struct facets *a, const struct facets *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->at[i].code, b->at[i].code);
		assert_string_equal(a->at[i].name, b->at[i].name);
		assert_int_equal(a->at[i].count, b->at[i].count);
	}
}

static void expect_same_search(struct match_index *built, struct match_index *other, struct arena *mem, const char *words)
{
	struct search_query query = {.words = words, .language = DANISH, .page_size = 50};
	struct search_result a, b;

	assert_int_equal(search_enterprises(built, mem, &query, &a), OK);
	assert_int_equal(search_enterprises(other, mem, &query, &b), OK);
	assert_int_equal(a.total, b.total);
	assert_int_equal(a.hit_count, b.hit_count);
	for (size_t i = 0; i < a.hit_count; i++) {
		assert_int_equal(a.hits[i].id, b.hits[i].id);
		assert_true(a.hits[i].score == b.hits[i].score);
	}
	expect_same_facets(&a.municipalities, &b.municipalities);
	expect_same_facets(&a.regions, &b.regions);
	expect_same_facets(&a.divisions, &b.divisions);
	assert_int_equal(a.instead_count, b.instead_count);
	for (size_t i = 0; i < a.instead_count; i++)
		assert_string_equal(a.instead[i].taken, b.instead[i].taken);
	assert_int_equal(a.meant_count, b.meant_count);
}

static void expect_same_suggestions(struct match_index *built, struct match_index *other, struct arena *mem,
	const char *text)
{
	struct cpv_suggestion *a, *b;
	size_t count_a, count_b;

	assert_int_equal(cpv_suggest(built, mem, text, DANISH, 10, &a, &count_a), OK);
	assert_int_equal(cpv_suggest(other, mem, text, DANISH, 10, &b, &count_b), OK);
	assert_int_equal(count_a, count_b);
	for (size_t i = 0; i < count_a; i++) {
		assert_string_equal(a[i].code, b[i].code);
		assert_string_equal(a[i].name, b[i].name);
		assert_true(a[i].probability == b[i].probability);
	}
}

static void expect_same_of_line(struct match_index *built, struct match_index *other, const struct collection_line *line)
{
	static const struct match_limits limits = {.minimum = 0, .today = 20000};
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *slip = arena_printf(mem, "x%s", line->demand.title);
	struct matches a, b;
	struct match_why why_a, why_b;

	assert_int_equal(match_demand(built, mem, &line->demand, &limits, &a), OK);
	assert_int_equal(match_demand(other, mem, &line->demand, &limits, &b), OK);
	expect_same_matches(&a, &b);
	match_why_demand(built, mem, &line->demand, 1 + line->id % 40, &limits, &why_a);
	match_why_demand(other, mem, &line->demand, 1 + line->id % 40, &limits, &why_b);
	assert_int_equal(why_a.kind, why_b.kind);
	assert_true(why_a.score == why_b.score);
	expect_same_search(built, other, mem, line->demand.title);
	expect_same_search(built, other, mem, slip);
	expect_same_suggestions(built, other, mem, line->demand.title);
	expect_same_suggestions(built, other, mem, slip);
}

static void what_was_mapped_matches_explains_and_suggests_as_what_was_built(void **state)
{
	static const struct match_limits limits = {.minimum = 0, .today = 20000};
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	struct collection c;
	struct matches a, b;
	size_t lines = 0;

	(void)state;
	fill(mem, &c);
	OWNED(match_index_close) struct match_index *built = match_index_of(&c);
	write_index(built, folder);
	OWNED(match_index_close) struct match_index *other = mapped(folder);
	for (size_t i = 0; i < c.line_count; i++)
		expect_same_of_line(built, other, &c.lines[i]);
	for (size_t i = 0; i < c.enterprise_count; i++) {
		assert_int_equal(match_enterprise(built, mem, c.enterprises[i].id, &limits, &a), OK);
		assert_int_equal(match_enterprise(other, mem, c.enterprises[i].id, &limits, &b), OK);
		expect_same_matches(&a, &b);
		lines += a.count;
	}
	assert_true(lines > c.line_count / 2); /* what lines ask for was in the file, too */
	remove_folder(mem, folder);
}

static void expect_same_places_and_codes(const struct snapshot *a, const struct snapshot *b)
{
	assert_int_equal(a->place_count, b->place_count);
	for (unsigned i = 0; i < a->place_count; i++) {
		assert_string_equal(a->places[i].key, b->places[i].key);
		assert_string_equal(a->places[i].region_name, b->places[i].region_name);
		assert_int_equal(a->places[i].region, b->places[i].region);
		assert_memory_equal(&a->places[i].neighbours, &b->places[i].neighbours, sizeof(struct place_set));
	}
	assert_int_equal(a->code_count, b->code_count);
	for (uint32_t i = 0; i < a->code_count; i++) {
		assert_int_equal(a->codes[i].above == NULL, b->codes[i].above == NULL);
		if (a->codes[i].above != NULL)
			assert_int_equal(a->codes[i].above - a->codes, b->codes[i].above - b->codes);
	}
}

static void expect_same_lines(const struct snapshot *a, const struct snapshot *b)
{
	assert_int_equal(a->line_count, b->line_count);
	for (uint32_t i = 0; i < a->line_count; i++) {
		const struct prepared *left = a->lines[i].prepared, *right = b->lines[i].prepared;
		assert_int_equal(a->lines[i].in_tender, b->lines[i].in_tender);
		assert_int_equal(left->language, right->language);
		assert_int_equal(left->reserved, right->reserved);
		assert_int_equal(left->value_dkk, right->value_dkk);
		assert_int_equal(left->contract_starts, right->contract_starts);
		assert_int_equal(left->place, right->place);
		assert_int_equal(left->group_count, right->group_count);
		for (size_t g = 0; g < left->group_count; g++) {
			assert_string_equal(left->groups[g].shown, right->groups[g].shown);
			assert_int_equal(left->groups[g].said, right->groups[g].said);
			assert_int_equal(left->groups[g].part, right->groups[g].part);
		}
	}
}

static void expect_same_counts(const struct snapshot *a, const struct snapshot *b)
{
	const struct vocabulary *left = a->vocabulary, *right = b->vocabulary;

	assert_int_equal(a->revision, b->revision);
	assert_int_equal(a->unlisted, b->unlisted);
	assert_int_equal(a->offering_count, b->offering_count);
	assert_int_equal(a->all_enterprises, b->all_enterprises);
	assert_int_equal(a->all_offerings, b->all_offerings);
	assert_int_equal(a->all_lines, b->all_lines);
	assert_int_equal(left->documents, right->documents);
	assert_int_equal(left->reference_words, right->reference_words);
	assert_memory_equal(left->beginnings, right->beginnings, left->words.count * sizeof *left->beginnings);
	assert_memory_equal(a->line_vectors.of, b->line_vectors.of, a->line_vectors.count * sizeof *a->line_vectors.of);
	assert_memory_equal(a->code_vectors.terms, b->code_vectors.terms,
		a->code_vectors.term_count * sizeof *a->code_vectors.terms);
}

/* What makes a search or a match only faster, or is asked for by few. */
static void what_is_found_without_it_was_mapped_too(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	struct collection c;

	(void)state;
	fill(mem, &c);
	struct snapshot *a = snapshot_open(&c), *b;
	assert_int_equal(index_file_write(folder, a), OK);
	b = take(folder);
	assert_non_null(b);
	assert_int_equal(snapshot_size(a), snapshot_size(b));
	assert_true(a->common_kinds.count > 0 && a->common_kinds.usual > 0);
	assert_int_equal(a->common_kinds.count, b->common_kinds.count);
	assert_int_equal(a->common_kinds.usual, b->common_kinds.usual);
	assert_memory_equal(a->common_kinds.terms, b->common_kinds.terms, sizeof a->common_kinds.terms);
	assert_memory_equal(&a->directory->all, &b->directory->all, sizeof a->directory->all);
	assert_memory_equal(a->weights, b->weights, sizeof a->weights);
	expect_same_counts(a, b);
	expect_same_places_and_codes(a, b);
	expect_same_lines(a, b);
	snapshot_close(&a);
	snapshot_close(&b);
	remove_folder(mem, folder);
}

static void an_index_of_nothing_can_be_kept(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	struct search_result found;

	(void)state;
	OWNED(match_index_close) struct match_index *built = match_index_of(&(struct collection){.revision = 1});
	write_index(built, folder);
	OWNED(match_index_close) struct match_index *other = mapped(folder);
	assert_int_equal(search_enterprises(other, mem, &(struct search_query){.words = "kantine"}, &found), OK);
	assert_int_equal(found.total, 0);
	remove_folder(mem, folder);
}

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
	int other = open(folder, O_RDONLY | O_DIRECTORY);

	(void)state;
	assert_int_equal(flock(other, LOCK_EX), 0);
	assert_int_equal(index_file_write(folder, reading.snapshot), CONFLICT);
	assert_false(can_be_taken(folder));
	close(other);
	/* one who was killed has left this behind */
	close(open(arena_printf(mem, "%s/" INDEX_FILE ".new", folder), O_CREAT | O_WRONLY, 0600));
	assert_int_equal(index_file_write(folder, reading.snapshot), OK);
	assert_true(can_be_taken(folder));
	remove_folder(mem, folder);
}

static void what_is_mapped_stays_as_it_was_when_another_file_takes_its_place(void **state)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const char *folder = new_folder(mem);
	struct collection c;

	(void)state;
	fill(mem, &c);
	OWNED(match_index_close) struct match_index *built = match_index_of(&c);
	write_index(built, folder);
	OWNED(match_index_close) struct match_index *first = mapped(folder);
	OWNED(match_index_close) struct match_index *empty = match_index_of(&(struct collection){.revision = 1});
	write_index(empty, folder);
	OWNED(match_index_close) struct match_index *second = mapped(folder);
	for (size_t i = 0; i < 10; i++) {
		expect_same_search(built, first, mem, c.lines[i].demand.title);
		expect_same_search(empty, second, mem, c.lines[i].demand.title);
	}
	remove_folder(mem, folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_obvious_search_finds_what_a_mapped_index_finds),
		cmocka_unit_test(changes_upon_a_mapped_index_are_found),
		cmocka_unit_test(what_was_mapped_matches_explains_and_suggests_as_what_was_built),
		cmocka_unit_test(what_is_found_without_it_was_mapped_too),
		cmocka_unit_test(an_index_of_nothing_can_be_kept),
		cmocka_unit_test(a_file_in_which_any_bit_is_another_is_not_taken),
		cmocka_unit_test(a_file_of_another_engine_is_not_opened),
		cmocka_unit_test(the_mark_of_an_engine_is_the_same_each_time),
		cmocka_unit_test(a_file_that_is_cut_or_longer_is_not_taken),
		cmocka_unit_test(a_snapshot_that_ends_too_early_is_noticed_wherever_it_ends),
		cmocka_unit_test(a_file_to_which_others_may_write_is_not_taken),
		cmocka_unit_test(what_belongs_to_somebody_else_is_not_taken_and_not_written_to),
		cmocka_unit_test(a_disk_that_is_full_leaves_what_was_there),
		cmocka_unit_test(a_folder_that_is_not_there_is_no_harm),
		cmocka_unit_test(one_writes_at_a_time_and_nobody_waits),
		cmocka_unit_test(what_is_mapped_stays_as_it_was_when_another_file_takes_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
