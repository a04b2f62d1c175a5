/* SPDX-License-Identifier: MPL-2.0 */
/* What the commands share: options, complaints, exit status. */
#include "export/command.h"

#include <stdlib.h>
#include <string.h>

#include "lib/text.h"

void command_complain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("torv: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
}

int command_usage(const struct command_run *run, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "torv %s: ", run->command->name);
	vfprintf(stderr, format, args);
	fprintf(stderr, "\nUsage: torv %s %s\n", run->command->name, run->command->arguments);
	va_end(args);
	return EX_USAGE;
}

bool command_language(const struct command_run *run, const char *code, enum language otherwise, enum language *out)
{
	*out = language_from_code(code, otherwise);
	if (code == NULL || text_equal(code, language_code(*out)))
		return true;
	command_usage(run, "--language wants da, en or nl");
	return false;
}

enum err command_catalogues(const struct command_run *run, struct catalogues **out)
{
	return catalogues_open(arena_printf(run->mem, "%s/locale", run->configuration->data_directory), out);
}

enum err command_index_open(const struct command_run *run, struct match_index **out)
{
	return match_index_open(run->db, run->configuration->index_folder, out);
}

void command_index_close(const struct command_run *run, struct match_index **index)
{
	fflush(stdout);
	if (*index != NULL && match_index_is_worn(*index))
		match_index_renew(*index, run->db); /* keeps it, too; else the next one will */
	else if (*index != NULL)
		match_index_keep(*index);
	match_index_close(index);
}

bool command_minimum(const struct command_run *run, const char *text, double *out)
{
	char *end;

	if (text == NULL)
		return true;
	*out = strtod(text, &end);
	if (end != text && *end == '\0' && *out >= 0.0 && *out <= 100.0)
		return true;
	command_usage(run, "--min wants a score from 0 to 100");
	return false;
}

void command_faults(const struct file_faults *faults)
{
	for (size_t i = 0; i < faults->count && i < FILE_FAULTS_KEPT; i++) {
		const struct file_fault *fault = &faults->at[i];

		if (fault->line > 0)
			fprintf(stderr, "%s:%zu: %s\n", fault->file, fault->line, fault->text);
		else
			fprintf(stderr, "%s: %s\n", fault->file, fault->text);
	}
	if (faults->count > FILE_FAULTS_KEPT)
		fprintf(stderr, "… and %zu more\n", faults->count - FILE_FAULTS_KEPT);
}

int command_status(enum err err)
{
	static const int status[] = {
		[OK] = EX_OK,
		[NOT_FOUND] = EX_NOINPUT,
		[INVALID] = EX_DATAERR,
		[FORBIDDEN] = EX_NOPERM,
		[CONFLICT] = EX_CANTCREAT,
		[TOO_LARGE] = EX_DATAERR,
		[UNAVAILABLE] = EX_TEMPFAIL,
		[FAILED] = EX_SOFTWARE,
	};

	return (size_t)err < sizeof status / sizeof status[0] ? status[err] : EX_SOFTWARE;
}

/* The option that a word names; *value is what stands behind its "=", or NULL. */
static const struct command_option *option_named(const struct command_option *options, size_t count,
	const char *word, const char **value)
{
	size_t length = strcspn(word, "=");

	*value = word[length] == '=' ? word + length + 1 : NULL;
	for (size_t i = 0; i < count; i++)
		if (strlen(options[i].name) == length && strncmp(options[i].name, word, length) == 0)
			return &options[i];
	return NULL;
}

/* Takes the option at argv[*at], and its value if it has one. */
static int take_option(struct command_run *run, const struct command_option *options, size_t count,
	int *at)
{
	const char *word = run->argv[*at], *value;
	const struct command_option *option = option_named(options, count, word, &value);

	if (option == NULL)
		return command_usage(run, "there is no option %s", word);
	if (option->flag != NULL) {
		if (value != NULL)
			return command_usage(run, "%s takes no value", option->name);
		*option->flag = true;
		return EX_OK;
	}
	if (value == NULL && ++*at < run->argc)
		value = run->argv[*at];
	if (value == NULL)
		return command_usage(run, "%s wants a value", option->name);
	*option->value = value;
	return EX_OK;
}

int command_options(struct command_run *run, const struct command_option *options, size_t count,
	int least, int most)
{
	bool ended = false;
	int operands = 0;

	for (int i = 0; i < run->argc; i++) {
		const char *word = run->argv[i];

		if (!ended && strcmp(word, "--") == 0) {
			ended = true;
		} else if (ended || word[0] != '-' || word[1] == '\0') {
			run->argv[operands++] = run->argv[i];
		} else {
			int status = take_option(run, options, count, &i);

			if (status != EX_OK)
				return status;
		}
	}
	run->argc = operands;
	if (operands < least)
		return command_usage(run, "something is missing");
	if (operands > most)
		return command_usage(run, "\"%s\" is too much", run->argv[most]);
	return EX_OK;
}
