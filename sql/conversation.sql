-- SPDX-License-Identifier: MPL-2.0
-- Conversations between organisations, their messages, and who has read how far.

-- name: conversation_insert
-- A new conversation, about a plan line or about none.
INSERT INTO conversation (subject, line_id, created_at, changed_at) VALUES (?, ?, ?, ?)

-- name: conversation_party_insert
-- An organisation that talks, and the person there who is mailed (NULL: its owners).
INSERT INTO conversation_party (conversation_id, organisation_id, account_id) VALUES (?, ?, ?)

-- name: conversation_line_is_visible
-- Whether a line is one that a conversation may be about: published, or the municipality's own.
SELECT COUNT(*)
FROM plan_line l
JOIN plan p ON p.id = l.plan_id
WHERE l.id = ? AND (l.status <> 'draft' OR p.organisation_id = ?)

-- name: conversation_is_party
-- Whether an organisation talks in a conversation.
SELECT COUNT(*) FROM conversation_party WHERE conversation_id = ? AND organisation_id = ?

-- name: conversation_touch
-- It has a newer message.
UPDATE conversation SET changed_at = ? WHERE id = ?

-- name: conversation_message_insert
-- A message, as it was written on the site or came in by mail.
INSERT INTO message (conversation_id, author_id, organisation_id, text, via, mail_message_id, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: conversation_message_has_mail
-- Whether a mail is in the conversation already.
SELECT COUNT(*) FROM message WHERE conversation_id = ? AND mail_message_id = ? AND via = 'mail'

-- name: conversation_message_mail_insert
-- The mail that carries a message to one person.
INSERT INTO message_mail (message_id, account_id, mail_message_id) VALUES (?, ?, ?)

-- name: conversation_recipients
-- Everyone in a conversation but the author: for each party its person, or, where there is none (or
-- the account is closed), its owners; of a municipality its coordinators, or its buyers when it has none.
SELECT a.id AS account_id, a.email, a.name, a.language
FROM conversation_party y
JOIN account a ON a.id = y.account_id
WHERE y.conversation_id = ? AND a.disabled_at IS NULL AND a.id <> ?
UNION
SELECT a.id, a.email, a.name, a.language
FROM conversation_party y
LEFT JOIN account person ON person.id = y.account_id AND person.disabled_at IS NULL
JOIN membership s ON s.organisation_id = y.organisation_id AND (s.role IN ('owner', 'coordinator')
  OR (s.role = 'buyer' AND NOT EXISTS (SELECT 1 FROM membership c
    WHERE c.organisation_id = y.organisation_id AND c.role = 'coordinator')))
JOIN account a ON a.id = s.account_id
WHERE y.conversation_id = ? AND person.id IS NULL AND a.disabled_at IS NULL
  AND a.confirmed_at IS NOT NULL AND a.id <> ?
ORDER BY account_id

-- name: conversation_last_mail
-- The newest mail of the conversation that stands in one person's mailbox: one they got, or sent.
SELECT mails.mail_message_id
FROM (
  SELECT t.message_id AS id, t.mail_message_id
  FROM message_mail t
  JOIN message g ON g.id = t.message_id
  WHERE g.conversation_id = ? AND t.account_id = ?
  UNION ALL
  SELECT g.id, g.mail_message_id
  FROM message g
  WHERE g.conversation_id = ? AND g.author_id = ? AND g.via = 'mail'
) mails
ORDER BY mails.id DESC
LIMIT 1

-- name: conversation_writer
-- Who writes, and for whom, as the mail names them.
SELECT a.name AS author_name, IF(a.shows_address, a.email, '') AS author_address, a.email, a.phone,
  o.name AS organisation_name, o.kind
FROM account a
JOIN membership s ON s.account_id = a.id
JOIN organisation o ON o.id = s.organisation_id
WHERE a.id = ? AND o.id = ? AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
LIMIT 1

-- name: conversation_head
-- A conversation, for one of its parties only.
SELECT c.id, c.subject, c.line_id, COALESCE(l.title, '') AS line_title, c.created_at, c.changed_at
FROM conversation c
JOIN conversation_party y ON y.conversation_id = c.id
LEFT JOIN plan_line l ON l.id = c.line_id
WHERE c.id = ? AND y.organisation_id = ?

-- name: conversation_subject
-- What a conversation is about, for the mails that carry it, and the contact of the purchase.
SELECT c.subject, COALESCE(l.title, '') AS line_title, p.organisation_id AS buyer_id,
  COALESCE(l.contact_name, '') AS contact_name, COALESCE(l.contact_email, '') AS contact_email,
  COALESCE(l.contact_phone, '') AS contact_phone
FROM conversation c
LEFT JOIN plan_line l ON l.id = c.line_id
LEFT JOIN plan p ON p.id = l.plan_id
WHERE c.id = ?

-- name: conversation_parties
-- The organisations that talk, how far each has read, and whether the directory shows them.
SELECT o.id, o.name, o.slug, COALESCE(e.status = 'approved', 0) AS has_page, y.read_at, y.read_message_id,
  COALESCE(a.name, '') AS person_name, COALESCE(a.id, 0) AS person_id, IF(a.shows_address, a.email, '') AS person_address
FROM conversation_party y
JOIN organisation o ON o.id = y.organisation_id
LEFT JOIN enterprise e ON e.organisation_id = o.id
LEFT JOIN account a ON a.id = y.account_id
WHERE y.conversation_id = ?
ORDER BY o.name, o.id

-- name: conversation_messages
-- What was written, oldest first.
SELECT g.id, g.text, g.via, g.created_at, g.organisation_id, a.name AS author_name,
  IF(a.shows_address, a.email, '') AS author_address, o.name AS organisation_name
FROM message g
JOIN account a ON a.id = g.author_id
JOIN organisation o ON o.id = g.organisation_id
WHERE g.conversation_id = ?
ORDER BY g.id

-- name: conversation_list
-- An organisation's conversations, the newest message first.
SELECT c.id, c.subject, c.changed_at, COALESCE(l.title, '') AS line_title,
  g.text AS last_text, a.name AS last_author, g.organisation_id AS last_organisation_id,
  (g.id > y.read_message_id AND g.organisation_id <> y.organisation_id) AS unread,
  (SELECT GROUP_CONCAT(o.name ORDER BY o.name SEPARATOR ', ')
   FROM conversation_party z JOIN organisation o ON o.id = z.organisation_id
   WHERE z.conversation_id = c.id AND z.organisation_id <> y.organisation_id) AS others
FROM conversation_party y
JOIN conversation c ON c.id = y.conversation_id
JOIN message g ON g.id = (SELECT MAX(n.id) FROM message n WHERE n.conversation_id = c.id)
JOIN account a ON a.id = g.author_id
LEFT JOIN plan_line l ON l.id = c.line_id
WHERE y.organisation_id = ?
ORDER BY c.changed_at DESC, c.id DESC
LIMIT 500

-- name: conversation_unread
-- How many of an organisation's conversations hold something it has not read.
SELECT COUNT(*)
FROM conversation_party y
WHERE y.organisation_id = ? AND EXISTS (
  SELECT 1 FROM message g
  WHERE g.conversation_id = y.conversation_id AND g.id > y.read_message_id
    AND g.organisation_id <> y.organisation_id)

-- name: conversation_mark_read
-- Someone there has read up to the newest message.
UPDATE conversation_party y
SET y.read_at = ?,
  y.read_message_id = (SELECT COALESCE(MAX(g.id), 0) FROM message g WHERE g.conversation_id = ?)
WHERE y.conversation_id = ? AND y.organisation_id = ?

-- name: conversation_read_insert
-- And which messages they have seen by that, for the first time. Arguments: who, how, when, the conversation,
-- the organisation.
INSERT IGNORE INTO message_read (message_id, organisation_id, account_id, via, read_at)
SELECT g.id, y.organisation_id, ?, ?, ?
FROM conversation_party y
JOIN message g ON g.conversation_id = y.conversation_id AND g.id > y.read_message_id
  AND g.organisation_id <> y.organisation_id
WHERE y.conversation_id = ? AND y.organisation_id = ?

-- name: conversation_reads
-- Who has read which message, and how.
SELECT r.message_id, r.read_at, r.via, o.name AS organisation_name
FROM message_read r
JOIN message g ON g.id = r.message_id
JOIN organisation o ON o.id = r.organisation_id
WHERE g.conversation_id = ?
ORDER BY r.message_id, r.read_at, r.organisation_id

-- name: conversation_returned
-- Which mails that carried a message came back, and from whom.
SELECT t.message_id, a.name, IF(x.returned_words = '', x.returned_status, x.returned_words) AS words
FROM message_mail t
JOIN message g ON g.id = t.message_id
JOIN outbox x ON x.message_id = t.mail_message_id
JOIN account a ON a.id = t.account_id
WHERE g.conversation_id = ? AND x.returned_as IN ('hard', 'soft')
ORDER BY t.message_id, a.name

-- name: conversation_take_over
-- A colleague is the person from now on. Arguments: who, the conversation, for whom, who again.
UPDATE conversation_party y
SET y.account_id = ?
WHERE y.conversation_id = ? AND y.organisation_id = ? AND EXISTS (
  SELECT 1 FROM membership s JOIN account a ON a.id = s.account_id
  WHERE s.account_id = ? AND s.organisation_id = y.organisation_id AND a.disabled_at IS NULL
    AND a.confirmed_at IS NOT NULL)

-- name: conversation_account_age
-- How many days ago an account was made.
SELECT TIMESTAMPDIFF(DAY, created_at, UTC_TIMESTAMP()) FROM account WHERE id = ?

-- name: conversation_default_person
-- Whom a message about a line to its municipality goes to: the buyer who made the line.
SELECT MAX(l.created_by)
FROM plan_line l
JOIN plan p ON p.id = l.plan_id
WHERE l.id = ? AND p.organisation_id = ?

-- name: conversation_person_belongs
-- Whether an account acts for an organisation.
SELECT COUNT(*)
FROM membership s
JOIN account a ON a.id = s.account_id
WHERE s.account_id = ? AND s.organisation_id = ? AND a.disabled_at IS NULL
