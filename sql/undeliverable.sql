-- SPDX-License-Identifier: MPL-2.0
-- Mail of ours that came back, and whom that concerns.

-- name: undeliverable_record
-- What came back for a mail; what is for good is not made less by a later report.
UPDATE outbox
SET returned_at = COALESCE(returned_at, ?),
  returned_as = IF(returned_as IN ('hard', 'complaint'), returned_as, ?),
  returned_status = ?, returned_words = ?
WHERE id = ?

-- name: undeliverable_in_a_row
-- How many of the newest mails that were sent to an address came back, of at most so many.
SELECT COUNT(returned_as)
FROM (SELECT returned_as FROM outbox
  WHERE recipient_address = ? AND sent_at IS NOT NULL
  ORDER BY sent_at DESC, id DESC LIMIT ?) newest

-- name: undeliverable_forget
-- The address works again: what came back before no longer counts.
UPDATE outbox SET returned_as = NULL WHERE recipient_address = ? AND returned_as = 'soft'

-- name: undeliverable_enterprises
-- For whom the person of an address acts, and where those have their seat.
SELECT DISTINCT o.id, o.name, o.slug, o.municipality_code, a.name AS person_name
FROM account a
JOIN membership s ON s.account_id = a.id
JOIN organisation o ON o.id = s.organisation_id AND o.kind <> 'municipality'
WHERE a.id = ?
ORDER BY o.id

-- name: undeliverable_coordinators
-- Who looks after the enterprises of a municipality.
SELECT DISTINCT a.id AS account_id, a.email, a.name, a.language
FROM organisation o
JOIN membership s ON s.organisation_id = o.id AND s.role = 'coordinator'
JOIN account a ON a.id = s.account_id
WHERE o.kind = 'municipality' AND o.municipality_code = ?
  AND a.confirmed_at IS NOT NULL AND a.disabled_at IS NULL
ORDER BY a.id

-- name: undeliverable_administrators
-- And where nobody does.
SELECT a.id AS account_id, a.email, a.name, a.language
FROM account a
WHERE a.is_administrator AND a.confirmed_at IS NOT NULL AND a.disabled_at IS NULL
ORDER BY a.id

-- name: undeliverable_members
-- Members of an organisation whose address gets no mail, and what the last mail came back with.
SELECT DISTINCT a.id AS account_id, a.name, a.email, p.reason, p.created_at,
  COALESCE((SELECT IF(x.returned_words = '', x.returned_status, x.returned_words)
    FROM outbox x WHERE x.recipient_address = a.email AND x.returned_at IS NOT NULL
    ORDER BY x.returned_at DESC, x.id DESC LIMIT 1), '') AS words
FROM membership s
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
JOIN suppression p ON p.address = a.email AND p.reason <> 'unsubscribed'
WHERE s.organisation_id = ?
ORDER BY a.name, a.id
