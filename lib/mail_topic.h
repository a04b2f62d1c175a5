/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What mails are about, as their readers choose by: each topic can be had at once, gathered daily or
 * weekly, or not at all. A kind of mail without a topic (mail_kind.h) is one that its reader needs or
 * has just asked for, and cannot be ended.
 */
#ifndef TORV_MAIL_TOPIC_H
#define TORV_MAIL_TOPIC_H

#include <stdbool.h>

/* Whose mails a topic's are: bits. */
enum mail_reader { READER_SUPPLIER = 1 << 0, READER_BUYER = 1 << 1, READER_COORDINATOR = 1 << 2 };

struct mail_topic {
	const char *name;  /* in the database, in List-Id: "match" */
	const char *title; /* English source text: "Purchases that may fit you" */
	unsigned readers;
	bool can_wait; /* may be gathered: a reminder that comes a week later is none */
};

/* All of them, in the order in which people see them; ends with a NULL name. */
extern const struct mail_topic mail_topics[];

/* NULL when there is no such topic, or name is NULL. */
const struct mail_topic *mail_topic_find(const char *name);

#endif
