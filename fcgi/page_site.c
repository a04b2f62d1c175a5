/* SPDX-License-Identifier: MPL-2.0 */
/* What belongs to the installation: its language switch, its colour and logo, its health. */
#include <stdio.h>
#include <string.h>

#include "fcgi/pages.h"
#include "fcgi/response.h"
#include "lib/log.h"
#include "lib/outbox.h"
#include "lib/templates.h"

#define A_YEAR (365 * 24 * 3600)
#define LOGO_LIMIT (512 * 1024)
/* A mail that waits for longer than this says that nobody sends. */
#define QUEUE_PATIENCE 900

/* Keeps the choice of language; a GET, because it changes nothing but what this browser sees. */
enum err language_choose(struct req *req)
{
	enum language language = language_from_code(path_text(req, "code"), LANGUAGES);

	if (language == LANGUAGES)
		return NOT_FOUND;
	set_cookie(req, "torv_language", language_code(language), A_YEAR);
	return redirect(req, "%s", path_of_ours(query_text(req, "next")));
}

static void keep_for_a_year(struct req *req)
{
	req->response.cacheable = true;
	add_header(req, "Cache-Control", "public, max-age=31536000, immutable");
}

/* The installation's colour, as custom properties of CSS. */
enum err theme_show(struct req *req)
{
	json_t *model = json_pack("{s:{s:s}}", "site", "colour", req->site->configuration->site_colour);
	enum err err = templates_render(req->site->templates, req->language, "theme.txt", model,
		&req->response.body);

	json_decref(model);
	req->response.type = "text/css; charset=utf-8";
	keep_for_a_year(req);
	return err;
}

/* The municipality's logo, as it lies on the disk. */
enum err logo_show(struct req *req)
{
	const char *path = req->site->configuration->site_logo;
	FILE *file = path != NULL ? fopen(path, "re") : NULL;
	char piece[8192];
	size_t size;

	if (file == NULL)
		return NOT_FOUND;
	while ((size = fread(piece, 1, sizeof piece, file)) > 0 && req->response.body.length < LOGO_LIMIT)
		buffer_add(&req->response.body, piece, size);
	fclose(file);
	size_t length = strlen(path);
	bool svg = length > 4 && strcmp(path + length - 4, ".svg") == 0;
	req->response.type = svg ? "image/svg+xml" : "image/png";
	req->response.cacheable = true;
	add_header(req, "Cache-Control", "public, max-age=3600");
	return OK;
}

static enum err read_queue(struct req *req, struct row **row)
{
	TRY(db_ping(req->db));
	return db_one(req->db, req->mem, Q_QUEUE_HEALTH, NO_ARGS, row);
}

/* For people and for monitors: status 200 when all is well, 503 when not. */
enum err health_show(struct req *req)
{
	struct row *row = NULL;
	enum err err = read_queue(req, &row);
	int64_t oldest = err == OK ? row_int(row, "oldest_seconds") : 0;
	bool database_well = err == OK, queue_well = database_well && oldest < QUEUE_PATIENCE;
	json_t *model = json_pack("{s:b, s:b, s:b, s:I, s:I, s:I}", "well", database_well && queue_well,
		"database_well", database_well, "queue_well", queue_well, "queued",
		err == OK ? (json_int_t)row_int(row, "queued") : (json_int_t)0, "failed",
		err == OK ? (json_int_t)row_int(row, "failed") : (json_int_t)0, "oldest_seconds",
		(json_int_t)oldest);

	if (!database_well)
		req->user = NULL; /* the layout would ask the database about it */
	err = render(req, "health", model);
	req->response.status = database_well && queue_well ? 200 : 503;
	return err;
}
