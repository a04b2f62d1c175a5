/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/records.h"

#include <errno.h>
#include <fastcgi.h>
#include <sys/uio.h>

#define CONTENT_MOST 65535
#define RECORDS_MOST 32 /* in one call of the system */

/* What one call writes: header and content of each record in turn. */
struct records {
	FCGI_Header headers[RECORDS_MOST];
	struct iovec pieces[2 * RECORDS_MOST];
	size_t count; /* records */
};

static void add_record(struct records *records, int request_id, char *content, size_t size)
{
	FCGI_Header *header = &records->headers[records->count];
	struct iovec *pieces = &records->pieces[2 * records->count++];

	*header = (FCGI_Header){
		.version = FCGI_VERSION_1,
		.type = FCGI_STDOUT,
		.requestIdB1 = (unsigned char)(request_id >> 8 & 0xff),
		.requestIdB0 = (unsigned char)(request_id & 0xff),
		.contentLengthB1 = (unsigned char)(size >> 8),
		.contentLengthB0 = (unsigned char)(size & 0xff),
	};
	pieces[0] = (struct iovec){header, sizeof *header};
	pieces[1] = (struct iovec){content, size};
}

/* Leaves out what has been written. */
static void advance(struct iovec **pieces, size_t *count, size_t written)
{
	while (*count > 0 && written >= (*pieces)->iov_len) {
		written -= (*pieces)->iov_len;
		++*pieces;
		--*count;
	}
	if (*count > 0) {
		(*pieces)->iov_base = (char *)(*pieces)->iov_base + written;
		(*pieces)->iov_len -= written;
	}
}

static bool write_all(int fd, struct records *records)
{
	struct iovec *pieces = records->pieces;
	size_t count = 2 * records->count;

	while (count > 0) {
		ssize_t written = writev(fd, pieces, (int)count);
		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0)
			advance(&pieces, &count, (size_t)written);
	}
	records->count = 0;
	return true;
}

bool records_send(int fd, int request_id, struct buffer *head, struct buffer *body)
{
	struct buffer *parts[] = {head, body};
	struct records records = {.count = 0};

	for (size_t i = 0; i < 2; i++)
		for (size_t at = 0; at < parts[i]->length; at += CONTENT_MOST) {
			size_t left = parts[i]->length - at;
			add_record(&records, request_id, parts[i]->bytes + at, left < CONTENT_MOST ? left : CONTENT_MOST);
			if (records.count == RECORDS_MOST && !write_all(fd, &records))
				return false;
		}
	return write_all(fd, &records);
}
