/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/files.h"

#include <gd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* ---- pictures ---- */

static void *written(gdImagePtr image, enum file_kind kind, int *size)
{
	switch (kind) {
	case FILE_PNG: return gdImagePngPtr(image, size);
	case FILE_GIF: return gdImageGifPtr(image, size);
	case FILE_WEBP: return gdImageWebpPtr(image, size);
	default: return gdImageJpegPtr(image, size, 90);
	}
}

static const char *name_of(enum file_kind kind)
{
	return kind == FILE_PNG ? "photo.png" : kind == FILE_GIF ? "photo.gif" : kind == FILE_WEBP ? "photo.webp"
												  : "photo.jpg";
}

static struct upload given(struct arena *mem, enum file_kind kind, int width, int height, bool passes)
{
	gdImagePtr image = gdImageCreateTrueColor(width, height);
	int size;

	gdImageFilledRectangle(image, 0, 0, width / 2, height - 1, gdTrueColor(255, 0, 0));
	gdImageFilledRectangle(image, width / 2 + 1, 0, width - 1, height - 1, gdTrueColor(0, 0, 255));
	gdImageInterlace(image, passes);
	void *bytes = written(image, kind, &size);
	struct upload upload = {.name = name_of(kind), .bytes = arena_copy(mem, bytes, (size_t)size), .size = (size_t)size};
	gdFree(bytes);
	gdImageDestroy(image);
	return upload;
}

struct upload given_picture(struct arena *mem, enum file_kind kind, int width, int height)
{
	return given(mem, kind, width, height, false);
}

struct upload given_picture_in_passes(struct arena *mem, enum file_kind kind, int width, int height)
{
	return given(mem, kind, width, height, true);
}

struct upload given_noise(struct arena *mem, int width, int height)
{
	gdImagePtr image = gdImageCreateTrueColor(width, height);
	uint32_t random = 1;
	int size;

	for (int y = 0; y < height; y++) {
		for (int x = 0; x < width; x++) {
			random = random * 1664525U + 1013904223U;
			gdImageTrueColorPixel(image, x, y) = (int)(random >> 8);
		}
	}
	void *bytes = gdImagePngPtr(image, &size);
	struct upload upload = {.name = "noise.png", .bytes = arena_copy(mem, bytes, (size_t)size), .size = (size_t)size};
	gdFree(bytes);
	gdImageDestroy(image);
	return upload;
}

struct upload given_photograph(struct arena *mem, int width, int height, int orientation)
{
	/* APP1 with a little-endian TIFF of one entry: 0x0112, SHORT, 1 value */
	char exif[] = "\xff\xe1\0\x2c" "Exif\0\0" "II\x2a\0\x08\0\0\0" "\x01\0" "\x12\x01\x03\0\x01\0\0\0\0\0\0\0"
		      "\0\0\0\0" "GPS-secret";
	struct upload plain = given_picture(mem, FILE_JPEG, width, height);
	size_t extra = sizeof exif - 1;
	char *bytes = arena_alloc(mem, plain.size + extra);

	exif[3] = (char)(extra - 2);
	exif[28] = (char)orientation;
	memcpy(bytes, plain.bytes, 2);
	memcpy(bytes + 2, exif, extra);
	memcpy(bytes + 2 + extra, (const char *)plain.bytes + 2, plain.size - 2);
	return (struct upload){.name = "IMG 0001.JPG", .bytes = bytes, .size = plain.size + extra};
}

struct upload given_bomb(struct arena *mem, int width, int height)
{
	struct upload png = given_picture(mem, FILE_PNG, 8, 8);
	unsigned char *bytes = arena_copy(mem, png.bytes, png.size);
	const int sides[] = {width, height};

	for (int side = 0; side < 2; side++) {
		for (int i = 0; i < 4; i++)
			bytes[16 + 4 * side + i] = (unsigned char)(sides[side] >> (24 - 8 * i));
	}
	return (struct upload){.name = "large.png", .bytes = bytes, .size = png.size};
}

struct seen look_at(const void *bytes, size_t size, enum file_kind kind)
{
	void *place = (void *)(uintptr_t)bytes;
	gdImagePtr image = kind == FILE_WEBP ? gdImageCreateFromWebpPtr((int)size, place)
			   : kind == FILE_PNG ? gdImageCreateFromPngPtr((int)size, place)
					      : gdImageCreateFromJpegPtr((int)size, place);

	if (image == NULL)
		return (struct seen){.readable = false};
	int width = gdImageSX(image), height = gdImageSY(image);
	int left = gdImageGetTrueColorPixel(image, 2, height / 2);
	int top = gdImageGetTrueColorPixel(image, width / 2, 2);
	int right = gdImageGetTrueColorPixel(image, width - 3, height / 2);
	int bottom = gdImageGetTrueColorPixel(image, width / 2, height - 3);
	gdImageDestroy(image);
	return (struct seen){width, height,
		.red_left = gdTrueColorGetRed(left) > 180 && gdTrueColorGetBlue(right) > 180,
		.red_top = gdTrueColorGetRed(top) > 180 && gdTrueColorGetBlue(bottom) > 180,
		.readable = true};
}

/* ---- other files ---- */

struct upload given_archive(struct arena *mem, const char *name, const char *const *entries, const char *content)
{
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
	zip_stat_t stat;

	zip_source_keep(target);
	for (size_t i = 0; entries[i] != NULL; i++) {
		zip_source_t *entry = zip_source_buffer(zip, content, strlen(content), 0);
		zip_int64_t at = zip_file_add(zip, entries[i], entry, 0);
		zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
	}
	zip_close(zip);
	zip_source_open(target);
	zip_source_stat(target, &stat);
	char *bytes = arena_alloc(mem, stat.size);
	zip_source_read(target, bytes, stat.size);
	zip_source_close(target);
	zip_source_free(target);
	return (struct upload){.name = name, .bytes = bytes, .size = stat.size};
}

struct upload given_file(const char *name, const char *text)
{
	return (struct upload){.name = name, .bytes = text, .size = strlen(text)};
}

struct upload given_pdf(void)
{
	return given_file("Tilbud.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
}

bool bytes_hold(const void *bytes, size_t size, const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i + length <= size; i++) {
		if (memcmp((const char *)bytes + i, text, length) == 0)
			return true;
	}
	return false;
}
