/* SPDX-License-Identifier: MPL-2.0 */
/*
 * CPV puts a thing for sale, its repair, the work that is done with it and its teaching into different branches: who asks
 * for bags is well served by a sewing room, though codes and words of both have nothing in common. Internal to the
 * engine.
 */
#ifndef TORV_THESAURUS_NEIGHBOURS_H
#define TORV_THESAURUS_NEIGHBOURS_H

#include <stddef.h>
#include <stdint.h>

struct neighbour_codes {
	uint32_t lower, higher; /* each with all that is under it */
	uint8_t closeness;      /* per cent */
};

extern const struct neighbour_codes neighbour_codes[];
extern const size_t neighbour_code_count;

#endif
