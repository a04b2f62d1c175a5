/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A market to measure on: enterprises, their offerings and what municipalities plan to buy, made from a
 * seed, so that every run has the same. Words are Danish: the little words, the words of every purchase,
 * the labels of the CPV codes that Torv ships, compounds of common parts, and rare names; how often each
 * is used follows Zipf. An enterprise has a trade, and half of what it says is of that trade.
 */
#ifndef TORV_TESTS_BENCH_MARKET_H
#define TORV_TESTS_BENCH_MARKET_H

#include "lib/collection.h"

#define OFFERINGS_EACH 3 /* on average: one to five */

struct market;

struct market *market_open(struct arena *mem, uint64_t seed, size_t enterprises);

/* The reference (tests/relevance.h) and the enterprises with their offerings. Each enterprise and each
 * offering is the same whatever the count. Lines are plan lines that are open. */
void market_fill(struct market *market, struct collection *out, size_t enterprises, size_t lines);

/* Another version of an enterprise and its offerings, appended to out, whose lists have room. */
void market_add(struct market *market, struct collection *out, int64_t id, uint64_t version);

/* A search as people type it: one to three words, often the last one not finished, sometimes a filter. */
const char *market_words(struct market *market);

/* 0 to below - 1 */
uint64_t market_random(struct market *market, uint64_t below);

#endif
