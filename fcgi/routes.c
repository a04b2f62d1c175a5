/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Every address of the site. A new row needs one in tests/access_table.c too: who must be refused.
 */
#include "fcgi/pages.h"
#include "fcgi/route.h"

const struct route routes[] = {
	/* method path                       who may   handler              form   flags */
	{GET, "/language/{code}",            ANYONE,   language_choose,     NULL,  0},
	{GET, "/words",                      ANYONE,   words_show,          NULL,  0},
	{GET, "/accessibility",              ANYONE,   accessibility_show,  NULL,  0},
	{GET, "/theme-{hash}",               ANYONE,   theme_show,          NULL,  0},
	{GET, "/logo",                       ANYONE,   logo_show,           NULL,  0},
	{GET, "/health",                     ANYONE,   health_show,         NULL,  PUBLIC_JSON},

	{OTHER_METHOD, NULL, 0, NULL, NULL, 0},
};
