/* SPDX-License-Identifier: MPL-2.0 */
/* What tests of an index in a file begin with: a folder of their own, an index to put there, and taking it again. */
#ifndef TORV_TESTS_INDEX_FOLDER_H
#define TORV_TESTS_INDEX_FOLDER_H

#include <stdlib.h>
#include <unistd.h>

#include "lib/index_file.h"
#include "lib/reading.h"
#include "tests/relevance.h"
#include "tests/support.h"

static inline const char *new_folder(struct arena *mem)
{
	char *folder = arena_text(mem, "/tmp/torv-index-XXXXXX");

	assert_non_null(mkdtemp(folder));
	return folder;
}

static inline const char *path_in(struct arena *mem, const char *folder)
{
	return arena_printf(mem, "%s/" INDEX_FILE, folder);
}

static inline void remove_folder(struct arena *mem, const char *folder)
{
	unlink(path_in(mem, folder));
	unlink(arena_printf(mem, "%s.lock", path_in(mem, folder)));
	assert_int_equal(rmdir(folder), 0); /* nothing else was left there */
}

static inline void write_index(struct match_index *index, const char *folder)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	assert_int_equal(index_file_write(folder, reading.snapshot), OK);
}

/* NULL: none is there that can be taken. */
static inline struct snapshot *take(const char *folder)
{
	OWNED(index_file_close) struct index_file *file = index_file_open(folder);

	return file == NULL ? NULL : index_file_take(&file);
}

static inline struct match_index *mapped(const char *folder)
{
	struct snapshot *snapshot = take(folder);

	assert_non_null(snapshot);
	assert_non_null(snapshot->file);
	return match_index_around(snapshot);
}

static inline bool can_be_taken(const char *folder)
{
	struct snapshot *snapshot = take(folder);
	bool can = snapshot != NULL;

	snapshot_close(&snapshot);
	return can;
}

/* Offers, and lines that ask for what the judged lines do. */
static inline void fill(struct arena *mem, struct collection *c)
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
	c->lines[6].demand.language = ENGLISH;
}

#endif
