/* SPDX-License-Identifier: MPL-2.0 */
/*
 * tests/mail_corpus: messages in the shapes of common mail programs and languages (NAME.eml), each with
 * what a careful person would read out of it (NAME.expected):
 *
 *	decision: interested | declined | unclear     what its first own line says
 *	automatic: no | maybe | yes | bounce          whether a machine wrote it
 *	token: yes | no                               whether it has a reply address of ours
 *	report: hard 5.1.1 | soft | note | complaint  a report, and the status code that it gives; left out:
 *	                                              none is expected unless it is "automatic: bounce"
 *	dmarc: failed                                 by the word of mx.torv.example; left out: it has not
 *	files: menu.pdf 15; ...                       names and bytes of the files; left out: none
 *	reason: too_large ...                         why they decline; left out: none is given
 *	words: ...                                    beside the decision, \n for a line end; may be left out
 *	text:                                         the new text, to the end of the file
 */
#ifndef TORV_TESTS_MAIL_CORPUS_H
#define TORV_TESTS_MAIL_CORPUS_H

#include <stddef.h>

#include "lib/arena.h"

#define CORPUS_AUTHSERV "mx.torv.example"
#define CORPUS_TOKEN "0123456789abcdef0123456789abcdef"

struct corpus_message {
	const char *name;
	const char *bytes;
	size_t size;
	const char *decision, *automatic, *token, *text;
	const char *words, *report, *dmarc, *reason, *files; /* or NULL */
};

struct corpus {
	struct corpus_message *at;
	size_t count;
};

/* Reads all of them; fails the test when a file cannot be read or lacks what it must have. */
struct corpus corpus_read(struct arena *mem);

#endif
