/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Threads wait in one epoll for the listening socket, for kept connections (each rings once and is armed again when its
 * request was answered) and for the signal to stop, which stays. They accept side by side, without a lock: with one,
 * kept-alive clients hang, because libfcgi writes the end of the previous response inside FCGX_Accept_r. Who comes too
 * late to a connection just waits again. libfcgi's own way of stopping (a signal, a shutdown of the socket) would lose a
 * request that is being read, and would break a socket that systemd keeps for the next process.
 */
#include "fcgi/connections.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "lib/log.h"

struct connection {
	FCGX_Request fcgx; /* first: it is what others know it by */
	struct connection *older; /* of all */
	struct connection *spare; /* the next one that is not open */
	bool idle; /* kept, and nobody's: it rings when its next request comes */
};

struct connections {
	int listen_fd;
	int stop_fd; /* an eventfd: readable once all are to stop */
	int waits;   /* the epoll */
	atomic_bool stopping;
	pthread_mutex_t lock; /* of the lists, and of who is idle */
	struct connection *newest, *spares;
};

/* ---- opening and closing ---- */

static bool watch(const struct connections *connections, int fd, void *what)
{
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = what};

	return fd >= 0 && epoll_ctl(connections->waits, EPOLL_CTL_ADD, fd, &event) == 0;
}

enum err connections_open(int listen_fd, struct connections **out)
{
	struct connections *connections = calloc(1, sizeof *connections);

	if (connections == NULL)
		abort();
	connections->listen_fd = listen_fd;
	connections->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	connections->waits = epoll_create1(EPOLL_CLOEXEC);
	atomic_init(&connections->stopping, false);
	pthread_mutex_init(&connections->lock, NULL);
	*out = connections;
	if (watch(connections, connections->stop_fd, &connections->stop_fd) &&
		watch(connections, listen_fd, &connections->listen_fd))
		return OK;
	log_error("nobody can wait for connections: %s", strerror(errno));
	connections_close(out);
	return FAILED;
}

static void close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
}

void connections_close(struct connections **connections)
{
	if (*connections == NULL)
		return;
	for (struct connection *one = (*connections)->newest, *older; one != NULL; one = older) {
		older = one->older;
		close_fd(one->fcgx.ipcFd);
		FCGX_Free(&one->fcgx, 0);
		free(one);
	}
	close_fd((*connections)->stop_fd);
	close_fd((*connections)->waits);
	pthread_mutex_destroy(&(*connections)->lock);
	free(*connections);
	*connections = NULL;
}

void connections_stop(struct connections *connections)
{
	atomic_store(&connections->stopping, true);
	if (write(connections->stop_fd, &(uint64_t){1}, sizeof(uint64_t)) < 0)
		log_error("the threads cannot be told to stop: %s", strerror(errno));
}

/* ---- those that are not open ---- */

static struct connection *spare_take(struct connections *connections)
{
	pthread_mutex_lock(&connections->lock);
	struct connection *one = connections->spares;
	if (one != NULL)
		connections->spares = one->spare;
	pthread_mutex_unlock(&connections->lock);
	if (one != NULL)
		return one;
	one = calloc(1, sizeof *one);
	if (one == NULL || FCGX_InitRequest(&one->fcgx, connections->listen_fd, 0) != 0)
		abort(); /* it fails only where the library was not begun */
	pthread_mutex_lock(&connections->lock);
	one->older = connections->newest;
	connections->newest = one;
	pthread_mutex_unlock(&connections->lock);
	return one;
}

static void spare_give(struct connections *connections, struct connection *one)
{
	pthread_mutex_lock(&connections->lock);
	one->spare = connections->spares;
	connections->spares = one;
	pthread_mutex_unlock(&connections->lock);
}

/* ---- those that are idle ---- */

/* It rings once, the first time that it is kept or again; libfcgi may have closed one and accepted another in between.
 * Under the lock: as soon as it is idle it may be closed, and its number be somebody else's. */
