/* SPDX-License-Identifier: MPL-2.0 */
/* What is asked of the index itself (search_index.h): how old it is, how much has changed, how much it holds. */
#include "lib/search_index.h"

#include "lib/bits.h"
#include "lib/index_file.h"
#include "lib/reading.h"

/* Changes that a small snapshot holds before the whole is renewed: so many, or this share of the whole. */
#define CHANGES_MOST 1000
#define CHANGES_SHARE 50

bool match_index_is_worn(struct match_index *index)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;

	return s->changes > CHANGES_MOST && s->changes > s->all_enterprises / CHANGES_SHARE;
}

int64_t match_index_version(struct match_index *index)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	return reading.snapshot->version;
}

bool match_index_same_since(struct match_index *index, int64_t version, int64_t enterprise_id)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;
	uint32_t number;

	if (version == s->version)
		return true;
	if (version < s->whole_since || s->below == NULL || snapshot_enterprise(s, enterprise_id, &number))
		return false;
	return snapshot_enterprise(s->below, enterprise_id, &number) && !bit_has(s->enterprises_gone, number);
}

int64_t match_index_whole_since(struct match_index *index)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);

	return reading.snapshot->whole_since;
}

void match_index_figures(struct match_index *index, struct match_index_figures *out)
{
	OWNED(reading_end) struct reading reading = reading_begin(index);
	const struct snapshot *s = reading.snapshot;

	*out = (struct match_index_figures){
		.revision = s->revision,
		.enterprises = s->all_enterprises,
		.offerings = s->all_offerings,
		.lines = s->all_lines,
		.terms = s->vocabulary->stems.count,
		.changes = s->changes,
		.bytes = snapshot_size(s),
		.in_file = index_file_size(s->below == NULL ? s->file : s->below->file),
	};
}
