/* SPDX-License-Identifier: MPL-2.0 */
/* The revision in the database that every process polls, and what changed with it; see search_index.h. */
#include "lib/search_index.h"

#include "lib/log.h"

enum err index_changed(struct db *db, enum index_thing thing, int64_t id)
{
	static const char *const names[] = {
		[INDEX_ALL] = "all", [INDEX_ENTERPRISE] = "enterprise", [INDEX_LINE] = "line"};
	uint64_t changed;

	TRY(db_do(db, Q_INDEX_REVISION_BUMP, NO_ARGS, &changed));
	if (changed != 1) {
		log_error("index_revision has %llu rows", (unsigned long long)changed);
		return FAILED;
	}
	return db_do(db, Q_INDEX_CHANGE_NOTE, ARGS(db_text(names[thing]), db_int(id)), NULL);
}
