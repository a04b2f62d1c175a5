-- SPDX-License-Identifier: MPL-2.0
-- The front page shows who was approved last: read from the end of an index, where all enterprises were sorted
-- for each reader.

ALTER TABLE enterprise
	ADD INDEX approved (status, approved_at);
