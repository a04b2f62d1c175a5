/* SPDX-License-Identifier: MPL-2.0 */
/* A whole snapshot to a file, and from one (passing.h). Internal to the engine. */
#ifndef TORV_SNAPSHOT_PASS_H
#define TORV_SNAPSHOT_PASS_H

#include "lib/passing.h"
#include "lib/snapshot.h"

/* Who finds gives one that is zeroed but for its arena. One that is saved is only read. */
void snapshot_pass(struct passing *p, struct snapshot *snapshot);

#endif
