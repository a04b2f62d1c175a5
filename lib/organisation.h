/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Organisations: what enterprises, municipalities and ordinary businesses have in common, a name, an
 * address on the web, a CVR number and a seat. What only an enterprise has is in enterprise.h; who
 * acts for an organisation is in account.h.
 */
#ifndef TORV_ORGANISATION_H
#define TORV_ORGANISATION_H

#include "lib/db.h"

enum organisation_kind { ORGANISATION_ENTERPRISE, ORGANISATION_MUNICIPALITY, ORGANISATION_BUSINESS };

#define ORGANISATION_NAME_LENGTH 160 /* characters */

struct organisation {
	int64_t id;
	enum organisation_kind kind;
	const char *name;
	const char *slug;              /* unique, in addresses on the web; made from the name */
	const char *cvr;               /* 8 digits (modulus 11); "": none told */
	const char *municipality_code; /* its seat; for a municipality: itself */
	const char *municipality_name;
	moment created_at;
};

/* Creates one from kind, name, cvr (NULL or "": none) and municipality_code; id, slug and created_at
 * are made here. INVALID: the name is blank or too long, the CVR number fails its check, or there is
 * no such municipality. CONFLICT: the CVR number is taken, or the municipality is there already. */
enum err organisation_create(struct db *db, struct arena *mem, const struct organisation *given,
	int64_t *id);

/* Changes name, CVR number and seat; the slug stays, because others link to it. Errors as above;
 * NOT_FOUND when there is no such organisation. */
enum err organisation_change(struct db *db, struct arena *mem, const struct organisation *changed);

enum err organisation_find(struct db *db, struct arena *mem, int64_t id, struct organisation *out);
enum err organisation_find_by_slug(struct db *db, struct arena *mem, const char *slug,
	struct organisation *out);
enum err organisation_find_by_cvr(struct db *db, struct arena *mem, const char *cvr,
	struct organisation *out);
/* The organisation that is this municipality; NOT_FOUND when it does not use Torv. */
enum err organisation_find_municipality(struct db *db, struct arena *mem, const char *municipality_code,
	struct organisation *out);

#endif
