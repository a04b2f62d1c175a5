/* SPDX-License-Identifier: MPL-2.0 */
/* torv statistics: Tabel 1 as of a day, as text; with --tabs its fields are parted by tabs, for scripts. */
#include <inttypes.h>
#include <stdio.h>

#include "export/command.h"
#include "lib/statistics.h"
#include "lib/text.h"

/* Names are padded by their characters, which printf counts in bytes. */
static void print_padded(const char *name, const char *figures)
{
	int room = 24 - (int)text_length(name);

	printf("%s%*s%s\n", name, room > 1 ? room : 1, "", figures);
}

static void print_row(struct command_run *run, bool tabs, const char *code, const char *name,
	const struct statistics_figures *figures)
{
	if (tabs)
		printf("%s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\n", code, name,
			figures->total, figures->registered, figures->established, figures->on_the_way);
	else
		print_padded(name, arena_printf(run->mem, "%8" PRId64 "%12" PRId64 "%16" PRId64 "%12" PRId64,
			figures->total, figures->registered, figures->established, figures->on_the_way));
}

static void print_table(struct command_run *run, const struct statistics_table *table, bool tabs)
{
	if (tabs) {
		printf("code\tmunicipality\ttotal\tregistered\testablished_%d\ton_the_way\n", table->year);
	} else {
		printf("Social enterprises as of %s\n\n", day_iso(run->mem, table->as_of));
		print_padded("Municipality", arena_printf(run->mem, "%8s%12s%16s%12s", "Total", "Registered",
			arena_printf(run->mem, "Established %d", table->year), "On the way"));
	}
	for (size_t i = 0; i < table->count; i++)
		print_row(run, tabs, table->rows[i].code, table->rows[i].name, &table->rows[i].figures);
	if (!tabs)
		print_row(run, tabs, "", "In all", &table->sum);
}

int command_statistics(struct command_run *run)
{
	const char *date = NULL;
	bool tabs = false;
	const struct command_option options[] = {{"--as-of", &date, NULL}, {"--tabs", NULL, &tabs}};
	struct statistics_table table;
	day as_of = clock_today();

	int status = command_options(run, options, 2, 0, 0);
	if (status != EX_OK)
		return status;
	if (date != NULL && !day_parse(date, &as_of))
		return command_usage(run, "--as-of wants a day, for instance 2027-03-03");
	enum err err = statistics_table(run->db, run->mem, as_of, &table);
	if (err != OK)
		return command_status(err);
	print_table(run, &table, tabs);
	return EX_OK;
}
