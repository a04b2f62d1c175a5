/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Writing CPV codes. What is in the table and what comes in are merged into one list sorted by code;
 * in it each code finds its parent: set the last digit that is not 0 to 0 until a code of the list is
 * met. One step is not always enough, the official list has gaps (39254000 hangs under 39200000).
 * Only rows that differ are written. Nothing is deleted: offerings and lines point at codes.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/audit.h"
#include "lib/cpv.h"
#include "lib/search_index.h"
#include "lib/text.h"

/* A code as it will be, and as it is. */
struct merged {
	const char *code;
	const struct cpv *before;       /* NULL: not in the table */
	const struct cpv_entry *entry;  /* NULL: not in the source */
	struct cpv after;
};

struct store {
	struct db *db;
	struct arena *mem;
	const struct cpv_entry *entries;
	size_t entry_count;
	bool official;
	struct cpv_stored *out;
};

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct merged *)a)->code, ((const struct merged *)b)->code);
}

static bool has_name(const struct cpv_entry *entry)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (!text_is_blank(entry->names[i]))
			return true;
	return false;
}

static enum err check(const struct cpv_entry *entries, size_t count)
{
	char code[CPV_CODE_SIZE];

	for (size_t i = 0; i < count; i++)
		if (!cpv_code_parse(entries[i].code, code) || strcmp(code, entries[i].code) != 0
			|| !has_name(&entries[i]))
			return INVALID;
	return OK;
}

/* The two lists as one, each code once. INVALID when the source has a code twice. */
static enum err merge(struct arena *mem, const struct cpv *codes, size_t code_count,
	const struct cpv_entry *entries, size_t entry_count, struct merged **out, size_t *count)
{
	struct merged *all = arena_array(mem, code_count + entry_count, sizeof *all);
	size_t from = 0, to = 0;

	for (size_t i = 0; i < code_count; i++)
		all[from++] = (struct merged){.code = codes[i].code, .before = &codes[i]};
	for (size_t i = 0; i < entry_count; i++)
		all[from++] = (struct merged){.code = entries[i].code, .entry = &entries[i]};
	if (from > 0)
		qsort(all, from, sizeof *all, by_code);

	for (size_t i = 0; i < from; i++) {
		if (to == 0 || strcmp(all[to - 1].code, all[i].code) != 0) {
			all[to++] = all[i];
			continue;
		}
		if (all[to - 1].entry != NULL && all[i].entry != NULL)
			return INVALID;
		if (all[i].entry != NULL)
			all[to - 1].entry = all[i].entry;
		else
			all[to - 1].before = all[i].before;
	}
	*out = all;
	*count = to;
	return OK;
}

/* The nearest ancestor in the list; "" for a division. */
static const char *parent_of(const struct merged *all, size_t count, const char *code)
{
	char shorter[CPV_CODE_SIZE];
	struct merged key = {.code = shorter};

	strcpy(shorter, code);
	for (size_t last = CPV_CODE_SIZE - 2; last >= 2; last--) {
		const struct merged *found;

		if (shorter[last] == '0')
			continue;
		shorter[last] = '0';
		found = bsearch(&key, all, count, sizeof *all, by_code);
		if (found != NULL)
			return found->code;
	}
	return "";
}

/* The source's name in a language, else the one that is there, else the source's English one, else
 * the first it has. */
static const char *name_in(const struct merged *one, int language)
{
	const struct cpv_entry *entry = one->entry;

	if (!text_is_blank(entry->names[language]))
		return entry->names[language];
	if (one->before != NULL)
		return one->before->names[language];
	if (!text_is_blank(entry->names[ENGLISH]))
		return entry->names[ENGLISH];
	for (int i = 0; i < LANGUAGES; i++)
		if (!text_is_blank(entry->names[i]))
			return entry->names[i];
	return ""; /* check() has refused such an entry */
}

/* Torv's own set does not touch what came from the official list. */
static bool stays(const struct merged *one, bool official)
{
	return one->entry == NULL || (!official && one->before != NULL && one->before->official);
}

static void decide(struct merged *all, size_t count, bool official)
{
	for (size_t i = 0; i < count; i++) {
		struct merged *one = &all[i];

		one->after.code = one->code;
		one->after.parent = parent_of(all, count, one->code);
		one->after.official = stays(one, official) ? one->before->official : official;
		for (int l = 0; l < LANGUAGES; l++)
			one->after.names[l] =
				stays(one, official) ? one->before->names[l] : name_in(one, l);
	}
}

static bool same(const struct cpv *a, const struct cpv *b)
{
	for (int l = 0; l < LANGUAGES; l++)
		if (strcmp(a->names[l], b->names[l]) != 0)
			return false;
	return strcmp(a->parent, b->parent) == 0 && a->official == b->official;
}

static enum err write_one(struct db *db, const struct merged *one)
{
	const struct cpv *cpv = &one->after;
	const struct arg parent = cpv->parent[0] == '\0' ? db_null() : db_text(cpv->parent);
	const struct arg da = db_text(cpv->names[DANISH]), en = db_text(cpv->names[ENGLISH]),
			 nl = db_text(cpv->names[DUTCH]);
	const struct arg source = db_text(cpv->official ? "official" : "torv");

	if (one->before == NULL)
		return db_do(db, Q_CPV_ADD, ARGS(db_text(cpv->code), parent, da, en, nl, source), NULL);
	if (same(one->before, cpv))
		return OK;
	return db_do(db, Q_CPV_UPDATE, ARGS(parent, da, en, nl, source, db_text(cpv->code)), NULL);
}

static void tell(const struct merged *one, struct cpv_stored *out)
{
	if (one->entry == NULL)
		out->kept++;
	else if (one->before == NULL)
		out->added++;
	else if (same(one->before, &one->after))
		out->unchanged++;
	else
		out->changed++;
}

/* What an official list did: for the audit, and for the search index, which knows codes by their names. */
static enum err tell_others(struct store *store)
{
	const char *detail = arena_printf(store->mem, "{\"added\": %zu, \"changed\": %zu}",
		store->out->added, store->out->changed);

	if (store->out->added + store->out->changed == 0)
		return OK;
	if (store->official)
		TRY(audit_add(store->db, &(struct audit){.action = "cpv-imported",
						 .subject_kind = "cpv", .detail = detail}));
	return index_changed(store->db, INDEX_ALL, 0);
}

static enum err work(void *arg)
{
	struct store *store = arg;
	OWNED(tx_close) struct tx tx = tx_begin(store->db);
	struct merged *all;
	struct cpv *codes;
	size_t code_count, count;

	TRY(cpv_list(store->db, store->mem, &codes, &code_count));
	TRY(merge(store->mem, codes, code_count, store->entries, store->entry_count, &all, &count));
	decide(all, count, store->official);

	*store->out = (struct cpv_stored){0};
	for (size_t i = 0; i < count; i++) {
		TRY(write_one(store->db, &all[i]));
		tell(&all[i], store->out);
	}
	TRY(tell_others(store));
	return tx_commit(&tx);
}

enum err cpv_store(struct db *db, struct arena *mem, const struct cpv_entry *entries, size_t count,
	bool official, struct cpv_stored *out)
{
	struct cpv_stored unasked;
	struct store store = {db, mem, entries, count, official, out != NULL ? out : &unasked};

	TRY(check(entries, count));
	return db_repeat(db, work, &store);
}
