/* SPDX-License-Identifier: MPL-2.0 */
/* Faults in a file somebody gave us: kept in words up to a limit, so that a file of nothing but
 * faults cannot fill the memory or the screen. */
#include "lib/file_fault.h"

#include "lib/log.h"

void file_fault_add(struct file_faults *faults, const char *file, size_t line, const char *format, ...)
{
	va_list args;
	char *text;

	if (faults != NULL && faults->count++ >= FILE_FAULTS_KEPT)
		return;
	va_start(args, format);
	if (faults != NULL) {
		text = arena_vprintf(faults->mem, format, args);
		faults->at[faults->count - 1] = (struct file_fault){arena_text(faults->mem, file), line, text};
	} else {
		OWNED(arena_close) struct arena *mem = arena_open();

		log_error("%s:%zu: %s", file, line, arena_vprintf(mem, format, args));
	}
	va_end(args);
}
