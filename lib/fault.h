/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Faults: which rules a thing breaks, by the name of the field, all of them at once. The rules stand
 * with the thing that they are about (enterprise_faults, offering_faults); a form shows each fault
 * beside its field, an import prints it. Texts are English source texts.
 */
#ifndef TORV_FAULT_H
#define TORV_FAULT_H

#include <stddef.h>

#define FAULTS_MAX 16

struct fault {
	const char *field; /* "established_year" */
	const char *text;  /* source text: "Write the year with four digits." */
};

struct faults {
	struct fault at[FAULTS_MAX];
	size_t count;
};

/* Notes one; what comes after the sixteenth is left out. */
static inline void fault_note(struct faults *faults, const char *field, const char *text)
{
	if (faults->count < FAULTS_MAX)
		faults->at[faults->count++] = (struct fault){field, text};
}

#endif
