-- SPDX-License-Identifier: MPL-2.0
-- What has changed since when, so that an index in memory reads only that.

-- How many of the revisions stand in index_change. A version of Torv that does not write there leaves the
-- difference larger, and the index is read anew, whole.
ALTER TABLE index_revision ADD listed BIGINT NOT NULL DEFAULT 0;

-- What changed last with which revision. Rows stay when the thing is gone: that is a change, too.
CREATE TABLE index_change (
	kind ENUM('all','enterprise','line') NOT NULL, -- all: places, codes, or many things at once
	thing_id BIGINT NOT NULL,                -- organisation or plan_line; 0 with all
	revision BIGINT NOT NULL,
	PRIMARY KEY (kind, thing_id),
	KEY (revision)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
