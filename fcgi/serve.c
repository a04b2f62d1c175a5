/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The accept loop. Threads accept side by side, without a lock: with one, kept-alive clients hang,
 * because libfcgi writes the end of the previous response inside FCGX_Accept_r. Each thread waits in
 * poll for a connection (or for the next request on the one it keeps) and for the crew's stop signal;
 * the socket does not block, so who comes too late to a connection just waits again. libfcgi's own way
 * of stopping (a signal, a shutdown of the socket) would lose a request that is being read, and would
 * break a socket that systemd keeps for the next process.
 */
#include "fcgi/serve.h"

#include <errno.h>
#include <fcgiapp.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "fcgi/body.h"
#include "fcgi/response.h"
#include "fcgi/route.h"
#include "lib/log.h"

struct crew {
	struct site *site;
	int listen_fd;
	int stop_fd; /* an eventfd: readable once the crew is to stop */
	unsigned count;
	pthread_t threads[];
};

/* ---- one request ---- */

/* Reads the body to its end, whatever a handler does with it: what is left unread would be taken for
 * the next request on a connection that is kept. */
static void read_body(FCGX_Stream *in, struct body *body)
{
	char piece[16384];
	int size;

	while ((size = FCGX_GetStr(piece, sizeof piece, in)) > 0)
		body_add(body, piece, (size_t)size);
	body_end(body);
}

static struct raw_request raw_of(FCGX_Request *fcgx)
{
	return (struct raw_request){
		.method = FCGX_GetParam("REQUEST_METHOD", fcgx->envp),
		.uri = FCGX_GetParam("REQUEST_URI", fcgx->envp),
		.cookie = FCGX_GetParam("HTTP_COOKIE", fcgx->envp),
		.content_type = FCGX_GetParam("CONTENT_TYPE", fcgx->envp),
		.accept = FCGX_GetParam("HTTP_ACCEPT", fcgx->envp),
		.accept_language = FCGX_GetParam("HTTP_ACCEPT_LANGUAGE", fcgx->envp),
		.fetch_site = FCGX_GetParam("HTTP_SEC_FETCH_SITE", fcgx->envp),
		.remote_address = FCGX_GetParam("REMOTE_ADDR", fcgx->envp),
	};
}

/* Head first: it says how large a body may be. */
static void read_request(FCGX_Request *fcgx, struct req *req, struct raw_request *raw, struct body *body)
{
	*raw = raw_of(fcgx);
	request_read_head(req, raw);
	body->limit = route_body_limit(req);
	read_body(fcgx->in, body);
	raw->body = body->bytes;
	raw->body_size = body->size;
	raw->body_too_large = body->too_large;
	raw->body_failed = body->failed;
	request_read_body(req, raw);
}

/* False: the client has gone. */
static bool put(FCGX_Stream *out, const struct buffer *part)
{
	for (size_t sent = 0; sent < part->length;) {
		size_t left = part->length - sent;
		int size = FCGX_PutStr(part->bytes + sent, (int)(left < 1 << 20 ? left : 1 << 20), out);
		if (size <= 0)
			return false;
		sent += (size_t)size;
	}
	return true;
}

/* What a thread has for one request after the other, so that it need not be made again. */
struct desk {
	struct db *db;
	struct arena *mem;
	struct buffer page; /* the body of the response */
};

#define PAGE_KEPT ((size_t)256 * 1024) /* a larger one is given back */

static void clear(struct desk *desk, struct response *response)
{
	desk->page = response->body;
	response->body = (struct buffer){0};
	response_close(response);
	if (desk->page.room > PAGE_KEPT)
		buffer_close(&desk->page);
	arena_reset(desk->mem);
}

static void serve_one(FCGX_Request *fcgx, struct site *site, struct desk *desk)
{
	int64_t begun = clock_milliseconds();
	OWNED(body_close) struct body body = {0};
	OWNED(buffer_close) struct buffer head = {0};
	struct req req = {.site = site, .db = desk->db, .mem = desk->mem, .response.body = desk->page};
	struct raw_request raw;

	read_request(fcgx, &req, &raw, &body);
	log_request(req.id);
	route_run(&req);
	response_head(&req, &head);
	if (put(fcgx->out, &head))
		put(fcgx->out, &req.response.body);
	FCGX_Finish_r(fcgx);
	/* the route's path, not the one that was asked for: an address may hold a token */
	log_info("%s %s %d %" PRId64 " ms", raw.method != NULL ? (req.method == POST ? "POST" : "GET") : "-",
		req.route != NULL ? req.route->path : "(none)", req.response.status,
		clock_milliseconds() - begun);
	log_request(NULL);
	clear(desk, &req.response);
}

/* ---- the loop ---- */

/* Waits for a connection, or for the next request on the kept one. False: the crew is to stop, and
 * nothing is waiting on a kept connection. */
static bool wait_for_request(const struct crew *crew, const FCGX_Request *fcgx)
{
	int fd = fcgx->ipcFd >= 0 ? fcgx->ipcFd : crew->listen_fd;
	struct pollfd waits[2] = {{.fd = crew->stop_fd, .events = POLLIN}, {.fd = fd, .events = POLLIN}};

	while (poll(waits, 2, -1) < 0 && errno == EINTR)
		continue;
	if (waits[0].revents == 0)
		return true;
	return fcgx->ipcFd >= 0 && (waits[1].revents & POLLIN) != 0;
}

/* No descriptors left, or another passing trouble: a naive loop would lose the thread here. */
static void pause_after_trouble(void)
{
	const struct timespec pause = {.tv_nsec = 50 * 1000000};

	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return;
	log_warning("accept: %s", strerror(errno));
	nanosleep(&pause, NULL);
}

static void *work(void *arg)
{
	struct crew *crew = arg;
	FCGX_Request fcgx;
	struct desk desk = {.mem = NULL};

	if (FCGX_InitRequest(&fcgx, crew->listen_fd, 0) != 0)
		return NULL;
	desk.mem = arena_open();
	db_open_for_pages(crew->site->configuration, &desk.db); /* one that is away now connects later */
	while (wait_for_request(crew, &fcgx)) {
		errno = 0;
		if (FCGX_Accept_r(&fcgx) == 0)
			serve_one(&fcgx, crew->site, &desk);
		else
			pause_after_trouble();
	}
	FCGX_Free(&fcgx, 1);
	db_close(&desk.db);
	arena_close(&desk.mem);
	buffer_close(&desk.page);
	return NULL;
}

enum err crew_start(struct site *site, int listen_fd, unsigned threads, struct crew **out)
{
	struct crew *crew = calloc(1, sizeof *crew + threads * sizeof crew->threads[0]);

	if (crew == NULL)
		abort();
	crew->site = site;
	crew->listen_fd = listen_fd;
	crew->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	while (crew->stop_fd >= 0 && crew->count < threads &&
		pthread_create(&crew->threads[crew->count], NULL, work, crew) == 0)
		crew->count++;
	*out = crew;
	if (crew->count > 0)
		return OK;
	log_error("no thread can be started: %s", strerror(errno));
	crew_stop(out);
	return FAILED;
}

void crew_stop(struct crew **crew)
{
	if (*crew == NULL)
		return;
	if ((*crew)->stop_fd >= 0 && write((*crew)->stop_fd, &(uint64_t){1}, sizeof(uint64_t)) < 0)
		log_error("the threads cannot be told to stop: %s", strerror(errno));
	for (unsigned i = 0; i < (*crew)->count; i++)
		pthread_join((*crew)->threads[i], NULL);
	close((*crew)->stop_fd);
	free(*crew);
	*crew = NULL;
}
