/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/model.h"

#include <inttypes.h>
#include <string.h>

#include "lib/text.h"

json_t *model_paragraphs(const char *text)
{
	json_t *list = json_array();

	while (text != NULL && *text != '\0') {
		const char *end = strstr(text, "\n\n");
		size_t length = end == NULL ? strlen(text) : (size_t)(end - text);
		if (length > 0)
			json_array_append_new(list, json_pack("{s:s%}", "text", text, length));
		text += length;
		text += strspn(text, "\n");
	}
	return list;
}

void model_text(json_t *object, const char *name, const char *text)
{
	char has[64] = "has_";

	strncat(has, name, sizeof has - sizeof "has_");
	json_object_set_new(object, name, json_string(text == NULL ? "" : text));
	json_object_set_new(object, has, json_boolean(!text_is_blank(text)));
}

char *model_number(struct arena *mem, int64_t number, const char *language)
{
	char *digits = arena_printf(mem, "%" PRId64, number);
	size_t length = strlen(digits), first = digits[0] == '-';
	char *out = arena_alloc(mem, 2 * length + 1), *at = out;
	char mark = text_equal(language, "en") ? ',' : '.';

	for (size_t i = 0; i < length; i++) {
		if (i > first && (length - i) % 3 == 0)
			*at++ = mark;
		*at++ = digits[i];
	}
	return out;
}

char *model_kroner(struct arena *mem, int64_t kroner, const char *language)
{
	const char *number = model_number(mem, kroner, language);

	if (text_equal(language, "da"))
		return arena_printf(mem, "%s kr.", number);
	return arena_printf(mem, "DKK %s", number);
}
