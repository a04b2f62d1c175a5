-- SPDX-License-Identifier: MPL-2.0
-- Mail that came in, kept as it came.

-- name: receive_insert
-- A message to an address of ours. A second one with the same id is a duplicate key.
INSERT INTO inbound_message (message_id, token_hash, sender_address, outcome, received_at)
VALUES (?, ?, ?, 'waiting', ?)

-- name: receive_piece_insert
-- A piece of its bytes.
INSERT INTO inbound_original (inbound_id, piece, bytes) VALUES (?, ?, ?)
