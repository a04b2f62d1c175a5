-- SPDX-License-Identifier: MPL-2.0
-- How often an address wants which mails, the tokens to unsubscribe, and addresses that get none.

-- name: mail_preference
-- The choice of an address for a topic; no row: at once.
SELECT pace FROM mail_preference WHERE address = ? AND topic = ?

-- name: mail_preference_set
-- A choice, the first or a new one.
INSERT INTO mail_preference (address, topic, pace, changed_at) VALUES (?, ?, ?, ?)
ON DUPLICATE KEY UPDATE pace = VALUES(pace), changed_at = VALUES(changed_at)

-- name: mail_readers
-- Whose mails a person gets: the bits of enum mail_reader.
SELECT BIT_OR(CASE role WHEN 'buyer' THEN 2 WHEN 'coordinator' THEN 4 ELSE 1 END)
FROM membership WHERE account_id = ?

-- name: outbox_drop_held
-- Mails that wait for a digest that is no longer wanted.
DELETE FROM outbox WHERE recipient_address = ? AND topic = ? AND status = 'held'

-- name: outbox_move_held
-- Mails that wait for a digest go at once, or with another. Arguments: queued or held, when, whose.
UPDATE outbox SET status = ?, next_attempt_at = ?
WHERE recipient_address = ? AND topic = ? AND status = 'held'

-- name: subscription_insert
-- A token that was put into a mail; the same each time.
INSERT IGNORE INTO mail_subscription (hash, address, topic, created_at) VALUES (?, ?, ?, ?)

-- name: subscription_find
-- What a token to unsubscribe stands for.
SELECT address, topic FROM mail_subscription WHERE hash = ?

-- name: suppression_add
-- An address gets no more mail. The first reason stays.
INSERT IGNORE INTO suppression (address, reason, created_at) VALUES (?, ?, ?)

-- name: suppression_find
-- Why an address gets no more mail.
SELECT reason, created_at FROM suppression WHERE address = ?

-- name: suppression_lift
-- It gets mail again.
DELETE FROM suppression WHERE address = ?
