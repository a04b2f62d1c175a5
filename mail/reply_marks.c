/* SPDX-License-Identifier: MPL-2.0 */
#include "mail/reply_marks.h"

#include <ctype.h>
#include <string.h>

#include "lib/arena.h"
#include "lib/text.h"

enum {
	ATTRIBUTION_LINES = 4,
	ATTRIBUTION_LONGEST = 400, /* bytes */
	HEADER_LINES = 7,          /* that a header block is looked for in */
	SIGNATURE_LINES = 25,      /* below a closing, blank ones too */
	SIGNATURE_LINE = 90,       /* bytes of each */
};

static bool is_one_of(const char *text, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(text, *list) == 0)
			return true;
	return false;
}

static bool starts_with_one_of(const char *text, const char *const *list)
{
	for (; *list != NULL; list++)
		if (text_starts(text, *list))
			return true;
	return false;
}

static bool contains_one_of(const char *text, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strstr(text, *list) != NULL)
			return true;
	return false;
}

bool mark_is_quoted(const char *folded)
{
	return folded[0] == '>' || (folded[0] == '|' && folded[1] == ' ');
}

/* ---- attribution ---- */

/* "14:05" or "14.05" */
static bool has_clock_time(const char *text)
{
	for (const char *at = text; *at != '\0'; at++)
		if (isdigit((unsigned char)at[0]) && (at[1] == ':' || at[1] == '.') &&
			isdigit((unsigned char)at[2]) && isdigit((unsigned char)at[3]) &&
			!isdigit((unsigned char)at[4]))
			return true;
	return false;
}

static bool has_digit(const char *text)
{
	return strpbrk(text, "0123456789") != NULL;
}

static bool begins_like_attribution(const char *folded)
{
	static const char *const beginnings[] = {
		"den ", "på ", "on ", "op ", "am ", "le ", "il ", "el ", "em ", /* on the day ... */
		"man", "tir", "ons", "tor", "fre", "lør", "søn",                /* Gmail in Danish */
		"mon", "tue", "wed", "thu", "fri", "sat", "sun", "ma ", "di ", "wo ", "do ", "vr ", "za ",
		"zo ", "* ", NULL,
	};

	return isdigit((unsigned char)folded[0]) || starts_with_one_of(folded, beginnings);
}

/* mutt: "* Torv <svar@example.org> [2027-03-03 14:05]:" */
static bool is_starred(const char *joined, size_t length)
{
	return text_starts(joined, "* ") && length > 2 && joined[length - 2] == ']' &&
	       strchr(joined, '@') != NULL;
}

/* Ends in ":", says who wrote when. */
static bool is_attribution(const char *joined, bool quote_follows)
{
	static const char *const verbs[] = {
		" skrev", " wrote", " schreef", " geschreven", " schrieb", " a écrit", " ha scritto",
		" escribió", " napisał", NULL,
	};
	size_t length = strlen(joined);

	if (length == 0 || length > ATTRIBUTION_LONGEST || joined[length - 1] != ':' ||
		!has_digit(joined))
		return false;
	if (is_starred(joined, length))
		return true;
	if (length > 2 && joined[length - 2] == '>' && strchr(joined, '@') != NULL &&
		isdigit((unsigned char)joined[0]))
		return true; /* "2027-03-03 14:05 GMT+01:00 Torv <svar@example.org>:" */
	return contains_one_of(joined, verbs) &&
	       (quote_follows || strchr(joined, '@') != NULL || has_clock_time(joined));
}

static bool quote_follows(const struct lines *lines, size_t at)
{
	while (at < lines->count && lines->folded[at][0] == '\0')
		at++;
	return at < lines->count && mark_is_quoted(lines->folded[at]);
}

size_t mark_attribution(struct arena *mem, const struct lines *lines, size_t at)
{
	char *joined = lines->folded[at];

	if (!begins_like_attribution(joined) || strlen(joined) > ATTRIBUTION_LONGEST)
		return 0;
	for (size_t count = 1; count <= ATTRIBUTION_LINES && at + count <= lines->count; count++) {
		if (count > 1) {
			const char *more = lines->folded[at + count - 1];
			if (more[0] == '\0' || mark_is_quoted(more) ||
				strlen(more) > ATTRIBUTION_LONGEST)
				return 0;
			joined = arena_printf(mem, "%s %s", joined, more);
		}
		if (is_attribution(joined, quote_follows(lines, at + count)))
			return count;
	}
	return 0;
}

/* ---- the original below, unquoted ---- */

/* "----- Original Message -----" in any of the languages, with any number of hyphens. */
static bool is_separator(const char *folded)
{
	static const char *const words[] = {
		"original message", "oprindelig meddelelse", "oprindelig besked", "original meddelelse",
		"videresendt meddelelse", "videresendt besked", "forwarded message",
		"oorspronkelijk bericht", "doorgestuurd bericht", "ursprüngliche nachricht",
		"weitergeleitete nachricht", "message d'origine", "message original",
		"message transféré", NULL,
	};

	return folded[0] == '-' && folded[1] == '-' && contains_one_of(folded, words);
}

/* Text behind "*" and blanks: "*Fra:* Torv" is how bold looks in some plain texts. */
static const char *unbold(const char *folded)
{
	while (*folded == '*' || *folded == ' ')
		folded++;
	return folded;
}

static bool is_header(const char *folded, const char *const *names)
{
	folded = unbold(folded);
	for (; *names != NULL; names++) {
		if (!text_starts(folded, *names))
			continue;
		const char *rest = folded + strlen(*names);
		while (*rest == ' ' || *rest == '*' || text_starts(rest, "\xc2\xa0"))
			rest += *rest == '\xc2' ? 2 : 1;
		if (*rest == ':')
			return true;
	}
	return false;
}

