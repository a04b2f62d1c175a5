/* SPDX-License-Identifier: MPL-2.0 */
/*
 * What a whole snapshot holds, part by part. Nearly all of it are arrays of numbers, which stay in the file. Places, codes
 * and what lines ask for point to texts, which stay there, too; they themselves are made anew, for they are few.
 */
#include "lib/snapshot_pass.h"

#include "lib/called.h"
#include "lib/demand.h"
#include "lib/directory.h"
#include "lib/snapshot_names.h"
#include "lib/vectors.h"

/* ---- places and codes ---- */

static void pass_places(struct passing *p, struct snapshot *s)
{
	PASS(p, s->place_count);
	for (unsigned i = 0; i < s->place_count && i < PLACES_MOST; i++) {
		struct place *place = &s->places[i];
		pass_text(p, &place->code);
		pass_text(p, &place->name);
		pass_text(p, &place->region_code);
		pass_text(p, &place->region_name);
		pass_text(p, &place->key);
		PASS(p, place->region);
		PASS(p, place->neighbours);
	}
}

#define NO_CODE UINT32_MAX

static void pass_codes(struct passing *p, struct snapshot *s)
{
	PASS(p, s->code_count);
	if (!PASS_THINGS(p, s->codes, s->code_count))
		return;
	for (uint32_t i = 0; i < s->code_count; i++) {
		struct code_entry *entry = &s->codes[i];
		uint32_t above = entry->above == NULL ? NO_CODE : (uint32_t)(entry->above - s->codes);
		PASS(p, entry->code);
		PASS(p, above);
		for (int language = 0; language < LANGUAGES; language++)
			pass_text(p, &entry->names[language]);
		if (p->finds)
			entry->above = above < s->code_count ? &s->codes[above] : NULL;
	}
}

/* ---- lines ---- */

static void pass_group(struct passing *p, struct group *group)
{
	PASS(p, group->weight);
	PASS(p, group->said);
	PASS(p, group->part);
	PASS(p, group->way_count);
	PASS_LENT(p, group->ways, group->way_count);
	pass_text(p, &group->shown);
}

static void pass_asked(struct passing *p, struct prepared *prepared)
{
	PASS(p, prepared->language);
	PASS(p, prepared->whole_weight);
	PASS(p, prepared->node_count);
	PASS(p, prepared->nodes);
	PASS(p, prepared->weights);
	PASS(p, prepared->code_count);
	PASS(p, prepared->codes);
	PASS(p, prepared->place);
	PASS(p, prepared->reserved);
	PASS(p, prepared->value_dkk);
	PASS(p, prepared->contract_starts);
}

/* What a line asks for, which nobody changes: it lives in the arena. */
static void pass_prepared(struct passing *p, struct arena *mem, const struct prepared **prepared)
{
	struct prepared *asked = p->finds ? arena_alloc(mem, sizeof *asked) : (struct prepared *)*prepared;

	pass_asked(p, asked);
	PASS(p, asked->group_count);
	struct group *groups = (struct group *)asked->groups;
	if (p->finds)
		groups = arena_array(mem, asked->group_count, sizeof *groups);
	for (size_t i = 0; i < asked->group_count; i++)
		pass_group(p, &groups[i]);
	if (p->finds) {
		asked->groups = groups;
		*prepared = asked;
	}
}

static void pass_lines(struct passing *p, struct snapshot *s)
{
	PASS(p, s->line_count);
	PASS_ARRAY(p, s->lines_by_id, s->line_count);
	vectors_pass(p, &s->line_vectors);
	postings_pass(p, &s->line_postings);
	if (!PASS_THINGS(p, s->lines, s->line_count))
		return;
	for (uint32_t i = 0; i < s->line_count; i++) {
		struct line_entry *line = &s->lines[i];
		PASS(p, line->id);
		PASS(p, line->place);
		PASS(p, line->reserved);
		PASS(p, line->in_tender);
		PASS(p, line->dialogue_ends);
		pass_prepared(p, s->mem, &line->prepared);
	}
}

/* ---- enterprises ---- */

static void pass_enterprises(struct passing *p, struct snapshot *s)
{
	PASS(p, s->enterprise_count);
	PASS(p, s->area_count);
	PASS(p, s->document_code_count);
	PASS(p, s->document_code_room);
	PASS(p, s->offering_count);
	PASS_ARRAY(p, s->enterprises, s->enterprise_count);
	PASS_ARRAY(p, s->enterprises_by_id, s->enterprise_count);
	document_vectors_pass(p, &s->document_vectors);
	PASS_ARRAY(p, s->documents, s->document_vectors.count);
	PASS_ARRAY(p, s->areas, s->area_count);
	PASS_ARRAY(p, s->document_codes, s->document_code_count);
	PASS_ARRAY(p, s->document_labels, s->document_code_count);
	name_order_pass(p, &s->names);
	called_pass(p, &s->called);
	common_kinds_pass(p, &s->common_kinds, s->enterprise_count);
}

/* ---- all of it ---- */

void snapshot_pass(struct passing *p, struct snapshot *s)
{
	PASS(p, s->revision);
	PASS(p, s->unlisted);
	PASS(p, s->weights);
	pass_places(p, s);
	pass_codes(p, s);
	vocabulary_pass(p, &s->vocabulary);
	thesaurus_pass(p, &s->thesaurus);
	vectors_pass(p, &s->code_vectors);
	document_vectors_pass(p, &s->code_labels);
	pass_enterprises(p, s);
	directory_pass(p, s, &s->directory);
	pass_lines(p, s);
	PASS_ARRAY(p, s->all, 1);
	PASS(p, s->all_enterprises);
	PASS(p, s->all_offerings);
	PASS(p, s->all_lines);
}
