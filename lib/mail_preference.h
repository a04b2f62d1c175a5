/* SPDX-License-Identifier: MPL-2.0 */
/*
 * How often an address wants the mails of a topic, and the ways out of them: the page /my/mail, and
 * for everyone, with an account or without, the token in a mail's link, in its List-Unsubscribe
 * header (RFC 8058) and in its address to unsubscribe. That token is made from the installation's key,
 * the address and the topic, so that it is always the same and never has to be kept; only its hash is.
 */
#ifndef TORV_MAIL_PREFERENCE_H
#define TORV_MAIL_PREFERENCE_H

#include "lib/configuration.h"
#include "lib/db.h"
#include "lib/mail_topic.h"

enum mail_pace { PACE_AT_ONCE, PACE_DAILY, PACE_WEEKLY, PACE_NEVER };

/* "at_once", "daily", "weekly", "never": as the database and the forms write it. */
const char *mail_pace_name(enum mail_pace pace);
/* PACE_AT_ONCE for what is none. */
enum mail_pace mail_pace_from(const char *name);

/* When a mail that is queued now goes out: now, the next morning at seven, the next Monday morning. */
moment mail_pace_due(enum mail_pace pace, moment now);

/* AT_ONCE unless the address has chosen otherwise. */
enum err mail_pace_find(struct db *db, struct arena *mem, const char *address, const char *topic,
	enum mail_pace *out);

/* Chooses, and applies it to what waits already: those mails go at once, when their digest is due, or
 * not at all. INVALID when there is no such topic or it cannot be gathered. */
enum err mail_pace_set(struct db *db, const char *address, const char *topic, enum mail_pace pace);

/* Whose mails a person gets, from all whom they act for: bits of enum mail_reader. */
enum err mail_readers_of(struct db *db, int64_t account_id, unsigned *readers);

/* ---- without logging in ---- */

struct subscription {
	const char *address;
	const struct mail_topic *topic;
};

/* The token of an address and a topic, and remembers it: call it when a mail is queued. */
enum err subscription_issue(struct db *db, const struct configuration *configuration,
	const char *address, const char *topic);
/* The same token again, for the mail. */
void subscription_token(const struct configuration *configuration, const char *address,
	const char *topic, char text[TOKEN_TEXT_SIZE]);

/* NOT_FOUND when the token is nobody's. */
enum err subscription_find(struct db *db, struct arena *mem, const char *token, struct subscription *out);

/* No more mails of that topic to that address. NOT_FOUND when the token is nobody's; OK also when it
 * was ended before. The same for a link, for a mail to the address, and for the header's POST. */
enum err subscription_end(struct db *db, struct arena *mem, const char *token);
/* Changed one's mind: at once again. */
enum err subscription_resume(struct db *db, struct arena *mem, const char *token);

#endif
