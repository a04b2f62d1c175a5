-- SPDX-License-Identifier: MPL-2.0
-- The Common Procurement Vocabulary.

-- name: cpv_by_code
-- One code with its three names.
SELECT code, parent, name_da, name_en, name_nl, source FROM cpv WHERE code = ?

-- name: cpv_all
-- Every code, for lists, for the index and for working out parents.
SELECT code, parent, name_da, name_en, name_nl, source FROM cpv ORDER BY code

-- name: cpv_add
-- A code that was not there.
INSERT INTO cpv (code, parent, name_da, name_en, name_nl, source) VALUES (?, ?, ?, ?, ?, ?)

-- name: cpv_update
-- New parent, names or source of a code that is there.
UPDATE cpv SET parent = ?, name_da = ?, name_en = ?, name_nl = ?, source = ? WHERE code = ?
