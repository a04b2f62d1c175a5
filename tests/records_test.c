/* SPDX-License-Identifier: MPL-2.0 */
/* Responses as records of FastCGI, through a socket as the web server has it. */
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fcgi/records.h"
#include "tests/support.h"

#define REQUEST 258 /* both bytes of the number count */

/* Reads what comes until the other end is closed, in small pieces. */
struct server {
	int fd;
	struct buffer came;
};

static void *take_all(void *arg)
{
	struct server *server = arg;
	char piece[5000];
	ssize_t size;

	while ((size = read(server->fd, piece, sizeof piece)) > 0)
		buffer_add(&server->came, piece, (size_t)size);
	return NULL;
}

/* The contents of the records, one after the other; each must be output of the request. */
static size_t take_apart(const struct buffer *came, struct buffer *content)
{
	const unsigned char *at = (const unsigned char *)came->bytes, *end = at + came->length;
	size_t records = 0;

	for (; at < end; records++) {
		assert_true(end - at >= 8);
		size_t size = (size_t)at[4] << 8 | at[5];
		assert_int_equal(at[0], 1); /* version */
		assert_int_equal(at[1], 6); /* FCGI_STDOUT */
		assert_int_equal(at[2] << 8 | at[3], REQUEST);
		assert_true(size > 0); /* an empty one would end the output */
		assert_true((size_t)(end - at) >= 8 + size + at[6]);
		buffer_add(content, at + 8, size);
		at += 8 + size + at[6];
	}
	return records;
}

static void arrives(const char *head_text, size_t body_size, size_t records)
{
	OWNED(buffer_close) struct buffer head = {0}, body = {0}, content = {0}, wanted = {0};
	struct server server = {0};
	pthread_t thread;
	int fds[2];

	for (size_t i = 0; i < body_size; i++)
		buffer_add(&body, &(char){(char)((i * 7 + i / 251) & 0x7f)}, 1);
	buffer_text(&head, head_text);
	buffer_text(&wanted, head_text);
	buffer_add(&wanted, body.bytes, body.length);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	server.fd = fds[1];
	assert_int_equal(pthread_create(&thread, NULL, take_all, &server), 0);
	assert_true(records_send(fds[0], REQUEST, &head, &body));
	close(fds[0]);
	pthread_join(thread, NULL);
	close(fds[1]);
	assert_int_equal(take_apart(&server.came, &content), records);
	assert_int_equal(content.length, wanted.length);
	assert_memory_equal(content.bytes, wanted.bytes, wanted.length);
	buffer_close(&server.came);
}

static void a_page_goes_out_in_two_records(void **state)
{
	(void)state;
	arrives("Status: 200 OK\r\n\r\n", 50000, 2);
}

static void a_response_without_a_body_is_its_head(void **state)
{
	(void)state;
	arrives("Status: 303 See Other\r\nLocation: /\r\n\r\n", 0, 1);
}

static void what_is_larger_than_a_record_goes_out_in_several_in_their_order(void **state)
{
	(void)state;
	arrives("Status: 200 OK\r\n\r\n", 65535, 2);
	arrives("Status: 200 OK\r\n\r\n", 65536, 3);
	arrives("Status: 200 OK\r\n\r\n", 5000000, 78); /* more than one call takes */
}

static void a_web_server_that_has_gone_is_no_end_of_ours(void **state)
{
	OWNED(buffer_close) struct buffer head = {0}, body = {0};
	int fds[2];

	(void)state;
	signal(SIGPIPE, SIG_IGN); /* as torv-fcgi does */
	buffer_text(&head, "Status: 200 OK\r\n\r\n");
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	close(fds[1]);
	assert_false(records_send(fds[0], REQUEST, &head, &body));
	close(fds[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_goes_out_in_two_records),
		cmocka_unit_test(a_response_without_a_body_is_its_head),
		cmocka_unit_test(what_is_larger_than_a_record_goes_out_in_several_in_their_order),
		cmocka_unit_test(a_web_server_that_has_gone_is_no_end_of_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
