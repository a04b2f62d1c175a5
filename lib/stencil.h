/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Stencils: a template with a few holes that is filled hundreds of times on one page (the choices of the facets, the
 * circles of the map). It is rendered once, with a mark in each hole, and cut at the marks; filling it is copying.
 * A page of results with 300 such rows takes a fifth of the time that it takes with a JSON object for each.
 */
#ifndef TORV_STENCIL_H
#define TORV_STENCIL_H

#include "lib/templates.h"

#define STENCIL_HOLES 16

struct stencil;

/* What stands in a hole's place in a model, where it is no top name of it: {"municipality": {"name": the mark of hole 2}}.
 * A new string. */
json_t *stencil_mark(size_t hole);

/* `holes` are the names in the template that get values, at most STENCIL_HOLES, ended by NULL; every other name is
 * in `model`. A hole may stand several times, or not at all. Errors are those of templates_render. */
enum err stencil_open(const struct templates *templates, enum language language, const char *name,
	json_t *model, const char *const *holes, struct stencil **out);
void stencil_close(struct stencil **stencil);

/* Adds the text with these values, in the order of `holes`. They are HTML: whatever somebody has typed was escaped
 * before (buffer_html), once, and not each time that it is shown. */
void stencil_fill(const struct stencil *stencil, const char *const *values, struct buffer *out);

/* What was filled, for a model: {{{it}}}. A new string. */
json_t *buffer_json(const struct buffer *html);

#endif
