/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/bench/market.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/analysis.h"
#include "lib/text.h"
#include "tests/relevance.h"

#define RARE 60000 /* names and misspellings, and one more for every other enterprise */
#define TRADE_WORDS_MOST 24

struct words {
	const char **at;
	size_t count, room;
};

struct market {
	struct arena *mem;
	uint64_t state;
	struct words words; /* the most frequent first */
	struct collection reference;
	struct words *trades; /* by code: the words of its label and compounds of them */
	struct buffer text;
};

/* ---- chance ---- */

/* SplitMix64 */
static uint64_t next(struct market *market)
{
	uint64_t value = market->state += UINT64_C(0x9e3779b97f4a7c15);

	value = (value ^ value >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	value = (value ^ value >> 27) * UINT64_C(0x94d049bb133111eb);
	return value ^ value >> 31;
}

uint64_t market_random(struct market *market, uint64_t below)
{
	return next(market) % below;
}

static double fraction(struct market *market)
{
	return (double)(next(market) >> 11) / 9007199254740992.0;
}

/* Zipf: the chance of rank r falls as 1 / r. */
static size_t rank(struct market *market, size_t count)
{
	size_t at = (size_t)exp(fraction(market) * log((double)count + 1.0)) - 1;

	return at < count ? at : count - 1;
}

/* ---- words ---- */

static void words_add(struct market *market, struct words *words, const char *word)
{
	if (words->count == words->room) {
		const char **more = arena_array(market->mem, 2 * words->room + 16, sizeof *more);
		if (words->count > 0)
			memcpy(more, words->at, words->count * sizeof *more);
		words->at = more;
		words->room = 2 * words->room + 16;
	}
	words->at[words->count++] = word;
}

static void add_list(struct market *market, const char *const *list)
{
	for (size_t i = 0; list[i] != NULL; i++)
		words_add(market, &market->words, list[i]);
}

struct label {
	struct market *market;
	struct words *trade;
};

static void label_word(void *context, const struct word_seen *word)
{
	const struct label *label = context;

	if (!word_is_stop(DANISH, word->base) && label->trade->count < TRADE_WORDS_MOST)
		words_add(label->market, label->trade, arena_text(label->market->mem, word->text));
}

/* What a trade talks of: its label, and the label's words with a common first or last part. */
static void add_trades(struct market *market, const char *const *parts, size_t part_count)
{
	const struct collection *c = &market->reference;

	market->trades = arena_array(market->mem, c->code_count, sizeof *market->trades);
	for (size_t i = 0; i < c->code_count; i++) {
		struct words *trade = &market->trades[i];
		*trade = (struct words){.count = 0};
		text_words(c->codes[i].names[DANISH], DANISH, label_word, &(struct label){market, trade});
		size_t count = trade->count;
		for (size_t k = 0; k < count; k++) {
			const char *part = parts[rank(market, part_count)];
			words_add(market, &market->words, trade->at[k]);
			words_add(market, trade, k % 2 == 0 ?
				arena_printf(market->mem, "%s%s", part, trade->at[k]) :
				arena_printf(market->mem, "%ss%s", trade->at[k], part));
		}
	}
}

static const char *rare_word(struct market *market)
{
	static const char *const beginnings[] = {"b", "br", "d", "f", "g", "h", "j", "k", "kl", "l", "m",
		"n", "p", "r", "s", "st", "sk", "t", "v", "fr"};
	static const char *const vowels[] = {"a", "e", "i", "o", "u", "y", "æ", "ø", "å"};
	static const char *const ends[] = {"", "n", "r", "l", "s", "k", "nd", "rt"};
	struct buffer word = {0};

	for (uint64_t syllables = 2 + market_random(market, 3); syllables > 0; syllables--) {
		buffer_text(&word, beginnings[market_random(market, 20)]);
		buffer_text(&word, vowels[market_random(market, 9)]);
		buffer_text(&word, ends[market_random(market, 8)]);
	}
	const char *kept = arena_text(market->mem, word.bytes);
	buffer_close(&word);
	return kept;
}

static void add_words(struct market *market, size_t enterprises)
{
	const char *const *parts = analysis_parts(DANISH);
	size_t count = 0;

	while (parts[count] != NULL)
		count++;
	add_list(market, analysis_stop_words(DANISH));
	add_list(market, analysis_general_words(DANISH));
	add_list(market, parts);
	add_trades(market, parts, count);
	for (size_t i = 0; i < count * count / 4; i++)
		words_add(market, &market->words, arena_printf(market->mem, "%s%s",
			parts[rank(market, count)], parts[rank(market, count)]));
	for (size_t i = 0; i < RARE + enterprises / 2; i++)
		words_add(market, &market->words, rare_word(market));
}

/* ---- texts ---- */

static const char *word_of(struct market *market, const struct words *trade, unsigned of_trade)
{
	if (trade->count > 0 && market_random(market, 100) < of_trade)
		return trade->at[market_random(market, trade->count)];
	return market->words.at[rank(market, market->words.count)];
}

static const char *text_of(struct market *market, const struct words *trade, size_t least,
	unsigned of_trade)
{
	size_t count = least + market_random(market, least / 2 + 1);

	market->text.length = 0;
	for (size_t i = 0; i < count; i++) {
		const char *end = i + 1 == count ? "" : i % 11 == 10 ? ". " : i % 7 == 6 ? ", " : " ";
		buffer_printf(&market->text, "%s%s", word_of(market, trade, of_trade), end);
	}
	return arena_text(market->mem, market->text.bytes);
}

static const char *place_code(struct market *market)
{
	const struct collection *c = &market->reference;

	return c->places[rank(market, c->place_count)].code;
}

/* The code itself, or one near it. */
static const char *code_near(struct market *market, size_t trade)
{
	const struct collection *c = &market->reference;
	size_t near = trade + market_random(market, 6);

	return c->codes[near < c->code_count ? near : trade].code;
}

static const char *areas_of(struct market *market, const char *seat)
{
	const struct collection *c = &market->reference;

	switch (market_random(market, 10)) {
	case 0:
	case 1:
	case 2:
		return "country:";
	case 3:
	case 4:
	case 5:
		return arena_printf(market->mem, "region:%s",
			c->places[market_random(market, c->place_count)].region_code);
	default:
		return arena_printf(market->mem, "municipality:%s municipality:%s", seat,
			c->places[market_random(market, c->place_count)].code);
	}
}

/* ---- things ---- */

static void add_offering(struct market *market, struct collection *out, int64_t id, size_t trade,
	const char *seat)
{
	const struct words *words = &market->trades[trade];
	uint64_t codes = market_random(market, 10);

	out->offerings[out->offering_count++] = (struct collection_offering){
		.enterprise_id = id,
		.product = market_random(market, 3) == 0,
		.title = text_of(market, words, 2, 70),
		.text = text_of(market, words, 20, 30),
		.language = DANISH,
		.capacity_dkk = market_random(market, 2) == 0 ? -1 : 50000 * (1 + (int64_t)rank(market, 200)),
		.lead_time_days = market_random(market, 2) == 0 ? -1 : (int64_t)market_random(market, 90),
		.cpv_codes = codes == 0 ? "" : codes < 7 ? code_near(market, trade) :
			arena_printf(market->mem, "%s %s", code_near(market, trade), code_near(market, trade)),
		.areas = areas_of(market, seat),
	};
}

void market_add(struct market *market, struct collection *out, int64_t id, uint64_t version)
{
	market->state = (uint64_t)id * UINT64_C(0xd1342543de82ef95) + version * UINT64_C(0xaf251af3b0f025b5);

	size_t trade = market_random(market, market->reference.code_count);
	const char *seat = place_code(market);
	int64_t employees = 1 + (int64_t)rank(market, 300);

	out->enterprises[out->enterprise_count++] = (struct collection_enterprise){
		.id = id,
		.name = arena_printf(market->mem, "%s %s", rare_word(market), rare_word(market)),
		.municipality_code = seat,
		.pitch = text_of(market, &market->trades[trade], 8, 40),
		.description = text_of(market, &market->trades[trade], 30, 20),
		.employees = employees,
		.employees_target_group = (int64_t)market_random(market, (uint64_t)employees + 1),
		.rsv = market_random(market, 3) == 0,
	};
	for (uint64_t i = 1 + market_random(market, 2 * OFFERINGS_EACH - 1); i > 0; i--)
		add_offering(market, out, id, trade, seat);
}

static void add_line(struct market *market, struct collection *out, int64_t id)
{
	size_t trade = market_random(market, market->reference.code_count);
	const char **code = arena_array(market->mem, 1, sizeof *code);

	code[0] = code_near(market, trade);
	out->lines[out->line_count++] = (struct collection_line){
		.id = id,
		.demand = {
			.title = text_of(market, &market->trades[trade], 3, 60),
			.text = text_of(market, &market->trades[trade], 25, 30),
			.language = DANISH,
			.cpv = code,
			.cpv_count = market_random(market, 10) < 7,
			.value_dkk = market_random(market, 3) == 0 ? -1 : 25000 * (1 + (int64_t)rank(market, 300)),
			.reserved = market_random(market, 10) == 0,
			.municipality_code = place_code(market),
			.contract_starts = NO_DAY,
		},
		.buyer_name = "Kommunen",
		.dialogue_ends = (day)(20000 + id / 10),
	};
}

static int by_name(const void *a, const void *b)
{
	const struct collection_enterprise *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	return order != 0 ? order : left->id < right->id ? -1 : left->id > right->id;
}

void market_fill(struct market *market, struct collection *out, size_t enterprises, size_t lines)
{
	*out = market->reference;
	out->enterprises = arena_array(market->mem, enterprises, sizeof *out->enterprises);
	out->offerings =
		arena_array(market->mem, enterprises * 2 * OFFERINGS_EACH, sizeof *out->offerings);
	out->lines = arena_array(market->mem, lines, sizeof *out->lines);
	for (size_t i = 0; i < enterprises; i++)
		market_add(market, out, (int64_t)i + 1, 0);
	if (enterprises > 0)
		qsort(out->enterprises, enterprises, sizeof *out->enterprises, by_name);
	for (size_t i = 0; i < lines; i++)
		add_line(market, out, (int64_t)i + 1);
}

/* People rarely ask for what says nothing. */
static const char *asked_word(struct market *market, const struct words *trade)
{
	const char *word = word_of(market, trade, 75);

	while (word_is_stop(DANISH, word) || word_is_general(DANISH, word))
		word = word_of(market, trade, 75);
	return word;
}

const char *market_words(struct market *market)
{
	const struct words *trade = &market->trades[market_random(market, market->reference.code_count)];
	uint64_t many = market_random(market, 10);
	const char *words = "";

	for (uint64_t i = many < 6 ? 1 : many < 9 ? 2 : 3; i > 0; i--)
		words = arena_printf(market->mem, "%s%s%s", words, *words == '\0' ? "" : " ",
			asked_word(market, trade));
	if (text_length(words) > 5 && market_random(market, 2) == 0) {
		size_t length = strlen(words) - 2;
		while (((unsigned char)words[length] & 0xc0) == 0x80)
			length--;
		words = arena_text_n(market->mem, words, length);
	}
	return words;
}

static void close_text(void *text)
{
	buffer_close(text);
}

struct market *market_open(struct arena *mem, uint64_t seed, size_t enterprises)
{
	struct market *market = arena_alloc(mem, sizeof *market);

	*market = (struct market){.mem = mem, .state = seed};
	field_reference(mem, &market->reference);
	arena_defer(mem, close_text, &market->text);
	add_words(market, enterprises);
	return market;
}
