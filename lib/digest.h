/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Digests: the mails of a topic that a person wants daily or weekly wait in the outbox (held) until
 * their moment; then one mail tells of all of them and they count as merged. One that waits alone goes
 * out as it is. The function is due_digests (due.h).
 *
 * The digest's model is {"count", "items": [{"kind", "model"}, ...]}, its secret {"items": [the secret of
 * each, or null]}; the mail face makes each item's subject and link as it would for the mail itself.
 */
#ifndef TORV_DIGEST_H
#define TORV_DIGEST_H

/* Items of one digest; what is left makes another. */
#define DIGEST_LONGEST 40

#endif
