/* SPDX-License-Identifier: MPL-2.0 */
/* What the kinds of "my page" share: since when something is new, and the messages that wait. */
#ifndef TORV_FCGI_PAGE_MY_H
#define TORV_FCGI_PAGE_MY_H

#include "fcgi/request.h"

/* Notes the visit; *since is the end of the one before (NO_MOMENT: this is the first). Adds has_since
 * and since_text to the model. */
enum err my_visit(struct req *req, json_t *model, moment *since);

/* Adds messages (unread conversations, what came since the last visit first), has_messages and
 * message_count. */
enum err my_messages(struct req *req, moment since, json_t *model);

#endif
