-- SPDX-License-Identifier: MPL-2.0
-- Events of the network: what a coordinator calls enterprises to.

-- name: event_insert
-- A new one.
INSERT INTO event (organisation_id, title, text, starts_at, ends_at, place, audience, created_by, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: event_find
-- One, with who invites.
SELECT e.id, e.organisation_id, o.name AS organisation_name, e.title, e.text, e.starts_at, e.ends_at, e.place,
	e.audience, e.created_at, e.sequence, COALESCE(e.changed_at, e.created_at) AS changed_at, e.cancelled_at,
	e.cancel_words
FROM event e
JOIN organisation o ON o.id = e.organisation_id
WHERE e.id = ?

-- name: event_find_held
-- An organisation's own, held until the transaction ends.
SELECT e.id, e.organisation_id, (SELECT o.name FROM organisation o WHERE o.id = e.organisation_id) AS organisation_name,
	e.title, e.text, e.starts_at, e.ends_at, e.place, e.audience, e.created_at, e.sequence,
	COALESCE(e.changed_at, e.created_at) AS changed_at, e.cancelled_at, e.cancel_words
FROM event e
WHERE e.id = ? AND e.organisation_id = ?
FOR UPDATE

-- name: event_coming
-- What has not ended yet, the next one first.
SELECT e.id, e.organisation_id, o.name AS organisation_name, e.title, e.text, e.starts_at, e.ends_at, e.place,
	e.audience, e.created_at, e.sequence, COALESCE(e.changed_at, e.created_at) AS changed_at, e.cancelled_at,
	e.cancel_words
FROM event e
JOIN organisation o ON o.id = e.organisation_id
WHERE e.ends_at >= ?
ORDER BY e.starts_at, e.id
LIMIT 100

-- name: event_change
-- Another content for one that is held; calendars know by the sequence that it is newer.
UPDATE event
SET title = ?, text = ?, starts_at = ?, ends_at = ?, place = ?, audience = ?, sequence = sequence + 1, changed_at = ?
WHERE id = ?

-- name: event_cancel
-- One that is held does not take place.
UPDATE event
SET cancelled_at = ?, cancel_words = ?, sequence = sequence + 1, changed_at = cancelled_at
WHERE id = ?

-- name: event_told_insert
-- One more who was told.
INSERT IGNORE INTO event_told (event_id, account_id) VALUES (?, ?)

-- name: event_told_list
-- Who was told, and can be reached.
SELECT a.id AS account_id, a.email, a.name, a.language
FROM event_told t
JOIN account a ON a.id = t.account_id
WHERE t.event_id = ? AND a.disabled_at IS NULL
ORDER BY a.id

-- name: event_readers
-- Whom an event is for and who was not told yet: the people of the approved enterprises of its municipality, of
-- its region, or all.
SELECT DISTINCT a.id AS account_id, a.email, a.name, a.language
FROM event v
JOIN organisation host ON host.id = v.organisation_id
JOIN municipality hosts ON hosts.code = host.municipality_code
JOIN enterprise e ON e.status = 'approved'
JOIN organisation o ON o.id = e.organisation_id
JOIN municipality seat ON seat.code = o.municipality_code
JOIN membership s ON s.organisation_id = o.id
JOIN account a ON a.id = s.account_id
LEFT JOIN event_told t ON t.event_id = v.id AND t.account_id = a.id
WHERE v.id = ? AND t.account_id IS NULL AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
	AND (v.audience = 'country' OR seat.code = hosts.code
		OR (v.audience = 'region' AND seat.region_code = hosts.region_code))
ORDER BY a.id
