/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv migrate: runs the migrations that are pending, then writes the reference data. With --status it
 * only says what is applied; then the exit status is EX_TEMPFAIL while something is pending and
 * EX_DATAERR when one that was applied no longer is what it was, or was not finished.
 */
#include <string.h>

#include "export/command.h"
#include "lib/index_kept.h"
#include "lib/migrate.h"
#include "lib/reference.h"

static const char *const state_words[] = {
	[MIGRATION_APPLIED] = "applied",
	[MIGRATION_PENDING] = "pending",
	[MIGRATION_CHANGED] = "CHANGED since it was applied",
	[MIGRATION_MISSING] = "applied, but its file is MISSING",
	[MIGRATION_UNFINISHED] = "begun and NOT FINISHED: restore the backup",
};

static int status(struct command_run *run, const char *directory)
{
	struct migration *list;
	size_t count;
	int result = EX_OK;
	enum err err = migrate_status(run->db, run->mem, directory, &list, &count);

	if (err != OK)
		return command_status(err);
	for (size_t i = 0; i < count; i++) {
		const struct migration *one = &list[i];

		printf("%-32s %s", one->name, state_words[one->state]);
		if (one->applied_at != NO_MOMENT && one->state != MIGRATION_PENDING)
			printf("  %s", moment_iso(run->mem, one->applied_at));
		putchar('\n');
		if (one->state != MIGRATION_APPLIED && one->state != MIGRATION_PENDING)
			result = EX_DATAERR;
		else if (one->state == MIGRATION_PENDING && result == EX_OK)
			result = EX_TEMPFAIL;
	}
	return result;
}

static int run_all(struct command_run *run, const char *migrations, const char *reference)
{
	struct file_faults faults = {.mem = run->mem};
	struct reference_written written;
	size_t applied;
	enum err err = migrate_run(run->db, run->mem, migrations, &applied);

	if (err == CONFLICT)
		command_complain("an applied migration has changed, or one was not finished; "
			"`torv migrate --status` says which");
	if (err != OK)
		return command_status(err);
	err = reference_write(run->db, run->mem, reference, &faults, &written);
	command_faults(&faults);
	if (err == OK)
		err = index_kept_forget(run->db); /* whatever was changed, and by whomever */
	if (err != OK)
		return command_status(err);
	printf("%zu migrations applied; reference data: %zu regions, %zu municipalities, "
	       "%zu neighbours, %zu CPV codes\n",
		applied, written.regions, written.municipalities, written.neighbours,
		written.cpv_codes);
	return EX_OK;
}

int command_migrate(struct command_run *run)
{
	bool only_status = false;
	const struct command_option options[] = {{"--status", NULL, &only_status}};
	const char *data = run->configuration->data_directory;
	const char *migrations = arena_printf(run->mem, "%s/sql/migrations", data);
	int usage = command_options(run, options, 1, 0, 0);

	if (usage != EX_OK)
		return usage;
	if (only_status)
		return status(run, migrations);
	return run_all(run, migrations, arena_printf(run->mem, "%s/sql/reference", data));
}
