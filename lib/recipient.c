/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/recipient.h"

struct outbox_mail recipient_mail(const struct row *row, const char *kind)
{
	return (struct outbox_mail){
		.kind = kind,
		.account_id = row_int(row, "account_id"),
		.address = row_text(row, "email"),
		.name = row_text(row, "name"),
		.language = row_text(row, "language"),
	};
}
