/* SPDX-License-Identifier: MPL-2.0 */
/* Two municipalities, a buyer with a plan, and a line about a canteen, for the tests of plan lines. */
#ifndef TORV_TESTS_PLAN_SCENE_H
#define TORV_TESTS_PLAN_SCENE_H

#include "lib/plan.h"
#include "lib/plan_line.h"
#include "tests/support.h"

struct scene {
	int64_t kolding, vejle, buyer, plan;
	struct match_index *index;
	struct telling telling;
};

/* Kolding's buyer has the plan; the index is of what the house has now. OWNED(scene_close) */
struct scene scene_of(struct house *house);
void scene_close(struct scene *scene);

/* A line that can be published. */
struct plan_line canteen(const struct scene *scene);
/* Its number. */
int64_t stored(struct house *house, const struct scene *scene, const struct plan_line *line);

/* An approved enterprise that supplies canteens, with two owners and a member. */
int64_t given_canteen(struct house *house, const char *name);

#endif
