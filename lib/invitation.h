/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Inviting a municipality's people: an administrator names a buyer or a coordinator; the account, the
 * municipality's organisation and the membership are made where they are missing, and a mail lets the
 * person in.
 */
#ifndef TORV_INVITATION_H
#define TORV_INVITATION_H

#include "lib/account.h"
#include "lib/configuration.h"

struct invitation {
	const char *email;
	const char *name;
	const char *municipality_code;
	bool buyer, coordinator; /* at least one */
	enum language language;
	int64_t by; /* account of the administrator */
};

/* In one transaction, with audit. INVALID: no role, or no such municipality. CONFLICT: the account is
 * disabled. Roles that the person has already stay. */
enum err invitation_send(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct invitation *invitation);

#endif
