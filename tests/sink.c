/* SPDX-License-Identifier: MPL-2.0 */
/* Starts, reads and ends the mail server of the tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/sink.h"

#define ARGUMENTS 12

/* The folder TORV_SOURCE names in `make check`; else the test is run by hand in the source folder. */
static const char *source_folder(void)
{
	const char *folder = getenv("TORV_SOURCE");

	return folder != NULL ? folder : ".";
}

static char *read_file(const char *path, struct arena *mem, size_t *size)
{
	FILE *in = fopen(path, "rb");
	struct stat about;

	if (in == NULL)
		return NULL;
	assert_int_equal(fstat(fileno(in), &about), 0);
	char *bytes = arena_alloc(mem, (size_t)about.st_size + 1);
	*size = fread(bytes, 1, (size_t)about.st_size, in);
	fclose(in);
	return bytes;
}

static _Noreturn void become_server(const char *script, const char *folder,
	const char *const *arguments, int line)
{
	const char *argv[ARGUMENTS + 4] = {"/usr/bin/python3", script, folder};

	for (size_t i = 0; arguments != NULL && arguments[i] != NULL && i < ARGUMENTS; i++)
		argv[3 + i] = arguments[i];
	dup2(line, STDIN_FILENO);
	execv(argv[0], (char *const *)argv);
	_exit(127);
}

/* Waits until it has written its port. */
static unsigned wait_for_port(const struct sink *sink, struct arena *mem)
{
	char *path = arena_printf(mem, "%s/port", sink->folder);

	for (int tries = 0; tries < 1000; tries++) {
		size_t size;
		char *text = read_file(path, mem, &size);

		if (text != NULL)
			return (unsigned)strtoul(text, NULL, 10);
		if (waitpid(sink->pid, NULL, WNOHANG) != 0)
			fail_msg("the mail server did not start (python3-aiosmtpd?)");
		usleep(10000);
	}
	fail_msg("the mail server does not listen");
	return 0;
}

void sink_open(struct sink *sink, const char *folder, const char *const *arguments)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	char *script = arena_printf(mem, "%s/tests/smtp_sink.py", source_folder());
	int ends[2];

	snprintf(sink->folder, sizeof sink->folder, "%s/sink-XXXXXX", folder);
	assert_non_null(mkdtemp(sink->folder));
	assert_int_equal(pipe(ends), 0);
	sink->pid = fork();
	assert_true(sink->pid >= 0);
	if (sink->pid == 0) {
		close(ends[1]);
		become_server(script, sink->folder, arguments, ends[0]);
	}
	close(ends[0]);
	sink->line = ends[1];
	sink->port = wait_for_port(sink, mem);
}

void sink_close(struct sink *sink)
{
	if (sink->pid <= 0)
		return;
	close(sink->line);
	waitpid(sink->pid, NULL, 0);
	sink->pid = 0;
}

char *sink_message(const struct sink *sink, struct arena *mem, size_t number, size_t *size)
{
	return read_file(arena_printf(mem, "%s/%05zu.eml", sink->folder, number), mem, size);
}

char *sink_envelope(const struct sink *sink, struct arena *mem, size_t number)
{
	size_t size;

	return read_file(arena_printf(mem, "%s/%05zu.to", sink->folder, number), mem, &size);
}

size_t sink_count(const struct sink *sink)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	size_t count = 0;

	while (sink_envelope(sink, mem, count + 1) != NULL)
		count++;
	return count;
}

void given_certificate(const char *folder, const char *name, const char *host)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	char *command = arena_printf(mem,
		"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
		" -subj /CN=%s -addext subjectAltName=DNS:%s -keyout '%s/%s.key' -out '%s/%s.crt'"
		" 2>/dev/null",
		host, host, folder, name, folder, name);

	assert_int_equal(system(command), 0);
}
