/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The log. A line is made in one buffer and written in one call, so that lines of several threads
 * never mix. The request's id is the thread's own.
 */
#include "lib/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#define LINE_SIZE 2048

/* Set by log_open, before threads start and when torv-fcgi reloads: then others write meanwhile. */
static struct {
	const char *_Atomic program;
	_Atomic enum log_target target;
	_Atomic enum log_level level;
} settings = {"torv", LOG_TO_STDERR, LOG_LEVEL_WARNING};

static _Thread_local char request_id[40];

void log_open(const char *program, enum log_target target, enum log_level level)
{
	settings.program = program;
	settings.target = target;
	settings.level = level;
	if (target == LOG_TO_SYSLOG)
		openlog(program, LOG_PID, LOG_DAEMON);
}

void log_request(const char *id)
{
	snprintf(request_id, sizeof request_id, "%s", id == NULL ? "" : id);
}

/* What came from outside must not forge a second line. */
static void one_line(char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = ' ';
	}
}

static void write_stderr(const char *level, const char *message)
{
	char line[LINE_SIZE + 128];
	int length = snprintf(line, sizeof line, "%s: %s: %s%s%s\n", settings.program, level,
		request_id, request_id[0] == '\0' ? "" : " ", message);

	if (length < 0)
		return;
	size_t size = (size_t)length < sizeof line ? (size_t)length : sizeof line - 1;
	line[size - 1] = '\n';
	if (write(STDERR_FILENO, line, size) < 0)
		return; /* there is nobody left to tell */
}

static void FORMAT(2, 0) write_line(enum log_level level, const char *format, va_list args)
{
	static const char *const names[] = {"error", "warning", "info", "debug"};
	static const int priorities[] = {LOG_ERR, LOG_WARNING, LOG_INFO, LOG_DEBUG};
	char message[LINE_SIZE];

	if (level > settings.level || settings.target == LOG_TO_NOWHERE)
		return;
	vsnprintf(message, sizeof message, format, args);
	one_line(message);
	if (settings.target == LOG_TO_SYSLOG)
		syslog(priorities[level], "%s%s%s", request_id, request_id[0] == '\0' ? "" : " ", message);
	else
		write_stderr(names[level], message);
}

#define LOG_AT(level)                                                                              \
	do {                                                                                       \
		va_list args;                                                                      \
		va_start(args, format);                                                            \
		write_line(level, format, args);                                                   \
		va_end(args);                                                                      \
	} while (0)

void log_error(const char *format, ...) { LOG_AT(LOG_LEVEL_ERROR); }
void log_warning(const char *format, ...) { LOG_AT(LOG_LEVEL_WARNING); }
void log_info(const char *format, ...) { LOG_AT(LOG_LEVEL_INFO); }
void log_debug(const char *format, ...) { LOG_AT(LOG_LEVEL_DEBUG); }
