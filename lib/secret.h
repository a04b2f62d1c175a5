/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Secrets: tokens, passwords and the installation's key (libsodium).
 *
 * A token is 128 random bits, written as 32 lower-case hexadecimal digits so that it survives mail
 * programs that change the case of an address. Only its hash is stored.
 */
#ifndef TORV_SECRET_H
#define TORV_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"

#define TOKEN_TEXT_SIZE 33 /* with the NUL */
#define TOKEN_HASH_SIZE 32
#define SECRET_KEY_SIZE 32

struct secret_key {
	unsigned char bytes[SECRET_KEY_SIZE];
};

/* Once per process, before anything else here. FAILED when the library cannot start. */
enum err secret_start(void);

/* Reads the installation's key from a file of at least 32 bytes. Its first 32 bytes, if it is longer. */
enum err secret_key_read(const char *path, struct secret_key *out);

void token_make(char text[TOKEN_TEXT_SIZE]);
bool token_is_wellformed(const char *text);
void token_hash(const char *text, unsigned char hash[TOKEN_HASH_SIZE]);
/* The same of one that somebody sent: NOT_FOUND when it cannot be a token, or is NULL. */
enum err token_hash_typed(const char *text, unsigned char hash[TOKEN_HASH_SIZE]);

/* Argon2id. 66 ms and 64 MB each: at most two at a time per process, four more callers wait, and who
 * comes then gets TOO_LARGE: a flood of passwords must not keep every thread from its pages. */
enum err password_hash(struct arena *mem, const char *password, char **hash);
/* hash NULL: spends the same time and says no, so that nobody learns whether an account exists. */
enum err password_check(const char *hash, const char *password, bool *right);

/* A keyed hash in hexadecimal. `purpose` keeps uses apart. */
void secret_sign(const struct secret_key *key, const char *purpose, const char *text,
	char out[2 * TOKEN_HASH_SIZE + 1]);
bool secret_sign_matches(const struct secret_key *key, const char *purpose, const char *text,
	const char *signature);

/* The same for what stands in a compressed page (CSRF tokens): a random pad, then the hash XORed with it.
 * It looks different each time, so that the size of a page tells nothing about it (BREACH). */
#define SECRET_MASKED_SIZE (4 * TOKEN_HASH_SIZE + 1)
void secret_sign_masked(const struct secret_key *key, const char *purpose, const char *text,
	char out[SECRET_MASKED_SIZE]);
bool secret_sign_masked_matches(const struct secret_key *key, const char *purpose, const char *text,
	const char *masked);

/* Seals a text so that only this installation can read it again (XSalsa20-Poly1305). */
void secret_seal(struct arena *mem, const struct secret_key *key, const char *text,
	unsigned char **sealed, size_t *size);
enum err secret_open(struct arena *mem, const struct secret_key *key, const unsigned char *sealed,
	size_t size, char **text);

#endif
