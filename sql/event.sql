-- SPDX-License-Identifier: MPL-2.0
-- Events of the network: what a coordinator calls enterprises to.

-- name: event_insert
-- A new one.
INSERT INTO event (organisation_id, title, text, starts_at, ends_at, place, audience, created_by, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: event_find
-- One, with who invites.
SELECT e.id, e.organisation_id, o.name AS organisation_name, e.title, e.text, e.starts_at, e.ends_at, e.place,
	e.audience, e.created_at
FROM event e
JOIN organisation o ON o.id = e.organisation_id
WHERE e.id = ?

-- name: event_coming
-- What has not ended yet, the next one first.
SELECT e.id, e.organisation_id, o.name AS organisation_name, e.title, e.text, e.starts_at, e.ends_at, e.place,
	e.audience, e.created_at
FROM event e
JOIN organisation o ON o.id = e.organisation_id
WHERE e.ends_at >= ?
ORDER BY e.starts_at, e.id
LIMIT 100

-- name: event_readers
-- Who is told of an event: the people of the approved enterprises of its municipality, of its region, or
-- all.
SELECT DISTINCT a.id AS account_id, a.email, a.name, a.language
FROM event v
JOIN organisation host ON host.id = v.organisation_id
JOIN municipality hosts ON hosts.code = host.municipality_code
JOIN enterprise e ON e.status = 'approved'
JOIN organisation o ON o.id = e.organisation_id
JOIN municipality seat ON seat.code = o.municipality_code
JOIN membership s ON s.organisation_id = o.id
JOIN account a ON a.id = s.account_id
WHERE v.id = ? AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
	AND (v.audience = 'country' OR seat.code = hosts.code
		OR (v.audience = 'region' AND seat.region_code = hosts.region_code))
ORDER BY a.id
