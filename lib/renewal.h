/* SPDX-License-Identifier: MPL-2.0 */
/* Are an enterprise's facts still right? It says so itself; due.h asks it once a year. */
#ifndef TORV_RENEWAL_H
#define TORV_RENEWAL_H

#include "lib/db.h"

/* The facts are right as they stand; with audit. NOT_FOUND when there is no such enterprise. */
enum err renewal_confirm(struct db *db, int64_t enterprise_id, int64_t account_id);

#endif
