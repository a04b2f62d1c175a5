-- SPDX-License-Identifier: MPL-2.0
-- Offerings with their CPV codes and delivery areas (lib/offering.c). Whose an offering is stands in
-- every WHERE.

-- name: offering_add
-- A new one.
INSERT INTO offering (organisation_id, kind, title, text, language, capacity_dkk, lead_time_days,
	created_at, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: offering_hold
-- One that is going to be changed, held until the transaction ends.
SELECT id FROM offering WHERE id = ? AND organisation_id = ? FOR UPDATE

-- name: offering_save
-- A changed one, of that organisation only.
UPDATE offering
SET kind = ?, title = ?, text = ?, language = ?, capacity_dkk = ?, lead_time_days = ?, changed_at = ?
WHERE id = ? AND organisation_id = ?

-- name: offering_delete
-- Its codes and areas go with it.
DELETE FROM offering WHERE id = ? AND organisation_id = ?

-- name: offering_cpv_clear
-- Before its codes are written anew.
DELETE FROM offering_cpv WHERE offering_id = ?

-- name: offering_cpv_add
-- A code that exists, and which of its codes it is: the first, from 0, is the main one. A code twice is one.
INSERT INTO offering_cpv (offering_id, place, cpv_code)
SELECT ?, ?, code FROM cpv WHERE code = ?
ON DUPLICATE KEY UPDATE cpv_code = VALUES(cpv_code)

-- name: offering_area_clear
-- Before its areas are written anew.
DELETE FROM offering_area WHERE offering_id = ?

-- name: offering_area_add
-- An area that exists; an area twice is one. Kinds by number, as the column counts them: 1 the
-- country, 2 a region, 3 a municipality.
INSERT INTO offering_area (offering_id, area_kind, code)
SELECT ?, known.kind, known.code
FROM (SELECT 1 AS kind, '' AS code
	UNION ALL SELECT 2, code FROM region
	UNION ALL SELECT 3, code FROM municipality) AS known
WHERE known.kind = ? AND known.code = ?
ON DUPLICATE KEY UPDATE code = VALUES(code)

-- name: offering_by_id
-- One of that organisation.
SELECT id, organisation_id, kind, title, text, language, capacity_dkk, lead_time_days, created_at,
	changed_at
FROM offering WHERE id = ? AND organisation_id = ?

-- name: offering_list
-- All of an organisation, oldest first.
SELECT id, organisation_id, kind, title, text, language, capacity_dkk, lead_time_days, created_at,
	changed_at
FROM offering WHERE organisation_id = ? ORDER BY id

-- name: offering_cpv_list
-- The codes of all its offerings, in the order of offering_list, with their names.
SELECT f.id AS offering_id, c.code, c.name_da, c.name_en, c.name_nl
FROM offering f
JOIN offering_cpv oc ON oc.offering_id = f.id
JOIN cpv c ON c.code = oc.cpv_code
WHERE f.organisation_id = ?
ORDER BY f.id, oc.place, c.code

-- name: offering_area_list
-- The areas of all its offerings, in the order of offering_list: the country, regions, municipalities.
SELECT f.id AS offering_id, a.area_kind, a.code, COALESCE(r.name, m.name, '') AS name
FROM offering f
JOIN offering_area a ON a.offering_id = f.id
LEFT JOIN region r ON a.area_kind = 'region' AND r.code = a.code
LEFT JOIN municipality m ON a.area_kind = 'municipality' AND m.code = a.code
WHERE f.organisation_id = ?
ORDER BY f.id, a.area_kind, name

-- name: enterprise_status_of
-- Whether the index and the matching have to see a change.
SELECT status FROM enterprise WHERE organisation_id = ?
