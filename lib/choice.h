/* SPDX-License-Identifier: MPL-2.0 */
/* One of the few values that a thing can have, and what people read for it. */
#ifndef TORV_CHOICE_H
#define TORV_CHOICE_H

/* A list of them ends with {NULL}. Labels are English source texts. */
struct choice {
	const char *value;
	const char *label;
};

#endif
