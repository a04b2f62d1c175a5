/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv export suppliers, torv export plan, torv export soev: the same files as the pages offer, for scripts and for who
 * has no browser at hand. Written beside the target first and then put in its place, so that nobody
 * opens half a file.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "export/command.h"
#include "lib/download.h"
#include "lib/text.h"

static int write_all(FILE *file, const struct download *download)
{
	bool written = fwrite(download->bytes, 1, download->size, file) == download->size;

	return fflush(file) == 0 && written ? 0 : -1;
}

/* To the file that was asked for, "-" for standard output, else under its own name right here. */
static int deliver(struct command_run *run, const struct download *download, const char *out)
{
	const char *target = out != NULL ? out : download->file_name;

	if (text_equal(target, "-")) {
		if (write_all(stdout, download) == 0)
			return EX_OK;
		command_complain("standard output: %s", strerror(errno));
		return EX_IOERR;
	}
	const char *partial = arena_printf(run->mem, "%s.part", target);
	FILE *file = fopen(partial, "wbe");
	if (file == NULL) {
		command_complain("%s: %s", partial, strerror(errno));
		return EX_CANTCREAT;
	}
	int failed = write_all(file, download);
	failed |= fclose(file);
	if (failed != 0 || rename(partial, target) != 0) {
		command_complain("%s: %s", target, strerror(errno));
		unlink(partial);
		return EX_IOERR;
	}
	printf("%s\n", target);
	return EX_OK;
}

int command_export_suppliers(struct command_run *run)
{
	OWNED(catalogues_close) struct catalogues *catalogues = NULL;
	const char *line = NULL, *out = NULL, *code = NULL;
	const struct command_option options[] = {
		{"--line", &line, NULL}, {"--out", &out, NULL}, {"--language", &code, NULL}};
	struct download download;
	enum language language;
	int64_t id;

	int status = command_options(run, options, 3, 0, 0);
	if (status != EX_OK)
		return status;
	if (!text_to_int(line, 1, INT64_MAX, &id))
		return command_usage(run, "--line wants the number of a line");
	if (!command_language(run, code, run->configuration->language, &language))
		return EX_USAGE;
	enum err err = command_catalogues(run, &catalogues);
	if (err == OK)
		err = download_suppliers(run->db, run->mem, catalogues, language, id, &download);
	if (err == NOT_FOUND)
		command_complain("there is no line %s", line);
	return err == OK ? deliver(run, &download, out) : command_status(err);
}

int command_export_plan(struct command_run *run)
{
	OWNED(catalogues_close) struct catalogues *catalogues = NULL;
	const char *municipality = NULL, *typed = NULL, *out = NULL, *code = NULL;
	const struct command_option options[] = {{"--municipality", &municipality, NULL}, {"--year", &typed, NULL},
		{"--out", &out, NULL}, {"--language", &code, NULL}};
	struct download download;
	enum language language;
	int64_t year;

	int status = command_options(run, options, 4, 0, 0);
	if (status != EX_OK)
		return status;
	if (municipality == NULL)
		return command_usage(run, "--municipality wants its name in addresses, for instance kolding-kommune");
	if (!text_to_int(typed, 2000, 2100, &year))
		return command_usage(run, "--year wants a year, for instance 2027");
	if (!command_language(run, code, run->configuration->language, &language))
		return EX_USAGE;
	enum err err = command_catalogues(run, &catalogues);
	if (err == OK)
		err = download_plan(run->db, run->mem, catalogues, language, municipality, (int)year, &download);
	if (err == NOT_FOUND)
		command_complain("there is no municipality %s", municipality);
	return err == OK ? deliver(run, &download, out) : command_status(err);
}

int command_export_soev(struct command_run *run)
{
	OWNED(catalogues_close) struct catalogues *catalogues = NULL;
	const char *date = NULL, *out = NULL, *code = NULL;
	const struct command_option options[] = {
		{"--as-of", &date, NULL}, {"--out", &out, NULL}, {"--language", &code, NULL}};
	struct download download;
	enum language language;
	day as_of = clock_today();

	int status = command_options(run, options, 3, 0, 0);
	if (status != EX_OK)
		return status;
	if (date != NULL && !day_parse(date, &as_of))
		return command_usage(run, "--as-of wants a day, for instance 2027-03-03");
	if (!command_language(run, code, run->configuration->language, &language))
		return EX_USAGE;
	enum err err = command_catalogues(run, &catalogues);
	if (err == OK)
		err = download_soev(run->db, run->mem, catalogues, language, as_of, &download);
	return err == OK ? deliver(run, &download, out) : command_status(err);
}
