/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A response as FastCGI records, written by ourselves: libfcgi copies it into pieces of 8 KB and writes each by itself,
 * which for a page of results wakes the web server eight times. The end of the response stays libfcgi's (FCGX_Finish_r).
 */
#ifndef TORV_RECORDS_H
#define TORV_RECORDS_H

#include <stdbool.h>

#include "lib/text.h"

/* Writes head and body as standard output of the request with this number. False: the web server has gone, and the
 * connection must not be kept. */
bool records_write(int fd, int request, const struct buffer *head, const struct buffer *body);

#endif
