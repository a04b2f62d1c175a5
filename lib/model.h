/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Small pieces that many view models share: paragraphs, amounts, counts. A view model is a JSON value
 * that feeds page, API and mail alike; templates cannot compute, so what they show stands in it.
 */
#ifndef TORV_MODEL_H
#define TORV_MODEL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/arena.h"

/* [{"text"}]: the paragraphs of a text, parted by empty lines. A new array. */
json_t *model_paragraphs(const char *text);

/* Sets name to the text ("" for NULL) and has_<name> to whether there is any. */
void model_text(json_t *object, const char *name, const char *text);

/* "250.000" in da and nl, "250,000" in en. */
char *model_number(struct arena *mem, int64_t number, const char *language);

/* Kroner as a person reads them: "250.000 kr." in da, "DKK 250,000" in en, "DKK 250.000" in nl. */
char *model_kroner(struct arena *mem, int64_t kroner, const char *language);

#endif
