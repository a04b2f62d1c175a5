/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv import cpv FILE: the complete official CPV list in place of Torv's own words. All or nothing:
 * a file with a fault changes nothing, and every fault is told with its line.
 */
#include "export/command.h"
#include "export/cpv_file.h"
#include "lib/cpv.h"

int command_import_cpv(struct command_run *run)
{
	struct file_faults faults = {.mem = run->mem};
	struct cpv_stored stored;
	struct cpv_file file;
	enum err err;
	int usage = command_options(run, NULL, 0, 1, 1);

	if (usage != EX_OK)
		return usage;
	err = cpv_file_read(run->mem, run->argv[0], &faults, &file);
	command_faults(&faults);
	if (err != OK) {
		command_complain("nothing was imported");
		return command_status(err);
	}
	err = cpv_store(run->db, run->mem, file.entries, file.count, true, &stored);
	if (err != OK) {
		command_complain("nothing was imported: the database refused it");
		return command_status(err);
	}
	printf("%s: %zu codes: %zu added, %zu changed, %zu as they were; %zu others kept\n",
		cpv_format_name(file.format), file.count, stored.added, stored.changed,
		stored.unchanged, stored.kept);
	return EX_OK;
}
