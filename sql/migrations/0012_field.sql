-- SPDX-License-Identifier: MPL-2.0
-- The coordinator's map of the field: enterprises that the municipality has found, whether they are in
-- Torv or not, how far each has come, when to talk next; and what is to be reached in a year.

CREATE TABLE field_entry (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	organisation_id BIGINT NOT NULL,         -- the municipality whose map it is
	name VARCHAR(160) NOT NULL,
	cvr CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL, -- NULL: none yet; else it finds the one in Torv
	-- What kind of enterprise it is or comes from, as the report of 2015 counts in its Tabel 2.
	kind ENUM('entrepreneur','existing','company','association','municipal','elsewhere') NOT NULL,
	state ENUM('found','visited','on_the_way','registered','not_suited') NOT NULL DEFAULT 'found',
	contact_name VARCHAR(120) NOT NULL DEFAULT '',
	contact_email VARCHAR(254) NOT NULL DEFAULT '',
	contact_phone VARCHAR(40) NOT NULL DEFAULT '',
	notes TEXT NOT NULL,
	next_contact_on DATE NULL,               -- when to talk next; NULL: nothing is planned
	created_at DATETIME NOT NULL,
	changed_at DATETIME NOT NULL,
	UNIQUE (organisation_id, cvr),
	KEY (organisation_id, next_contact_on),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- What happened with it, dated, so that every figure can be had for every year: each state that it came
-- to, and each time somebody visited or counselled it.
CREATE TABLE field_event (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	entry_id BIGINT NOT NULL,
	kind ENUM('found','visited','counselled','on_the_way','registered','not_suited') NOT NULL,
	happened_on DATE NOT NULL,
	words TEXT NOT NULL,                     -- what was talked about; "" when nothing was noted
	account_id BIGINT NOT NULL,              -- who noted it
	recorded_at DATETIME NOT NULL,
	KEY (entry_id, happened_on),
	FOREIGN KEY (entry_id) REFERENCES field_entry (id) ON DELETE CASCADE,
	FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- What a municipality wants to reach in a year; how far it is, is counted.
CREATE TABLE field_goal (
	organisation_id BIGINT NOT NULL,
	year SMALLINT NOT NULL,
	kind ENUM('found','visited','counselled','in_torv','established','registered') NOT NULL,
	target INT NOT NULL,
	PRIMARY KEY (organisation_id, year, kind),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
