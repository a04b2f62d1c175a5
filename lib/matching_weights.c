/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/matching_weights.h"

#include <stdlib.h>
#include <string.h>

const struct weight weights[WEIGHTS] = {
	[W_KINDS] = {"kinds_rate", 2.0, 0.01, 10, "how soon the kinds of thing that both are about are enough"},
	[W_WORDS] = {"words_rate", 1.1, 0.01, 10, "how soon agreement in words is enough"},
	[W_PITCH] = {"pitch", 0.5, 0, 2, "a word of the pitch against one of the offering"},
	[W_CODED] = {"coded", 0.98, 0.01, 0.98, "relevance when codes were given, for many have a code in common"},
	[W_FIT_NEEDS] = {"fit_needs", 0.6, 0.01, 1, "relevance from which fit counts in full"},
	[W_DELIVERS] = {"delivers", 1, 0, 100, "points: delivers there"},
	[W_SEATED] = {"seated", 5, 0, 100, "points: has its seat there"},
	[W_NEIGHBOUR] = {"neighbour", 3, 0, 100, "points: has its seat in a neighbouring municipality"},
	[W_REGION] = {"region", 1.5, 0, 100, "points: has its seat in the region"},
	[W_RESERVED] = {"reserved", 2, 0, 100, "points: may take a reserved purchase (section 54)"},
	[W_CAPACITY] = {"capacity", 3, 0, 100, "points: its capacity covers the value"},
	[W_CAPACITY_SMALL] = {"capacity_small", -18, -100, 0, "points: its capacity covers nothing of it"},
	[W_LEAD_TIME] = {"lead_time", 2, 0, 100, "points: can start in time"},
	[W_LEAD_TIME_LONG] = {"lead_time_long", -12, -100, 0, "points: cannot start in time"},
};

bool weight_may_be(enum weight_name name, double value)
{
	return value >= weights[name].least && value <= weights[name].most;
}

static void take(const char *name, size_t length, const char *value, double out[WEIGHTS])
{
	char *end;
	double number = strtod(value, &end);

	for (size_t i = 0; end != value && i < WEIGHTS; i++)
		if (strlen(weights[i].name) == length && strncmp(weights[i].name, name, length) == 0 &&
			weight_may_be((enum weight_name)i, number))
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
