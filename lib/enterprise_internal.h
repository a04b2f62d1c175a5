/* SPDX-License-Identifier: MPL-2.0 */
/* Shared by the files that make up enterprise.h; no other room needs it. */
#ifndef TORV_ENTERPRISE_INTERNAL_H
#define TORV_ENTERPRISE_INTERNAL_H

#include "lib/enterprise.h"

/* Brings the dated events in line with what the profile says now, as the file's story tells. */
enum err enterprise_event_follow(struct db *db, struct arena *mem, const struct enterprise *before,
	const struct enterprise_profile *profile, day today);

/* A row of enterprise_by_id or enterprise_cards. */
struct enterprise enterprise_from_row(const struct row *row);

#endif
