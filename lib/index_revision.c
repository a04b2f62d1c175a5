/* SPDX-License-Identifier: MPL-2.0 */
/* The revision in the database that every process polls; see search_index.h. */
#include "lib/search_index.h"

#include "lib/log.h"

enum err index_changed(struct db *db)
{
	uint64_t changed;

	TRY(db_do(db, Q_INDEX_REVISION_BUMP, NO_ARGS, &changed));
	if (changed != 1) {
		log_error("index_revision has %llu rows", (unsigned long long)changed);
		return FAILED;
	}
	return OK;
}
