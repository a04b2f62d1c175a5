/* SPDX-License-Identifier: MPL-2.0 */
/* The words of CPV codes: what is stored and what comes in are compared, and only what differs is
 * written, so that the index is built anew only when it must be. */
#include <string.h>

#include "lib/cpv.h"
#include "lib/search_index.h"
#include "lib/text.h"

static const char *const columns[LANGUAGES] = {
	[DANISH] = "words_da", [ENGLISH] = "words_en", [DUTCH] = "words_nl"};

static const struct row *stored_of(const struct rows *stored, const char *code)
{
	for (size_t i = 0; i < stored->count; i++)
		if (text_equal(row_text(stored->at[i], "code"), code))
			return stored->at[i];
	return NULL;
}

static bool same(const struct row *stored, const struct cpv_words *words)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (!text_equal(row_text(stored, columns[i]), words->words[i]))
			return false;
	return true;
}

static bool has_code(const struct cpv_words *words, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(words[i].code, code))
			return true;
	return false;
}

enum err cpv_words_store(struct db *db, struct arena *mem, const struct cpv_words *words, size_t count)
{
	struct rows stored;
	bool changed = false;

	TRY(db_list(db, mem, Q_CPV_WORDS_ALL, NO_ARGS, &stored));
	for (size_t i = 0; i < count; i++) {
		const struct row *before = stored_of(&stored, words[i].code);
		if (before != NULL && same(before, &words[i]))
			continue;
		TRY(db_do(db, Q_CPV_WORDS_WRITE,
			ARGS(db_text(words[i].code), db_text(words[i].words[DANISH]),
				db_text(words[i].words[ENGLISH]), db_text(words[i].words[DUTCH])),
			NULL));
		changed = true;
	}
	for (size_t i = 0; i < stored.count; i++) {
		const char *code = row_text(stored.at[i], "code");
		if (has_code(words, count, code))
			continue;
		TRY(db_do(db, Q_CPV_WORDS_REMOVE, ARGS(db_text(code)), NULL));
		changed = true;
	}
	return changed ? index_changed(db, INDEX_ALL, 0) : OK;
}
