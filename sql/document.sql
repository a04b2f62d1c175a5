-- SPDX-License-Identifier: MPL-2.0
-- The bytes of files (lib/document.c).

-- name: document_insert
-- A new file; its pieces follow.
INSERT INTO document (hash, media_type, size, created_at) VALUES (?, ?, ?, ?)

-- name: document_piece_insert
-- At most 1 MB of it.
INSERT INTO document_piece (document_id, piece, bytes) VALUES (?, ?, ?)

-- name: document_by_id
-- What is known of it.
SELECT id, media_type, size FROM document WHERE id = ?

-- name: document_piece
-- One piece of it.
SELECT bytes FROM document_piece WHERE document_id = ? AND piece = ?

-- name: document_unused
-- Files that nothing leads to any more.
SELECT d.id
FROM document d
WHERE d.created_at < ?
  AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.document_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM inbound_file f WHERE f.document_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM image_size s WHERE s.document_id = d.id)
ORDER BY d.id
LIMIT 1000

-- name: document_delete
-- Its pieces go with it.
DELETE FROM document WHERE id = ?
