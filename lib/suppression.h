/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Addresses that get no more mail of any topic: mail to them came back for good, or their reader told
 * the mail provider that it was unwanted. What somebody asks for just now (a link to log in) is sent
 * all the same. To end one topic only is the matter of mail_preference.h.
 */
#ifndef TORV_SUPPRESSION_H
#define TORV_SUPPRESSION_H

#include "lib/db.h"

enum suppression_reason { SUPPRESSED_BOUNCE, SUPPRESSED_COMPLAINT, SUPPRESSED_UNSUBSCRIBED };

struct suppression {
	enum suppression_reason reason;
	moment created_at;
};

/* OK also when it was suppressed already; the first reason stays. */
enum err suppression_add(struct db *db, const char *address, enum suppression_reason reason);

/* NOT_FOUND when the address gets mail. */
enum err suppression_find(struct db *db, struct arena *mem, const char *address, struct suppression *out);

/* It gets mail again. NOT_FOUND when it was not suppressed. */
enum err suppression_lift(struct db *db, const char *address);

#endif
