/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_weights.h"

#include <stdlib.h>
#include <string.h>

const struct weight weights[WEIGHTS] = {
	[W_KINDS] = {"kinds", 0.80, "how far the kinds of thing that both are about carry relevance"},
	[W_WORDS] = {"words", 0.70, "how far words alone carry relevance"},
	[W_STEEPNESS] = {"steepness", 2.0, "how soon agreement in words is enough"},
	[W_PITCH] = {"pitch", 0.5, "a word of the pitch against one of the offering"},
	[W_CODED] = {"coded", 0.98, "relevance when codes were given, for many have a code in common"},
	[W_FIT_NEEDS] = {"fit_needs", 0.6, "relevance from which fit counts in full"},
	[W_DELIVERS] = {"delivers", 1, "points: delivers there"},
	[W_SEATED] = {"seated", 5, "points: has its seat there"},
	[W_NEIGHBOUR] = {"neighbour", 3, "points: has its seat in a neighbouring municipality"},
	[W_REGION] = {"region", 1.5, "points: has its seat in the region"},
	[W_RESERVED] = {"reserved", 2, "points: may take a reserved purchase (section 54)"},
	[W_CAPACITY] = {"capacity", 3, "points: its capacity covers the value"},
	[W_CAPACITY_SMALL] = {"capacity_small", -18, "points: its capacity covers nothing of it"},
	[W_LEAD_TIME] = {"lead_time", 2, "points: can start in time"},
	[W_LEAD_TIME_LONG] = {"lead_time_long", -12, "points: cannot start in time"},
};

static void take(const char *name, size_t length, const char *value, double out[WEIGHTS])
{
	char *end;
	double number = strtod(value, &end);

	for (size_t i = 0; end != value && i < WEIGHTS; i++)
		if (strlen(weights[i].name) == length && strncmp(weights[i].name, name, length) == 0)
			out[i] = number;
}

void weights_read(const char *text, double out[WEIGHTS])
{
	for (size_t i = 0; i < WEIGHTS; i++)
		out[i] = weights[i].value;
	for (text = text == NULL ? "" : text; *text != '\0'; text += strspn(text, " ")) {
		size_t length = strcspn(text, "= ");
		if (text[length] == '=')
			take(text, length, text + length + 1, out);
		text += strcspn(text, " ");
	}
}
