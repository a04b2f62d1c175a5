/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Sample data: pictures. Some of the enterprises show what they supply; the pictures are drawings, made
 * here with a few shapes, so that nobody's photographs are in Torv. They go through the same hands as an
 * uploaded file: a PNG is written, looked at, decoded and written anew.
 */
#include <gd.h>
#include <string.h>

#include "export/sample_tables.h"
#include "lib/log.h"
#include "lib/offering_image.h"

#define WIDTH 800
#define HEIGHT 600
#define EVERY 3 /* enterprises: one of so many has a picture */

/* ---- shapes; the canvas is 400 x 300 units, twice as large when it is drawn, and smoothed after ---- */

#define SCALE 4
#define UNIT(x) ((x) * SCALE)

static void box(gdImagePtr image, int x, int y, int width, int height, int colour)
{
	gdImageFilledRectangle(image, UNIT(x), UNIT(y), UNIT(x + width) - 1, UNIT(y + height) - 1, colour);
}

static void oval(gdImagePtr image, int x, int y, int width, int height, int colour)
{
	gdImageFilledEllipse(image, UNIT(x), UNIT(y), UNIT(width), UNIT(height), colour);
}

static void line(gdImagePtr image, int x, int y, int to_x, int to_y, int colour)
{
	gdImageSetThickness(image, UNIT(6));
	gdImageLine(image, UNIT(x), UNIT(y), UNIT(to_x), UNIT(to_y), colour);
}

/* The wall and what stands on it. */
static void room(gdImagePtr image, int wall, int floor)
{
	box(image, 0, 0, 400, 300, wall);
	box(image, 0, 220, 400, 80, floor);
}

/* ---- the motifs ---- */

static void draw_meal(gdImagePtr image)
{
	room(image, 0xf3ead9, 0xc98f57);
	oval(image, 200, 185, 260, 130, 0xffffff);
	oval(image, 200, 180, 200, 92, 0xe6efe9);
	oval(image, 160, 172, 90, 46, 0x4f8f4a);
	oval(image, 225, 190, 96, 44, 0x79b05a);
	oval(image, 200, 160, 34, 30, 0xd8432f);
	oval(image, 248, 168, 30, 26, 0xd8432f);
	oval(image, 176, 198, 30, 26, 0xf0b23c);
	box(image, 352, 110, 10, 130, 0x8a8f94);
	box(image, 40, 110, 10, 130, 0x8a8f94);
}

static void draw_garden(gdImagePtr image)
{
	box(image, 0, 0, 400, 300, 0xcfe6ee);
	oval(image, 330, 62, 56, 56, 0xf6c945);
	oval(image, 110, 300, 420, 200, 0x8fbf6a);
	oval(image, 320, 310, 380, 190, 0x6ea654);
	box(image, 92, 150, 16, 70, 0x7a5537);
	oval(image, 100, 120, 110, 110, 0x3f7d46);
	box(image, 270, 170, 12, 56, 0x7a5537);
	oval(image, 276, 150, 78, 84, 0x5b9a4d);
	for (int i = 0; i < 5; i++)
		oval(image, 60 + 60 * i, 262 - 8 * (i % 2), 16, 16, i % 2 == 0 ? 0xd8432f : 0xffffff);
}

static void draw_furniture(gdImagePtr image)
{
	room(image, 0xe9e4dc, 0xb7a48b);
	box(image, 60, 140, 190, 14, 0x9a6b3c);
	box(image, 72, 154, 12, 96, 0x835a31);
	box(image, 226, 154, 12, 96, 0x835a31);
	box(image, 290, 110, 12, 140, 0x2f6f73);
	box(image, 290, 180, 72, 14, 0x2f6f73);
	box(image, 350, 190, 12, 60, 0x2f6f73);
	box(image, 120, 100, 40, 40, 0xd9a441);
	oval(image, 140, 92, 52, 40, 0x4f8f4a);
}

