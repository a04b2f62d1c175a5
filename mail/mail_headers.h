/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The headers of a mail: who writes, where answers go, which thread it stands in, that a machine wrote
 * it, and how its reader ends such mails. Whatever goes into a header is one line first, so no field of
 * a model can add one.
 */
#ifndef TORV_MAIL_HEADERS_H
#define TORV_MAIL_HEADERS_H

#include <gmime/gmime.h>

#include "mail/mail_model.h"

/* All but the subject and those of MIME. */
void headers_set(GMimeMessage *message, const struct composer *composer, struct arena *mem,
	const struct outbox_row *row, const struct mail_model *model);

#endif
