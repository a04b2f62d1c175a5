/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The index: approved enterprises with their offerings, and the open plan lines, in memory. One per
 * process, shared by its threads; directory search (search.h) and matching (matching.h) read it.
 *
 * What it holds is a snapshot that never changes. A change in the database is read by itself and stands in a
 * small snapshot upon the large one; when many have gathered, a new large one is read beside and takes their
 * place. Readers that still use an old one keep it until they are done. No reader waits for a lock. Between starts the
 * large one is kept in a file (index_kept.h), which all processes of a machine map.
 */
#ifndef TORV_SEARCH_INDEX_H
#define TORV_SEARCH_INDEX_H

#include "lib/db.h"

struct match_index;

/* Makes the index from the file that was kept in the folder (NULL: none is), and what has changed since; where there is no
 * such file, or it is not true any more, from the whole database. UNAVAILABLE when the database is away; *out is usable all
 * the same: it is empty and fills with the first refresh that succeeds. */
enum err match_index_open(struct db *db, const char *folder, struct match_index **out);
void match_index_close(struct match_index **index);

/* Call it before a search, where nobody follows (below): one cheap query, at most four times a second per
 * process, and nothing more while the revision stands still. When it has moved, one thread reads what
 * changed and the others go on with what they have. Call it outside of a transaction, else others would
 * see what is not committed. */
enum err match_index_refresh(struct match_index *index, struct db *db);

/* The same at once, whoever follows: for who needs to see a change just committed. */
enum err match_index_refresh_now(struct match_index *index, struct db *db);

/* Reads all of it anew, or takes what another process has read anew and kept meanwhile, and puts it in the place of what
 * there is, while searches and refreshes go on; then keeps it. The connection must be used by nobody else. CONFLICT: another
 * process with the same folder is at it; try again in a while. */
enum err match_index_renew(struct match_index *index, struct db *db);

/* Whether so much has changed since all was read that it is time to renew. */
bool match_index_is_worn(struct match_index *index);

/* Whether the whole was read anew and should be kept in the folder, and doing so: call it when nobody waits, it may take
 * seconds. Searches go on. Not more often than every ten minutes; one that cannot be kept is left at that. */
bool match_index_is_unkept(struct match_index *index);
void match_index_keep(struct match_index *index);

/* Two threads of our own keep the index current: one looks four times a second for changes, the other renews
 * it when it is time, and keeps it in its folder. Where they do, a refresh before a search costs nothing. */
struct index_follower;
struct configuration;
enum err index_follow(struct match_index *index, const struct configuration *configuration,
	struct index_follower **out);
void index_follow_end(struct index_follower **follower);

enum index_thing {
	INDEX_ALL,        /* places, CPV codes, or many things at once: the id is 0 */
	INDEX_ENTERPRISE, /* with all its offerings; the organisation's id */
	INDEX_LINE,
};

/* Says that an enterprise, an offering or a plan line has changed in a way that search and matching
 * must see. Call it in the transaction of the change, as its last statement but the commit: it locks a row
 * that all such changes share. So revisions are committed in their order, and who has read one has
 * read all before it. */
enum err index_changed(struct db *db, enum index_thing thing, int64_t id);

/* Counts in this process how often what searches see has changed: an enterprise, an offering or a line. Who keeps
 * what was made of them asks before it reads them. */
int64_t match_index_version(struct match_index *index);
/* Whether an enterprise is there and has not changed since. No when that is not known: after a renewal, or when it
 * changed before and others did after. */
bool match_index_same_since(struct match_index *index, int64_t version, int64_t enterprise_id);
/* The version with which everything was read anew last: what is older is not known to be the same. */
int64_t match_index_whole_since(struct match_index *index);

struct match_index_figures {
	int64_t revision;
	size_t enterprises, offerings, lines, terms;
	size_t changes; /* enterprises and lines that were read by themselves since all was read */
	size_t bytes; /* memory of the snapshot */
	size_t in_file; /* of those, about, in a file that other processes have in common with this one; 0: none */
};

void match_index_figures(struct match_index *index, struct match_index_figures *out);

#endif
