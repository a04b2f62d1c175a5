/* SPDX-License-Identifier: MPL-2.0 */
/* What all workers share: configuration, catalogues, templates, names of static files, the index. */
#ifndef TORV_SITE_H
#define TORV_SITE_H

#include "fcgi/request.h"

/* Reads and checks everything. INVALID when the configuration is wrong (each error was reported),
 * FAILED when a template or another installed file is; a database that is away is no reason not to
 * start. */
enum err site_open(const char *configuration_path, void (*report)(const char *line), struct site **out);
void site_close(struct site **site);

#endif