static void draw_cleaning(gdImagePtr image)
{
	room(image, 0xdbe7ee, 0x9db4bf);
	box(image, 60, 40, 150, 130, 0xffffff);
	box(image, 70, 50, 60, 110, 0x9fd0e6);
	box(image, 140, 50, 60, 110, 0xb7dcec);
	box(image, 262, 180, 90, 80, 0xd8432f);
	oval(image, 307, 180, 90, 24, 0xb7dcec);
	line(image, 240, 60, 300, 190, 0x9a6b3c);
	oval(image, 150, 250, 60, 22, 0xf0b23c);
}

static void draw_textiles(gdImagePtr image)
{
	static const int colours[] = {0xd8432f, 0xf0b23c, 0x2f6f73, 0x6a4c7d, 0xe6efe9, 0x4f8f4a};

	room(image, 0xf1e8ec, 0xc9b3a3);
	for (int i = 0; i < 6; i++) {
		box(image, 60, 202 - 26 * i, 120, 22, colours[i]);
		box(image, 220, 202 - 26 * (i % 4), 120, 22, colours[5 - i]);
	}
	oval(image, 282, 92, 60, 60, 0x2f6f73);
	line(image, 262, 82, 302, 104, 0xe6efe9);
	line(image, 262, 100, 300, 84, 0xe6efe9);
}

static void draw_bicycle(gdImagePtr image)
{
	room(image, 0xe4ebe3, 0x9aa39a);
	for (int i = 0; i < 2; i++) {
		oval(image, 110 + 180 * i, 190, 120, 120, 0x333b40);
		oval(image, 110 + 180 * i, 190, 104, 104, 0xe4ebe3);
		oval(image, 110 + 180 * i, 190, 14, 14, 0x333b40);
	}
	line(image, 110, 190, 165, 115, 0xd8432f);
	line(image, 165, 115, 255, 115, 0xd8432f);
	line(image, 255, 115, 290, 190, 0xd8432f);
	line(image, 255, 115, 200, 190, 0xd8432f);
	line(image, 200, 190, 110, 190, 0xd8432f);
	line(image, 165, 115, 200, 190, 0xd8432f);
	line(image, 255, 115, 248, 84, 0x333b40);
	line(image, 248, 84, 280, 80, 0x333b40);
	box(image, 142, 96, 44, 10, 0x333b40);
}

static void draw_screen(gdImagePtr image)
{
	room(image, 0xe7e9f0, 0xb99b74);
	box(image, 110, 70, 180, 120, 0x333b40);
	box(image, 120, 80, 160, 96, 0x9fd0e6);
	for (int i = 0; i < 4; i++)
		box(image, 134, 94 + 18 * i, 110 - 22 * (i % 3), 8, 0xffffff);
	box(image, 190, 190, 20, 24, 0x333b40);
	box(image, 160, 212, 80, 10, 0x333b40);
	box(image, 310, 186, 40, 44, 0xd8432f);
	oval(image, 330, 186, 40, 12, 0x7a5537);
	box(image, 50, 206, 60, 18, 0xf0b23c);
}

static void draw_boxes(gdImagePtr image)
{
	room(image, 0xeee6dc, 0xa7a49c);
	box(image, 70, 150, 110, 100, 0xc49a63);
	box(image, 190, 130, 130, 120, 0xb58749);
	box(image, 110, 60, 100, 90, 0xd3ab74);
	box(image, 118, 150, 14, 100, 0xe9d8bd);
	box(image, 248, 130, 14, 120, 0xe9d8bd);
	box(image, 153, 60, 14, 90, 0xe9d8bd);
}

static void draw_honey(gdImagePtr image)
{
	room(image, 0xf6ecd2, 0xb98a52);
	for (int i = 0; i < 3; i++) {
		int x = 70 + 95 * i, lid = i == 1 ? 0x2f6f73 : 0xd8432f;
		box(image, x, 120, 76, 120, 0xe39a1f);
		box(image, x, 120, 10, 120, 0xf2bf5a);
		box(image, x - 4, 102, 84, 20, lid);
		oval(image, x + 40, 184, 54, 46, 0xffffff);
		oval(image, x + 40, 184, 26, 22, 0xf0b23c);
	}
	oval(image, 330, 66, 40, 26, 0xf0b23c);
	box(image, 326, 54, 6, 24, 0x333b40);
	oval(image, 322, 46, 24, 18, 0xffffff);
}

