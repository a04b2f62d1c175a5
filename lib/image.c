/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Pictures. The size that a file claims is looked at before it is decoded; one that cannot be read to its end is
 * broken. What can be made smaller while it is read, is (image_jpeg.h, image_png.h, image_webp.h); libgd reads the rest
 * whole, and writes. Decoding goes one at a time: memory, not time, is what is short.
 */
#include "lib/image.h"

#include <gd.h>
#include <pthread.h>
#include <stdlib.h>

#include "lib/image_header.h"
#include "lib/image_jpeg.h"
#include "lib/image_png.h"
#include "lib/image_webp.h"
#include "lib/log.h"
#include "lib/text.h"

#define QUALITY_WEBP 76
#define QUALITY_JPEG 86
#define LEVEL_PNG 4  /* of zlib: half the time of 6, a few hundredths larger */

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

/* By libgd, whole: what is rare (GIF, and photographs in inks). */
static enum decoded decode_whole(const struct upload *upload, enum file_kind kind, const struct image_header *header,
	const struct image_limits *limits, gdImagePtr *out)
{
	void *bytes = (void *)(uintptr_t)upload->bytes; /* libgd takes no const; it only reads */
	size_t pixel = kind == FILE_JPEG ? sizeof(int) : 1;
	int width = (int)header->width, height = (int)header->height;

	if ((size_t)width * (size_t)height * pixel + image_fitted_bytes(width, height, limits->longest) > limits->memory)
		return DECODED_TOO_LARGE;
	*out = kind == FILE_JPEG ? gdImageCreateFromJpegPtrEx((int)upload->size, bytes, 1)
				 : gdImageCreateFromGifPtr((int)upload->size, bytes);
	return *out == NULL ? DECODED_BROKEN : DECODED;
}

static enum decoded decode(const struct upload *upload, enum file_kind kind, const struct image_header *header,
	const struct image_limits *limits, gdImagePtr *out)
{
	enum decoded result = DECODED_OTHERWISE;

	*out = NULL;
	if (kind == FILE_JPEG)
		result = image_jpeg_decode(upload->bytes, upload->size, limits, out);
	else if (kind == FILE_PNG)
		result = image_png_decode(upload->bytes, upload->size, limits, out);
	else if (kind == FILE_WEBP)
		result = image_webp_decode(upload->bytes, upload->size, limits, out);
	return result == DECODED_OTHERWISE ? decode_whole(upload, kind, header, limits, out) : result;
}

static bool fits(gdImagePtr image, int longest)
{
	return image_fits(gdImageSX(image), gdImageSY(image), longest);
}

/* The picture's row as image_scale_row wants it; libgd counts what shines through, to 127. */
static void read_row(gdImagePtr from, int y, unsigned char *rgba)
{
	for (int x = 0; x < gdImageSX(from); x++, rgba += 4) {
		int pixel = gdImageGetTrueColorPixel(from, x, y);
		rgba[0] = (unsigned char)gdTrueColorGetRed(pixel);
		rgba[1] = (unsigned char)gdTrueColorGetGreen(pixel);
		rgba[2] = (unsigned char)gdTrueColorGetBlue(pixel);
		rgba[3] = (unsigned char)(255 - gdTrueColorGetAlpha(pixel) * 255 / gdAlphaMax);
	}
}

