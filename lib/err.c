/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/err.h"

const char *err_name(enum err err)
{
	static const char *const names[] = {
		[OK] = "ok",
		[NOT_FOUND] = "not-found",
		[INVALID] = "invalid",
		[FORBIDDEN] = "forbidden",
		[CONFLICT] = "conflict",
		[TOO_LARGE] = "too-large",
		[UNAVAILABLE] = "unavailable",
		[FAILED] = "failed",
	};

	if ((unsigned)err >= sizeof names / sizeof names[0])
		return "unknown";
	return names[err];
}
