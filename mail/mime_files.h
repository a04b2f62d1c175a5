/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The files that came with a message: what its sender attached. Not what mail programs add by themselves:
 * signatures (S/MIME, OpenPGP), calendar entries, Outlook's winmail.dat (TNEF), and pictures that the HTML
 * shows (logos).
 */
#ifndef TORV_MAIL_MIME_FILES_H
#define TORV_MAIL_MIME_FILES_H

#include <gmime/gmime.h>

#include "lib/upload.h"

#define MIME_FILES_MOST 30 /* that are looked at: more than a message may have, so that it is told so */

struct mime_files {
	struct upload *at; /* their bytes live in the arena; NULL with a size: larger than is taken */
	size_t count;
};

/* A forwarded message is a file, too. */
void mime_files(struct arena *mem, GMimeObject *body, struct mime_files *out);

#endif
