-- SPDX-License-Identifier: MPL-2.0
-- Organisations, the people who act for them, their sessions and tokens.

CREATE TABLE organisation (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	kind ENUM('enterprise','municipality','business') NOT NULL,
	name VARCHAR(160) NOT NULL,
	slug VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE, -- in web addresses
	cvr CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL UNIQUE,           -- 8 digits, modulus 11
	municipality_code CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- seat; for a municipality: itself
	created_at DATETIME NOT NULL,
	KEY (kind, municipality_code),
	FOREIGN KEY (municipality_code) REFERENCES municipality (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE account (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	email VARCHAR(254) NOT NULL UNIQUE,      -- compared without regard to case
	name VARCHAR(120) NOT NULL,
	phone VARCHAR(40) NOT NULL DEFAULT '',
	language ENUM('da','en','nl') NOT NULL DEFAULT 'da', -- of the mails to this person
	password_hash VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL, -- Argon2id; NULL: link only
	is_administrator BOOLEAN NOT NULL DEFAULT FALSE,
	confirmed_at DATETIME NULL,              -- the address was confirmed by mail
	disabled_at DATETIME NULL,
	created_at DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Who acts for whom. owner and member: of an enterprise or a business; buyer and coordinator: of a
-- municipality. A person may be both buyer and coordinator (two rows).
CREATE TABLE membership (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	account_id BIGINT NOT NULL,
	organisation_id BIGINT NOT NULL,
	role ENUM('owner','member','buyer','coordinator') NOT NULL,
	created_at DATETIME NOT NULL,
	UNIQUE (account_id, organisation_id, role),
	KEY (organisation_id, role),
	FOREIGN KEY (account_id) REFERENCES account (id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE session (
	hash BINARY(32) NOT NULL PRIMARY KEY,    -- of the cookie; the cookie itself is nowhere
	account_id BIGINT NOT NULL,
	organisation_id BIGINT NULL,             -- for whom the person acts now; NULL: for none
	created_at DATETIME NOT NULL,
	seen_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	KEY (account_id),
	KEY (expires_at),
	FOREIGN KEY (account_id) REFERENCES account (id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- What was mailed to someone and acts when it comes back. confirm, login and reset are used once;
-- match and conversation are reply addresses (and, for match, the answer page) and live until they
-- expire.
CREATE TABLE token (
	hash BINARY(32) NOT NULL PRIMARY KEY,
	purpose ENUM('confirm','login','reset','match','conversation') NOT NULL,
	account_id BIGINT NOT NULL,              -- whom it was mailed to
	subject_id BIGINT NULL,                  -- line_match.id or conversation.id
	created_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	used_at DATETIME NULL,
	KEY (account_id, purpose),
	KEY (purpose, subject_id),
	KEY (expires_at),
	FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Rate limits: how often something was done by someone in a window of time.
CREATE TABLE rate (
	name VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- "login", "register", "contact", "mail"
	who BINARY(32) NOT NULL,                 -- hash of an address or an account
	window_starts DATETIME NOT NULL,
	count INT NOT NULL,
	PRIMARY KEY (name, who, window_starts),
	KEY (window_starts)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Who did what to which, when. Kept; never changed.
CREATE TABLE audit (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	happened_at DATETIME NOT NULL,
	account_id BIGINT NULL,                  -- NULL: Torv itself, or the command line
	organisation_id BIGINT NULL,             -- for whom the person acted
	action VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- "enterprise-approved"
	subject_kind VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- "enterprise", "plan_line"
	subject_id BIGINT NOT NULL,
	detail JSON NULL,
	KEY (subject_kind, subject_id),
	KEY (account_id, happened_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
