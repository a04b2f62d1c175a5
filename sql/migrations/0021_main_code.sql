-- SPDX-License-Identifier: MPL-2.0
-- The codes of a line keep the order in which the buyer gave them: the first is the main one, as in a notice.

ALTER TABLE plan_line_cpv
	ADD COLUMN place INT NOT NULL DEFAULT 0; -- from 0; those of before have none, and stand by code
