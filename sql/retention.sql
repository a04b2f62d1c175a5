-- SPDX-License-Identifier: MPL-2.0
-- What is forgotten when its time is over (lib/retention.c).

-- name: retention_originals
-- The bytes of mails that came in before a moment; some hundred mails at a time.
DELETE FROM inbound_original WHERE inbound_id IN (SELECT id FROM (
  SELECT DISTINCT i.id FROM inbound_message i JOIN inbound_original o ON o.inbound_id = i.id
  WHERE i.received_at < ? ORDER BY i.id LIMIT 200) old)

-- name: retention_files
-- Files of replies that waited in vain.
DELETE f FROM inbound_file f JOIN inbound_message i ON i.id = f.inbound_id WHERE i.received_at < ?

-- name: retention_answers
-- What undoing an answer went back to.
DELETE b FROM match_answer_before b JOIN inbound_message i ON i.id = b.inbound_id WHERE i.received_at < ?

-- name: retention_replies
-- What was read in them; one that still waits waits no longer: its link has expired.
UPDATE inbound_reply r JOIN inbound_message i ON i.id = r.inbound_id
SET r.subject = '', r.text = '', r.words = '', r.settled_at = COALESCE(r.settled_at, ?)
WHERE i.received_at < ? AND (r.text <> '' OR r.subject <> '' OR r.settled_at IS NULL)

-- name: retention_senders
-- Who wrote them. The row stays, so that the same mail is not taken again.
UPDATE inbound_message SET sender_address = '', outcome = IF(outcome IN ('waiting', 'held'), 'discarded', outcome)
WHERE received_at < ? AND sender_address <> ''

-- name: retention_conversations
-- Conversations in which nobody wrote since a moment, unless they are about a purchase that still runs.
SELECT c.id
FROM conversation c
LEFT JOIN plan_line l ON l.id = c.line_id
WHERE c.changed_at < ? AND (l.id IS NULL OR l.status NOT IN ('published', 'dialogue', 'tender'))
ORDER BY c.changed_at
LIMIT 200

-- name: retention_conversation_outbox
-- The mails that carried its messages; their models hold the texts.
DELETE x FROM outbox x
JOIN message_mail t ON t.mail_message_id = x.message_id
JOIN message g ON g.id = t.message_id
WHERE g.conversation_id = ?

-- name: retention_conversation_mails
-- To whom they went.
DELETE t FROM message_mail t JOIN message g ON g.id = t.message_id WHERE g.conversation_id = ?

-- name: retention_conversation_reads
-- Who read them.
DELETE r FROM message_read r JOIN message g ON g.id = r.message_id WHERE g.conversation_id = ?

-- name: retention_conversation_reports
-- Who complained of them.
DELETE r FROM message_report r JOIN message g ON g.id = r.message_id WHERE g.conversation_id = ?

-- name: retention_conversation_messages
-- The messages; their attachments go with them, and the files are swept.
DELETE FROM message WHERE conversation_id = ?

-- name: retention_conversation_parties
-- Who talked.
DELETE FROM conversation_party WHERE conversation_id = ?

-- name: retention_conversation_tokens
-- Its reply addresses.
DELETE FROM token WHERE purpose = 'conversation' AND subject_id = ?

-- name: retention_conversation
-- And itself.
DELETE FROM conversation WHERE id = ?
