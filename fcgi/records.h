/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Sending a response in as few pieces as FastCGI allows. libfcgi writes 8 KB at a time, and with each the
 * web server wakes up to pass on a part of the page.
 */
#ifndef TORV_RECORDS_H
#define TORV_RECORDS_H

#include "lib/text.h"

/* The request's output as records of FastCGI 1.0 (sections 3.3 and 5.3), before anything that libfcgi writes to
 * the same stream; that it ends is left to FCGX_Finish_r. False when the web server has gone. */
bool records_send(int fd, int request_id, struct buffer *head, struct buffer *body);

#endif
