-- SPDX-License-Identifier: MPL-2.0
-- What came with messages (lib/attachment.c).

-- name: attachment_insert
-- One; refused ones have no document. Refusals by number, as the column counts them.
INSERT INTO attachment (message_id, name, size, document_id, refusal) VALUES (?, ?, ?, ?, ?)

-- name: attachment_list
-- All of a conversation, in the order of its messages, or those of one message.
SELECT a.id, a.message_id, a.name, a.size, a.document_id IS NOT NULL AS is_kept,
  COALESCE(a.refusal + 0, 0) AS refusal
FROM attachment a
JOIN message g ON g.id = a.message_id
WHERE g.conversation_id = ? AND (? = 0 OR g.id = ?)
ORDER BY a.message_id, a.id

-- name: attachment_for_party
-- One that is kept, for an organisation that talks in its conversation only.
SELECT a.id, a.name, a.document_id
FROM attachment a
JOIN message g ON g.id = a.message_id
JOIN conversation_party y ON y.conversation_id = g.conversation_id
WHERE a.id = ? AND y.organisation_id = ? AND a.document_id IS NOT NULL
