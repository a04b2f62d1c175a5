/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Sample data, so that Torv can be looked at: the municipalities and enterprises of a report of 2015,
 * what the sources say they supply and wished to buy, and people to log in as. The names are real unless
 * they say "opdigtet"; CVR numbers (99000000 and up, which none has), people, figures and contacts are made
 * up, and mail addresses are under .example. Eight tables in text in a folder, sql/sample unless another is named:
 *
 *	municipalities.tsv   a buyer and a coordinator for each
 *	enterprises.tsv      profile, and where the review stands
 *	offerings.tsv        what they supply, codes and areas parted by |
 *	criteria.tsv         statements for the review
 *	plan_lines.tsv       dates in days from today, so that a demo is never stale
 *	field.tsv            whom the coordinators have found, with days before today, and when they talk next
 *	goals.tsv            what they want to reach in this year
 *	purchases.tsv        what was bought directly, with days before today
 */
#ifndef TORV_SAMPLE_H
#define TORV_SAMPLE_H

#include "lib/file_fault.h"
#include "lib/plan_line.h"

/* Of every sample account. */
#define SAMPLE_PASSWORD "torv-demo-2026"

struct sample {
	struct db *db;
	struct arena *mem;
	const char *directory;
	struct telling telling; /* for publishing; accounts are filled in here */
	struct file_faults *faults;
};

struct sample_loaded {
	size_t municipalities, enterprises, offerings, lines, published;
	size_t told;  /* enterprises told of a line, over all lines */
	bool already; /* it was there; nothing was done */
};

/* Loads everything but publication in one transaction, then publishes line by line; a load that was
 * interrupted goes on where it stopped, and a second one does nothing. CONFLICT when the installation
 * has organisations of its own. INVALID, and the faults collected, when a file is damaged or says
 * what Torv's rules refuse. */
enum err sample_load(struct sample *sample, struct sample_loaded *out);

#endif
