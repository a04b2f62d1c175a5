/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/rate.h"

#include <sodium.h>
#include <string.h>

enum { WHO_SIZE = 32, KEPT_SECONDS = 2 * 24 * 3600 };

enum err rate_allow(struct db *db, const char *name, const char *who, int64_t limit, int64_t window)
{
	unsigned char hash[WHO_SIZE];
	moment now = clock_now();
	int64_t count = 0;

	crypto_generichash(hash, sizeof hash, (const unsigned char *)who, strlen(who), NULL, 0);
	TRY(db_number(db, Q_RATE_COUNT,
		ARGS(db_text(name), db_bytes(hash, sizeof hash), db_moment(now - now % window)), &count));
	return count <= limit ? OK : TOO_LARGE;
}

enum err rate_forget(struct db *db)
{
	return db_do(db, Q_RATE_FORGET, ARGS(db_moment(clock_now() - KEPT_SECONDS)), NULL);
}
