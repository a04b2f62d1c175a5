/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Threads take requests from the connections that there are (connections.h), read them to their end, have them answered
 * and send the answer.
 */
#include "fcgi/serve.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/body.h"
#include "fcgi/connections.h"
#include "fcgi/records.h"
#include "fcgi/response.h"
#include "fcgi/route.h"
#include "lib/log.h"

struct crew {
	struct site *site;
	struct connections *connections;
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
	if (!records_write(fcgx->ipcFd, fcgx->requestId, &head, &req.response.body))
		fcgx->keepConnection = 0;
	FCGX_Finish_r(fcgx);
	/* the route's path, not the one that was asked for: an address may hold a token */
	log_info("%s %s %d %" PRId64 " ms", raw.method != NULL ? (req.method == POST ? "POST" : "GET") : "-",
		req.route != NULL ? req.route->path : "(none)", req.response.status,
		clock_milliseconds() - begun);
	log_request(NULL);
	clear(desk, &req.response);
}

/* ---- the loop ---- */

static void *work(void *arg)
{
	struct crew *crew = arg;
	struct desk desk = {.mem = arena_open()};
	FCGX_Request *fcgx;

	db_open_for_pages(crew->site->configuration, &desk.db); /* one that is away now connects later */
	while ((fcgx = connections_next(crew->connections)) != NULL) {
		serve_one(fcgx, crew->site, &desk);
		connections_done(crew->connections, fcgx);
	}
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
	*out = crew;
	enum err err = connections_open(listen_fd, &crew->connections);
	while (err == OK && crew->count < threads &&
		pthread_create(&crew->threads[crew->count], NULL, work, crew) == 0)
		crew->count++;
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
	if ((*crew)->connections != NULL)
		connections_stop((*crew)->connections);
	for (unsigned i = 0; i < (*crew)->count; i++)
		pthread_join((*crew)->threads[i], NULL);
	connections_close(&(*crew)->connections);
	free(*crew);
	*crew = NULL;
}
