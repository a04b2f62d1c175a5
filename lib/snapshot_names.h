/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The order of names: enterprises are numbered in it, and one that came later or has another name is put
 * among them. What is compared are bytes that the database makes of a name (its collation's weights).
 * Internal to the engine.
 */
#ifndef TORV_SNAPSHOT_NAMES_H
#define TORV_SNAPSHOT_NAMES_H

#include "lib/snapshot.h"

/* Of the collection's enterprises; NULL when they come without. */
struct name_order *name_order_open(const struct collection *collection);
void name_order_close(struct name_order **names);
size_t name_order_size(const struct name_order *names);
void name_order_pass(struct passing *p, struct name_order **names); /* passing.h */

/* How many enterprises stand before one with this name and id; all of them when there is no order. */
uint32_t name_order_before(const struct snapshot *snapshot, const struct collection_enterprise *enterprise);

#endif
