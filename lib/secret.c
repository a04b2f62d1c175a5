/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Secrets, by libsodium. An Argon2id hash takes 66 ms and 64 MB, so a semaphore lets two through at a
 * time and a few wait: eight at once would want 512 MB.
 */
#include "lib/secret.h"

#include <errno.h>
#include <semaphore.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "lib/log.h"
#include "lib/text.h"

#define HASHES_AT_ONCE 2
#define HASHES_WANTED 6 /* at once or waiting */
#define TOKEN_BYTES 16

static sem_t wanting, hashing;

enum err secret_start(void)
{
	static bool started;

	if (started)
		return OK;
	if (sodium_init() < 0 || sem_init(&hashing, 0, HASHES_AT_ONCE) != 0 ||
		sem_init(&wanting, 0, HASHES_WANTED) != 0) {
		log_error("libsodium does not start");
		return FAILED;
	}
	started = true;
	return OK;
}

enum err secret_key_read(const char *path, struct secret_key *out)
{
	FILE *file = fopen(path, "re");
	if (file == NULL) {
		log_error("the key file cannot be read: %s", strerror(errno));
		return FAILED;
	}
	size_t size = fread(out->bytes, 1, sizeof out->bytes, file);
	fclose(file);
	return size == sizeof out->bytes ? OK : INVALID;
}

/* ---- tokens ---- */

void token_make(char text[TOKEN_TEXT_SIZE])
{
	unsigned char bytes[TOKEN_BYTES];

	randombytes_buf(bytes, sizeof bytes);
	text_from_bytes(bytes, sizeof bytes, text);
}

bool token_is_wellformed(const char *text)
{
	unsigned char bytes[TOKEN_BYTES];

	return text != NULL && text_to_bytes(text, bytes, sizeof bytes);
}

/* Hashes the bits, not the digits: the case in which they were written does not matter. */
void token_hash(const char *text, unsigned char hash[TOKEN_HASH_SIZE])
{
	unsigned char bytes[TOKEN_BYTES] = {0};

	if (!text_to_bytes(text, bytes, sizeof bytes)) {
		randombytes_buf(hash, TOKEN_HASH_SIZE); /* matches nothing */
		return;
	}
	crypto_generichash(hash, TOKEN_HASH_SIZE, bytes, sizeof bytes, NULL, 0);
}

enum err token_hash_typed(const char *text, unsigned char hash[TOKEN_HASH_SIZE])
{
	if (!token_is_wellformed(text))
		return NOT_FOUND;
	token_hash(text, hash);
	return OK;
}

/* ---- passwords ---- */

static enum err turn_begin(void)
{
	if (sem_trywait(&wanting) != 0) {
		log_warning("more passwords to hash than there is time for");
		return TOO_LARGE;
	}
	while (sem_wait(&hashing) != 0 && errno == EINTR)
		continue;
	return OK;
}

static void turn_end(void)
{
	sem_post(&hashing);
	sem_post(&wanting);
}

enum err password_hash(struct arena *mem, const char *password, char **hash)
{
	char text[crypto_pwhash_STRBYTES];

	TRY(turn_begin());
	int failed = crypto_pwhash_str(text, password, strlen(password),
		crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
	turn_end();
	if (failed) {
		log_error("no memory to hash a password");
		return FAILED;
	}
	*hash = arena_text(mem, text);
	return OK;
}

enum err password_check(const char *hash, const char *password, bool *right)
{
	/* Of a random password that nobody knows; same cost as a real one. */
	static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$"
				     "c29tZXNhbHRzb21lc2FsdA$"
				     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

