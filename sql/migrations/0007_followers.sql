-- SPDX-License-Identifier: MPL-2.0
-- Who follows what a municipality plans to buy, and is told by mail of each new purchase. Somebody with
-- an account, or an address that was confirmed by mail; one that never is, is deleted after some days.

CREATE TABLE plan_follower (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	organisation_id BIGINT NOT NULL,         -- the municipality
	account_id BIGINT NULL,                  -- NULL: an address without an account
	address VARCHAR(254) NOT NULL,           -- compared without regard to case
	language ENUM('da','en','nl') NOT NULL,  -- of the mails, when there is no account
	confirmed_at DATETIME NULL,              -- NULL: the mail that asks was not answered yet
	created_at DATETIME NOT NULL,
	UNIQUE (organisation_id, address),
	KEY (account_id),
	KEY (confirmed_at, created_at),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
