/* SPDX-License-Identifier: MPL-2.0 */
/* torv import sample: fills an empty installation so that it can be looked at, and says as whom. */
#include <string.h>

#include "export/command.h"
#include "export/sample.h"
#include "lib/search_index.h"
#include "lib/translate.h"

static void say(const struct sample_loaded *loaded)
{
	if (loaded->already)
		puts("The sample data are there already.");
	else
		printf("Sample data: %zu municipalities, %zu enterprises, %zu offerings, %zu plan lines; "
		       "%zu lines published, %zu matches told.\n",
			loaded->municipalities, loaded->enterprises, loaded->offerings, loaded->lines,
			loaded->published, loaded->told);
	puts("The names come from a report of 2015; CVR numbers, people, figures and offerings are made up.\n"
	     "\n"
	     "Log in as one of these, password " SAMPLE_PASSWORD ":\n"
	     "  koeber@kolding.example        buyer, Kolding\n"
	     "  koordinator@kolding.example   coordinator, Kolding\n"
	     "  kontakt@beeliving.example     enterprise (BeeLiving, Kolding)\n"
	     "  admin@torv.example            administrator\n"
	     "and as koeber@ or koordinator@ of the other municipalities, kontakt@ of the other enterprises.");
}

static int load(struct command_run *run, const char *directory)
{
	OWNED(catalogues_close) struct catalogues *catalogues = NULL;
	OWNED(match_index_close) struct match_index *index = NULL;
	struct file_faults faults = {.mem = run->mem};
	struct sample sample = {.db = run->db, .mem = run->mem, .directory = directory, .faults = &faults};
	struct sample_loaded loaded;
	enum err err;

	err = catalogues_open(arena_printf(run->mem, "%s/locale", run->configuration->data_directory),
		&catalogues);
	if (err == OK)
		err = match_index_open(run->db, NULL, &index);
	if (err != OK)
		return command_status(err);
	sample.telling = (struct telling){
		.configuration = run->configuration, .catalogues = catalogues, .index = index};
	err = sample_load(&sample, &loaded);
	command_faults(&faults);
	if (err == CONFLICT && faults.count == 0)
		command_complain("this installation is in use; sample data go into an empty one");
	if (err != OK)
		return command_status(err);
	say(&loaded);
	return EX_OK;
}

int command_import_sample(struct command_run *run)
{
	int usage = command_options(run, NULL, 0, 0, 1);

	if (usage != EX_OK)
		return usage;
	if (run->argc == 1 && strcmp(run->argv[0], "default") != 0)
		return load(run, run->argv[0]);
	return load(run, arena_printf(run->mem, "%s/sql/sample", run->configuration->data_directory));
}
