/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/snapshot_names.h"

#include <stdlib.h>
#include <string.h>

#include "lib/passing.h"

struct name_order {
	unsigned char *bytes;
	size_t *ends; /* by enterprise, into bytes */
	uint32_t count;
};

struct name_order *name_order_open(const struct collection *c)
{
	size_t size = 0;

	if (c->enterprise_count == 0 || c->enterprises[0].order == NULL)
		return NULL;
	for (size_t i = 0; i < c->enterprise_count; i++)
		size += c->enterprises[i].order_size;
	struct name_order *names = grow(NULL, 1, sizeof *names);
	*names = (struct name_order){.bytes = grow(NULL, size, 1), .count = (uint32_t)c->enterprise_count,
		.ends = grow(NULL, c->enterprise_count, sizeof *names->ends)};
	size = 0;
	for (size_t i = 0; i < c->enterprise_count; i++) {
		if (c->enterprises[i].order_size > 0) /* else perhaps NULL */
			memcpy(names->bytes + size, c->enterprises[i].order, c->enterprises[i].order_size);
		size += c->enterprises[i].order_size;
		names->ends[i] = size;
	}
	return names;
}

void name_order_close(struct name_order **names)
{
	if (*names == NULL)
		return;
	free((*names)->bytes);
	free((*names)->ends);
	free(*names);
	*names = NULL;
}

size_t name_order_size(const struct name_order *names)
{
	if (names == NULL)
		return 0;
	return names->ends[names->count - 1] + names->count * sizeof *names->ends;
}

void name_order_pass(struct passing *p, struct name_order **names)
{
	if (!PASS_THING(p, *names))
		return;
	struct name_order *n = *names;
	PASS(p, n->count);
	PASS_ARRAY(p, n->ends, n->count);
	PASS_ARRAY(p, n->bytes, n->ends == NULL ? 0 : n->ends[n->count - 1]);
}

/* Whether enterprise number i comes before. */
static bool is_before(const struct snapshot *s, uint32_t i, const struct collection_enterprise *other)
{
	const struct name_order *names = s->names;
	size_t from = i == 0 ? 0 : names->ends[i - 1], size = names->ends[i] - from;
	int order = memcmp(names->bytes + from, other->order,
		size < other->order_size ? size : other->order_size);

	if (order == 0 && size != other->order_size)
		order = size < other->order_size ? -1 : 1;
	return order < 0 || (order == 0 && s->enterprises[i].id < other->id);
}

uint32_t name_order_before(const struct snapshot *s, const struct collection_enterprise *enterprise)
{
	uint32_t low = 0, high = s->enterprise_count;

	if (s->names == NULL || enterprise->order == NULL)
		return high;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (is_before(s, middle, enterprise))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