/* A copy that fits, on white. */
static gdImagePtr smaller(gdImagePtr from, int longest)
{
	struct image_scale scale;
	unsigned char *row = malloc(4 * (size_t)gdImageSX(from));
	bool begun = image_scale_begin(&scale, gdImageSX(from), gdImageSY(from), longest) && row != NULL;

	for (int y = 0; y < gdImageSY(from) && begun; y++) {
		read_row(from, y, row);
		image_scale_row(&scale, row);
	}
	image_scale_end(&scale);
	free(row);
	if (!begun && scale.image != NULL) {
		gdImageDestroy(scale.image);
		scale.image = NULL;
	}
	return scale.image;
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

/* *out is NULL when there is no memory, or it was not decoded. */
static enum decoded open_in_turn(const struct upload *upload, enum file_kind kind, const struct image_header *header,
	const struct image_limits *limits, gdImagePtr *out)
{
	pthread_mutex_lock(&turn);
	enum decoded decoded = decode(upload, kind, header, limits, out);
	gdImagePtr whole = *out;
	/* a GIF may have parts that one sees through */
	if (whole != NULL && (kind == FILE_GIF || !fits(whole, limits->longest))) {
		*out = smaller(whole, limits->longest);
		gdImageDestroy(whole);
	}
	pthread_mutex_unlock(&turn);
	return decoded;
}

/* What can be told without decoding it. */
static enum refusal check_header(const struct upload *upload, enum file_kind kind, struct image_header *header)
{
	bool whole = image_header_read(upload->bytes, upload->size, kind, header);

	if (header->width > 0 && header->height > IMAGE_PIXELS_MOST / header->width)
		return REFUSED_PIXELS;
	return whole ? TAKEN : REFUSED_BROKEN;
}

int64_t image_pixels(const struct upload *upload, enum file_kind kind)
{
	struct image_header header;

	return check_header(upload, kind, &header) == TAKEN ? header.width * header.height : 0;
}

enum err image_open(const struct upload *upload, enum file_kind kind, const struct image_limits *limits,
	struct image **out, enum refusal *refusal)
{
	struct image_header header;
	gdImagePtr small;

	*out = NULL;
	*refusal = check_header(upload, kind, &header);
	if (*refusal != TAKEN)
		return OK;
	pthread_once(&quiet, be_quiet);
	enum decoded decoded = open_in_turn(upload, kind, &header, limits, &small);
	if (decoded != DECODED) {
		*refusal = decoded == DECODED_TOO_LARGE ? REFUSED_MEMORY : REFUSED_BROKEN;
		return OK;
	}
	gdImagePtr turned = small == NULL || header.orientation == 1 ? small : upright(small, header.orientation);
	if (turned != small)
		gdImageDestroy(small);
	if (turned == NULL) {
		log_error("there is no memory for a picture of %d x %d", (int)header.width, (int)header.height);
		return FAILED;
	}
	*out = (struct image *)turned;
	return OK;
}

void image_close(struct image **image)
{
	if (*image != NULL)
		gdImageDestroy((gdImagePtr)*image);
	*image = NULL;
}

/* ---- writing ---- */

/* Where libgd writes to. */
struct sink {
	struct gdIOCtx gd; /* first: libgd gives it back to us */
	struct buffer out;
	size_t most; /* bytes that are kept; what is longer is of no use */
	bool full;
};

static int put_bytes(struct gdIOCtx *gd, const void *bytes, int size)
{
	struct sink *sink = (struct sink *)gd;

	sink->full = sink->full || sink->out.length + (size_t)size > sink->most;
	if (!sink->full)
		buffer_add(&sink->out, bytes, (size_t)size);
	return size;
}

static void put_byte(struct gdIOCtx *gd, int byte)
{
	unsigned char c = (unsigned char)byte;

	put_bytes(gd, &c, 1);
}

/* What is larger than `most` comes out with a size of 0. */
static enum err write_format(struct arena *mem, gdImagePtr image, enum image_format format, int quality, size_t most,
	struct encoded_image *out)
{
	struct sink sink = {.gd = {.putBuf = put_bytes, .putC = put_byte}, .most = most};

	if (format == IMAGE_WEBP)
		gdImageWebpCtx(image, &sink.gd, quality);
	else if (format == IMAGE_JPEG)
		gdImageJpegCtx(image, &sink.gd, quality);
	else
		gdImagePngCtxEx(image, &sink.gd, quality);
	*out = (struct encoded_image){.width = gdImageSX(image), .height = gdImageSY(image)};
	if (sink.out.bytes != NULL)
		arena_defer(mem, free, sink.out.bytes);
	if (sink.out.length == 0 && !sink.full) {
		log_error("a picture cannot be written");
		return FAILED;
	}
	if (!sink.full) {
		out->bytes = sink.out.bytes;
		out->size = sink.out.length;
	}
	return OK;
}

static enum err encode(struct arena *mem, const struct image *image, int longest, enum image_format format,
	int quality, size_t most, struct encoded_image *out)
{
	gdImagePtr whole = (gdImagePtr)(uintptr_t)image;
	gdImagePtr copy = fits(whole, longest) ? whole : smaller(whole, longest);

	if (copy == NULL) {
		log_error("there is no memory to make a picture smaller");
		return FAILED;
	}
	enum err err = write_format(mem, copy, format, quality, most, out);
	if (copy != whole)
		gdImageDestroy(copy);
	return err;
}

enum err image_encode(struct arena *mem, const struct image *image, int longest, enum image_format format,
	struct encoded_image *out)
{
	static const int qualities[] = {[IMAGE_WEBP] = QUALITY_WEBP, [IMAGE_JPEG] = QUALITY_JPEG, [IMAGE_PNG] = LEVEL_PNG};

	return encode(mem, image, longest, format, qualities[format], SIZE_MAX, out);
}

enum err image_encode_sharp(struct arena *mem, const struct image *image, int longest, size_t most,
	enum image_format *format, struct encoded_image *out)
{
	*format = IMAGE_PNG;
	TRY(encode(mem, image, longest, IMAGE_PNG, LEVEL_PNG, most, out));
	if (out->size > 0)
		return OK;
	*format = IMAGE_JPEG;
	return image_encode(mem, image, longest, IMAGE_JPEG, out);
}

enum err image_encode_light(struct arena *mem, const struct image *image, int longest, size_t most,
	struct encoded_image *out)
{
	static const int qualities[] = {QUALITY_WEBP, 60, 45, 30};

	for (size_t i = 0; i < sizeof qualities / sizeof qualities[0]; i++) {
		TRY(encode(mem, image, longest, IMAGE_WEBP, qualities[i], SIZE_MAX, out));
		if (out->size <= most)
			break;
	}
	return OK;
}