static bool idle_begin(struct connections *connections, struct connection *one)
{
	struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.ptr = one};
	int fd = one->fcgx.ipcFd;

	pthread_mutex_lock(&connections->lock);
	one->idle = epoll_ctl(connections->waits, EPOLL_CTL_MOD, fd, &event) == 0 ||
		(errno == ENOENT && epoll_ctl(connections->waits, EPOLL_CTL_ADD, fd, &event) == 0);
	bool begun = one->idle;
	pthread_mutex_unlock(&connections->lock);
	return begun;
}

/* False: it was closed while it rang. */
static bool idle_end(struct connections *connections, struct connection *one)
{
	pthread_mutex_lock(&connections->lock);
	bool was_idle = one->idle;
	one->idle = false;
	pthread_mutex_unlock(&connections->lock);
	return was_idle;
}

/* Whether something has come, be it only that the web server has closed it. */
static bool has_come(int fd)
{
	char byte;

	return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

/* Closes what is idle: a request that came later would wait for the slowest one under way, and for nothing. True when
 * nothing has come on any; on which something has, it rings. */
static bool idle_close(struct connections *connections)
{
	bool all = true;

	pthread_mutex_lock(&connections->lock);
	for (struct connection *one = connections->newest; one != NULL; one = one->older) {
		if (!one->idle)
			continue;
		if (has_come(one->fcgx.ipcFd)) {
			all = false;
			continue;
		}
		close_fd(one->fcgx.ipcFd); /* libfcgi would wait for the web server to close it, too */
		one->fcgx.ipcFd = -1;
		one->idle = false;
	}
	pthread_mutex_unlock(&connections->lock);
	return all;
}

/* ---- waiting ---- */

/* No descriptors left, or another passing trouble: a naive loop would lose the thread here. */
static void pause_after_trouble(void)
{
	const struct timespec pause = {.tv_nsec = 50 * 1000000};

	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return;
	log_warning("accept: %s", strerror(errno));
	nanosleep(&pause, NULL);
}

/* What rings next: the listening socket's or the signal's field of *connections, or a connection. */
static void *wait_for_ring(const struct connections *connections)
{
	struct epoll_event event;

	while (epoll_wait(connections->waits, &event, 1, -1) != 1)
		continue; /* interrupted */
	return event.data.ptr;
}

/* Which connection to read from: one that has a request, or a spare one to accept with. NULL: all are to stop, nothing
 * waits, and nothing is kept that is idle. The kernel tells what rings in turn: when the signal rings again, whatever
 * rang before it is somebody's. */
static struct connection *next_to_read(struct connections *connections)
{
	bool stopping = false;

	for (;;) {
		void *what = wait_for_ring(connections);
		if (what == &connections->stop_fd) {
			if (stopping && idle_close(connections))
				return NULL;
			stopping = true;
		} else if (what != &connections->listen_fd) {
			if (idle_end(connections, what))
				return what;
		} else if (!stopping) {
			return spare_take(connections);
		}
	}
}

FCGX_Request *connections_next(struct connections *connections)
{
	struct connection *one;

	while ((one = next_to_read(connections)) != NULL) {
		errno = 0;
		if (FCGX_Accept_r(&one->fcgx) == 0)
			return &one->fcgx;
		pause_after_trouble();
		spare_give(connections, one); /* a kept one was closed by the web server */
	}
	return NULL;
}

void connections_done(struct connections *connections, FCGX_Request *request)
{
	struct connection *one = (struct connection *)request;

	if (atomic_load(&connections->stopping)) /* at once, so that the web server sees it with the answer */
		FCGX_Free(request, 1);
	if (request->ipcFd >= 0) {
		if (idle_begin(connections, one))
			return;
		log_warning("a connection cannot be kept: %s", strerror(errno));
		FCGX_Free(request, 1);
	}
	spare_give(connections, one);
}
