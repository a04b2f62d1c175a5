-- SPDX-License-Identifier: MPL-2.0
-- Purchase plans: what a municipality plans to buy, whom Torv told, and what they answered.

CREATE TABLE plan (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	organisation_id BIGINT NOT NULL,         -- the municipality
	year SMALLINT NOT NULL,
	title VARCHAR(160) NOT NULL,
	created_at DATETIME NOT NULL,
	UNIQUE (organisation_id, year, title),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE plan_line (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	plan_id BIGINT NOT NULL,
	status ENUM('draft','published','dialogue','tender','awarded','closed','cancelled') NOT NULL DEFAULT 'draft',
	title VARCHAR(160) NOT NULL,
	text TEXT NOT NULL,
	language ENUM('da','en','nl') NOT NULL DEFAULT 'da', -- in which title and text are written
	value_dkk BIGINT NULL,                   -- estimated, kroner without VAT; NULL: not told
	-- How it will be bought. Below the thresholds of the directive: direct, quotes, light (light
	-- regime, social and other specific services); above: open, restricted, negotiated.
	procedure_kind ENUM('undecided','direct','quotes','light','open','restricted','negotiated') NOT NULL,
	reserved BOOLEAN NOT NULL DEFAULT FALSE, -- under § 54 of the Procurement Act
	dialogue_ends DATE NULL,                 -- last day to answer and ask
	tender_starts DATE NULL,
	contract_starts DATE NULL,
	contract_ends DATE NULL,
	contact_name VARCHAR(120) NOT NULL,
	contact_email VARCHAR(254) NOT NULL,
	contact_phone VARCHAR(40) NOT NULL DEFAULT '',
	created_by BIGINT NOT NULL,              -- account: the buyer who is told of answers
	created_at DATETIME NOT NULL,
	changed_at DATETIME NOT NULL,
	published_at DATETIME NULL,
	answers INT NOT NULL DEFAULT 0,          -- how many have answered; notices to the buyer grow rarer with it
	KEY (plan_id),
	KEY (status, dialogue_ends),
	FOREIGN KEY (plan_id) REFERENCES plan (id),
	FOREIGN KEY (created_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE plan_line_cpv (
	line_id BIGINT NOT NULL,
	cpv_code CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (line_id, cpv_code),
	KEY (cpv_code),
	FOREIGN KEY (line_id) REFERENCES plan_line (id) ON DELETE CASCADE,
	FOREIGN KEY (cpv_code) REFERENCES cpv (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- A line and an enterprise that fit. (`match` is a reserved word.)
CREATE TABLE line_match (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	line_id BIGINT NOT NULL,
	organisation_id BIGINT NOT NULL,
	score DECIMAL(4,1) NOT NULL,             -- 0.0 to 100.0
	reasons JSON NOT NULL,                   -- [{"kind":"cpv","points":31.5,…}] as match.h says
	status ENUM('suggested','notified','seen','interested','declined','shortlisted','contacted','awarded') NOT NULL,
	notified_at DATETIME NULL,
	seen_at DATETIME NULL,
	answered_at DATETIME NULL,
	answered_by BIGINT NULL,                 -- account
	answered_via ENUM('web','mail') NULL,
	answer_words TEXT NOT NULL,              -- what the enterprise added to its answer
	decline_reason ENUM('not_what_we_do','too_large','too_small','too_far','no_time','other') NULL,
	UNIQUE (line_id, organisation_id),
	KEY (organisation_id, status),
	FOREIGN KEY (line_id) REFERENCES plan_line (id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (answered_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Questions and answers are public to all suppliers of a line, so that all are treated alike.
CREATE TABLE question (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	line_id BIGINT NOT NULL,
	organisation_id BIGINT NOT NULL,         -- who asks; not shown to the others
	author_id BIGINT NOT NULL,
	text TEXT NOT NULL,
	via ENUM('web','mail') NOT NULL,
	asked_at DATETIME NOT NULL,
	answer TEXT NULL,
	answered_at DATETIME NULL,
	answered_by BIGINT NULL,
	KEY (line_id, asked_at),
	FOREIGN KEY (line_id) REFERENCES plan_line (id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (author_id) REFERENCES account (id),
	FOREIGN KEY (answered_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
