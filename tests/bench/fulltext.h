/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The same rows in MariaDB with a FULLTEXT index, to measure beside. The server is the one of
 * tests/with-mariadb, TORV_TEST_SOCKET; it is given memory enough to hold everything.
 */
#ifndef TORV_TESTS_BENCH_FULLTEXT_H
#define TORV_TESTS_BENCH_FULLTEXT_H

#include "lib/collection.h"
#include "lib/search.h"

struct fulltext;

/* NULL when there is no server. Ends the program with a message when something fails. */
struct fulltext *fulltext_open(void);
void fulltext_close(struct fulltext **fulltext);

/* Loads the collection and indexes it; seconds it took, loading left out. */
double fulltext_fill(struct fulltext *fulltext, const struct collection *collection);

/* Twenty hits, the total, and how many in each municipality, division and kind; returns the total. */
size_t fulltext_search(struct fulltext *fulltext, const struct search_query *query);

/* The fifty enterprises whose offerings meet a demand's words best. */
size_t fulltext_match(struct fulltext *fulltext, const struct demand *demand);

#endif
