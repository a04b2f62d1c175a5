/* SPDX-License-Identifier: MPL-2.0 */
/*
 * By what a snapshot in a file knows its own kind: it depends on every source file of lib/ with the tables of words in
 * them, on what the libraries make of letters and words, and on how this machine keeps numbers. Where anything of that
 * is another, so is the mark.
 */
#ifndef TORV_ENGINE_MARK_H
#define TORV_ENGINE_MARK_H

struct engine_mark {
	unsigned char bytes[32];
};

struct engine_mark engine_mark(void);

#endif
