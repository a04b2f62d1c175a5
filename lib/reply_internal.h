/* SPDX-License-Identifier: MPL-2.0 */
/* What reply.c and reply_tell.c share: a reply on its way, and the mails that answer it. */
#ifndef TORV_REPLY_INTERNAL_H
#define TORV_REPLY_INTERNAL_H

#include "lib/reply.h"

/* A reply with what is known of its matter and its writer. */
struct reply_case {
	struct db *db;
	struct arena *mem;
	const struct configuration *configuration;
	const struct reply *reply;
	int64_t organisation_id;  /* whose reply address it is */
	const char *title;        /* of the line or the conversation */
	const struct row *about;  /* reply_match, or reply_conversation */
	const struct row *writer; /* reply_sender or reply_account; NULL: nobody who was told */
};

/* Fills about, title and organisation_id. NOT_FOUND: the person of the reply address no longer acts for
 * anyone in the matter. */
enum err reply_find_matter(struct reply_case *of);
/* Does what it says in the writer's name, unless they said the same twice today: then a machine does. */
enum err reply_act(const struct reply_case *of, struct reply_done *done);

/* Why it waits. */
enum reply_wait { WAIT_STRANGER, WAIT_DMARC, WAIT_FLOOD };

/* Each to the writer, but the last. Of a question for yes or no and of a refusal, at most two an hour
 * on one matter: a machine that answers them would never end. */
enum err reply_tell_understood(const struct reply_case *of, bool interested);
/* What they wrote went to the buyer; is it a yes or a no? */
enum err reply_tell_unclear(const struct reply_case *of);
/* Nothing could be done with it: `late`, the dialogue has ended, else there is no text in it. */
enum err reply_tell_refused(const struct reply_case *of, bool late, const char *path);
/* To the person of the reply address: a reply waits for their word. At most five an hour. */
enum err reply_tell_waiting(const struct reply_case *of, enum reply_wait wait);

#endif
