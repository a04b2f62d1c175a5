/* SPDX-License-Identifier: MPL-2.0 */
/* The words that files use for what the database writes as a code. English source texts. */
#ifndef TORV_EXPORT_WORDS_H
#define TORV_EXPORT_WORDS_H

const char *words_match_status(const char *status);     /* "notified" → "Told" */
const char *words_decline_reason(const char *reason);   /* "too_far" → "Too far away"; "" stays "" */
const char *words_line_status(const char *status);      /* "dialogue" → "In dialogue" */
const char *words_procedure(const char *procedure_kind); /* "light" → "Light regime" */

#endif
