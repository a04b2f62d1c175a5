/* SPDX-License-Identifier: MPL-2.0 */
/* A response as FastCGI records: whatever its size, who reads them has its bytes, in the request's name. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "fcgi/records.h"

#define REQUEST 0x1234

/* The web server's side: reads to the end. */
struct reader {
	int fd;
	struct buffer all;
	pthread_t thread;
};

static void *read_on(void *arg)
{
	struct reader *reader = arg;
	char piece[3000];
	ssize_t size;

	while ((size = read(reader->fd, piece, sizeof piece)) > 0)
		buffer_add(&reader->all, piece, (size_t)size);
	return NULL;
}

/* The content of the records, each of which must be standard output of the request. */
static void take_apart(const struct buffer *records, struct buffer *content)
{
	for (size_t at = 0; at < records->length;) {
		const unsigned char *header = (const unsigned char *)records->bytes + at;
		assert_true(records->length - at >= 8);
		size_t length = (size_t)header[4] * 256 + header[5];
		assert_int_equal(header[0], 1); /* version */
		assert_int_equal(header[1], 6); /* standard output */
		assert_int_equal(header[2] * 256 + header[3], REQUEST);
		assert_int_not_equal(length, 0); /* that would be its end */
		assert_true(records->length - at - 8 >= length + header[6]);
		buffer_add(content, header + 8, length);
		at += 8 + length + header[6];
	}
}

static struct buffer given_text(size_t size, char first)
{
	struct buffer text = {0};

	for (size_t i = 0; i < size; i++)
		buffer_add(&text, (char[]){(char)(first + (int)(i % 23))}, 1);
	return text;
}

static void assert_arrives(size_t head_size, size_t body_size)
{
	OWNED(buffer_close) struct buffer head = given_text(head_size, 'A'), body = given_text(body_size, 'a'), content = {0};
	struct reader reader = {0};
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	reader.fd = ends[1];
	assert_int_equal(pthread_create(&reader.thread, NULL, read_on, &reader), 0);
	assert_true(records_write(ends[0], REQUEST, &head, &body));
	close(ends[0]);
	pthread_join(reader.thread, NULL);
	close(ends[1]);
	take_apart(&reader.all, &content);
	buffer_close(&reader.all);
	assert_int_equal(content.length, head_size + body_size);
	if (head_size > 0)
		assert_memory_equal(content.bytes, head.bytes, head_size);
	if (body_size > 0)
		assert_memory_equal(content.bytes + head_size, body.bytes, body_size);
}

static void a_response_of_any_size_arrives_whole(void **state)
{
	static const size_t heads[] = {0, 1, 300, 65534, 65535, 65536, 140000};
	static const size_t bodies[] = {0, 1, 65234, 65235, 65236, 65535, 400000};

	(void)state;
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		for (size_t k = 0; k < sizeof bodies / sizeof bodies[0]; k++)
			assert_arrives(heads[i], bodies[k]);
}

static void who_has_gone_is_noticed(void **state)
{
	OWNED(buffer_close) struct buffer head = given_text(300, 'A'), body = given_text(400000, 'a');
	int ends[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	close(ends[1]);
	assert_false(records_write(ends[0], REQUEST, &head, &body));
	close(ends[0]);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_response_of_any_size_arrives_whole),
		cmocka_unit_test(who_has_gone_is_noticed),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
