/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv search: the directory search as the page does it, for scripts and for looking why something is
 * found: id, score and name, parted by tabs; what words were taken for; with --facets the counts after it.
 * torv cpv suggest: likely CPV codes for a text.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "export/command.h"
#include "lib/cpv.h"
#include "lib/municipality.h"
#include "lib/organisation.h"
#include "lib/search.h"
#include "lib/text.h"
#include "lib/typed_filters.h"

/* The operands as one text. A terminal in another encoding gives words that nobody has, and so all would be listed. */
static enum err words_of(const struct command_run *run, const char **out)
{
	OWNED(buffer_close) struct buffer words = {0};

	for (int i = 0; i < run->argc; i++)
		buffer_printf(&words, "%s%s", i == 0 ? "" : " ", run->argv[i]);
	*out = text_tidy_line(run->mem, words.bytes == NULL ? "" : words.bytes, words.length);
	if (*out != NULL)
		return OK;
	command_complain("the words are not UTF-8");
	return INVALID;
}

static void print_facets(const char *title, const struct facets *facets)
{
	for (size_t i = 0; i < facets->count; i++)
		printf("%s\t%s\t%zu\t%s\n", title, facets->at[i].code, facets->at[i].count,
			facets->at[i].name);
}

/* What was typed that is a filter, as the page takes it; one that is an option already stays. */
static void take_typed(struct command_run *run, struct match_index *index, struct search_query *query)
{
	struct typed_filters typed = typed_filters_read(index, run->mem, query->words);

	query->words = typed.words;
	if (query->cpv == NULL && *typed.cpv != '\0') {
		query->cpv = typed.cpv;
		printf("filter\tcpv\t%s\t%s\n", typed.cpv, cpv_name(index, run->mem, typed.cpv, query->language));
	}
	query->rsv_only = query->rsv_only || typed.rsv;
	if (typed.rsv)
		printf("filter\trsv\n");
	query->reserved_only = query->reserved_only || typed.reserved;
	if (typed.reserved)
		printf("filter\treserved\n");
	if (*typed.cvr != '\0')
		printf("also\tcvr\t%s\n", typed.cvr);
}

static enum err search_print(struct command_run *run, struct match_index *index,
	struct search_query *query, bool facets)
{
	struct search_result found;
	struct organisation organisation;

	take_typed(run, index, query);
	TRY(search_enterprises(index, run->mem, query, &found));
	if (found.total > 0 && found.word_count == 0 && !text_is_blank(query->words))
		command_complain("there is no word to search by: all are listed");
	for (size_t i = 0; i < found.hit_count; i++) {
		TRY(organisation_find(run->db, run->mem, found.hits[i].id, &organisation));
		printf("%" PRId64 "\t%.2f\t%s\n", found.hits[i].id, found.hits[i].score,
			organisation.name);
	}
	for (size_t i = 0; i < found.instead_count; i++)
		printf("instead\t%s\t%s\n", found.instead[i].typed, found.instead[i].taken);
	for (size_t i = 0; i < found.meant_count; i++)
		printf("meant\t%s\t%s\t%s\n", found.meant[i].typed, found.meant[i].code, found.meant[i].name);
	printf("total\t%zu\n", found.total);
	if (!facets)
		return OK;
	print_facets("municipality", &found.municipalities);
	print_facets("region", &found.regions);
	print_facets("cpv", &found.divisions);
	print_facets("kind", &found.kinds);
	print_facets("rsv", &found.rsv);
	print_facets("reserved", &found.reserved);
	return OK;
}

/* A filter that is none would find nobody and not say why; code has room for one without its check digit. */
static int check_filters(struct command_run *run, struct search_query *query, char code[CPV_CODE_SIZE])
{
	if (query->kind != NULL && !text_equal(query->kind, "product") && !text_equal(query->kind, "service"))
		return command_usage(run, "--kind wants product or service");
	if (query->cpv != NULL && cpv_code_parse(query->cpv, code))
		query->cpv = code;
	if (query->cpv != NULL && (strlen(query->cpv) > 8 || strspn(query->cpv, "0123456789") != strlen(query->cpv)))
		return command_usage(run, "--cpv wants a code or its first digits");
	return EX_OK;
}

/* A municipality by its code or its name; *place becomes its code. */
static enum err find_municipality(struct command_run *run, const char **place)
{
	struct municipality found;

	if (*place == NULL)
		return OK;
	enum err err = municipality_find_by_text(run->db, run->mem, *place, &found);
	if (err == NOT_FOUND)
		command_complain("there is no municipality \"%s\"", *place);
	*place = found.code;
	return err;
}

static enum err find_region(struct command_run *run, const char **place)
{
	struct region *regions;
	size_t count;

	if (*place == NULL)
		return OK;
	TRY(region_list(run->db, run->mem, &regions, &count));
	for (size_t i = 0; i < count; i++)
		if (text_equal(regions[i].code, *place) || text_equal(regions[i].name, *place)) {
			*place = regions[i].code;
			return OK;
		}
	command_complain("there is no region \"%s\"", *place);
	return NOT_FOUND;
}

static enum err find_places(struct command_run *run, struct search_query *query)
{
	TRY(find_municipality(run, &query->delivers_to));
	TRY(find_municipality(run, &query->seated_in));
	return find_region(run, &query->region);
}

int command_search(struct command_run *run)
{
	const char *language = NULL, *page = NULL;
	char code[CPV_CODE_SIZE];
	bool facets = false;
	struct search_query query = {.page = 1};
	const struct command_option options[] = {{"--facets", NULL, &facets},
		{"--language", &language, NULL}, {"--cpv", &query.cpv, NULL},
		{"--delivers-to", &query.delivers_to, NULL}, {"--seated-in", &query.seated_in, NULL},
		{"--region", &query.region, NULL}, {"--kind", &query.kind, NULL},
		{"--reserved", NULL, &query.reserved_only}, {"--rsv", NULL, &query.rsv_only}, {"--page", &page, NULL}};
	struct match_index *index;
	int64_t number = 1;
	int status = command_options(run, options, sizeof options / sizeof options[0], 0, 100);

	if (status != EX_OK)
		return status;
	if (page != NULL && !text_to_int(page, 1, 1000000, &number))
		return command_usage(run, "--page wants a number");
	if (!command_language(run, language, run->configuration->language, &query.language))
		return EX_USAGE;
	status = check_filters(run, &query, code);
	if (status != EX_OK)
		return status;
	query.page = (size_t)number;
	enum err err = words_of(run, &query.words);
	if (err == OK)
		err = find_places(run, &query);
	if (err != OK)
		return command_status(err);
	err = command_index_open(run, &index);
	if (err == OK)
		err = search_print(run, index, &query, facets);
	command_index_close(run, &index);
	return command_status(err);
}

int command_cpv_suggest(struct command_run *run)
{
	const char *code = NULL, *words;
	enum language language;
	const struct command_option options[] = {{"--language", &code, NULL}};
	struct cpv_suggestion *list = NULL;
	struct match_index *index;
	size_t count = 0;
	int status = command_options(run, options, 1, 1, 100);

	if (status != EX_OK)
		return status;
	if (!command_language(run, code, run->configuration->language, &language))
		return EX_USAGE;
	enum err err = words_of(run, &words);
	if (err != OK)
		return command_status(err);
	err = command_index_open(run, &index);
	if (err == OK)
		err = cpv_suggest(index, run->mem, words, language, 10, &list, &count);
	for (size_t i = 0; i < count; i++)
		printf("%s\t%.2f\t%s\n", list[i].code, list[i].probability, list[i].name);
	command_index_close(run, &index);
	return command_status(err);
}
