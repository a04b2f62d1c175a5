/* SPDX-License-Identifier: MPL-2.0 */
/* Files as people send them, made here: pictures of any size, archives, and what pretends to be one. */
#ifndef TORV_TESTS_FILES_H
#define TORV_TESTS_FILES_H

#include "lib/arena.h"
#include "lib/upload.h"

/* A picture whose left half is red and whose right half is blue, in that kind, called photo.jpg and so on. */
struct upload given_picture(struct arena *mem, enum file_kind kind, int width, int height);

/* The same in a shape that must be unpacked whole: a progressive JPEG, an interlaced PNG. */
struct upload given_picture_in_passes(struct arena *mem, enum file_kind kind, int width, int height);

/* The same as a JPEG whose camera was turned (EXIF orientation 1 to 8), with "GPS-secret" in its EXIF. */
struct upload given_photograph(struct arena *mem, int width, int height, int orientation);

/* A PNG that no compression makes smaller. */
struct upload given_noise(struct arena *mem, int width, int height);

/* A PNG of a few hundred bytes that claims that size. */
struct upload given_bomb(struct arena *mem, int width, int height);

/* A ZIP archive with these entries ({"word/document.xml", NULL}), each holding `content`. */
struct upload given_archive(struct arena *mem, const char *name, const char *const *entries, const char *content);

struct upload given_file(const char *name, const char *text);
struct upload given_pdf(void);

/* Whether a picture is red at its left and blue at its right; both of its sides tell the size. */
struct seen {
	int width, height;
	bool red_left, red_top, readable;
};
struct seen look_at(const void *bytes, size_t size, enum file_kind kind);

/* Whether the text is somewhere in the bytes. */
bool bytes_hold(const void *bytes, size_t size, const char *text);

#endif
