/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pictures of what an enterprise supplies: at most six of an offering, in an order of their own. Each is
 * kept in four sizes, all written anew (image.h), at addresses made of their content. Others see a
 * picture once it has an alternative text: who does not see it must know what it shows (WCAG 2.1, 1.1.1).
 */
#ifndef TORV_OFFERING_IMAGE_H
#define TORV_OFFERING_IMAGE_H

#include <jansson.h>

#include "lib/db.h"
#include "lib/document.h"
#include "lib/image.h"

#define OFFERING_IMAGES_MOST 6
#define IMAGE_ALTERNATIVE_MAX 200 /* characters */
#define IMAGE_SIZES 4             /* at most 240, 480, 800 and 1600 pixels */

/* A picture that was looked at, in all its sizes, the smallest first. */
struct offering_image {
	struct encoded_image sizes[IMAGE_SIZES];
};

/* Who does something to a picture of which organisation. */
struct image_hand {
	int64_t account_id, organisation_id;
};

/* Makes the sizes from a file. *refusal says why there are none. No database: it may take a second. */
enum err offering_image_make(struct arena *mem, const struct upload *upload, struct offering_image *out,
	enum refusal *refusal);

/* Each in a transaction with its audit. NOT_FOUND: it is not of this organisation. */

/* CONFLICT: there are six already. The alternative text may follow later (""). */
enum err offering_image_add(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t offering_id,
	const struct offering_image *image, const char *alternative, int64_t *id);
enum err offering_image_describe(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t id,
	const char *alternative);
/* One place forward; the first stays where it is. */
enum err offering_image_forward(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t id);
enum err offering_image_delete(struct db *db, struct arena *mem, const struct image_hand *hand, int64_t id);

/* All of an offering, with their files; within offering_delete's transaction. */
enum err offering_images_delete(struct db *db, struct arena *mem, int64_t offering_id, int64_t organisation_id);

/* The offering that a picture shows. */
enum err offering_image_offering(struct db *db, struct arena *mem, int64_t id, int64_t organisation_id,
	int64_t *offering_id);

/* All of an organisation; with `all` those without an alternative text too. The caller owns *out:
 * [{"id","offering_id","alternative","is_described","url" (at most 800 pixels),"width","height",
 *   "url_large","srcset":"/pictures/….webp 240w, …"}] */
enum err offering_image_models(struct db *db, struct arena *mem, int64_t organisation_id, bool all, json_t **out);

/* Those of one offering, from such a list. A new array. */
json_t *offering_images_of(const json_t *all, int64_t offering_id);

/* The address of a picture whose hash (32 hexadecimal digits) is known. */
char *image_url(struct arena *mem, const char *hash);

/* Who asks for a picture; 0, "" and false for a visitor. */
struct image_reader {
	int64_t organisation_id;
	const char *municipality_code; /* whose coordinator; "" for who is none */
	bool administrator;
};

/* Back from the hash to the file, for whom a page of ours shows it now; NOT_FOUND for others. *is_public: it
 * stands in the directory, for everybody. */
enum err image_find(struct db *db, struct arena *mem, const char *hash, const struct image_reader *reader,
	struct document *out, bool *is_public);

#endif
