/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/image_webp.h"

#include <webp/decode.h>

/* Of what is written without loss libwebp keeps the whole; of a photograph only some rows. */
static size_t memory_needed(const WebPBitstreamFeatures *picture, int width, int height)
{
	size_t whole = picture->format == 1 ? 0 : (size_t)picture->width * (size_t)picture->height;
	size_t fitted = (size_t)width * (size_t)height;

	return 4 * whole + 4 * fitted + fitted * sizeof(int);
}

/* The decoded rows, in the image, which is as large as they are. */
static gdImagePtr image_of(const WebPRGBABuffer *rows, int width, int height)
{
	struct image_scale scale;
	int longest = width > height ? width : height;
	bool begun = image_scale_begin(&scale, width, height, longest);

	for (int y = 0; y < height && begun; y++)
		image_scale_row(&scale, rows->rgba + (size_t)y * (size_t)rows->stride);
	image_scale_end(&scale);
	if (!begun && scale.image != NULL) {
		gdImageDestroy(scale.image);
		scale.image = NULL;
	}
	return scale.image;
}

enum decoded image_webp_decode(const void *bytes, size_t size, const struct image_limits *limits, gdImagePtr *out)
{
	WebPDecoderConfig config;
	int width, height;

	*out = NULL;
	if (!WebPInitDecoderConfig(&config) || WebPGetFeatures(bytes, size, &config.input) != VP8_STATUS_OK ||
		config.input.has_animation)
		return DECODED_BROKEN;
	image_fit(config.input.width, config.input.height, limits->longest, &width, &height);
	if (memory_needed(&config.input, width, height) > limits->memory)
		return DECODED_TOO_LARGE;
	config.options.use_scaling = width != config.input.width || height != config.input.height;
	config.options.scaled_width = width;
	config.options.scaled_height = height;
	config.output.colorspace = MODE_RGBA;
	if (WebPDecode(bytes, size, &config) == VP8_STATUS_OK)
		*out = image_of(&config.output.u.RGBA, width, height);
	WebPFreeDecBuffer(&config.output);
	return *out == NULL ? DECODED_BROKEN : DECODED;
}
