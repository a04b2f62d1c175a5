-- SPDX-License-Identifier: MPL-2.0
-- The outbox: lib/outbox.c puts mail in, mail/send.c takes it out.
--
-- queued → claimed → doubtful → sent. A row is doubtful from the moment before its text is ended at
-- the mail server until the server's answer is recorded. When that never happens (the machine died,
-- the line broke) the mail may have arrived: it is sent again with the same Message-ID and stays
-- doubtful, now with sent_at. Whatever changes a claimed row asks for the claim in its WHERE.

-- name: outbox_add
-- One mail: queued, or held for its reader's digest.
INSERT INTO outbox (kind, topic, account_id, recipient_address, recipient_name, language, model, secret,
	message_id, in_reply_to, reference_ids, bounce_hash, status, created_at, next_attempt_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: outbox_standing
-- Does this address get mail, and how often of this topic? Arguments: address, address, topic.
SELECT (SELECT COUNT(*) FROM suppression WHERE address = ?) AS suppressed,
	(SELECT pace FROM mail_preference WHERE address = ? AND topic = ?) AS pace

-- name: outbox_references
-- The thread that a mail of ours stood in.
SELECT reference_ids FROM outbox WHERE message_id = ?

-- name: outbox_bounced
-- The mail whose envelope had this sender.
SELECT id, kind, topic, account_id, recipient_address, language, message_id, status, model, sent_at
FROM outbox
WHERE bounce_hash = ?

-- name: outbox_claim
-- Takes what is due, but to those domains. Arguments: the claim, until when, now, domains, how many.
UPDATE outbox
SET status = 'claimed', claimed_by = ?, claimed_until = ?
WHERE status = 'queued' AND next_attempt_at <= ? AND FIND_IN_SET(recipient_domain, ?) = 0
ORDER BY next_attempt_at, id
LIMIT ?

-- name: outbox_claim_left
-- Takes over what a sender left behind that did not live to record what became of it. Arguments: the
-- claim, until when, now, now, how many.
UPDATE outbox
SET claimed_by = ?, claimed_until = ?
WHERE status IN ('claimed', 'doubtful') AND next_attempt_at <= ? AND sent_at IS NULL
	AND (claimed_until IS NULL OR claimed_until <= ?)
ORDER BY next_attempt_at, id
LIMIT ?

-- name: outbox_claimed
-- The mails of a claim, in the order in which they were queued.
SELECT id, kind, topic, recipient_address, recipient_name, language, model, secret, message_id, in_reply_to,
	reference_ids, status, attempts, created_at
FROM outbox
WHERE claimed_by = ?
ORDER BY id

-- name: outbox_hand_over
-- The moment before a mail's text is ended: from now on it may have arrived. No row: the claim is
-- another's, and the text must not be ended. Arguments: until when, the mail, the claim.
UPDATE outbox SET status = 'doubtful', claimed_until = ? WHERE id = ? AND claimed_by = ?

-- name: outbox_sent
-- The server has taken it. Arguments: sent, or doubtful when an earlier attempt was in doubt; now;
-- the mail; the claim.
UPDATE outbox
SET status = ?, sent_at = ?, attempts = attempts + 1, secret = NULL, last_error = '',
	claimed_by = NULL, claimed_until = NULL
WHERE id = ? AND claimed_by = ?

-- name: outbox_later
-- To be tried again. Arguments: queued or doubtful; attempts; when; why; the mail; the claim.
UPDATE outbox
SET status = ?, attempts = ?, next_attempt_at = ?, last_error = ?,
	claimed_by = NULL, claimed_until = NULL
WHERE id = ? AND claimed_by = ?

-- name: outbox_failed
-- Given up; an administrator may have it tried again, so its secret stays for a while (outbox_forget).
-- Arguments: why; the mail; the claim.
UPDATE outbox
SET status = 'failed', attempts = attempts + 1, last_error = ?,
	claimed_by = NULL, claimed_until = NULL
WHERE id = ? AND claimed_by = ?

-- name: send_rate_all
-- How many mails have left in a minute.
SELECT COALESCE(SUM(count), 0) FROM send_rate WHERE domain = '' AND minute = ?

-- name: send_rate_spent
-- The domains that have had their mails in a minute. Arguments: the minute, the limit.
SELECT COALESCE(GROUP_CONCAT(domain SEPARATOR ','), '') AS domains
FROM send_rate
WHERE minute = ? AND domain <> '' AND count >= ?

-- name: send_rate_take
-- Counts mails to a domain ('': to all) in a minute and says how many that makes.
INSERT INTO send_rate (domain, minute, count) VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE count = count + VALUES(count)
RETURNING count

-- name: send_rate_forget
-- Minutes before a moment no longer count.
DELETE FROM send_rate WHERE minute < ?

-- name: outbox_forget
-- The secrets of mails that were given up long ago.
UPDATE outbox SET secret = NULL WHERE status = 'failed' AND secret IS NOT NULL AND created_at < ?

-- name: outbox_try_again
-- An administrator has a mail tried at once, as if it were new; not one that a sender works on. The time
-- for which it is tried begins anew. Arguments: now, now, the mail.
UPDATE outbox
SET status = IF(status = 'doubtful', 'doubtful', 'queued'), attempts = 0, next_attempt_at = ?, created_at = ?
WHERE id = ? AND sent_at IS NULL AND claimed_by IS NULL AND status IN ('queued', 'held', 'failed', 'doubtful')

-- name: outbox_give_up
-- An administrator leaves a mail; not one that a sender works on.
UPDATE outbox SET status = 'failed', secret = NULL
WHERE id = ? AND sent_at IS NULL AND claimed_by IS NULL AND status IN ('queued', 'held', 'doubtful')
