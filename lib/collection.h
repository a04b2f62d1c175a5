/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The collection: what the index is built from, as plain facts. It comes from the database
 * (collection_read), or from whoever has the facts otherwise (tests, a file).
 */
#ifndef TORV_COLLECTION_H
#define TORV_COLLECTION_H

#include "lib/cpv.h"
#include "lib/db.h"
#include "lib/matching.h" /* struct demand */

struct collection_place { /* a municipality */
	const char *code, *name;
	const char *region_code, *region_name;
};

struct collection_neighbours {
	const char *code, *neighbour_code;
};

struct collection_code { /* CPV; ascending by code */
	const char *code;
	const char *names[LANGUAGES];
	const char *words[LANGUAGES]; /* what buyers and sellers say for it, parted by ";"; may be NULL */
};

struct collection_enterprise { /* in the order in which names are listed */
	int64_t id;
	const char *name, *municipality_code, *pitch, *description;
	const char *cvr; /* 8 digits; NULL or "": not told */
	int64_t employees, employees_target_group; /* -1: not told */
	bool rsv;
	/* Its name as bytes that compare as names do; wanted where enterprises change one by one. */
	const void *order;
	size_t order_size;
};

#define AREAS_UNTOLD "untold:"

struct collection_offering {
	int64_t enterprise_id;
	bool product; /* else a service */
	const char *title, *text;
	enum language language;
	int64_t capacity_dkk;   /* -1: not told */
	int64_t lead_time_days; /* -1: not told */
	const char *cpv_codes;  /* parted by blanks */
	/* parted by blanks: "country:", "region:1083", "municipality:0621"; AREAS_UNTOLD: it may be anywhere */
	const char *areas;
};

struct collection_line { /* nearest end of dialogue first */
	int64_t id;
	struct demand demand; /* its CPV codes, too */
	const char *buyer_name;
	bool in_tender; /* searchable, but nobody is told of it any more */
	day dialogue_ends;
};

/* What was read as of one moment has a random name of its own, if it is to be kept: the database notes it. */
struct index_name {
	unsigned char bytes[16]; /* all 0: none */
};

struct collection {
	int64_t revision;
	struct index_name name;
	const char *weights; /* of the formula, matching_weights.h; NULL: the defaults */
	int64_t unlisted; /* how many revisions of the database do not say what changed */
	struct collection_place *places;
	struct collection_neighbours *neighbours;
	struct collection_code *codes;
	struct cpv_neighbours *cpv_neighbours; /* those with a code that is not there count for nothing */
	struct collection_enterprise *enterprises;
	struct collection_offering *offerings; /* any order */
	struct collection_line *lines;
	size_t place_count, neighbour_count, code_count, cpv_neighbour_count, enterprise_count, offering_count, line_count;
	/* Where this is what changed since another one: all that did. Those that are still there stand above, as
	 * they are now; places and codes do not change so. */
	int64_t *changed_enterprises, *changed_lines;
	size_t changed_enterprise_count, changed_line_count;
};

/* All of it as of one moment; to be kept in a file, it gets a name (index_kept.h). */
enum err collection_read(struct db *db, struct arena *mem, bool keep, struct collection *out);
/* The weights alone, as of now. */
enum err collection_read_weights(struct db *db, struct arena *mem, struct collection *out);

/* What changed after a revision, all as of one moment, as the fields "changed" say. *all: so much that all
 * of it must be read anew; then the rest is empty. */
enum err collection_read_changes(struct db *db, struct arena *mem, int64_t since, struct collection *out,
	bool *all);

/* One enterprise with its offerings, as it stands in the transaction that is open; NOT_FOUND when it
 * is not approved. Only enterprises and offerings are filled. */
enum err collection_read_enterprise(struct db *db, struct arena *mem, int64_t id,
	struct collection *out);

#endif
