-- SPDX-License-Identifier: MPL-2.0
-- The coordinator's map of the field. Every query is guarded by the municipality whose map it is.

-- name: field_insert
-- An enterprise that was found.
INSERT INTO field_entry (organisation_id, name, cvr, kind, state, contact_name, contact_email, contact_phone,
	notes, next_contact_on, created_at, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: field_hold
-- One that is going to be changed, held until the transaction ends.
SELECT id FROM field_entry WHERE id = ? AND organisation_id = ? FOR UPDATE

-- name: field_update
-- What is known of it now.
UPDATE field_entry SET name = ?, cvr = ?, kind = ?, state = ?, contact_name = ?, contact_email = ?,
	contact_phone = ?, notes = ?, next_contact_on = ?, changed_at = ?
WHERE id = ? AND organisation_id = ?

-- name: field_contact_made
-- Somebody was there; what was only found is visited from then on. Arguments: whether it was a
-- visit, the next day to talk, now, the entry, the municipality.
UPDATE field_entry
SET state = IF(state = 'found' AND ?, 'visited', state), next_contact_on = ?, changed_at = ?
WHERE id = ? AND organisation_id = ?

-- name: field_delete
-- It and all that was noted about it (its events go with it).
DELETE FROM field_entry WHERE id = ? AND organisation_id = ?

-- name: field_event_insert
-- One thing that happened.
INSERT INTO field_event (entry_id, kind, happened_on, words, account_id, recorded_at)
VALUES (?, ?, ?, ?, ?, ?)

-- part: field_row
-- An entry, and the enterprise with its CVR number that is in Torv, if there is one.
SELECT f.id, f.organisation_id, f.name, COALESCE(f.cvr, '') AS cvr, f.kind, f.state, f.contact_name,
	f.contact_email, f.contact_phone, f.notes, f.next_contact_on, f.changed_at,
	COALESCE(o.slug, '') AS torv_slug, COALESCE(e.status, '') AS torv_status,
	(SELECT MAX(v.happened_on) FROM field_event v
		WHERE v.entry_id = f.id AND v.kind IN ('visited', 'counselled')) AS last_contact_on
FROM field_entry f
LEFT JOIN organisation o ON o.cvr = f.cvr AND o.kind = 'enterprise'
LEFT JOIN enterprise e ON e.organisation_id = o.id

-- name: field_by_id
-- One entry of a municipality.
-- with: field_row
WHERE f.id = ? AND f.organisation_id = ?

-- name: field_list
-- A municipality's entries: who is to be talked to first, then by name, who is not suited last. Arguments: the municipality,
-- whether all are wanted, else the state.
-- with: field_row
WHERE f.organisation_id = ? AND (? OR f.state = ?)
ORDER BY f.state = 'not_suited', f.next_contact_on IS NULL, f.next_contact_on, f.name, f.id

-- name: field_states
-- How many entries there are in each state.
SELECT state, COUNT(*) AS entries FROM field_entry WHERE organisation_id = ? GROUP BY state

-- name: field_events
-- What happened with an entry, newest first.
SELECT v.kind, v.happened_on, v.words, a.name AS who
FROM field_event v
JOIN field_entry f ON f.id = v.entry_id
JOIN account a ON a.id = v.account_id
WHERE v.entry_id = ? AND f.organisation_id = ?
ORDER BY v.happened_on DESC, v.id DESC

-- name: field_months
-- Visits and counselling by month since a day. Arguments: the municipality, the day.
SELECT YEAR(v.happened_on) AS year, MONTH(v.happened_on) AS month, SUM(v.kind = 'visited') AS visited,
	SUM(v.kind = 'counselled') AS counselled, COUNT(DISTINCT v.entry_id) AS enterprises
FROM field_event v
JOIN field_entry f ON f.id = v.entry_id
WHERE f.organisation_id = ? AND v.happened_on >= ? AND v.kind IN ('visited', 'counselled')
GROUP BY year, month

-- name: field_goal_set
-- A goal of a year.
INSERT INTO field_goal (organisation_id, year, kind, target) VALUES (?, ?, ?, ?)
ON DUPLICATE KEY UPDATE target = VALUES(target)

-- name: field_goal_remove
-- None any more.
DELETE FROM field_goal WHERE organisation_id = ? AND year = ? AND kind = ?

-- name: field_goals
-- The goals of a year.
SELECT kind, target FROM field_goal WHERE organisation_id = ? AND year = ?

-- name: field_reached
-- What was reached from one day to another (the second does not count any more): on the map, in Torv (the
-- first approval), and as the statistics have it. Arguments: the municipality, both days, three times;
-- then both days and the municipality; then the municipality and both days, twice.
SELECT
	(SELECT COUNT(*) FROM field_event v JOIN field_entry f ON f.id = v.entry_id
		WHERE f.organisation_id = ? AND v.kind = 'found' AND v.happened_on >= ? AND v.happened_on < ?) AS found,
	(SELECT COUNT(*) FROM field_event v JOIN field_entry f ON f.id = v.entry_id
		WHERE f.organisation_id = ? AND v.kind = 'visited' AND v.happened_on >= ? AND v.happened_on < ?) AS visited,
	(SELECT COUNT(*) FROM field_event v JOIN field_entry f ON f.id = v.entry_id
		WHERE f.organisation_id = ? AND v.kind = 'counselled' AND v.happened_on >= ? AND v.happened_on < ?) AS counselled,
	(SELECT COUNT(*) FROM enterprise e JOIN organisation o ON o.id = e.organisation_id
		WHERE e.approved_at >= ? AND e.approved_at < ? AND o.municipality_code = ?) AS in_torv,
	(SELECT COUNT(DISTINCT organisation_id) FROM enterprise_event
		WHERE municipality_code = ? AND kind = 'established' AND happened_on >= ? AND happened_on < ?) AS established,
	(SELECT COUNT(DISTINCT organisation_id) FROM enterprise_event
		WHERE municipality_code = ? AND kind = 'registered' AND happened_on >= ? AND happened_on < ?) AS registered
