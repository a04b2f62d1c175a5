/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A line is read as words with what stands between them. A phrase of the table decides when it stands
 * first and a stop (anything but blanks) or the line's end comes after it: "Ja, men først i marts"
 * does, "Ja det er jo et godt spørgsmål" does not. Phrases that can hardly mean anything else decide
 * without a stop, and a closing on the same line ("Ja mvh Ole") is one. A question mark behind it, or the
 * opposite in the same line, undecides it ("Nej, vi er faktisk interesserede"); so does a "desværre" behind a
 * yes, and a line below that by itself says the opposite. Who contradicts themselves is asked.
 */
#include "mail/reply_decision.h"

#include <string.h>
#include <utf8proc.h>

#include "lib/text.h"
#include "mail/reply_phrases.h"

enum {
	WORDS = 40,
	GREETING_WORDS = 8,
	LINES_LOOKED_AT = 4, /* for the one that decides, blank ones too */
	LINES_BELOW = 8,     /* that may contradict it */
	NEGATION_REACH = 3,  /* words: "ikke så meget interesserede" */
};

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

static bool is_negated(const struct line *line, size_t at)
{
	static const char *const words[] = {"ikke", "aldrig", "hverken", "not", "never", "isn't", "aren't", "niet",
		"nooit", "nicht", "nie", "pas", NULL};

	for (size_t i = at > NEGATION_REACH ? at - NEGATION_REACH : 0; i < at; i++)
		if (is_one_of(line->at[i].folded, words))
			return true;
	return false;
}

/* Behind it: interested, but in something else ("vi er interesserede i andre opgaver"). */
static bool is_about_others(const struct line *line, size_t at)
{
	static const char *const words[] = {"andre", "andet", "anden", "lignende", "fremtidige", "fremover", "senere",
		"other", "others", "another", "similar", "future", "later", "andere", "soortgelijke", "vergelijkbare",
		"toekomstige", "weitere", "ähnliche", "künftige", "autres", NULL};

	for (size_t i = at + 1; i < line->count; i++)
		if (is_one_of(line->at[i].folded, words))
			return true;
	return false;
}

/* Whether the word says that they want to, or that they do not. */
static enum reply_decision meaning_of(const struct line *line, size_t at)
{
	static const char *const yes[] = {"ja", "yes", "oui", NULL};
	static const char *const no[] = {"nej", "no", "nee", "nein", "non", "desværre", "unfortunately",
		"helaas", "leider", "malheureusement", NULL};
	static const char *const wanted[] = {"interesseret", "interesserede", "interested", "geïnteresseerd",
		"interessiert", "intéressé", "intéressée", "intéressés", NULL};
	static const char *const suits[] = {"relevant", "aktuelt", "aktuell", NULL};
	const char *word = line->at[at].folded;

	if (is_one_of(word, yes))
		return REPLY_INTERESTED;
	if (is_one_of(word, no))
		return REPLY_DECLINED;
	bool interest = is_one_of(word, wanted);
	if ((!interest && !is_one_of(word, suits)) || is_about_others(line, at))
		return REPLY_UNCLEAR;
	if (is_negated(line, at))
		return REPLY_DECLINED;
	return interest ? REPLY_INTERESTED : REPLY_UNCLEAR; /* "relevant" for others, perhaps */
}

static bool are_opposite(enum reply_decision a, enum reply_decision b)
{
	return a != b && a != REPLY_UNCLEAR && b != REPLY_UNCLEAR;
}

static bool says_the_opposite(const struct line *line, size_t from, enum reply_decision means)
{
	for (size_t i = from; i < line->count; i++)
		if (are_opposite(meaning_of(line, i), means))
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

/* A line of its own; *goes_on when it says nothing yet: it is blank, or a greeting. */
static struct reply_reading read_one(const struct line *line, const char *text, bool *goes_on)
{
	bool greeting = is_greeting(line);

	*goes_on = line->count == 0 || (greeting && line->count <= GREETING_WORDS);
	if (line->count == 0)
		return (struct reply_reading){REPLY_UNCLEAR, ""};
	return greeting ? read_greeting(line, text) : read_phrase(line, 0, text);
}

static const char *next_line(const struct line *line)
{
	return *line->end == '\n' ? line->end + 1 : line->end;
}

static bool is_contradicted(struct arena *mem, const char *below, enum reply_decision decision)
{
	bool goes_on;

	for (int lines = 0; lines < LINES_BELOW && *below != '\0'; lines++) {
		struct line line = read_line(mem, below);
		if (are_opposite(read_one(&line, below, &goes_on).decision, decision))
			return true;
		below = next_line(&line);
	}
	return false;
}

struct reply_reading reply_decide(struct arena *mem, const char *text)
{
	struct reply_reading reading = {REPLY_UNCLEAR, ""};
	const char *at = text;
	bool goes_on = true;

	for (int lines = 0; lines < LINES_LOOKED_AT && *at != '\0' && goes_on; lines++) {
		struct line line = read_line(mem, at);
		reading = read_one(&line, at, &goes_on);
		goes_on = goes_on && reading.decision == REPLY_UNCLEAR;
		at = next_line(&line);
	}
	if (reading.decision != REPLY_UNCLEAR && is_contradicted(mem, at, reading.decision))
		reading.decision = REPLY_UNCLEAR;
	if (reading.decision == REPLY_UNCLEAR)
		reading.words = text;
	reading.words = arena_text(mem, reading.words);
	return reading;
}
