-- SPDX-License-Identifier: MPL-2.0
-- When a person last looked at their own page, for each organisation that they act for: what came since
-- is marked as new there. The visit before is kept while one lasts, so that the marks stay on a reload.

CREATE TABLE visit (
	account_id BIGINT NOT NULL,
	organisation_id BIGINT NOT NULL,
	latest_at DATETIME NOT NULL,             -- their page was shown
	previous_at DATETIME NULL,               -- the last time in the visit before this one; NULL: none
	PRIMARY KEY (account_id, organisation_id),
	FOREIGN KEY (account_id) REFERENCES account (id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
