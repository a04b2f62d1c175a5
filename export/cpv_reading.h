/* SPDX-License-Identifier: MPL-2.0 */
/* Between the parsers of CPV lists (cpv_file.c, cpv_xml.c): where the codes they find come together and
 * are checked, whatever form the list has. */
#ifndef TORV_CPV_READING_H
#define TORV_CPV_READING_H

#include "export/cpv_file.h"
#include "lib/text.h"

struct cpv_found {
	struct cpv_entry entry;
	size_t line; /* where it stands */
};

struct cpv_reading {
	struct arena *mem;
	const char *file;
	struct file_faults *faults;
	struct buffer found; /* of struct cpv_found */
	size_t wrong;        /* faults so far */
	bool too_many;       /* more than CPV_CODES_LIMIT: stop reading */
};

/* Takes a code with its names (NULL: not in this list) as they stand in the file, or notes why not. */
void cpv_reading_add(struct cpv_reading *reading, const char *code, const char *const names[LANGUAGES],
	size_t line);

/* Notes a fault. */
void cpv_reading_fault(struct cpv_reading *reading, size_t line, const char *text);

/* cpv_xml.c: genericode or the XML of 2008. */
void cpv_xml_parse(struct cpv_reading *reading, const char *bytes, size_t size, enum cpv_format *format);

#endif
