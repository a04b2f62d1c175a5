/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The reference part of a collection (places, CPV codes and the words that people use for them) from
 * the files in sql/reference: for whoever matches without a database (torv rank, tests).
 */
#ifndef TORV_COLLECTION_FILES_H
#define TORV_COLLECTION_FILES_H

#include "lib/collection.h"
#include "lib/cpv.h"
#include "lib/file_fault.h"

/* Empties *out and fills its places, neighbours and codes. NOT_FOUND, INVALID with the faults. */
enum err collection_read_files(struct arena *mem, const char *directory, struct file_faults *faults,
	struct collection *out);

/* Puts another list of CPV codes (the official one) in place of the codes. Words stay with their code; those
 * of a code that the list does not have go to the nearest code above it that it has. */
void collection_put_codes(struct arena *mem, const struct cpv_entry *entries, size_t count,
	struct collection *collection);

#endif
