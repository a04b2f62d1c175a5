/* SPDX-License-Identifier: MPL-2.0 */
/* What the map of the field shows on other pages, too: goals, and whom to talk to. */
#ifndef TORV_FCGI_PAGE_FIELD_H
#define TORV_FCGI_PAGE_FIELD_H

#include "fcgi/request.h"
#include "lib/field.h"

/* Adds goals (those of this year that are set), has_goals and year. */
enum err field_goals_add(struct req *req, json_t *model);

/* Adds contacts (overdue, and those of the next two weeks), has_contacts and overdue_count. */
enum err field_contacts_add(struct req *req, json_t *model);

#endif
