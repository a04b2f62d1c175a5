/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Enterprises by what they are called: who types a name or a CVR number wants this one, whatever else has the same
 * words. Of a name its letters and digits count, not how they are parted: "Bee-Living ApS", "bee living" and "BeeLiving"
 * are one name. Internal to the engine.
 */
#ifndef TORV_CALLED_H
#define TORV_CALLED_H

#include "lib/collection.h"
#include "lib/cvr_number.h"
#include "lib/noted.h"

/* What is compared: 40 bits of a hash. Of a million enterprises about one search in a million meets a wrong one. */
typedef uint64_t called_key;
#define CALLED_NOTHING 0

/* By a name as it was typed, and as it was noted in a vocabulary; CALLED_NOTHING when it has no word. The form of a company
 * (ApS) does not count. */
called_key called_by_name(const char *name);
called_key called_by_noted(const struct vocabulary *vocabulary, struct noted name);

called_key called_by_number(const char *digits);

struct called;

/* Of the enterprises of a collection, with the keys of their names. */
struct called *called_open(const struct collection *collection, const called_key *names);
void called_close(struct called **called);
size_t called_size(const struct called *called);
void called_pass(struct passing *p, struct called **called); /* passing.h */

/* The numbers of those who are called so: how many, at most `most`. */
size_t called_find(const struct called *called, called_key key, uint32_t *numbers, size_t most);

#endif
