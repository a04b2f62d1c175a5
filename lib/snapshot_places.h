/* SPDX-License-Identifier: MPL-2.0 */
/* Codes of municipalities and areas of delivery, read for many enterprises: the same few hundred texts come again
 * and again, so what each stands for is kept. For one thread; internal to the building of a snapshot. */
#ifndef TORV_SNAPSHOT_PLACES_H
#define TORV_SNAPSHOT_PLACES_H

#include "lib/snapshot.h"

struct known_places;

/* Of a snapshot that has its places. OWNED(known_places_close) */
struct known_places *known_places_open(const struct snapshot *snapshot);
void known_places_close(struct known_places **places);

/* As snapshot_place. */
unsigned known_place(const struct known_places *places, const char *code);

/* Where something is delivered, of areas as collection.h has them: the number of the set of places. */
uint32_t known_areas_read(struct known_places *places, const char *areas);

/* All such sets, each once, by number; free() them. No more are read afterwards. */
struct place_set *known_areas_end(struct known_places *places, uint32_t *count);

#endif
