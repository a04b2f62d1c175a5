/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Files that people send us, by a form or by mail. What a file is, is told by its content (libmagic, and
 * libzip for what looks like an office document), never by its name or by what the sender calls it. A
 * picture is decoded and written anew (image.h); the other kinds are kept as they came, and leave Torv
 * only as something to save.
 */
#ifndef TORV_UPLOAD_H
#define TORV_UPLOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/arena.h"

#define UPLOAD_LONGEST ((size_t)10 << 20) /* bytes of one file: 10 MB */
#define UPLOAD_NAME_LONGEST 100           /* characters of its name */

/* A file as it came in. Nothing here is to be believed. */
struct upload {
	const char *name;  /* as the sender calls it; may be a path, or no UTF-8; NULL: none */
	const void *bytes; /* borrowed */
	size_t size;
	bool is_aside; /* the bytes are aside (aside.h): they may rest when nobody looks at them */
};

enum file_kind {
	FILE_UNKNOWN, /* none that we take */
	FILE_PDF,
	FILE_DOCX,
	FILE_XLSX,
	FILE_PPTX,
	FILE_ODT,
	FILE_ODS,
	FILE_ODP,
	FILE_TEXT, /* CSV too */
	FILE_JPEG,
	FILE_PNG,
	FILE_GIF,
	FILE_WEBP,
};

/* Why a file is not taken. The values are those of attachment.refusal, counted from 1. */
enum refusal {
	TAKEN,
	REFUSED_EMPTY,
	REFUSED_LARGE,  /* over UPLOAD_LONGEST */
	REFUSED_KIND,   /* a kind that we do not take */
	REFUSED_BROKEN, /* it says what it is, but cannot be read */
	REFUSED_PIXELS, /* a picture that would be too large once unpacked */
	REFUSED_MACROS, /* an office document with a program in it */
	REFUSED_MANY,   /* one file more than a message may have */
	REFUSED_MEMORY, /* a picture that would have to be unpacked whole, and is too large for that */
	REFUSED_SUM,    /* a picture that is too much together with those before it */
};

/* What a refusal means to the person, as an English source text. */
const char *refusal_text(enum refusal refusal);

/* Tells a file's kind by its content and checks size and macros. FILE_UNKNOWN goes with REFUSED_KIND.
 * FAILED, and logged, when libmagic does not start. */
enum err upload_kind(const struct upload *upload, enum file_kind *kind, enum refusal *refusal);

bool file_kind_is_image(enum file_kind kind);
const char *file_kind_type(enum file_kind kind); /* "application/pdf" */

/* A name to keep a file of that kind under: UTF-8, no path, nothing that could turn the line around or
 * hide the ending, at most UPLOAD_NAME_LONGEST characters, with an ending that says the truth:
 * "..\\x\\Tilbud 2.bat" that holds text becomes "Tilbud 2.bat.txt". */
char *upload_name(struct arena *mem, const char *name, enum file_kind kind);

#endif
