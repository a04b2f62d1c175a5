-- SPDX-License-Identifier: MPL-2.0
-- Enterprises: what they are, what they supply, and their review against the five criteria.

CREATE TABLE enterprise (
	organisation_id BIGINT NOT NULL PRIMARY KEY,
	-- draft → submitted → approved, or changes_requested → submitted again. An approved one stays
	-- approved while it edits its profile.
	status ENUM('draft','submitted','changes_requested','approved','withdrawn') NOT NULL DEFAULT 'draft',
	pitch VARCHAR(280) NOT NULL DEFAULT '',
	description TEXT NOT NULL,
	stage ENUM('on_the_way','established') NOT NULL DEFAULT 'established',
	established_year SMALLINT NULL,          -- NULL while on the way
	employees INT NULL,                      -- NULL: not told
	employees_target_group INT NULL,         -- of whom disabled or disadvantaged (§ 54: at least 30 %)
	rsv_registered_on DATE NULL,             -- in the public register under Act 711/2014; NULL: not
	contact_name VARCHAR(120) NOT NULL DEFAULT '',
	contact_email VARCHAR(254) NOT NULL DEFAULT '',
	contact_phone VARCHAR(40) NOT NULL DEFAULT '',
	website VARCHAR(300) NOT NULL DEFAULT '',
	submitted_at DATETIME NULL,
	approved_at DATETIME NULL,               -- first approval
	changed_at DATETIME NOT NULL,
	KEY (status, submitted_at),
	CHECK (employees_target_group IS NULL OR employees IS NULL OR employees_target_group <= employees),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Dated facts that the statistics count, so that every figure can be had as of any day. The
-- municipality is the one at that time. `established` with a year only is dated 1 January.
CREATE TABLE enterprise_event (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	organisation_id BIGINT NOT NULL,
	kind ENUM('on_the_way','established','registered','deregistered','closed','moved') NOT NULL,
	happened_on DATE NOT NULL,
	municipality_code CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	recorded_at DATETIME NOT NULL,
	KEY (organisation_id, happened_on),
	KEY (happened_on),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (municipality_code) REFERENCES municipality (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- The five criteria of Act 711/2014 § 5: one row each, stated by the enterprise, judged at review.
CREATE TABLE criterion_statement (
	organisation_id BIGINT NOT NULL,
	criterion ENUM('social_purpose','trading','independent','governance','use_of_profit') NOT NULL,
	statement TEXT NOT NULL,                 -- how we meet it
	evidence TEXT NOT NULL,                  -- where it can be seen (articles, accounts, a link)
	verdict ENUM('met','not_met','unclear') NULL, -- NULL: not judged yet
	verdict_note TEXT NOT NULL,
	PRIMARY KEY (organisation_id, criterion),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE review (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	organisation_id BIGINT NOT NULL,
	reviewer_id BIGINT NOT NULL,             -- account
	verdict ENUM('approved','changes_requested') NOT NULL,
	words TEXT NOT NULL,                     -- reach the enterprise by mail
	due_on DATE NULL,                        -- changes are asked for by this day
	created_at DATETIME NOT NULL,
	KEY (organisation_id, created_at),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (reviewer_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE offering (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	organisation_id BIGINT NOT NULL,
	kind ENUM('product','service') NOT NULL,
	title VARCHAR(160) NOT NULL,
	text TEXT NOT NULL,
	language ENUM('da','en','nl') NOT NULL DEFAULT 'da', -- in which title and text are written
	capacity_dkk BIGINT NULL,                -- largest order a year, in kroner; NULL: not told
	lead_time_days INT NULL,                 -- from order to delivery or start; NULL: not told
	created_at DATETIME NOT NULL,
	changed_at DATETIME NOT NULL,
	KEY (organisation_id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE offering_cpv (
	offering_id BIGINT NOT NULL,
	cpv_code CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (offering_id, cpv_code),
	KEY (cpv_code),
	FOREIGN KEY (offering_id) REFERENCES offering (id) ON DELETE CASCADE,
	FOREIGN KEY (cpv_code) REFERENCES cpv (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Where it is delivered: the whole country, regions, municipalities.
CREATE TABLE offering_area (
	offering_id BIGINT NOT NULL,
	area_kind ENUM('country','region','municipality') NOT NULL,
	code CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- '' for the country
	PRIMARY KEY (offering_id, area_kind, code),
	KEY (area_kind, code),
	FOREIGN KEY (offering_id) REFERENCES offering (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
