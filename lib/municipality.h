/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The 98 Danish municipalities, their regions and who borders on whom: where people are. The rows
 * come from sql/reference (reference.h). Christiansø (0411) is state territory, in no municipality,
 * and is not among them.
 */
#ifndef TORV_MUNICIPALITY_H
#define TORV_MUNICIPALITY_H

#include "lib/db.h"

struct municipality {
	const char *code; /* "0621" */
	const char *name; /* "Kolding" */
	const char *slug; /* "kolding", in addresses on the web */
	const char *region_code;
	const char *region_name; /* "Region Syddanmark" */
	const char *nuts3;
	double latitude, longitude; /* degrees, WGS 84: the centre of its land */
};

struct region {
	const char *code; /* "1083" */
	const char *name; /* "Region Syddanmark" */
};

/* NOT_FOUND when there is no such municipality. */
enum err municipality_find(struct db *db, struct arena *mem, const char *code, struct municipality *out);
enum err municipality_find_by_slug(struct db *db, struct arena *mem, const char *slug,
	struct municipality *out);
/* What a person wrote in a list: a code, or a name in any way that it is written (place_name.h). */
enum err municipality_find_by_text(struct db *db, struct arena *mem, const char *text,
	struct municipality *out);

/* All, in Danish alphabetical order. */
enum err municipality_list(struct db *db, struct arena *mem, struct municipality **list, size_t *count);

/* The five regions, in Danish alphabetical order. */
enum err region_list(struct db *db, struct arena *mem, struct region **list, size_t *count);

#endif
