/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Inviting people: an administrator names a buyer or a coordinator of a municipality, who leads an organisation
 * a colleague (colleague.h). The account, the municipality's organisation and the membership are made where they
 * are missing, and a mail lets the person in.
 */
#ifndef TORV_INVITATION_H
#define TORV_INVITATION_H

#include "lib/account.h"
#include "lib/configuration.h"

struct invitation {
	const char *email;
	const char *name;
	const char *municipality_code;   /* whose organisation it is; NULL: organisation_id says */
	int64_t organisation_id;         /* one that is there; its kind takes these roles */
	bool buyer, coordinator;         /* of a municipality */
	bool owner, member;              /* of an enterprise; at least one of the four */
	enum language language;
	int64_t by; /* account of who invites; the caller knows that they may */
};

/* In one transaction, with audit. INVALID: no role, or no such municipality. CONFLICT: the account is
 * disabled. Roles that the person has already stay. */
enum err invitation_send(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct invitation *invitation);

#endif
