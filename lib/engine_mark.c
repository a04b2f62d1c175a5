/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/engine_mark.h"

#include <sodium.h>
#include <string.h>
#include <utf8proc.h>

#include "lib/engine_sources.h" /* made by make: ENGINE_SOURCES */
#include "lib/analysis.h"
#include "lib/demand.h"
#include "lib/directory.h"

/* How numbers and what is made of them stand in memory. */
struct shape {
	uint64_t order;
	double real;
	uint32_t sizes[6];
};

static void add_shape(crypto_generichash_state *state)
{
	struct shape shape;

	memset(&shape, 0, sizeof shape);
	shape.order = UINT64_C(0x0102030405060708);
	shape.real = 1.5;
	const uint32_t sizes[] = {sizeof(void *), sizeof(long double), sizeof(struct snapshot), sizeof(struct directory),
		sizeof(struct prepared), sizeof(struct vocabulary)};
	memcpy(shape.sizes, sizes, sizeof shape.sizes);
	crypto_generichash_update(state, (const unsigned char *)&shape, sizeof shape);
}

static void add_text(crypto_generichash_state *state, const char *text)
{
	crypto_generichash_update(state, (const unsigned char *)text, strlen(text) + 1);
}

/* The stemmers do not tell their version; so they show what they do. */
static void add_stems(crypto_generichash_state *state)
{
	OWNED(stems_close) struct stems *stems = stems_open();
	char stem[WORD_SIZE];

	for (int i = 0; i < LANGUAGES; i++) {
		enum language language = (enum language)i;
		for (const char *const *word = analysis_general_words(language); *word != NULL; word++) {
			stem_word(stems, language, *word, stem);
			add_text(state, stem);
		}
	}
}

struct engine_mark engine_mark(void)
{
	struct engine_mark mark;
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, sizeof mark.bytes);
	add_text(&state, ENGINE_SOURCES);
	add_text(&state, utf8proc_version());
	add_shape(&state);
	add_stems(&state);
	crypto_generichash_final(&state, mark.bytes, sizeof mark.bytes);
	return mark;
}
