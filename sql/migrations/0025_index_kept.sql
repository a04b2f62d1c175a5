-- SPDX-License-Identifier: MPL-2.0
-- Which indexes were read from this database and kept in files: a program that finds such a file may go on from it.
-- A database that was put back from a backup older than a file does not know it, nor does any other one.

CREATE TABLE index_kept (
	name BINARY(16) NOT NULL,  -- random, of one reading; it stands in the file
	revision BIGINT NOT NULL,  -- of index_revision, that was read
	noted_at DATETIME NOT NULL,
	PRIMARY KEY (name),
	KEY (noted_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
