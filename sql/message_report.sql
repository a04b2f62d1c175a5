-- SPDX-License-Identifier: MPL-2.0
-- Messages that an administrator is asked to look at.

-- name: message_report_about
-- A message of the other side, for a party of its conversation.
SELECT g.text, g.created_at, a.name AS author_name, o.name AS organisation_name
FROM message g
JOIN conversation_party y ON y.conversation_id = g.conversation_id
JOIN account a ON a.id = g.author_id
JOIN organisation o ON o.id = g.organisation_id
WHERE g.id = ? AND g.conversation_id = ? AND y.organisation_id = ? AND g.organisation_id <> ?

-- name: message_report_insert
-- Somebody reports a message; a second time is a duplicate key.
INSERT INTO message_report (message_id, account_id, words, created_at) VALUES (?, ?, ?, ?)

-- name: message_report_list
-- What nobody has looked at yet, the oldest first.
SELECT r.id, r.words, r.created_at, g.text, a.name AS author_name, a.email, o.name AS organisation_name,
  p.name AS reporter
FROM message_report r
JOIN message g ON g.id = r.message_id
JOIN account a ON a.id = g.author_id
JOIN organisation o ON o.id = g.organisation_id
JOIN account p ON p.id = r.account_id
WHERE r.settled_at IS NULL
ORDER BY r.id
LIMIT 100

-- name: message_report_count
-- How many wait.
SELECT COUNT(*) FROM message_report WHERE settled_at IS NULL

-- name: message_report_settle
-- An administrator has looked at it; of two, one was first.
UPDATE message_report SET settled_at = ?, settled_by = ? WHERE id = ? AND settled_at IS NULL
