/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Serving: a crew of threads takes requests from one listening socket until it is told to stop. Two
 * crews may work on the same socket: a reload starts the new one before it stops the old one, so that
 * no request is lost.
 */
#ifndef TORV_SERVE_H
#define TORV_SERVE_H

#include "fcgi/request.h"

/* "unix:/path" or "127.0.0.1:9000" ("[::1]:9000", ":9000" for loopback). The socket does not block.
 * mode: of a unix socket. FAILED, and logged, when it cannot be had. */
enum err listen_open(const char *address, unsigned mode, int *fd);

/* The socket that systemd or spawn-fcgi handed over, made non-blocking; -1 when there is none. */
int listen_inherited(void);

struct crew;

/* Starts the threads; borrows site. FAILED when no thread can be started. */
enum err crew_start(struct site *site, int listen_fd, unsigned threads, struct crew **out);

/* Lets each thread finish the request it has, closes kept connections, waits for all of them. */
void crew_stop(struct crew **crew);

#endif
