/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The reference data that every installation has: regions, municipalities and their neighbours, and Torv's own
 * CPV set with its words and neighbours, from the files in sql/reference. `torv migrate` writes them after the migrations.
 */
#ifndef TORV_REFERENCE_H
#define TORV_REFERENCE_H

#include "lib/db.h"
#include "lib/file_fault.h"

struct reference_written {
	size_t regions, municipalities, neighbours, cpv_codes;
};

/* Writes what the files in `directory` (…/sql/reference) say; may be run any number of times, also by
 * two machines at once. Rows that other rows point at are never deleted. INVALID, and the faults
 * collected, when a file is damaged: nothing is written then. `faults` and `written` may be NULL. */
enum err reference_write(struct db *db, struct arena *mem, const char *directory, struct file_faults *faults,
	struct reference_written *written);

#endif
