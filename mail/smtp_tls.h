/* SPDX-License-Identifier: MPL-2.0 */
/* The TLS settings of an SMTP session: what is trusted, and that the name is the configured one. */
#ifndef TORV_MAIL_SMTP_TLS_H
#define TORV_MAIL_SMTP_TLS_H

#include <openssl/ssl.h>

#include "lib/configuration.h"

struct tls {
	SSL_CTX *context;
	const char *host;
	char problem[160]; /* why a certificate was not accepted; "" when none was refused */
};

/* FAILED, and logged, when smtp_ca cannot be read. tls stays where it is as long as it is open. */
enum err tls_open(const struct configuration *configuration, struct tls *tls);
void tls_close(struct tls *tls);

#endif
