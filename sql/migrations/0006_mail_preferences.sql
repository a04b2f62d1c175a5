-- SPDX-License-Identifier: MPL-2.0
-- How often a person wants which mails, the way out of them without logging in, and the address by
-- which a mail that comes back is known.

-- By address, so that somebody without an account can choose too. No row: at once.
CREATE TABLE mail_preference (
	address VARCHAR(254) NOT NULL,
	topic VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- mail_topic.h: "match"
	pace ENUM('at_once','daily','weekly','never') NOT NULL,
	changed_at DATETIME NOT NULL,
	PRIMARY KEY (address, topic)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- What the token of a link (or address) to unsubscribe stands for. It never expires: an old mail must
-- still be able to end its kind.
CREATE TABLE mail_subscription (
	hash BINARY(32) NOT NULL PRIMARY KEY,    -- of the token; the token itself is nowhere
	address VARCHAR(254) NOT NULL,
	topic VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	created_at DATETIME NOT NULL,
	KEY (address)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- held: waits until its reader's digest is due (next_attempt_at); merged: went out in that digest.
ALTER TABLE outbox
	MODIFY status ENUM('queued','claimed','sent','failed','doubtful','held','merged') NOT NULL DEFAULT 'queued',
	MODIFY secret BLOB NULL,                 -- secret_seal of a JSON object; NULL once sent
	ADD topic VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NULL, -- NULL: a mail that its reader needs
	ADD digest_id BIGINT NULL,               -- the mail that this one went out in
	ADD bounce_hash BINARY(32) NULL,         -- of the token in the envelope's sender
	ADD reference_ids TEXT NULL,             -- message ids of the thread, oldest first, parted by blanks
	ADD recipient_domain VARCHAR(254) AS (LOWER(SUBSTRING_INDEX(recipient_address, '@', -1))) PERSISTENT,
	ADD UNIQUE (bounce_hash),
	ADD KEY (recipient_address, status),
	ADD KEY (digest_id);
