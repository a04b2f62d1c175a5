/* SPDX-License-Identifier: MPL-2.0 */
/* Any bytes as a catalogue: what is accepted can be searched, forms and all. */
#include <stdlib.h>
#include <string.h>

#include "lib/mo.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const texts[] = {"", "Send", "%d line", "zzz", "\xff\xff"};
	struct mo mo;
	size_t length = 0;

	if (mo_open(bytes, size, &mo) != OK)
		return 0;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		for (unsigned form = 0; form < 4; form++) {
			const char *found = mo_find(&mo, texts[i], form);
			if (found != NULL)
				length += strlen(found);
		}
	if (length > size * 20) /* each of twenty at most the whole file */
		abort();
	return 0;
}
