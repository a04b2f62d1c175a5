/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The log: syslog or standard error, one line an event. A line carries the id of the request (or
 * message) that its thread is working on. Never give it a password, a token or a mail's text.
 */
#ifndef TORV_LOG_H
#define TORV_LOG_H

#include "lib/err.h"

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };
enum log_target { LOG_TO_STDERR, LOG_TO_SYSLOG, LOG_TO_NOWHERE };

/* Call before threads start; again when what it was told has changed. Until then lines go to standard error at
 * WARNING. */
void log_open(const char *program, enum log_target target, enum log_level level);

/* The id that this thread's next lines carry; NULL or "" for none. Copied. */
void log_request(const char *id);

void log_error(const char *format, ...) FORMAT(1, 2);
void log_warning(const char *format, ...) FORMAT(1, 2);
void log_info(const char *format, ...) FORMAT(1, 2);
void log_debug(const char *format, ...) FORMAT(1, 2);

#endif
