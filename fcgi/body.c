/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/body.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "lib/log.h"

#define IN_MEMORY ((size_t)1 << 20)

static void fail(struct body *body)
{
	if (!body->failed)
		log_error("the temporary file for a large form: %s", strerror(errno));
	body->failed = true;
}

/* What is in memory goes to a file, and what follows too. */
static void spool(struct body *body)
{
	body->spool = tmpfile();
	if (body->spool == NULL)
		fail(body);
	else if (body->memory.length > 0 &&
		 fwrite(body->memory.bytes, 1, body->memory.length, body->spool) != body->memory.length)
		fail(body);
	buffer_close(&body->memory);
}

void body_add(struct body *body, const void *bytes, size_t size)
{
	if (body->size + size > body->limit)
		body->too_large = true;
	if (body->too_large || body->failed)
		return;
	body->size += size;
	if (body->spool == NULL && body->size > IN_MEMORY)
		spool(body);
	if (body->spool == NULL)
		buffer_add(&body->memory, bytes, size);
	else if (!body->failed && fwrite(bytes, 1, size, body->spool) != size)
		fail(body);
}

void body_end(struct body *body)
{
	if (body->too_large || body->failed)
		body->size = 0;
	body->bytes = body->memory.bytes;
	if (body->spool == NULL || body->size == 0)
		return;
	body->map = fflush(body->spool) != 0 ? MAP_FAILED
					     : mmap(NULL, body->size, PROT_READ, MAP_PRIVATE, fileno(body->spool), 0);
	if (body->map == MAP_FAILED) {
		body->map = NULL;
		body->size = 0;
		fail(body);
		return;
	}
	body->bytes = body->map;
}

void body_close(struct body *body)
{
	if (body->map != NULL)
		munmap(body->map, body->size);
	if (body->spool != NULL)
		fclose(body->spool);
	buffer_close(&body->memory);
	*body = (struct body){0};
}
