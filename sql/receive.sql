-- SPDX-License-Identifier: MPL-2.0
-- Mail that came in: kept as it came, and whose it is.

-- name: receive_insert
-- A message to a reply address. A second one with the same id is a duplicate key.
INSERT INTO inbound_message (message_id, token_hash, sender_address, outcome, received_at)
VALUES (?, ?, ?, 'waiting', ?)

-- name: receive_piece_insert
-- A piece of its bytes.
INSERT INTO inbound_original (inbound_id, piece, bytes) VALUES (?, ?, ?)

-- name: receive_outcome
-- What became of it.
UPDATE inbound_message SET outcome = ?, subject_id = ? WHERE id = ?

-- name: receive_sender
-- The person who wrote, when they act for the organisation that was written to.
SELECT DISTINCT a.id AS account_id, a.email, a.name, a.language
FROM account a
JOIN membership s ON s.account_id = a.id
WHERE a.email = ? AND s.organisation_id = ? AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL

-- name: receive_known
-- The person a reply address was mailed to.
SELECT a.id AS account_id, a.email, a.name, a.language FROM account a WHERE a.id = ?

-- name: receive_conversation
-- For whom the person of a reply address talks in its conversation.
SELECT c.subject AS title, y.organisation_id
FROM conversation c
JOIN conversation_party y ON y.conversation_id = c.id
JOIN membership s ON s.organisation_id = y.organisation_id AND s.account_id = ?
WHERE c.id = ?
LIMIT 1

-- name: receive_match
-- The enterprise of a match, its line, and the municipality that asks.
SELECT l.title, m.organisation_id, m.line_id, p.organisation_id AS municipality_id
FROM line_match m
JOIN plan_line l ON l.id = m.line_id
JOIN plan p ON p.id = l.plan_id
WHERE m.id = ?

-- name: receive_conversation_about
-- The conversation of two organisations about a line, the newest.
SELECT c.id
FROM conversation c
JOIN conversation_party a ON a.conversation_id = c.id AND a.organisation_id = ?
JOIN conversation_party b ON b.conversation_id = c.id AND b.organisation_id = ?
WHERE c.line_id = ?
ORDER BY c.id DESC
LIMIT 1
