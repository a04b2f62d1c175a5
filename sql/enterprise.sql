-- SPDX-License-Identifier: MPL-2.0
-- Enterprises: profile, status and public lists (lib/enterprise.c), dated events
-- (lib/enterprise_event.c).

-- name: enterprise_create
-- An empty draft.
INSERT INTO enterprise (organisation_id, description, changed_at)
VALUES (?, '', ?)

-- name: enterprise_by_id
-- One, whatever its status.
SELECT o.id, o.name, o.slug, o.cvr, o.municipality_code, m.name AS municipality_name,
	m.slug AS municipality_slug, e.status, e.pitch, e.description, e.stage, e.established_year,
	e.employees, e.employees_target_group, e.rsv_registered_on, e.contact_name, e.contact_email,
	e.contact_phone, e.website, e.submitted_at, e.approved_at, e.changed_at
FROM enterprise e
JOIN organisation o ON o.id = e.organisation_id
JOIN municipality m ON m.code = o.municipality_code
WHERE e.organisation_id = ?

-- name: enterprise_id_by_slug
-- The id behind a web address, whatever the status.
SELECT e.organisation_id AS id
FROM enterprise e JOIN organisation o ON o.id = e.organisation_id
WHERE o.slug = ?

-- name: enterprise_id_public_by_slug
-- The same for visitors: approved ones only.
SELECT e.organisation_id AS id
FROM enterprise e JOIN organisation o ON o.id = e.organisation_id
WHERE o.slug = ? AND e.status = 'approved'

-- name: enterprise_hold
-- One that is going to be changed, held until the transaction ends.
SELECT organisation_id FROM enterprise WHERE organisation_id = ? FOR UPDATE

-- name: enterprise_save
-- The profile, as long as the enterprise takes part.
UPDATE enterprise
SET pitch = ?, description = ?, stage = ?, established_year = ?, employees = ?,
	employees_target_group = ?, rsv_registered_on = ?, contact_name = ?, contact_email = ?,
	contact_phone = ?, website = ?, changed_at = ?
WHERE organisation_id = ? AND status <> 'withdrawn'

-- name: enterprise_withdraw
-- It leaves; who was first loses nothing, who comes second changes nothing.
UPDATE enterprise SET status = 'withdrawn', changed_at = ?
WHERE organisation_id = ? AND status <> 'withdrawn'

-- name: enterprise_seat_set
-- Where the organisation has its seat from now on.
UPDATE organisation SET municipality_code = ? WHERE id = ? AND kind = 'enterprise'

-- name: enterprise_parts
-- What the review needs beside the profile: how many offerings, how many of the five statements.
SELECT (SELECT COUNT(*) FROM offering WHERE organisation_id = ?) AS offerings,
	(SELECT COUNT(*) FROM criterion_statement
	 WHERE organisation_id = ? AND statement <> '') AS statements

-- name: enterprise_cards
-- Approved enterprises in the order of a JSON list of ids, with all that their cards say.
SELECT o.id, o.name, o.slug, o.cvr, o.municipality_code, m.name AS municipality_name,
	m.slug AS municipality_slug, e.status, e.pitch, e.description, e.stage, e.established_year,
	e.employees, e.employees_target_group, e.rsv_registered_on, e.contact_name, e.contact_email,
	e.contact_phone, e.website, e.submitted_at, e.approved_at, e.changed_at,
-- with: card_offered
FROM JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY, id BIGINT PATH '$')) AS wanted
JOIN enterprise e ON e.organisation_id = wanted.id
JOIN organisation o ON o.id = e.organisation_id
JOIN municipality m ON m.code = o.municipality_code
WHERE e.status = 'approved'
ORDER BY wanted.place

-- name: enterprise_ids_newest
-- Approved last first.
SELECT organisation_id AS id FROM enterprise
WHERE status = 'approved'
ORDER BY approved_at DESC, organisation_id DESC
LIMIT ?

-- name: enterprise_event_facts
-- What the events say so far: since when it is on the way, established, registered; the latest of each.
SELECT MAX(IF(kind = 'on_the_way', happened_on, NULL)) AS on_the_way_on,
	MAX(IF(kind = 'established', happened_on, NULL)) AS established_on,
	MAX(IF(kind = 'registered', happened_on, NULL)) AS registered_on,
	MAX(IF(kind = 'registered', recorded_at, NULL)) AS registered_recorded_at,
	MAX(IF(kind = 'deregistered', happened_on, NULL)) AS deregistered_on
FROM enterprise_event
WHERE organisation_id = ?

-- name: enterprise_event_add
-- A dated fact.
INSERT INTO enterprise_event (organisation_id, kind, happened_on, municipality_code, recorded_at)
VALUES (?, ?, ?, ?, ?)

-- name: enterprise_event_redate
-- A correction: what was dated on one day happened on another.
UPDATE enterprise_event SET happened_on = ?, recorded_at = ?
WHERE organisation_id = ? AND kind = ? AND happened_on = ?

-- name: enterprise_event_remove
-- A correction: it did not happen.
DELETE FROM enterprise_event WHERE organisation_id = ? AND kind = ? AND happened_on = ?

-- name: enterprise_event_remove_kind
-- A correction: nothing of the kind ever happened.
DELETE FROM enterprise_event WHERE organisation_id = ? AND kind = ?

-- name: enterprise_event_seat_correct
-- A correction before the first approval: the seat was always there.
UPDATE enterprise_event SET municipality_code = ? WHERE organisation_id = ?

-- name: enterprise_seat_on
-- Where it had its seat on a day: where it last moved to by then, else where it was before it first
-- moved, else where its organisation is.
SELECT COALESCE(
	(SELECT municipality_code FROM enterprise_event
	 WHERE organisation_id = o.id AND kind = 'moved' AND happened_on <= ?
	 ORDER BY happened_on DESC, id DESC LIMIT 1),
	(SELECT municipality_code FROM enterprise_event
	 WHERE organisation_id = o.id AND kind <> 'moved'
	 ORDER BY happened_on, id LIMIT 1),
	o.municipality_code) AS municipality_code
FROM organisation o WHERE o.id = ?
