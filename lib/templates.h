/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The templates of a face: every *.html and *.txt in a directory, parsed in every language when the
 * program starts. A template that does not parse, or that names a partial that is not there, is a
 * reason not to start.
 */
#ifndef TORV_TEMPLATES_H
#define TORV_TEMPLATES_H

#include "lib/mustache.h"
#include "lib/translate.h"

struct templates;

/* FAILED, and each fault logged with file and line, when one is wrong. */
enum err templates_open(const char *directory, const struct catalogues *catalogues, struct templates **out);
void templates_close(struct templates **templates);

/* Renders `name` ("enterprise_show.html"; partials are named without their ending and have the same
 * ending as who names them). NOT_FOUND when there is no such template. In strict mode (the tests set
 * TORV_STRICT=1) a name that the model does not have is logged and FAILED. */
enum err templates_render(const struct templates *templates, enum language language,
	const char *name, const json_t *model, struct buffer *out);

#endif
