/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Reads a CPV list as others publish it. Three forms, told apart by their content:
 * genericode (OASIS; the .gc files of the EU's eForms SDK), the XML of the CPV 2008 edition
 * (<CPV CODE="03000000-1"><TEXT LANG="DA">…), and a table in text with the columns code, name_da,
 * name_en and name_nl (lib/tsv.h).
 */
#ifndef TORV_CPV_FILE_H
#define TORV_CPV_FILE_H

#include "lib/cpv.h"
#include "lib/file_fault.h"

#define CPV_FILE_LIMIT ((size_t)64 << 20) /* bytes; the largest real one, with 24 languages, is some 35 MB */
#define CPV_CODES_LIMIT 20000             /* the official list has 9,454 */
#define CPV_NAME_LIMIT 400                /* characters */

enum cpv_format { CPV_FORMAT_TABLE, CPV_FORMAT_GENERICODE, CPV_FORMAT_2008 };

struct cpv_file {
	enum cpv_format format;
	struct cpv_entry *entries; /* in the order of the file; each code once */
	size_t count;
};

/* "genericode", for messages. */
const char *cpv_format_name(enum cpv_format format);

/* INVALID with every fault and its line: not a code, a code twice, no name in Danish, English or
 * Dutch, a name that is too long, not well-formed, no code at all. TOO_LARGE: more than
 * CPV_CODES_LIMIT. `file` is its name in the faults. */
enum err cpv_file_parse(struct arena *mem, const char *file, const char *bytes, size_t size,
	struct file_faults *faults, struct cpv_file *out);

/* The same from a file; also NOT_FOUND, and TOO_LARGE over CPV_FILE_LIMIT. */
enum err cpv_file_read(struct arena *mem, const char *path, struct file_faults *faults,
	struct cpv_file *out);

#endif
