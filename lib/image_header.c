/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Headers of JPEG (ITU-T T.81), PNG (ISO 15948), GIF89a and WebP (RFC 9649), as far as sizes and the
 * orientation go. Every offset comes from a stranger, so all reading goes through a view that ends.
 */
#include "lib/image_header.h"

#include <string.h>

/* Bytes that are still to be read. */
struct view {
	const unsigned char *at;
	size_t left;
	bool big_endian;
};

static struct view view_of(const void *bytes, size_t size, bool big_endian)
{
	return (struct view){bytes, size, big_endian};
}

/* What stands `offset` bytes further; empty when that is beyond the end. */
static struct view beyond(struct view view, size_t offset)
{
	size_t step = offset < view.left ? offset : view.left;

	return view_of(view.at + step, view.left - step, view.big_endian);
}

/* A number of `size` bytes; 0 beyond the end. */
static uint32_t number(struct view view, size_t offset, size_t size)
{
	struct view from = beyond(view, offset);
	uint32_t value = 0;

	if (from.left < size)
		return 0;
	for (size_t i = 0; i < size; i++)
		value = value << 8 | from.at[view.big_endian ? i : size - 1 - i];
	return value;
}

static bool starts(struct view view, const char *text, size_t size)
{
	return view.left >= size && memcmp(view.at, text, size) == 0;
}

static void claim(struct image_header *out, int64_t width, int64_t height)
{
	if (width > out->width)
		out->width = width;
	if (height > out->height)
		out->height = height;
}

/* ---- EXIF ---- */

/* The orientation in a TIFF structure's first directory. */
static void read_exif(struct view tiff, struct image_header *out)
{
	tiff.big_endian = starts(tiff, "MM", 2);
	struct view directory = beyond(tiff, number(tiff, 4, 4));
	uint32_t count = number(directory, 0, 2);

	for (size_t i = 0; i < count && i < 200; i++) {
		struct view entry = beyond(directory, 2 + 12 * i);
		uint32_t value = number(entry, 8, 2);
		if (number(entry, 0, 2) == 0x0112 && value >= 1 && value <= 8)
			out->orientation = (int)value;
	}
}

/* ---- JPEG ---- */

static bool is_frame(unsigned marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Whether the coded data that follow come to their end: what is cut off would show as grey. */
static bool has_end(struct view data)
{
	for (size_t i = 0; i + 1 < data.left; i++) {
		if (data.at[i] == 0xff && data.at[i + 1] == 0xd9)
			return true;
	}
	return false;
}

static bool read_jpeg(struct view file, struct image_header *out)
{
	struct view at = beyond(file, 2);

	while (at.left >= 4) {
		if (at.at[0] != 0xff)
			return false;
		unsigned marker = at.at[1];
		if (marker == 0xff) { /* fill byte */
			at = beyond(at, 1);
			continue;
		}
		uint32_t length = number(at, 2, 2);
		if (is_frame(marker))
			claim(out, number(at, 7, 2), number(at, 5, 2));
		if (marker == 0xe1 && starts(beyond(at, 4), "Exif\0\0", 6) && length >= 8)
			read_exif(view_of(at.at + 10, at.left - 10 < length - 8 ? at.left - 10 : length - 8, true), out);
		if (marker == 0xda)
			return has_end(at);
		if (length < 2)
			return false;
		at = beyond(at, 2 + (size_t)length);
	}
	return false;
}

/* ---- PNG ---- */

static bool read_png(struct view file, struct image_header *out)
{
	struct view at = beyond(file, 8);

	while (at.left >= 12) {
		uint32_t length = number(at, 0, 4);
		struct view type = beyond(at, 4), data = beyond(at, 8);
		if (length > data.left)
			return false;
		if (starts(type, "IHDR", 4))
			claim(out, number(data, 0, 4), number(data, 4, 4));
		if (starts(type, "eXIf", 4))
			read_exif(view_of(data.at, length, true), out);
		if (starts(type, "IEND", 4))
			return true;
		at = beyond(at, 12 + (size_t)length);
	}
	return false;
}

/* ---- GIF ---- */

/* Behind a colour table, if the flags say that there is one. */
static struct view past_colours(struct view at, uint32_t flags)
{
	return (flags & 0x80) != 0 ? beyond(at, (size_t)3 << ((flags & 7) + 1)) : at;
}

/* Behind a chain of sub-blocks; empty when the chain is cut off. */
static struct view past_blocks(struct view at)
{
	while (at.left > 0 && at.at[0] != 0)
		at = beyond(at, (size_t)at.at[0] + 1);
	return beyond(at, 1);
}

/* Up to the first frame, which is the one that is shown. */
static bool read_gif(struct view file, struct image_header *out)
{
	struct view at = past_colours(beyond(file, 13), number(file, 10, 1));

	claim(out, number(file, 6, 2), number(file, 8, 2));
	while (at.left > 0 && at.at[0] == 0x21) /* an extension */
		at = past_blocks(beyond(at, 2));
	if (at.left < 10 || at.at[0] != 0x2c)
		return false;
	claim(out, number(at, 5, 2), number(at, 7, 2));
	at = past_colours(beyond(at, 10), number(at, 9, 1));
	return past_blocks(beyond(at, 1)).left > 0;
}

/* ---- WebP ---- */

static void read_webp_chunk(struct view data, const unsigned char *type, struct image_header *out)
{
	if (memcmp(type, "VP8X", 4) == 0)
		claim(out, (int64_t)number(data, 4, 3) + 1, (int64_t)number(data, 7, 3) + 1);
	if (memcmp(type, "VP8 ", 4) == 0)
		claim(out, number(data, 6, 2) & 0x3fff, number(data, 8, 2) & 0x3fff);
	if (memcmp(type, "VP8L", 4) == 0)
		claim(out, (int64_t)(number(data, 1, 4) & 0x3fff) + 1, (int64_t)(number(data, 1, 4) >> 14 & 0x3fff) + 1);
	if (memcmp(type, "EXIF", 4) == 0)
		read_exif(starts(data, "Exif\0\0", 6) ? beyond(data, 6) : data, out);
}

/* Only a still picture: libgd does not read animations. */
static bool read_webp(struct view file, struct image_header *out)
{
	struct view at = beyond(file, 12);
	bool has_picture = false;

	if (number(file, 4, 4) > file.left - 8)
		return false;
	while (at.left >= 8) {
		uint32_t length = number(at, 4, 4);
		if (length > at.left - 8)
			return false;
		read_webp_chunk(view_of(at.at + 8, length, false), at.at, out);
		has_picture |= starts(at, "VP8 ", 4) || starts(at, "VP8L", 4);
		at = beyond(at, 8 + (size_t)length + (length & 1));
	}
	return has_picture;
}

bool image_header_read(const void *bytes, size_t size, enum file_kind kind, struct image_header *out)
{
	bool big_endian = kind == FILE_JPEG || kind == FILE_PNG, whole = false;
	struct view file = view_of(bytes, size, big_endian);

	*out = (struct image_header){.orientation = 1};
	if (size < 12)
		return false;
	if (kind == FILE_JPEG)
		whole = read_jpeg(file, out);
	else if (kind == FILE_PNG)
		whole = read_png(file, out);
	else if (kind == FILE_GIF)
		whole = read_gif(file, out);
	else if (kind == FILE_WEBP)
		whole = read_webp(file, out);
	return whole && out->width > 0 && out->height > 0;
}
