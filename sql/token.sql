-- SPDX-License-Identifier: MPL-2.0
-- Tokens that were mailed to someone. Only their hash is here.

-- name: token_insert
-- A new token; the caller made it and keeps its text for the mail alone.
INSERT INTO token (hash, purpose, account_id, subject_id, created_at, expires_at)
VALUES (?, ?, ?, ?, ?, ?)

-- name: token_by_hash
-- A token that still acts. One answer for unknown, used, expired and another purpose: no row.
SELECT t.purpose, t.account_id, t.subject_id, t.expires_at
FROM token t
JOIN account a ON a.id = t.account_id
WHERE t.hash = ? AND t.purpose = ? AND t.used_at IS NULL AND t.expires_at > ?
  AND a.disabled_at IS NULL

-- name: token_reply_by_hash
-- The same for the purposes that stand in reply addresses.
SELECT t.purpose, t.account_id, t.subject_id, t.expires_at
FROM token t
JOIN account a ON a.id = t.account_id
WHERE t.hash = ? AND t.purpose IN ('match', 'conversation') AND t.used_at IS NULL
  AND t.expires_at > ? AND a.disabled_at IS NULL

-- name: token_use
-- Uses up a single-use token; the row count decides between two that race.
UPDATE token SET used_at = ?
WHERE hash = ? AND purpose = ? AND used_at IS NULL AND expires_at > ?

-- name: token_end_links
-- After a new password no link that was mailed before lets anyone in. Arguments: now, the account.
UPDATE token SET used_at = ?
WHERE account_id = ? AND purpose IN ('login', 'reset') AND used_at IS NULL
