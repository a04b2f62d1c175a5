/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/card_stencils.h"

#include <stdlib.h>
#include <string.h>

#include "lib/stencil.h"

/* The holes of the template, in the order of a card's texts. */
enum hole {
	URL,
	NAME,
	PITCH,
	SHARE,
	PLACE,
	PICTURE_URL,
	ALTERNATIVE,
	WIDTH,
	HEIGHT,
	TITLES,
	HOLES = TITLES + CARD_TITLES,
};

_Static_assert(HOLES <= STENCIL_HOLES, "a card has more holes than a stencil");

/* A look: these, and behind them how many titles there are. */
enum {
	HAS_PICTURE = 1,
	HAS_PITCH = 2,
	REGISTERED = 4,
	RESERVED = 8,
	ON_THE_WAY = 16,
	A_TITLE = 32,
	LOOKS = A_TITLE * (CARD_TITLES + 1),
};

struct card_stencils {
	struct stencil *looks[LOOKS][LANGUAGES];
};

/* ---- cutting ---- */

static json_t *titles_model(unsigned look)
{
	json_t *titles = json_array();

	for (size_t i = 0; i < look / A_TITLE; i++)
		json_array_append_new(titles, json_pack("{s:o}", "title", stencil_mark(TITLES + i)));
	return titles;
}

static json_t *picture_model(unsigned look)
{
	if ((look & HAS_PICTURE) == 0)
		return json_null();
	return json_pack("{s:o, s:o, s:o, s:o}", "url", stencil_mark(PICTURE_URL), "alternative",
		stencil_mark(ALTERNATIVE), "width", stencil_mark(WIDTH), "height", stencil_mark(HEIGHT));
}

/* What enterprise_cards says (enterprise.h), as far as the template reads it. */
static json_t *model_of(unsigned look, json_t *assets)
{
	return json_pack("{s:O, s:o, s:o, s:b, s:o, s:b, s:o, s:o, s:b, s:b, s:o, s:b, s:{s:o}}", "asset", assets,
		"url", stencil_mark(URL), "name", stencil_mark(NAME), "has_pitch", (look & HAS_PITCH) != 0, "pitch",
		stencil_mark(PITCH), "has_offerings", look >= A_TITLE, "offerings", titles_model(look), "picture",
		picture_model(look), "is_registered", (look & REGISTERED) != 0, "may_take_reserved",
		(look & RESERVED) != 0, "target_group_share", stencil_mark(SHARE), "is_on_the_way",
		(look & ON_THE_WAY) != 0, "municipality", "name", stencil_mark(PLACE));
}

enum err card_stencils_open(const struct templates *templates, json_t *assets, struct card_stencils **out)
{
	OWNED(card_stencils_close) struct card_stencils *stencils = calloc(1, sizeof *stencils);

	if (stencils == NULL)
		abort();
	for (unsigned look = 0; look < LOOKS; look++) {
		OWNED(json_decrefp) json_t *model = model_of(look, assets);
		for (int language = 0; language < LANGUAGES; language++)
			TRY(stencil_open(templates, (enum language)language, "enterprise_card_item.html", model,
				(const char *const[]){NULL}, &stencils->looks[look][language]));
	}
	*out = stencils;
	stencils = NULL;
	return OK;
}

void card_stencils_close(struct card_stencils **stencils)
{
	if (*stencils == NULL)
		return;
	for (size_t look = 0; look < LOOKS; look++)
		for (size_t language = 0; language < LANGUAGES; language++)
			stencil_close(&(*stencils)->looks[look][language]);
	free(*stencils);
	*stencils = NULL;
}

/* ---- one card ---- */

unsigned card_look(const struct card_facts *facts)
{
	unsigned look = (unsigned)facts->title_count * A_TITLE;

	if (facts->picture.url != NULL)
		look |= HAS_PICTURE;
	if (!text_is_blank(facts->pitch))
		look |= HAS_PITCH;
	if (facts->registered)
		look |= REGISTERED;
	if (facts->reserved_share >= 0)
		look |= RESERVED;
	if (facts->on_the_way)
		look |= ON_THE_WAY;
	return look;
}

static void add_text(struct buffer *out, const char *text)
{
	if (text != NULL)
		buffer_html(out, text);
	buffer_add(out, "", 1);
}

static void add_number(struct buffer *out, int number)
{
	char room[NUMBER_ROOM];

	add_text(out, number < 0 ? NULL : number_text(room, (uint64_t)number));
}

void card_texts(const struct card_facts *facts, struct buffer *out)
{
	buffer_text(out, "/enterprises/");
	add_text(out, facts->slug);
	add_text(out, facts->name);
	add_text(out, facts->pitch);
	add_number(out, facts->reserved_share);
	add_text(out, facts->municipality);
	add_text(out, facts->picture.url);
	add_text(out, facts->picture.alternative);
	add_number(out, facts->picture.width);
	add_number(out, facts->picture.height);
	for (size_t i = 0; i < CARD_TITLES; i++)
		add_text(out, i < facts->title_count ? facts->titles[i] : NULL);
}

/* Where each of a card's texts begins. */
static void find_texts(const char *texts, const char *values[HOLES])
{
	for (size_t hole = 0; hole < HOLES; hole++) {
		values[hole] = texts;
		texts += strlen(texts) + 1;
	}
}

void card_show(const struct card_stencils *stencils, enum language language, unsigned look, const char *texts,
	struct buffer *out)
{
	const char *values[HOLES];

	find_texts(texts, values);
	stencil_fill(stencils->looks[look][language], values, out);
}

struct card_name card_name(struct arena *mem, unsigned look, const char *texts)
{
	const char *values[HOLES];

	find_texts(texts, values);
	return (struct card_name){text_unescaped(mem, values[URL]), text_unescaped(mem, values[NAME]),
		text_unescaped(mem, values[PLACE]), (look & REGISTERED) != 0};
}
