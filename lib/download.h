/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Files that a person takes with them. Declared here so that the pages can offer them; made by the
 * file face (export/suppliers.c, export/plan.c, export/soev.c,
 * export/field.c), which a program that calls these links with. Headings
 * and words are in the reader's language; numbers and dates are numbers and dates.
 */
#ifndef TORV_DOWNLOAD_H
#define TORV_DOWNLOAD_H

#include "lib/db.h"
#include "lib/translate.h"

#define DOWNLOAD_XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

struct download {
	const void *bytes; /* in mem */
	size_t size;
	const char *file_name; /* "leverandoerer-12-kantinedrift.xlsx", "soev-2015-11-30.xlsx" */
	const char *type;      /* for Content-Type */
};

/* The suppliers that match a plan line: score, reasons, status, answer, contact, delivery; the line's
 * facts in the head. Who may have it is the caller's matter: NOT_FOUND only when there is no such line. */
enum err download_suppliers(struct db *db, struct arena *mem, const struct catalogues *catalogues,
	enum language language, int64_t line_id, struct download *out);

/* What a municipality (by its slug) has published in its plans of a year: every purchase, and sums by
 * quarter. NOT_FOUND when there is no such municipality; a year without purchases gives an empty table. */
enum err download_plan(struct db *db, struct arena *mem, const struct catalogues *catalogues,
	enum language language, const char *municipality_slug, int year, struct download *out);

/* Tabel 1 (statistics.h) as of a day, with totals and a chart. */
enum err download_soev(struct db *db, struct arena *mem, const struct catalogues *catalogues,
	enum language language, day as_of, struct download *out);

/* A municipality's map of the field (field.h): its entries, and contacts by month. For its own
 * coordinators only; that is the caller's matter. */
enum err download_field(struct db *db, struct arena *mem, const struct catalogues *catalogues,
	enum language language, int64_t organisation_id, struct download *out);

#endif
