-- SPDX-License-Identifier: MPL-2.0
-- Replies that came in by mail: whose they are, what was read in them, those that wait.

-- name: reply_sender
-- The person who wrote, when they act for the organisation that was written to.
SELECT DISTINCT a.id AS account_id, a.email, a.name, a.language
FROM account a
JOIN membership s ON s.account_id = a.id
WHERE a.email = ? AND s.organisation_id = ? AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL

-- name: reply_account
-- A person: whom a reply address was mailed to, or who wrote.
SELECT a.id AS account_id, a.email, a.name, a.language FROM account a WHERE a.id = ?

-- name: reply_conversation
-- For whom the person of a reply address talks in its conversation.
SELECT c.subject AS title, y.organisation_id
FROM conversation c
JOIN conversation_party y ON y.conversation_id = c.id
JOIN membership s ON s.organisation_id = y.organisation_id AND s.account_id = ?
WHERE c.id = ?
LIMIT 1

-- name: reply_match
-- The enterprise of a match, its line, and the municipality that asks.
SELECT l.title, m.organisation_id, m.line_id, p.organisation_id AS municipality_id
FROM line_match m
JOIN plan_line l ON l.id = m.line_id
JOIN plan p ON p.id = l.plan_id
WHERE m.id = ?

-- name: reply_conversation_about
-- The conversation of two organisations about a line, the newest.
SELECT c.id
FROM conversation c
JOIN conversation_party a ON a.conversation_id = c.id AND a.organisation_id = ?
JOIN conversation_party b ON b.conversation_id = c.id AND b.organisation_id = ?
WHERE c.line_id = ?
ORDER BY c.id DESC
LIMIT 1

-- name: reply_insert
-- What was read in a message.
INSERT INTO inbound_reply (inbound_id, purpose, matter_id, account_id, address_expires_at, writer_id, subject,
  text, decision, words, decline_reason, waits, settled_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: reply_file_insert
-- A file that waits with its reply; its refusal is a number of enum refusal (upload.h).
INSERT INTO inbound_file (inbound_id, position, name, size, document_id, refusal) VALUES (?, ?, ?, ?, ?, ?)

-- name: reply_files
-- The files of a reply that waits.
SELECT name, size, document_id, refusal FROM inbound_file WHERE inbound_id = ? ORDER BY position

-- name: reply_files_delete
-- They wait no longer; what was passed on was kept anew with its message, and the rest is swept.
DELETE FROM inbound_file WHERE inbound_id = ?

-- name: reply_repeated
-- How often the same person wrote the same on the same matter since a moment: a machine does.
SELECT COUNT(*)
FROM inbound_reply r
JOIN inbound_message i ON i.id = r.inbound_id
WHERE r.purpose = ? AND r.matter_id = ? AND r.writer_id = ? AND i.received_at > ?
  AND r.settled_at IS NOT NULL AND r.text = ?

-- name: reply_find
-- A reply as it was read.
SELECT r.inbound_id, r.purpose, r.matter_id, r.account_id, r.address_expires_at, r.writer_id, r.subject, r.text,
  r.decision, r.words, r.decline_reason, COALESCE(r.waits, '') AS waits, r.settled_at,
  CONVERT(i.message_id USING utf8mb4) AS message_id, i.sender_address, i.received_at
FROM inbound_reply r
JOIN inbound_message i ON i.id = r.inbound_id
WHERE r.inbound_id = ?

-- name: reply_settle
-- It waits no longer; the row count decides between two who press at once.
UPDATE inbound_reply SET settled_at = ?, settled_by = ? WHERE inbound_id = ? AND settled_at IS NULL

-- name: reply_wait_for_person
-- An administrator let it through, and now it waits for the person whom the reply address was mailed to.
UPDATE inbound_reply SET settled_at = NULL, settled_by = NULL, waits = ? WHERE inbound_id = ?

-- name: reply_outcome
-- What became of a message.
UPDATE inbound_message SET outcome = ?, subject_id = ? WHERE id = ?

-- name: reply_held
-- What waits for an administrator, the newest first.
SELECT r.inbound_id, i.sender_address, r.subject, r.text, i.received_at, COALESCE(a.name, '') AS writer
FROM inbound_reply r
JOIN inbound_message i ON i.id = r.inbound_id
LEFT JOIN account a ON a.id = r.writer_id
WHERE r.waits = 'flood' AND r.settled_at IS NULL
ORDER BY r.inbound_id DESC
LIMIT 100

-- name: reply_held_count
-- How many wait for an administrator.
SELECT COUNT(*) FROM inbound_reply WHERE waits = 'flood' AND settled_at IS NULL

-- name: reply_held_of
-- What waits from one sender, the oldest first; as many as a person waits for.
SELECT r.inbound_id
FROM inbound_reply r
JOIN inbound_message i ON i.id = r.inbound_id
WHERE r.waits = 'flood' AND r.settled_at IS NULL AND i.sender_address = ?
ORDER BY r.inbound_id
LIMIT 200

-- name: reply_keep_before
-- How the match is answered before this mail answers it.
INSERT INTO match_answer_before (inbound_id, match_id, status, answered_at, answered_by, answered_via, answer_words,
  decline_reason)
SELECT ?, m.id, m.status, m.answered_at, m.answered_by, m.answered_via, m.answer_words, m.decline_reason
FROM line_match m WHERE m.id = ?

-- name: reply_last_answer
-- The newest answer of a match by mail that was not undone, and what it can go back to; the match must still
-- be as that mail left it. Two who press at once: the second waits, and finds none.
SELECT b.inbound_id, b.status AS before_status, b.answered_at AS before_answered_at, m.status, m.line_id,
  m.organisation_id, i.received_at
FROM match_answer_before b
JOIN inbound_message i ON i.id = b.inbound_id
JOIN line_match m ON m.id = b.match_id
WHERE b.match_id = ? AND i.outcome IN ('interested', 'declined') AND m.answered_via = 'mail'
  AND m.status IN ('interested', 'declined') AND m.status = i.outcome
ORDER BY b.inbound_id DESC
LIMIT 1
FOR UPDATE

-- name: reply_undo
-- The match is answered as it was before the mail.
UPDATE line_match m
JOIN match_answer_before b ON b.match_id = m.id
SET m.status = b.status, m.answered_at = b.answered_at, m.answered_by = b.answered_by,
  m.answered_via = b.answered_via, m.answer_words = b.answer_words, m.decline_reason = b.decline_reason
WHERE b.inbound_id = ?

-- name: reply_uncount
-- One enterprise less has answered the line.
UPDATE plan_line SET answers = answers - 1 WHERE id = ? AND answers > 0
