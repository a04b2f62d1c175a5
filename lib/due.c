/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/due.h"

typedef enum err look(const struct due *due, size_t *done);

enum err due_run(const struct due *due, size_t *done)
{
	static look *const all[] = {due_line_changes, due_reminders, due_renewals, due_digests,
		due_retention};
	enum err first = OK;
	size_t count = 0;

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		enum err err = all[i](due, &count);
		if (first == OK)
			first = err;
	}
	if (done != NULL)
		*done = count;
	return first;
}
