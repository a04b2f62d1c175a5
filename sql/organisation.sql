-- SPDX-License-Identifier: MPL-2.0
-- Organisations: what enterprises, municipalities and businesses have in common.

-- name: organisation_add
-- A new organisation.
INSERT INTO organisation (kind, name, slug, cvr, municipality_code, created_at) VALUES (?, ?, ?, ?, ?, ?)

-- name: organisation_change
-- New name, CVR number and seat; the slug stays.
UPDATE organisation SET name = ?, cvr = ?, municipality_code = ? WHERE id = ?

-- name: organisation_by_id
-- One organisation with the name of its municipality.
SELECT o.id, o.kind, o.name, o.slug, o.cvr, o.municipality_code, m.name AS municipality_name, o.created_at
FROM organisation o JOIN municipality m ON m.code = o.municipality_code
WHERE o.id = ?

-- name: organisation_by_slug
-- The same by its word in addresses on the web.
SELECT o.id, o.kind, o.name, o.slug, o.cvr, o.municipality_code, m.name AS municipality_name, o.created_at
FROM organisation o JOIN municipality m ON m.code = o.municipality_code
WHERE o.slug = ?

-- name: organisation_by_cvr
-- The same by its CVR number.
SELECT o.id, o.kind, o.name, o.slug, o.cvr, o.municipality_code, m.name AS municipality_name, o.created_at
FROM organisation o JOIN municipality m ON m.code = o.municipality_code
WHERE o.cvr = ?

-- name: organisation_by_municipality
-- The organisation that is a municipality.
SELECT o.id, o.kind, o.name, o.slug, o.cvr, o.municipality_code, m.name AS municipality_name, o.created_at
FROM organisation o JOIN municipality m ON m.code = o.municipality_code
WHERE o.kind = 'municipality' AND o.municipality_code = ?
ORDER BY o.id LIMIT 1

-- name: organisation_slug_taken
-- Whether an address on the web is in use.
SELECT COUNT(*) FROM organisation WHERE slug = ?
