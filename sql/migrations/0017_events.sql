-- SPDX-License-Identifier: MPL-2.0
-- Events: a coordinator calls the field together. Enterprises are told by mail; everyone may read of it.

CREATE TABLE event (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	organisation_id BIGINT NOT NULL,         -- the municipality that invites
	title VARCHAR(160) NOT NULL,
	text TEXT NOT NULL,
	starts_at DATETIME NOT NULL,
	ends_at DATETIME NOT NULL,
	place VARCHAR(200) NOT NULL,
	audience ENUM('municipality','region','country') NOT NULL, -- whose enterprises are told
	created_by BIGINT NOT NULL,
	created_at DATETIME NOT NULL,
	KEY (ends_at),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (created_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
