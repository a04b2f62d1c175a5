-- SPDX-License-Identifier: MPL-2.0
-- The Common Procurement Vocabulary.

-- name: cpv_all
-- Every code, for lists, for the index and for working out parents.
SELECT code, parent, name_da, name_en, name_nl, source FROM cpv ORDER BY code

-- name: cpv_add
-- A code that was not there.
INSERT INTO cpv (code, parent, name_da, name_en, name_nl, source) VALUES (?, ?, ?, ?, ?, ?)

-- name: cpv_update
-- New parent, names or source of a code that is there.
UPDATE cpv SET parent = ?, name_da = ?, name_en = ?, name_nl = ?, source = ? WHERE code = ?

-- name: cpv_neighbours_all
-- Which kinds of thing neighbour each other.
SELECT code, neighbour_code, closeness FROM cpv_neighbour ORDER BY code, neighbour_code

-- name: cpv_neighbours_write
-- Reference data: adds a pair or corrects its closeness.
INSERT INTO cpv_neighbour (code, neighbour_code, closeness) VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE closeness = VALUES(closeness)

-- name: cpv_neighbours_remove
-- A pair that the reference data no longer has.
DELETE FROM cpv_neighbour WHERE code = ? AND neighbour_code = ?

-- name: cpv_words_all
-- The words of every code.
SELECT code, words_da, words_en, words_nl FROM cpv_words ORDER BY code

-- name: cpv_words_write
-- Reference data: adds a code's words or corrects them.
INSERT INTO cpv_words (code, words_da, words_en, words_nl) VALUES (?, ?, ?, ?)
ON DUPLICATE KEY UPDATE words_da = VALUES(words_da), words_en = VALUES(words_en),
	words_nl = VALUES(words_nl)

-- name: cpv_words_remove
-- The words of a code that the reference data no longer has.
DELETE FROM cpv_words WHERE code = ?
