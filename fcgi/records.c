/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/records.h"

#include <errno.h>
#include <fastcgi.h>
#include <string.h>
#include <sys/uio.h>

#define LARGEST FCGI_MAX_LENGTH /* content of a record */
#define PIECES 3 /* of one: its header, of the head, of the body */

static bool write_all(int fd, struct iovec *pieces)
{
	for (size_t first = 0; first < PIECES;) {
		ssize_t written = writev(fd, pieces + first, (int)(PIECES - first));
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		size_t size = (size_t)written;
		while (first < PIECES && size >= pieces[first].iov_len)
			size -= pieces[first++].iov_len;
		if (first < PIECES) {
			pieces[first].iov_base = (char *)pieces[first].iov_base + size;
			pieces[first].iov_len -= size;
		}
	}
	return true;
}

/* What lies in the part of the stretch from `from` on, where the part begins at `begin`. */
static struct iovec piece_of(const struct buffer *part, size_t begin, size_t from, size_t length)
{
	size_t end = begin + part->length, to = from + length;

	if (from < begin)
		from = begin;
	if (to > end)
		to = end;
	if (from >= to)
		return (struct iovec){.iov_len = 0};
	return (struct iovec){part->bytes + (from - begin), to - from};
}

bool records_write(int fd, int request, const struct buffer *head, const struct buffer *body)
{
	size_t size = head->length + body->length;

	for (size_t at = 0; at < size;) {
		size_t length = size - at < LARGEST ? size - at : LARGEST;
		FCGI_Header header = {
			.version = FCGI_VERSION_1,
			.type = FCGI_STDOUT,
			.requestIdB1 = (unsigned char)(request >> 8 & 0xff),
			.requestIdB0 = (unsigned char)(request & 0xff),
			.contentLengthB1 = (unsigned char)(length >> 8),
			.contentLengthB0 = (unsigned char)(length & 0xff),
		};
		struct iovec pieces[PIECES] = {{&header, sizeof header}, piece_of(head, 0, at, length),
			piece_of(body, head->length, at, length)};
		if (!write_all(fd, pieces))
			return false;
		at += length;
	}
	return true;
}
