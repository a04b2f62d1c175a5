-- SPDX-License-Identifier: MPL-2.0
-- Pictures of offerings (lib/offering_image.c). Whose an offering is stands in every WHERE.

-- name: offering_image_count
-- How many an offering of that organisation has; NULL when there is no such offering.
SELECT f.id, (SELECT COUNT(*) FROM image i WHERE i.offering_id = f.id) AS pictures,
  (SELECT COALESCE(MAX(i.position), 0) FROM image i WHERE i.offering_id = f.id) AS last_position
FROM offering f
WHERE f.id = ? AND f.organisation_id = ?
FOR UPDATE

-- name: offering_image_insert
-- A new one, behind the others.
INSERT INTO image (offering_id, position, alternative, created_at) VALUES (?, ?, ?, ?)

-- name: offering_image_size_insert
-- One of the sizes that it is shown in.
INSERT INTO image_size (image_id, bound, width, height, document_id) VALUES (?, ?, ?, ?, ?)

-- name: offering_image_list
-- All of an organisation, in the order they are shown in, each with its sizes, the smallest first.
SELECT i.id, i.offering_id, i.alternative,
  (SELECT JSON_ARRAYAGG(JSON_OBJECT('width', s.width, 'height', s.height, 'hash', LOWER(HEX(d.hash)))
     ORDER BY s.bound)
   FROM image_size s JOIN document d ON d.id = s.document_id WHERE s.image_id = i.id) AS sizes
FROM offering f
JOIN image i ON i.offering_id = f.id
WHERE f.organisation_id = ?
ORDER BY i.offering_id, i.position, i.id

-- name: offering_image_of
-- One, and whose offering it shows.
SELECT i.id, i.offering_id, i.position, i.alternative
FROM image i
JOIN offering f ON f.id = i.offering_id
WHERE i.id = ? AND f.organisation_id = ?
FOR UPDATE

-- name: offering_image_describe
-- What is seen on it.
UPDATE image SET alternative = ? WHERE id = ?

-- name: offering_image_before
-- The one that is shown before it.
SELECT i.id, i.position
FROM image i
WHERE i.offering_id = ? AND (i.position, i.id) < (?, ?)
ORDER BY i.position DESC, i.id DESC
LIMIT 1

-- name: offering_image_place
-- Another place among the others.
UPDATE image SET position = ? WHERE id = ?

-- name: offering_image_documents
-- The files that a picture, or (0) all pictures of an offering consist of.
SELECT s.document_id
FROM image i
JOIN image_size s ON s.image_id = i.id
WHERE i.offering_id = ? AND (? = 0 OR i.id = ?)

-- name: offering_image_delete
-- Its sizes go with it; with 0 all of the offering go.
DELETE FROM image WHERE offering_id = ? AND (? = 0 OR id = ?)

-- name: offering_image_by_hash
-- The file behind a picture's address, for whom a page shows it: everybody while it stands in the directory, the
-- enterprise's own people, and who reviews it (review_visible). Arguments: the hash, for whom one acts, whether an
-- administrator, the coordinator's municipality.
SELECT d.id, COALESCE(MAX(e.status = 'approved' AND i.alternative <> ''), 0) AS is_public
FROM document d
JOIN image_size s ON s.document_id = d.id
JOIN image i ON i.id = s.image_id
JOIN offering f ON f.id = i.offering_id
JOIN organisation o ON o.id = f.organisation_id
LEFT JOIN enterprise e ON e.organisation_id = o.id
WHERE d.hash = ? AND (f.organisation_id = ?
  OR (i.alternative <> '' AND (e.status = 'approved'
    OR (e.submitted_at IS NOT NULL AND (? OR o.municipality_code = ?)))))
GROUP BY d.id
ORDER BY is_public DESC
LIMIT 1
