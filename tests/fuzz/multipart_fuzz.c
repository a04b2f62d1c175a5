/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Any bytes as a form with files: the first line is the content type, the rest the body. Whatever is
 * taken lies within the body, one part behind the other, each ended by what parts them; and the names
 * of files become names that can be kept.
 */
#include <stdlib.h>
#include <string.h>

#include "fcgi/multipart.h"
#include "lib/text.h"
#include "lib/upload.h"
#include "tests/fuzz/fuzz.h"

static void must_be(bool so)
{
	if (!so)
		abort();
}

static void check_name(struct arena *mem, const char *name)
{
	for (enum file_kind kind = FILE_UNKNOWN; kind <= FILE_WEBP; kind++) {
		const char *kept = upload_name(mem, name, kind);
		must_be(text_is_utf8(kept, strlen(kept)) && *kept != '\0' && *kept != '.');
		must_be(text_length(kept) <= UPLOAD_NAME_LONGEST);
		must_be(strpbrk(kept, "/\\\"\r\n") == NULL);
	}
}

static void check_parts(struct arena *mem, const struct parts *parts, const char *body, size_t size)
{
	const char *behind = body;

	must_be(parts->count <= MULTIPART_PARTS_MOST);
	for (size_t i = 0; i < parts->count; i++) {
		const struct part *part = &parts->at[i];
		must_be(part->name != NULL);
		must_be(part->bytes >= behind && part->size <= (size_t)(body + size - part->bytes));
		behind = part->bytes + part->size;
		must_be(body + size - behind >= 4 && memcmp(behind, "\r\n--", 4) == 0);
		check_name(mem, part->file_name);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const uint8_t *end = size == 0 ? NULL : memchr(bytes, '\n', size);
	struct parts parts;

	if (end == NULL)
		return 0;
	size_t line = (size_t)(end - bytes), rest = size - line - 1;
	const char *type = arena_text_n(mem, (const char *)bytes, line);
	/* a copy of exactly this size: AddressSanitizer sees a step beyond it */
	const char *body = arena_copy(mem, end + 1, rest);
	if (multipart_is(type) && multipart_read(mem, type, body, rest, &parts) == OK)
		check_parts(mem, &parts, body, rest);
	return 0;
}
