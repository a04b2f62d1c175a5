/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a municipality buys from one supplier without a tender, alone or under a voluntary agreement,
 * added up over four years against a ceiling of its own (configuration: purchase_ceiling_dkk). Its
 * buyers are told once when a supplier comes to 80 % of it, and once when it is reached.
 */
#ifndef TORV_PURCHASE_H
#define TORV_PURCHASE_H

#include "lib/configuration.h"
#include "lib/db.h"

#define PURCHASE_YEARS 4
#define PURCHASE_NEAR 80 /* per cent of the ceiling */

struct purchase {
	int64_t organisation_id; /* the municipality */
	const char *supplier;    /* a CVR number or a whole name */
	const char *what;
	const char *agreement;   /* "" for none */
	int64_t amount_dkk;      /* whole kroner without VAT */
	day bought_on;
};

/* Notes it, with audit, and tells the buyers when a line is crossed. NOT_FOUND: Torv knows no such
 * supplier. */
enum err purchase_add(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct purchase *purchase, int64_t account_id);

/* Sums by supplier, the largest first: name, slug, kind, sum_dkk, purchases, last_on. */
enum err purchase_suppliers(struct db *db, struct arena *mem, int64_t organisation_id, day today,
	struct rows *out);

#endif
