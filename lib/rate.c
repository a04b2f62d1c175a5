/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/rate.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <sodium.h>
#include <string.h>

enum { WHO_SIZE = 32, KEPT_SECONDS = 2 * 24 * 3600, NETWORK_SIZE = 8 };

/* A customer of a provider has a whole /64 of IPv6 addresses, and may write an e-mail address in any
 * case: each is one and the same asker. */
static void hash_who(const char *who, unsigned char hash[WHO_SIZE])
{
	crypto_generichash_state state;
	struct in6_addr address;

	crypto_generichash_init(&state, NULL, 0, WHO_SIZE);
	if (inet_pton(AF_INET6, who, &address) == 1 && !IN6_IS_ADDR_V4MAPPED(&address)) {
		crypto_generichash_update(&state, address.s6_addr, NETWORK_SIZE);
	} else {
		for (; *who != '\0'; who++)
			crypto_generichash_update(&state, &(unsigned char){(unsigned char)tolower((unsigned char)*who)}, 1);
	}
	crypto_generichash_final(&state, hash, WHO_SIZE);
}

enum err rate_allow(struct db *db, const char *name, const char *who, int64_t limit, int64_t window)
{
	unsigned char hash[WHO_SIZE];
	moment now = clock_now();
	int64_t count = 0;

	hash_who(who, hash);
	TRY(db_number(db, Q_RATE_COUNT,
		ARGS(db_text(name), db_bytes(hash, sizeof hash), db_moment(now - now % window)), &count));
	return count <= limit ? OK : TOO_LARGE;
}

enum err rate_forget(struct db *db)
{
	return db_do(db, Q_RATE_FORGET, ARGS(db_moment(clock_now() - KEPT_SECONDS)), NULL);
}