	TRY(turn_begin());
	int failed = crypto_pwhash_str_verify(hash != NULL ? hash : nobody, password, strlen(password));
	turn_end();
	*right = !failed && hash != NULL;
	return OK;
}

/* ---- signing and sealing ---- */

static void derive(const struct secret_key *key, const char *purpose, unsigned char out[SECRET_KEY_SIZE])
{
	crypto_generichash(out, SECRET_KEY_SIZE, (const unsigned char *)purpose, strlen(purpose),
		key->bytes, sizeof key->bytes);
}

static void keyed_hash(const struct secret_key *key, const char *purpose, const char *text,
	unsigned char hash[TOKEN_HASH_SIZE])
{
	unsigned char derived[SECRET_KEY_SIZE];

	derive(key, purpose, derived);
	crypto_generichash(hash, TOKEN_HASH_SIZE, (const unsigned char *)text, strlen(text), derived,
		sizeof derived);
	sodium_memzero(derived, sizeof derived);
}

void secret_sign(const struct secret_key *key, const char *purpose, const char *text,
	char out[2 * TOKEN_HASH_SIZE + 1])
{
	unsigned char hash[TOKEN_HASH_SIZE];

	keyed_hash(key, purpose, text, hash);
	text_from_bytes(hash, sizeof hash, out);
}

bool secret_sign_matches(const struct secret_key *key, const char *purpose, const char *text,
	const char *signature)
{
	char expected[2 * TOKEN_HASH_SIZE + 1];

	if (signature == NULL || strlen(signature) != sizeof expected - 1)
		return false;
	secret_sign(key, purpose, text, expected);
	return sodium_memcmp(expected, signature, sizeof expected - 1) == 0;
}

static void xor_with(unsigned char *bytes, const unsigned char *pad, size_t size)
{
	for (size_t i = 0; i < size; i++)
		bytes[i] = (unsigned char)(bytes[i] ^ pad[i]);
}

void secret_sign_masked(const struct secret_key *key, const char *purpose, const char *text,
	char out[SECRET_MASKED_SIZE])
{
	unsigned char bytes[2 * TOKEN_HASH_SIZE]; /* the pad, the hash */

	randombytes_buf(bytes, TOKEN_HASH_SIZE);
	keyed_hash(key, purpose, text, bytes + TOKEN_HASH_SIZE);
	xor_with(bytes + TOKEN_HASH_SIZE, bytes, TOKEN_HASH_SIZE);
	text_from_bytes(bytes, sizeof bytes, out);
}

bool secret_sign_masked_matches(const struct secret_key *key, const char *purpose, const char *text,
	const char *masked)
{
	unsigned char bytes[2 * TOKEN_HASH_SIZE], expected[TOKEN_HASH_SIZE];

	if (masked == NULL || !text_to_bytes(masked, bytes, sizeof bytes))
		return false;
	keyed_hash(key, purpose, text, expected);
	xor_with(bytes + TOKEN_HASH_SIZE, bytes, TOKEN_HASH_SIZE);
	return sodium_memcmp(expected, bytes + TOKEN_HASH_SIZE, TOKEN_HASH_SIZE) == 0;
}

void secret_seal(struct arena *mem, const struct secret_key *key, const char *text,
	unsigned char **sealed, size_t *size)
{
	unsigned char derived[SECRET_KEY_SIZE];
	size_t length = strlen(text);

	*size = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + length;
	*sealed = arena_alloc(mem, *size);
	derive(key, "seal", derived);
	randombytes_buf(*sealed, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(*sealed + crypto_secretbox_NONCEBYTES, (const unsigned char *)text, length,
		*sealed, derived);
	sodium_memzero(derived, sizeof derived);
}

enum err secret_open(struct arena *mem, const struct secret_key *key, const unsigned char *sealed,
	size_t size, char **text)
{
	const size_t head = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
	unsigned char derived[SECRET_KEY_SIZE];

	if (size < head)
		return INVALID;
	char *open = arena_alloc(mem, size - head + 1);
	derive(key, "seal", derived);
	int failed = crypto_secretbox_open_easy((unsigned char *)open, sealed + crypto_secretbox_NONCEBYTES,
		size - crypto_secretbox_NONCEBYTES, sealed, derived);
	sodium_memzero(derived, sizeof derived);
	if (failed)
		return INVALID;
	*text = open;
	return OK;
}
