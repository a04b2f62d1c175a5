/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Text: UTF-8, NFC. A growing buffer, and the few operations on text that many rooms need.
 */
#ifndef TORV_TEXT_H
#define TORV_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/arena.h"

#define NUMBER_ROOM 24

/* A whole number in digits; it is in `room`, and need not be at its beginning. */
const char *number_text(char room[NUMBER_ROOM], uint64_t number);

/* A text (or bytes) being built. Zero-initialise; buffer_close gives the memory back. */
struct buffer {
	char *bytes;   /* always ends in a NUL once something was added; NULL before */
	size_t length; /* without the NUL */
	size_t room;
};

void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
/* Room for so many more bytes, and a NUL: where to write them. Who has written adds to the length, and ends with a NUL. */
char *buffer_room(struct buffer *buffer, size_t more);
void buffer_html(struct buffer *buffer, const char *text); /* with & < > " escaped */
void buffer_printf(struct buffer *buffer, const char *format, ...) FORMAT(2, 3);
void buffer_close(struct buffer *buffer);

/* The text that buffer_html wrote so. */
char *text_unescaped(struct arena *mem, const char *html);

/* The n bytes at text are well-formed UTF-8 without NUL. */
bool text_is_utf8(const char *text, size_t length);

/* What a person typed, as Torv keeps it: NFC, CRLF to LF, control characters dropped (line feed and
 * tab stay), blanks at both ends gone; of marks on one letter no more than 30. NULL when it is not UTF-8. */
char *text_tidy(struct arena *mem, const char *typed, size_t length);

/* The same on one line: line ends and runs of blanks become one blank. */
char *text_tidy_line(struct arena *mem, const char *typed, size_t length);

/* Characters (code points), not bytes. */
size_t text_length(const char *text);

/* At most `length` characters; cut at a word and ended with "…" when something was left out. */
char *text_shorten(struct arena *mem, const char *text, size_t length);

/* NFKC, case folded, for comparing; of marks on one letter no more than 30. */
char *text_fold(struct arena *mem, const char *text);

/* NFKC without what is not seen (soft hyphens), for taking apart; of marks on one letter no more than 30. For the caller
 * to free; its bytes are counted without its NUL. NULL when it is not UTF-8. */
char *text_compatible(const char *text, size_t *length);

/* A name for addresses on the web: a-z, 0-9 and hyphens; æ ø å become ae oe aa. Never empty. */
char *text_slug(struct arena *mem, const char *name);

bool text_equal(const char *a, const char *b); /* NULL equals NULL only */
bool text_is_blank(const char *text);          /* NULL, empty or white space only */
bool text_starts(const char *text, const char *beginning);

/* A plausible e-mail address: one @, a dot in the domain, no blanks or control characters, at most
 * 254 bytes (RFC 5321). Whether it exists only a mail can tell. */
bool text_is_email(const char *text);

/* A plausible address of a web site: http or https, a host with a dot (other letters than a to z
 * are welcome), perhaps a port, and no blank or control character anywhere. */
bool text_is_web_address(const char *text);

/* A CVR number: 8 digits whose weighted sum (2,7,6,5,4,3,2,1) is divisible by 11. */
bool text_is_cvr(const char *text);

/* A whole number in [low, high]; false when it is not one, or text is NULL. */
bool text_to_int(const char *text, int64_t low, int64_t high, int64_t *out);

/* Lower-case hexadecimal; out has room for 2 * length + 1. And back: false when it is not. */
void text_from_bytes(const unsigned char *bytes, size_t length, char *out);
bool text_to_bytes(const char *hex, unsigned char *out, size_t length);

#endif
