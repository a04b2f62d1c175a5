/* SPDX-License-Identifier: MPL-2.0 */
/* format=flowed (RFC 3676): lines that a mail program broke for width are joined again. */
#ifndef TORV_MAIL_FLOWED_H
#define TORV_MAIL_FLOWED_H

#include <stdbool.h>

#include "lib/arena.h"

/* `delete_space`: the parameter delsp=yes. Quoted lines come out as "> ...", once for each depth. */
char *flowed_text(struct arena *mem, const char *text, bool delete_space);

#endif
