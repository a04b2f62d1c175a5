/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Errors: the few things a caller can act on. The detail is logged once, where it happens.
 */
#ifndef TORV_ERR_H
#define TORV_ERR_H

enum err {
	OK = 0,
	NOT_FOUND,   /* there is no such thing, or not for this reader */
	INVALID,     /* what came in breaks a rule; the form says which */
	FORBIDDEN,   /* the reader may not do this */
	CONFLICT,    /* it is there already, or the state has moved on */
	TOO_LARGE,   /* over a stated limit */
	UNAVAILABLE, /* the database or another server is away: try again later */
	FAILED,      /* our fault, or the machine's; logged */
};

/* The one macro that steers: leaves the function with the error of x, if it has one. */
#define TRY(x)                                                                                     \
	do {                                                                                       \
		enum err try_err_ = (x);                                                           \
		if (try_err_ != OK)                                                                \
			return try_err_;                                                           \
	} while (0)

/* Closes the variable by itself when its scope ends: OWNED(arena_close) struct arena *mem = ... */
#define OWNED(close) __attribute__((cleanup(close), unused))

/* For functions that take a format like printf's. */
#define FORMAT(text, args) __attribute__((format(printf, text, args)))

/* The error's name, for logs. */
const char *err_name(enum err err);

#endif
