/* SPDX-License-Identifier: MPL-2.0 */
/* Shared by the files that make up offering.h; no other room needs it. */
#ifndef TORV_OFFERING_INTERNAL_H
#define TORV_OFFERING_INTERNAL_H

#include "lib/offering.h"

/* A row of offering_by_id or offering_list, without its codes and areas. */
struct offering offering_from_row(const struct row *row);

/* The rows of one offering within those of all of an organisation (offering_cpv_list,
 * offering_area_list): *first is where they begin; returns how many they are. */
size_t offering_part(const struct rows *rows, int64_t offering_id, size_t *first);

#endif
