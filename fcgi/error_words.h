/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What error pages say: source texts, one row for each status (RFC 9110, RFC 6585). Torv's own error
 * pages take their words from here (error_page.c), and so do the ones that the web server shows when
 * Torv cannot be asked (write_error_pages.c).
 */
#ifndef TORV_ERROR_WORDS_H
#define TORV_ERROR_WORDS_H

struct error_words {
	int status;
	const char *title, *text; /* source texts: translate them */
};

/* The words for a status; those of 500 for one that is not in the table. Never NULL. */
const struct error_words *error_words_of(int status);

#endif
