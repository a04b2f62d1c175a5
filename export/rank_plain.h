/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Files as Excel saves them, made what torv rank reads: UTF-8 with tabs. "Unicode text" is UTF-16 with tabs, "CSV" is
 * Windows-1252 with semicolons (or commas) and texts in quotes, which may go over several lines (RFC 4180). On a Mac it may be
 * Mac OS Roman, and lines end with CR.
 */
#ifndef TORV_RANK_PLAIN_H
#define TORV_RANK_PLAIN_H

#include "lib/file_fault.h"
#include "lib/text.h"

/* Adds the file to `out`. A line keeps its number: a text over several lines stands on its first, and empty lines follow.
 * Quotes that do not close around a whole field are characters as others, and swallow no row. What is no letter in the
 * file's encoding becomes a question mark, a NUL a blank. Says with a fault when a file is taken for Windows-1252 or Mac OS Roman,
 * which any bytes can be, or for UTF-8 though some of its bytes are not. */
void rank_plain(const char *file, const char *bytes, size_t size, struct file_faults *faults, struct buffer *out);

#endif
