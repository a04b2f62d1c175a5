/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The connections on which requests come. A web server may keep them open between requests: nginx answers 1.2 times as
 * many when it does. A connection that is kept and idle takes no thread: all threads of a crew wait together, for whoever
 * wants to connect and for the next request on what is open, and any of them takes what comes next.
 */
#ifndef TORV_CONNECTIONS_H
#define TORV_CONNECTIONS_H

#include <fcgiapp.h>

#include "lib/err.h"

struct connections;

/* Borrows the socket, which does not block. FAILED, and logged, when the kernel has no room. */
enum err connections_open(int listen_fd, struct connections **out);
/* Closes what is still open. No thread may be waiting any more. */
void connections_close(struct connections **connections);

/* The next request, read up to its body; NULL once connections_stop was called and every request that had come by then
 * is somebody's. Whoever got it answers it, calls FCGX_Finish_r and then connections_done. */
FCGX_Request *connections_next(struct connections *connections);
void connections_done(struct connections *connections, FCGX_Request *request);

/* From now on nobody is accepted, and what is kept is closed as soon as it is idle, also while others are under way. */
void connections_stop(struct connections *connections);

#endif
