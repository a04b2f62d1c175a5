/* SPDX-License-Identifier: MPL-2.0 */
/*
 * libesmtp would look for certificates in the home folder, falls back to plain text when it dislikes
 * what it finds there, and compares the certificate with the name that DNS made of the server's. So it
 * gets a context of ours: trust from smtp_ca or the system, the handshake itself fails when the
 * certificate is not for the configured host.
 *
 * TLS 1.2 it is, because libesmtp 1.1.0 cannot do 1.3: a server's session ticket comes after the handshake
 * and makes the connection readable; libesmtp then waits for the answer to its EHLO before it has sent
 * it, until the time limit. Four sessions in ten met that.
 */
#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

#include "lib/log.h"
#include "mail/smtp_tls.h"

static bool is_address(const char *host)
{
	unsigned char address[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;
}

/* Notes why a certificate is refused; what OpenSSL decided stands. */
static int note_verdict(int fine, X509_STORE_CTX *store)
{
	const SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
	struct tls *tls = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	if (!fine)
		snprintf(tls->problem, sizeof tls->problem, "the certificate of %s: %s", tls->host,
			X509_verify_cert_error_string(X509_STORE_CTX_get_error(store)));
	return fine;
}

/* Names the host we want (RFC 6066); libesmtp does not, and only it sees the SSL before it starts. */
static void name_host(const SSL *ssl, int where, int value)
{
	(void)value;
	struct tls *tls = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	if ((where & SSL_CB_HANDSHAKE_START) != 0 && !is_address(tls->host))
		SSL_set_tlsext_host_name((SSL *)ssl, tls->host);
}

static bool trust(SSL_CTX *context, const char *ca)
{
	if (ca == NULL)
		return SSL_CTX_set_default_verify_paths(context) == 1;
	return SSL_CTX_load_verify_locations(context, ca, NULL) == 1;
}

static bool expect_host(SSL_CTX *context, const char *host)
{
	X509_VERIFY_PARAM *rules = SSL_CTX_get0_param(context);

	if (is_address(host))
		return X509_VERIFY_PARAM_set1_ip_asc(rules, host) == 1;
	X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	return X509_VERIFY_PARAM_set1_host(rules, host, 0) == 1;
}

enum err tls_open(const struct configuration *configuration, struct tls *tls)
{
	*tls = (struct tls){.host = configuration->smtp_host};
	tls->context = SSL_CTX_new(TLS_client_method());
	if (tls->context == NULL || !trust(tls->context, configuration->smtp_ca) ||
		!expect_host(tls->context, tls->host)) {
		const char *why = ERR_reason_error_string(ERR_get_error());
		log_error("smtp: TLS cannot be set up (%s): %s",
			configuration->smtp_ca != NULL ? configuration->smtp_ca : "system's CAs",
			why != NULL ? why : "unknown");
		tls_close(tls);
		return FAILED;
	}
	SSL_CTX_set_min_proto_version(tls->context, TLS1_2_VERSION);
	SSL_CTX_set_max_proto_version(tls->context, TLS1_2_VERSION);
	SSL_CTX_set_app_data(tls->context, tls);
	SSL_CTX_set_verify(tls->context, SSL_VERIFY_PEER, note_verdict);
	SSL_CTX_set_info_callback(tls->context, name_host);
	return OK;
}

void tls_close(struct tls *tls)
{
	SSL_CTX_free(tls->context);
	tls->context = NULL;
}
