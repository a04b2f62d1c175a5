/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pictures, by libgd. The size that a file claims is looked at before libgd sees it; a file that libgd
 * cannot read to its end is broken. Decoding goes one at a time: memory, not time, is what is short.
 */
#include "lib/image.h"

#include <gd.h>
#include <pthread.h>
#include <stdlib.h>

#include "lib/image_header.h"
#include "lib/image_jpeg.h"
#include "lib/log.h"

#define QUALITY_WEBP 76
#define QUALITY_JPEG 86

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t quiet = PTHREAD_ONCE_INIT;

/* ---- decoding ---- */

/* libgd would write to standard error what is wrong with a stranger's file. */
static void say_nothing(int priority, const char *format, va_list args)
{
	(void)priority;
	(void)format;
	(void)args;
}

static void be_quiet(void)
{
	gdSetErrorMethod(say_nothing);
}

static gdImagePtr decode(const struct upload *upload, enum file_kind kind, int longest)
{
	void *bytes = (void *)(uintptr_t)upload->bytes; /* libgd takes no const; it only reads */
	int size = (int)upload->size;
	gdImagePtr photo = kind == FILE_JPEG ? image_jpeg_decode(bytes, upload->size, longest) : NULL;

	if (photo != NULL)
		return photo;
	switch (kind) {
	case FILE_JPEG: return gdImageCreateFromJpegPtrEx(size, bytes, 1); /* with its small faults */
	case FILE_PNG: return gdImageCreateFromPngPtr(size, bytes);
	case FILE_GIF: return gdImageCreateFromGifPtr(size, bytes);
	case FILE_WEBP: return gdImageCreateFromWebpPtr(size, bytes);
	default: return NULL;
	}
}

/* The size that fits within `longest`, in the same shape. */
static void fit(int width, int height, int longest, int *out_width, int *out_height)
{
	int most = width > height ? width : height;

	*out_width = width;
	*out_height = height;
	if (most <= longest)
		return;
	*out_width = (int)((int64_t)width * longest / most);
	*out_height = (int)((int64_t)height * longest / most);
	*out_width += *out_width == 0;
	*out_height += *out_height == 0;
}

static bool fits(gdImagePtr image, int longest)
{
	return gdImageSX(image) <= longest && gdImageSY(image) <= longest;
}

/* A copy within `longest`, on white. */
static gdImagePtr smaller(gdImagePtr from, int longest)
{
	int width, height;

	fit(gdImageSX(from), gdImageSY(from), longest, &width, &height);
	gdImagePtr to = gdImageCreateTrueColor(width, height);
	if (to == NULL)
		return NULL;
	gdImageFilledRectangle(to, 0, 0, width - 1, height - 1, gdTrueColor(255, 255, 255));
	gdImageAlphaBlending(to, 1);
	gdImageCopyResampled(to, from, 0, 0, 0, 0, width, height, gdImageSX(from), gdImageSY(from));
	return to;
}

/* A copy turned as EXIF's orientation says. 2 to 4 mirror and turn around; from 5 on, rows become columns. */
static gdImagePtr upright(gdImagePtr from, int orientation)
{
	int width = gdImageSX(from), height = gdImageSY(from);
	bool mirror_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
	bool mirror_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
	gdImagePtr to = orientation >= 5 ? gdImageCreateTrueColor(height, width)
					 : gdImageCreateTrueColor(width, height);

	if (to == NULL)
		return NULL;
	for (int y = 0; y < gdImageSY(to); y++) {
		for (int x = 0; x < gdImageSX(to); x++) {
			int from_x = orientation >= 5 ? y : x, from_y = orientation >= 5 ? x : y;
			from_x = mirror_x ? width - 1 - from_x : from_x;
			from_y = mirror_y ? height - 1 - from_y : from_y;
			gdImageTrueColorPixel(to, x, y) = gdImageTrueColorPixel(from, from_x, from_y);
		}
	}
	return to;
}

static gdImagePtr open_in_turn(const struct upload *upload, enum file_kind kind, int longest, bool *broken)
{
	pthread_mutex_lock(&turn);
	gdImagePtr whole = decode(upload, kind, longest);
	bool done = kind == FILE_JPEG && whole != NULL && fits(whole, longest);
	gdImagePtr small = whole == NULL || done ? whole : smaller(whole, longest);
	*broken = whole == NULL;
	if (whole != NULL && !done)
		gdImageDestroy(whole);
	pthread_mutex_unlock(&turn);
	return small;
}

enum err image_open(const struct upload *upload, enum file_kind kind, int longest, struct image **out,
	enum refusal *refusal)
{
	struct image_header header;
	bool broken;

	*out = NULL;
	*refusal = REFUSED_BROKEN;
	bool whole = image_header_read(upload->bytes, upload->size, kind, &header);
	if (header.width > 0 && header.height > IMAGE_PIXELS_MOST / header.width)
		*refusal = REFUSED_PIXELS;
	if (!whole || *refusal == REFUSED_PIXELS)
		return OK;
	pthread_once(&quiet, be_quiet);
	gdImagePtr small = open_in_turn(upload, kind, longest, &broken);
	if (broken)
		return OK;
	gdImagePtr turned = small == NULL || header.orientation == 1 ? small : upright(small, header.orientation);
	if (turned != small)
		gdImageDestroy(small);
	if (turned == NULL) {
		log_error("there is no memory for a picture of %d x %d", (int)header.width, (int)header.height);
		return FAILED;
	}
	*out = (struct image *)turned;
	*refusal = TAKEN;
	return OK;
}

void image_close(struct image **image)
{
	if (*image != NULL)
		gdImageDestroy((gdImagePtr)*image);
	*image = NULL;
}

/* ---- writing ---- */

static void *write_format(gdImagePtr image, enum image_format format, int quality, int *size)
{
	switch (format) {
	case IMAGE_WEBP: return gdImageWebpPtrEx(image, size, quality);
	case IMAGE_JPEG: return gdImageJpegPtr(image, size, QUALITY_JPEG);
	case IMAGE_PNG: return gdImagePngPtr(image, size);
	}
	return NULL;
}

static enum err encode(struct arena *mem, const struct image *image, int longest, enum image_format format,
	int quality, struct encoded_image *out)
{
	gdImagePtr whole = (gdImagePtr)(uintptr_t)image;
	gdImagePtr copy = fits(whole, longest) ? whole : smaller(whole, longest);
	int size = 0;
	void *bytes = copy == NULL ? NULL : write_format(copy, format, quality, &size);

	if (bytes != NULL)
		*out = (struct encoded_image){gdImageSX(copy), gdImageSY(copy),
			arena_copy(mem, bytes, (size_t)size), (size_t)size};
	else
		log_error("a picture cannot be written");
	gdFree(bytes);
	if (copy != NULL && copy != whole)
		gdImageDestroy(copy);
	return bytes == NULL ? FAILED : OK;
}

enum err image_encode(struct arena *mem, const struct image *image, int longest, enum image_format format,
	struct encoded_image *out)
{
	return encode(mem, image, longest, format, QUALITY_WEBP, out);
}

enum err image_encode_light(struct arena *mem, const struct image *image, int longest, size_t most,
	struct encoded_image *out)
{
	static const int qualities[] = {QUALITY_WEBP, 60, 45, 30};

	for (size_t i = 0; i < sizeof qualities / sizeof qualities[0]; i++) {
		TRY(encode(mem, image, longest, IMAGE_WEBP, qualities[i], out));
		if (out->size <= most)
			break;
	}
	return OK;
}