/* From, and within the next lines when it was sent and to whom or on what. */
static bool is_header_block(const struct lines *lines, size_t at)
{
	static const char *const from[] = {"fra", "from", "van", "von", "de", NULL};
	static const char *const sent[] = {"sendt", "sent", "date", "dato", "datum", "verzonden",
		"gesendet", "envoyé", NULL};
	static const char *const other[] = {"til", "to", "aan", "an", "à", "emne", "subject",
		"onderwerp", "betreff", "objet", NULL};
	bool has_sent = false, has_other = false;

	if (!is_header(lines->folded[at], from))
		return false;
	for (size_t i = at + 1; i < lines->count && i < at + HEADER_LINES; i++) {
		has_sent = has_sent || is_header(lines->folded[i], sent);
		has_other = has_other || is_header(lines->folded[i], other);
	}
	return has_sent && has_other;
}

/* A rule of ten and more underscores, as Outlook draws it above the original. */
static bool is_rule(const char *folded)
{
	return strlen(folded) >= 10 && strspn(folded, "_") == strlen(folded);
}

/* GroupWise: ">>> Torv <svar@example.org> 03.03.2027 14:05 >>>", and what follows is not marked. */
static bool is_arrowed(const char *folded)
{
	size_t length = strlen(folded);

	return length > 8 && text_starts(folded, ">>> ") && strcmp(folded + length - 3, ">>>") == 0 &&
	       has_digit(folded);
}

bool mark_begins_original(const struct lines *lines, size_t at)
{
	size_t next = at + 1;

	if (is_separator(lines->folded[at]) || is_arrowed(lines->folded[at]) || is_header_block(lines, at))
		return true;
	if (!is_rule(lines->folded[at]))
		return false;
	while (next < lines->count && lines->folded[next][0] == '\0')
		next++;
	return next < lines->count && is_header_block(lines, next);
}

/* ---- signatures ---- */

bool mark_is_signature(const char *folded)
{
	static const char *const beginnings[] = {
		"sendt fra min ", "sendt fra outlook", "sendt fra mail til windows", "sendt fra yahoo",
		"sendt med outlook", "hent outlook ", "få outlook ", "sent from my ", "sent from outlook",
		"sent with proton mail", "sendt med proton mail", "sent from mail for windows", "sent from yahoo", "sent with outlook", "get outlook for",
		"verstuurd vanaf mijn ", "verzonden vanaf mijn ", "verzonden vanuit mail",
		"verstuurd vanuit mail", "verzonden met outlook", "outlook voor ", "download outlook",
		"von meinem iphone", "von meinem ipad", "von meinem handy", "von meinem galaxy", "gesendet von meinem ",
		"gesendet von mail", "gesendet von outlook", "gesendet mit outlook", "outlook für ",
		"envoyé de mon ", "envoyé depuis mon ", "envoyé à partir de outlook", "obtenir outlook",
		"télécharger outlook", NULL,
	};

	if (strcmp(folded, "--") == 0)
		return true;
	/* a sentence may begin so too: a signature line is short */
	return strlen(folded) < 80 && starts_with_one_of(folded, beginnings);
}

bool mark_ends_text(const struct lines *lines, size_t at)
{
	if (lines->seen[at] == LINE_NEW)
		lines->seen[at] = mark_begins_original(lines, at) || mark_is_signature(lines->folded[at])
					  ? LINE_ENDS
					  : LINE_GOES_ON;
	return lines->seen[at] == LINE_ENDS;
}

/* The closing's words without what stands around them. */
static void bare_words(const char *folded, char *out, size_t room)
{
	size_t length = strcspn(folded, "\n");

	while (length > 0 && strchr(",.!/ ", folded[length - 1]) != NULL)
		length--;
	if (length >= room)
		length = 0;
	memcpy(out, folded, length);
	out[length] = '\0';
}

bool mark_is_closing(const struct lines *lines, size_t at)
{
	static const char *const closings[] = {
		"mvh", "m.v.h", "vh", "v.h", "kh", "hilsen", "hilsner", "venlig hilsen",
		"venlige hilsner", "med venlig hilsen", "med venlige hilsner", "mange hilsner",
		"bedste hilsner", "de bedste hilsner", "på forhånd tak", "regards", "kind regards",
		"best regards", "warm regards", "best wishes", "best", "yours sincerely", "sincerely",
		"many thanks", "cheers", "groet", "groeten", "vriendelijke groet", "vriendelijke groeten",
		"met vriendelijke groet", "met vriendelijke groeten", "mvg", "met hartelijke groet",
		"hartelijke groeten", "mit freundlichen grüssen",
		"freundliche grüsse", "viele grüsse", "beste grüsse", "mfg", "cordialement",
		"bien cordialement", "sincères salutations", "bien à vous", NULL,
	};
	char words[64];

	/* folding makes ß to ss */
	bare_words(lines->folded[at], words, sizeof words);
	if (!is_one_of(words, closings))
		return false;
	size_t below = 0;
	for (size_t i = at + 1; i < lines->count && below <= SIGNATURE_LINES; i++) {
		const char *line = lines->folded[i];
		if (mark_is_quoted(line) || mark_ends_text(lines, i))
			break; /* what follows is cut anyway */
		if (text_starts(line, "ps") || strlen(line) > SIGNATURE_LINE)
			return false;
		below++;
	}
	return below <= SIGNATURE_LINES;
}
