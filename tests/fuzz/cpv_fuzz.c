/* SPDX-License-Identifier: MPL-2.0 */
/* Any bytes as a CPV list, in whichever of the three forms they look like: what is accepted is codes, each
 * once, each with a name. */
#include <stdlib.h>
#include <string.h>

#include "export/cpv_file.h"
#include "lib/text.h"
#include "tests/fuzz/fuzz.h"

static void expect(bool it_is_so)
{
	if (!it_is_so)
		abort();
}

static void check_entry(const struct cpv_entry *entry)
{
	char code[CPV_CODE_SIZE];
	bool named = false;

	expect(cpv_code_parse(entry->code, code) && strcmp(code, entry->code) == 0);
	for (int i = 0; i < LANGUAGES; i++)
		if (entry->names[i] != NULL) {
			named = true;
			expect(entry->names[i][0] != '\0');
			expect(text_is_utf8(entry->names[i], strlen(entry->names[i])));
			expect(text_length(entry->names[i]) <= CPV_NAME_LIMIT);
		}
	expect(named);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	struct file_faults faults = {.mem = mem};
	struct cpv_file file;
	enum err err = cpv_file_parse(mem, "list", (const char *)bytes, size, &faults, &file);

	expect((err == OK) == (faults.count == 0));
	expect((err == OK) == (file.count > 0));
	for (size_t i = 0; i < file.count; i++) {
		check_entry(&file.entries[i]);
		for (size_t j = 0; j < i && i < 100; j++)
			expect(strcmp(file.entries[i].code, file.entries[j].code) != 0);
	}
	return 0;
}
