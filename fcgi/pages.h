/* SPDX-License-Identifier: MPL-2.0 */
/* The handlers that the route table names, by the file that has them. */
#ifndef TORV_PAGES_H
#define TORV_PAGES_H

#include "fcgi/request.h"

/* page_site.c: what belongs to the installation */
handler language_choose, theme_show, logo_show, health_show, words_show, accessibility_show;

#endif
