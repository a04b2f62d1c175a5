/* SPDX-License-Identifier: MPL-2.0 */
/* Between the parts of the sample loader: sample.c steers, sample_municipality.c and
 * sample_enterprise.c and sample_field.c write. */
#ifndef TORV_SAMPLE_TABLES_H
#define TORV_SAMPLE_TABLES_H

#include "export/sample.h"
#include "lib/account.h"
#include "lib/offering_image.h"
#include "lib/tsv.h"

struct sample_tables {
	struct sample *sample;
	const char *password_hash; /* of SAMPLE_PASSWORD, made once */
	struct tsv municipalities, enterprises, offerings, criteria, lines, field, goals, purchases;
	struct offering_image *pictures; /* by motif, drawn when first wanted; NULL: none yet */
};

/* A person who can log in, member of the organisation with that role. */
enum err sample_person(struct sample_tables *tables, const char *email, const char *name,
	int64_t organisation_id, const char *role, int64_t *id);

/* The buyer or coordinator of a municipality: the account whose address stands in that column. */
enum err sample_staff(struct sample_tables *tables, const char *municipality_code, const char *column,
	struct account *out);

/* The parts of a text parted by "|"; "" has none. */
const char **sample_parts(struct arena *mem, const char *text, size_t *count);

/* A whole number, or `otherwise` when the field is empty. */
int64_t sample_number(const struct tsv *table, size_t row, const char *column, int64_t otherwise);

/* Notes that Torv's rules refuse this row. */
enum err sample_refused(struct sample_tables *tables, const struct tsv *table, size_t row, enum err err);

/* The administrator, the municipalities with their people, their plan lines as drafts, and what they have bought. */
enum err sample_municipalities(struct sample_tables *tables);
enum err sample_lines(struct sample_tables *tables);
enum err sample_purchases(struct sample_tables *tables);
/* A drawing of what is supplied, for some of the enterprises: `row` is the enterprise's, the CPV code the
 * offering's first. */
enum err sample_picture(struct sample_tables *tables, size_t row, const struct image_hand *hand, int64_t offering_id,
	const char *cpv_code);
/* The enterprises with owners, offerings and criteria. */
enum err sample_enterprises(struct sample_tables *tables);
/* What the coordinators have on their maps of the field, and their goals of this year. */
enum err sample_field(struct sample_tables *tables);

#endif
