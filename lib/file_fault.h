/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What is wrong with a file that somebody gave us, line by line: all of it at once, so that the person
 * corrects it in one go. The first FILE_FAULTS_KEPT are kept in words, the others counted.
 */
#ifndef TORV_FILE_FAULT_H
#define TORV_FILE_FAULT_H

#include <stddef.h>

#include "lib/arena.h"

#define FILE_FAULTS_KEPT 20

struct file_fault {
	const char *file; /* as it was given */
	size_t line;      /* from 1; 0: the file as a whole */
	const char *text;
};

/* Zero-initialise but for mem. */
struct file_faults {
	struct arena *mem;
	struct file_fault at[FILE_FAULTS_KEPT];
	size_t count; /* all, also those beyond FILE_FAULTS_KEPT */
};

/* faults NULL: the fault is logged instead. */
void file_fault_add(struct file_faults *faults, const char *file, size_t line, const char *format, ...) FORMAT(4, 5);

#endif
