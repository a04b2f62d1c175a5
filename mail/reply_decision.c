/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A line is read as words with what stands between them. A phrase of the table decides when it stands
 * first and a stop (anything but blanks) or the line's end comes after it: "Ja, men først i marts"
 * does, "Ja det er jo et godt spørgsmål" does not. Phrases that can hardly mean anything else decide
 * without a stop, and a closing on the same line ("Ja mvh Ole") is one. A question mark behind it, or the
 * opposite word in the same line, undecides it; so does a "desværre" behind a yes.
 */
#include "mail/reply_decision.h"

#include <string.h>
#include <utf8proc.h>

#include "lib/text.h"
#include "mail/reply_phrases.h"

enum { WORDS = 40, GREETING_WORDS = 8, LINES_LOOKED_AT = 4 };

struct word {
	const char *folded;
	const char *begins, *ends; /* in the text */
};

struct line {
	struct word at[WORDS];
	size_t count;
	const char *end; /* of the line, in the text */
};

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

/* ---- a line as words ---- */

static bool is_letter(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) || c == '\'' ||
	       c == 0x2019;
}

/* The next character from `at`, at most to `end`; *c is -1 for what is no UTF-8. */
static const char *next_character(const char *at, const char *end, utf8proc_int32_t *c)
{
	utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)at, end - at, c);

	if (size <= 0) {
		*c = -1;
		return at + 1;
	}
	return at + size;
}

static struct line read_line(struct arena *mem, const char *text)
{
	struct line line = {.end = text + strcspn(text, "\n")};
	const char *begins = NULL;

	for (const char *at = text; at <= line.end && line.count < WORDS;) {
		utf8proc_int32_t c = -1;
		const char *next = at + 1;
		if (at < line.end)
			next = next_character(at, line.end, &c);
		bool letter = c >= 0 && is_letter(c);
		if (letter && begins == NULL) {
			begins = at;
		} else if (!letter && begins != NULL) {
			line.at[line.count++] = (struct word){
				.folded = text_fold(mem, arena_text_n(mem, begins, (size_t)(at - begins))),
				.begins = begins,
				.ends = at,
			};
			begins = NULL;
		}
		at = next;
	}
	return line;
}

/* What stands between a word and the next one (or the line's end). */
enum stop { NO_STOP, STOP, QUESTION };

static bool is_closing(const char *folded)
{
	static const char *const closings[] = {"mvh", "vh", "bh", "kh", "hilsen", "regards",
		"groet", "groeten", "mfg", NULL};

	return is_one_of(folded, closings);
}

static enum stop stop_after(const struct line *line, size_t word)
{
	const char *end = word + 1 < line->count ? line->at[word + 1].begins : line->end;
	enum stop stop = word + 1 < line->count && !is_closing(line->at[word + 1].folded) ? NO_STOP : STOP;

	for (const char *at = line->at[word].ends; at < end; at++) {
		if (*at == '?')
			return QUESTION;
		if (strchr(" \t", *at) == NULL)
			stop = STOP;
	}
	return stop;
}

/* ---- phrases ---- */

/* How many words of the line from `at` the phrase takes; 0: it does not stand there. */
static size_t phrase_length(const struct line *line, size_t at, const char *phrase)
{
	size_t count = 0;

	while (*phrase != '\0') {
		size_t length = strcspn(phrase, " ");
		if (at + count >= line->count)
			return 0;
		const char *word = line->at[at + count].folded;
		if (strlen(word) != length || strncmp(word, phrase, length) != 0)
			return 0;
		count++;
		phrase += length + (phrase[length] == ' ');
	}
	return count;
}

static bool says_the_opposite(const struct line *line, size_t from, enum reply_decision means)
{
	static const char *const yes[] = {"ja", "yes", "oui", NULL};
	static const char *const no[] = {"nej", "no", "nee", "nein", "non", "desværre", "unfortunately",
		"helaas", "leider", "malheureusement", NULL};

	for (size_t i = from; i < line->count; i++)
		if (is_one_of(line->at[i].folded, means == REPLY_INTERESTED ? no : yes))
			return true;
	return false;
}

/* Where the words begin that are the writer's own: past the stop after the phrase. */
static const char *past_stop(const char *at)
{
	while (*at != '\0' && (strchr(" \t\n,.;:!-*_\"", *at) != NULL || text_starts(at, "\xe2\x80\x93") ||
				      text_starts(at, "\xe2\x80\x94")))
		at += *at == '\xe2' ? 3 : 1;
	return at;
}

/* Reads the phrase that stands at word `at`, if one does. */
static struct reply_reading read_phrase(const struct line *line, size_t at, const char *text)
{
	static const struct reply_reading unclear = {REPLY_UNCLEAR, ""};

	for (const struct reply_phrase *phrase = reply_phrases; phrase->words != NULL; phrase++) {
		size_t length = phrase_length(line, at, phrase->words);
		if (length == 0)
			continue;
		enum stop stop = stop_after(line, at + length - 1);
		if (stop == NO_STOP && phrase->needs_stop)
			continue;
		if (stop == QUESTION || says_the_opposite(line, at + length, phrase->means))
			return unclear;
		/* without a stop the sentence goes on: then all of it is the writer's words */
		const char *words = stop == STOP ? past_stop(line->at[at + length - 1].ends) : text;
		return (struct reply_reading){phrase->means, words};
	}
	return unclear;
}

/* ---- greetings ---- */

static bool is_greeting(const struct line *line)
{
	static const char *const greetings[] = {"hej", "hejsa", "kære", "goddag", "god", "hi",
		"hello", "dear", "good", "hallo", "hoi", "beste", "geachte", "dag", "goedemorgen",
		"goedemiddag", "liebe", "lieber", "guten", "sehr", "bonjour", "chère", "cher", NULL};

	return line->count > 0 && is_one_of(line->at[0].folded, greetings);
}

/* The word behind the greeting's stop ("Hej Kolding, ja tak"), or behind "Hej" itself ("Hej ja tak");
 * 0 when the line is a greeting only. */
static struct reply_reading read_greeting(const struct line *line, const char *text)
{
	for (size_t i = 0; i + 1 < line->count && i < GREETING_WORDS; i++) {
		if (i > 0 && stop_after(line, i) != STOP)
			continue;
		struct reply_reading reading = read_phrase(line, i + 1, text);
		if (reading.decision != REPLY_UNCLEAR)
			return reading;
	}
	return (struct reply_reading){REPLY_UNCLEAR, ""};
}

struct reply_reading reply_decide(struct arena *mem, const char *text)
{
	struct reply_reading reading = {REPLY_UNCLEAR, ""};
	const char *at = text;

	for (int lines = 0; lines < LINES_LOOKED_AT && *at != '\0'; lines++) {
		struct line line = read_line(mem, at);
		bool greeting = is_greeting(&line);
		if (greeting)
			reading = read_greeting(&line, at);
		else if (line.count > 0)
			reading = read_phrase(&line, 0, at);
		bool only_greeting = greeting && line.count <= GREETING_WORDS;
		if (reading.decision != REPLY_UNCLEAR || (line.count > 0 && !only_greeting))
			break;
		at = *line.end == '\n' ? line.end + 1 : line.end;
	}
	if (reading.decision == REPLY_UNCLEAR)
		reading.words = text;
	reading.words = arena_text(mem, reading.words);
	return reading;
}
