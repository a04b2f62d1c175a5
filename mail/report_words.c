/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What mail servers say in words, and what their status codes mean (RFC 3463). In doubt a bounce is a
 * soft one: it takes several of them before an address is given up, and one wrong guess costs nothing.
 */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "lib/text.h"
#include "mail/report.h"

enum { REASON_LONGEST = 400, LETTER_LONGEST = 8 * 1024 };

/* ---- status codes ---- */

/* How long the status code at `at` is; 0: there is none. An IP address is none, it has one number more. */
static size_t status_length(const char *at)
{
	size_t subject, detail;

	if (strchr("245", at[0]) == NULL || at[0] == '\0' || at[1] != '.')
		return 0;
	subject = strspn(at + 2, "0123456789");
	if (subject == 0 || subject > 3 || at[2 + subject] != '.')
		return 0;
	detail = strspn(at + 3 + subject, "0123456789");
	const char *end = at + 3 + subject + detail;
	if (detail == 0 || detail > 3 || (end[0] == '.' && isdigit((unsigned char)end[1])))
		return 0;
	return (size_t)(end - at);
}

const char *report_status_in(struct arena *mem, const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		bool begins = at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '.');
		size_t length = begins ? status_length(at) : 0;
		if (length > 0)
			return arena_text_n(mem, at, length);
	}
	return "";
}

/* The address is wrong, moved or closed, or its domain is: nothing about this mail or this hour. 5.4.1
 * is what Exchange Online says of an unknown recipient; 5.4.310 that the domain does not exist. */
static bool status_is_hard(const char *status)
{
	static const char *const hard[] = {"5.2.1", "5.4.1", "5.4.4", "5.4.310", NULL};

	for (size_t i = 0; hard[i] != NULL; i++)
		if (strcmp(status, hard[i]) == 0)
			return true;
	/* 5.1.7 and 5.1.8 are about the sender's address */
	return text_starts(status, "5.1.") && strcmp(status, "5.1.7") != 0 && strcmp(status, "5.1.8") != 0;
}

/* A code that says no more than "failed". */
static bool status_is_vague(const char *status)
{
	return status[0] == '\0' || strcmp(status, "5.0.0") == 0 || strcmp(status, "5.3.0") == 0 ||
	       strcmp(status, "5.5.0") == 0 || strcmp(status, "5.7.1") == 0;
}

/* ---- words, folded ---- */

static const char *const temporary[] = {
	"quota", "mailbox full", "mailbox is full", "inbox is full", "postkassen er fuld", "postkasse er fuld",
	"postvak is vol", "postfach ist voll", "postfach voll", "boîte pleine", "boite pleine",
	"boîte aux lettres est pleine", "insufficient system storage", "too large", "size limit", "spam",
	"blocked", "blacklist", "blocklist", "policy", "greylist", "rate limit", "temporar", "timed out", "timeout",
	"connection refused", "still being retried", "will keep trying", "has been delayed", "dmarc", "spf", NULL,
};

static const char *const lasting[] = {
	"user unknown", "unknown user", "unknown recipient", "recipient unknown", "no such user",
	"no such recipient", "no such mailbox", "no mailbox here", "no such address", "unknown address",
	"unknown or illegal alias", "unknown local", "unrouteable address", "unroutable address",
	"does not exist", "doesn't exist", "not exist", "could not be found", "couldn't be found",
	"wasn't found", "was not found", "not listed in", "no longer available", "no longer in use",
	"no longer employed", "account is disabled", "account has been disabled", "account disabled",
	"mailbox disabled", "mailbox unavailable", "inactive", "deactivated", "invalid recipient",
	"invalid mailbox", "recipient rejected", "recipient address rejected", "address rejected",
	"host or domain name not found", "name or service not known", "no such domain", "domain not found",
	"findes ikke", "ukendt modtager", "ukendt bruger", "kunne ikke findes", "er nedlagt", "bestaat niet",
	"onbekende gebruiker", "niet gevonden", "existiert nicht", "unbekannter empfänger", "unbekannt",
	"nicht gefunden", "n'existe pas", "inconnu", "introuvable", NULL,
};

static bool has_one_of(const char *folded, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strstr(folded, *words) != NULL)
			return true;
	return false;
}

enum report_kind report_meaning(struct arena *mem, const char *status, const char *words)
{
	const char *folded = text_fold(mem, words);

	if (status[0] == '2')
		return REPORT_NOTE;
	if (status_is_hard(status))
		return REPORT_HARD;
	if (status[0] == '4' || !status_is_vague(status) || has_one_of(folded, temporary))
		return REPORT_SOFT;
	return has_one_of(folded, lasting) ? REPORT_HARD : REPORT_SOFT;
}

/* ---- letters ---- */

/* The first lines of a text: a mail system comes to the point. */
static const char *first_lines(struct arena *mem, const char *text)
{
	size_t length = strlen(text);

	if (length > LETTER_LONGEST)
		for (length = LETTER_LONGEST; length > 0 && text[length] != '\n';)
			length--;
	return arena_text_n(mem, text, length);
}

/* Where a folded letter begins to quote the mail that it is about. */
static size_t own_words(const char *text)
{
	static const char *const marks[] = {
		"\nreturn-path:", "\nreceived:", "\nmessage-id:", "below this line", "this is a copy of",
		"original message", "message header follows", "unsent message below", "oprindelig meddelelse",
		"oorspronkelijk bericht", "ursprüngliche nachricht", "message d'origine", NULL,
	};
	size_t length = strlen(text);

	for (size_t i = 0; marks[i] != NULL; i++) {
		const char *at = strstr(text, marks[i]);
		if (at != NULL && (size_t)(at - text) < length)
			length = (size_t)(at - text);
	}
	return length;
}

/* The line that the code or the words stand in tells more than the greeting above it. */
static const char *telling_line(struct arena *mem, const char *text, const char *status)
{
	const char *best = "";

	for (const char *at = text; *at != '\0'; at += strcspn(at, "\n"), at += *at == '\n') {
		char *line = text_tidy_line(mem, at, strcspn(at, "\n"));
		if (line == NULL || *line == '\0')
			continue;
		const char *folded = text_fold(mem, line);
		if ((*status != '\0' && strstr(line, status) != NULL) || has_one_of(folded, lasting) ||
			has_one_of(folded, temporary))
			return line;
		if (*best == '\0')
			best = line;
	}
	return best;
}

/* "will be tried again": it was not given up. */
static bool is_warning(const char *folded)
{
	static const char *const words[] = {"warning message only", "still being retried", "will keep trying",
		"do not need to resend", "no action is required", "has not yet been delivered",
		"delivery attempts will continue", NULL};

	return has_one_of(folded, words);
}

void report_read_letter(struct arena *mem, const char *text, struct report *out)
{
	text = first_lines(mem, text);
	/* folding keeps neither length nor place, so the letter is cut when it is folded */
	const char *folded = text_fold(mem, text);

	folded = arena_text_n(mem, folded, own_words(folded));
	out->status = report_status_in(mem, folded);
	out->reason = text_shorten(mem, telling_line(mem, text, out->status), REASON_LONGEST);
	out->kind = is_warning(folded) ? REPORT_NOTE : report_meaning(mem, out->status, folded);
}