static const struct motif {
	const char *codes; /* how the CPV codes begin that it stands for, parted by blanks */
	void (*draw)(gdImagePtr image);
	const char *words; /* sample data are Danish */
} motifs[] = {
	{"0314 1583", draw_honey, "Tegning: tre glas honning og en bi"},
	{"15 55", draw_meal, "Tegning: en tallerken med salat og tomater på et bord"},
	{"03 77", draw_garden, "Tegning: træer og blomster på grønne bakker"},
	{"39 44 45", draw_furniture, "Tegning: et bord med en plante og en stol ved siden af"},
	{"90 98", draw_cleaning, "Tegning: et rent vindue, en spand og en kost"},
	{"18 19", draw_textiles, "Tegning: foldede stoffer i mange farver og et garnnøgle"},
	{"34 50", draw_bicycle, "Tegning: en rød cykel"},
	{"22 30 48 72 79 80", draw_screen, "Tegning: en skærm, en kop og en notesblok på et bord"},
	{"", draw_boxes, "Tegning: tre pakkede kasser"},
};

static bool begins_with_one(const char *code, const char *beginnings)
{
	while (*beginnings != '\0') {
		size_t length = strcspn(beginnings, " ");
		if (strncmp(code, beginnings, length) == 0)
			return true;
		beginnings += length;
		beginnings += strspn(beginnings, " ");
	}
	return false;
}

/* The motif of a CPV code; the last when no other stands for it. */
static const struct motif *motif_of(const char *code)
{
	size_t i = 0;

	while (motifs[i].codes[0] != '\0' && !begins_with_one(code, motifs[i].codes))
		i++;
	return &motifs[i];
}

/* ---- from a motif to a picture ---- */

static struct upload draw(struct arena *mem, const struct motif *motif)
{
	gdImagePtr large = gdImageCreateTrueColor(UNIT(400), UNIT(300)), image = gdImageCreateTrueColor(WIDTH, HEIGHT);
	struct upload upload = {.name = "tegning.png"};
	int size = 0;

	if (large != NULL && image != NULL) {
		motif->draw(large);
		gdImageCopyResampled(image, large, 0, 0, 0, 0, WIDTH, HEIGHT, UNIT(400), UNIT(300));
		void *bytes = gdImagePngPtr(image, &size);
		upload.bytes = bytes == NULL ? NULL : arena_copy(mem, bytes, (size_t)size);
		upload.size = bytes == NULL ? 0 : (size_t)size;
		gdFree(bytes);
	}
	if (large != NULL)
		gdImageDestroy(large);
	if (image != NULL)
		gdImageDestroy(image);
	return upload;
}

/* Each motif is drawn once; *out lives as long as the loading. */
static enum err picture_of(struct sample_tables *tables, const struct motif *motif, const struct offering_image **out)
{
	size_t i = (size_t)(motif - motifs);
	struct arena *mem = tables->sample->mem;
	enum refusal refusal;

	if (tables->pictures == NULL)
		tables->pictures = arena_array(mem, sizeof motifs / sizeof motifs[0], sizeof *tables->pictures);
	if (tables->pictures[i].sizes[0].bytes == NULL) {
		struct upload upload = draw(mem, motif);
		TRY(offering_image_make(mem, &upload, &tables->pictures[i], &refusal));
		if (refusal != TAKEN) {
			log_error("a drawing of the sample data is refused: %s", refusal_text(refusal));
			return FAILED;
		}
	}
	*out = &tables->pictures[i];
	return OK;
}

enum err sample_picture(struct sample_tables *tables, size_t row, const struct image_hand *hand, int64_t offering_id,
	const char *cpv_code)
{
	const struct motif *motif = motif_of(cpv_code);
	const struct offering_image *picture;
	int64_t id;

	if (row % EVERY != 0)
		return OK;
	TRY(picture_of(tables, motif, &picture));
	return offering_image_add(tables->sample->db, tables->sample->mem, hand, offering_id, picture, motif->words, &id);
}
