/* SPDX-License-Identifier: MPL-2.0 */
/*
 * multipart/form-data. The whole body is at hand (body.h), so that a part is a place in it and nothing
 * is copied but names. How browsers write names: "%22" for a quotation mark, "%0D%0A" for line ends, and no
 * other escapes (HTML, "multipart form data").
 */
#include "fcgi/multipart.h"

#include <string.h>
#include <strings.h>

#define BOUNDARY_LONGEST 70 /* RFC 2046, 5.1.1 */
#define HEADERS_LONGEST 4096
#define MULTIPART "multipart/form-data"

/* What is still to be read. */
struct rest {
	const char *at;
	size_t left;
};

static void skip(struct rest *rest, size_t size)
{
	rest->at += size;
	rest->left -= size;
}

/* Skips the text if the rest begins with it. */
static bool take(struct rest *rest, const char *text)
{
	size_t length = strlen(text);

	if (rest->left < length || memcmp(rest->at, text, length) != 0)
		return false;
	skip(rest, length);
	return true;
}

/* The bytes up to the text, which is skipped too; false when it does not come within `most` bytes. */
static bool take_until(struct rest *rest, const char *text, size_t most, struct rest *out)
{
	size_t length = strlen(text), room = most < rest->left ? most : rest->left;
	const char *found = memmem(rest->at, room, text, length);

	if (found == NULL)
		return false;
	*out = (struct rest){rest->at, (size_t)(found - rest->at)};
	skip(rest, out->left + length);
	return true;
}

/* ---- the boundary ---- */

bool multipart_is(const char *content_type)
{
	size_t length = strlen(MULTIPART);

	return strncasecmp(content_type, MULTIPART, length) == 0 && strchr("; \t", content_type[length]) != NULL;
}

/* The parameter's value; NULL when there is none that RFC 2046 allows. */
static char *boundary_of(struct arena *mem, const char *content_type)
{
	static const char allowed[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=?";
	const char *at = strcasestr(content_type, "boundary=");

	if (at == NULL)
		return NULL;
	at += strlen("boundary=");
	bool quoted = *at == '"';
	size_t length = strspn(at + quoted, allowed);
	char end = at[quoted + length];
	if (length == 0 || length > BOUNDARY_LONGEST || (quoted ? end != '"' : end != '\0' && end != ';' && end != ' '))
		return NULL;
	return arena_text_n(mem, at + quoted, length);
}

/* ---- the head of a part ---- */

/* A quoted value with its escapes undone; what is behind it is left in *rest. False: not quoted, or not
 * ended. */
static bool take_quoted(struct arena *mem, struct rest *rest, const char **out)
{
	struct rest value;

	if (!take(rest, "\"") || !take_until(rest, "\"", rest->left, &value))
		return false;
	char *text = arena_alloc(mem, value.left + 1), *to = text;
	while (value.left > 0) {
		if (take(&value, "%22")) {
			*to++ = '"';
		} else if (take(&value, "%0D") || take(&value, "%0A")) {
			*to++ = ' ';
		} else {
			*to++ = *value.at == '\0' ? ' ' : *value.at;
			skip(&value, 1);
		}
	}
	*out = text;
	return true;
}

/* `form-data; name="x"; filename="y"` */
static bool read_disposition(struct arena *mem, struct rest line, struct part *part)
{
	if (!take(&line, "form-data"))
		return false;
	while (take(&line, "; ")) {
		if (take(&line, "name=") ? !take_quoted(mem, &line, &part->name)
					 : !take(&line, "filename=") || !take_quoted(mem, &line, &part->file_name))
			return false;
	}
	return line.left == 0 && part->name != NULL;
}

static bool read_head(struct arena *mem, struct rest head, struct part *part)
{
	static const char disposition[] = "Content-Disposition: ";
	bool found = false;

	while (head.left > 0) {
		struct rest line = head;
		if (!take_until(&head, "\r\n", head.left, &line))
			head.left = 0; /* the last one */
		if (line.left <= strlen(disposition) || strncasecmp(line.at, disposition, strlen(disposition)) != 0)
			continue; /* what the sender says of the type, we do not believe */
		skip(&line, strlen(disposition));
		if (found || !read_disposition(mem, line, part))
			return false;
		found = true;
	}
	return found;
}

/* ---- the body ---- */

static void add(struct arena *mem, struct parts *parts, const struct part *part)
{
	if ((parts->count & (parts->count - 1)) == 0) { /* full at every power of two: double it */
		struct part *more = arena_array(mem, parts->count == 0 ? 1 : parts->count * 2, sizeof *more);
		if (parts->count > 0)
			memcpy(more, parts->at, parts->count * sizeof *more);
		parts->at = more;
	}
	parts->at[parts->count++] = *part;
}

/* One part, up to and with the boundary that ends it. */
static bool read_part(struct arena *mem, struct rest *rest, const char *delimiter, struct part *part)
{
	struct rest head, content;

	*part = (struct part){0};
	if (!take_until(rest, "\r\n\r\n", HEADERS_LONGEST, &head) || !read_head(mem, head, part) ||
		!take_until(rest, delimiter, rest->left, &content))
		return false;
	part->bytes = content.at;
	part->size = content.left;
	return true;
}

enum err multipart_read(struct arena *mem, const char *content_type, const char *body, size_t size,
	struct parts *out)
{
	struct rest rest = {body, size};
	const char *boundary = boundary_of(mem, content_type);

	*out = (struct parts){0};
	if (boundary == NULL || !take(&rest, "--") || !take(&rest, boundary))
		return INVALID;
	const char *delimiter = arena_printf(mem, "\r\n--%s", boundary);
	while (take(&rest, "\r\n")) {
		struct part part;
		if (out->count >= MULTIPART_PARTS_MOST || !read_part(mem, &rest, delimiter, &part))
			return INVALID;
		add(mem, out, &part);
	}
	if (!take(&rest, "--"))
		return INVALID;
	take(&rest, "\r\n");
	return rest.left == 0 ? OK : INVALID;
}
