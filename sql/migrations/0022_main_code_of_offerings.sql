-- SPDX-License-Identifier: MPL-2.0
-- The codes of an offering keep the order in which they were chosen, too: the first is what it is above all.

ALTER TABLE offering_cpv
	ADD COLUMN place INT NOT NULL DEFAULT 0; -- from 0; those of before have none, and stand by code
