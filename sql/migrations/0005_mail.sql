-- SPDX-License-Identifier: MPL-2.0
-- Conversations, and the mail that carries them.

CREATE TABLE conversation (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	subject VARCHAR(200) NOT NULL,
	line_id BIGINT NULL,                     -- the plan line it is about, if any
	created_at DATETIME NOT NULL,
	changed_at DATETIME NOT NULL,            -- the newest message
	KEY (changed_at),
	FOREIGN KEY (line_id) REFERENCES plan_line (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- The organisations that talk; every member of them may read and reply.
CREATE TABLE conversation_party (
	conversation_id BIGINT NOT NULL,
	organisation_id BIGINT NOT NULL,
	account_id BIGINT NULL,                  -- the person who is mailed; NULL: the organisation's owners
	read_at DATETIME NULL,                   -- when someone there last read
	read_message_id BIGINT NOT NULL DEFAULT 0, -- and up to which message
	PRIMARY KEY (conversation_id, organisation_id),
	KEY (organisation_id),
	FOREIGN KEY (conversation_id) REFERENCES conversation (id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE message (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	conversation_id BIGINT NOT NULL,
	author_id BIGINT NOT NULL,
	organisation_id BIGINT NOT NULL,         -- for whom the author wrote
	text TEXT NOT NULL,
	via ENUM('web','mail') NOT NULL,
	mail_message_id VARCHAR(250) NOT NULL,   -- of the mail it came in or went out with, for threading
	created_at DATETIME NOT NULL,
	KEY (conversation_id, created_at),
	FOREIGN KEY (conversation_id) REFERENCES conversation (id),
	FOREIGN KEY (author_id) REFERENCES account (id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- The mails that carried a message to people: so that the next one answers, for each of them, a mail
-- that stands in their own mailbox.
CREATE TABLE message_mail (
	message_id BIGINT NOT NULL,
	account_id BIGINT NOT NULL,
	mail_message_id VARCHAR(250) NOT NULL,   -- as outbox.message_id
	PRIMARY KEY (message_id, account_id),
	FOREIGN KEY (message_id) REFERENCES message (id),
	FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Mail to be sent, written in the transaction of what it tells of. The texts are made when it is sent,
-- from `model` (the view model) and `secret` (sealed: the tokens in its links and reply address).
CREATE TABLE outbox (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- template: "match", "confirm-address"
	account_id BIGINT NULL,
	recipient_address VARCHAR(254) NOT NULL,
	recipient_name VARCHAR(120) NOT NULL,
	language ENUM('da','en','nl') NOT NULL,
	model JSON NOT NULL,
	secret VARBINARY(4000) NULL,             -- secret_seal of a JSON object; NULL once sent
	message_id VARCHAR(250) NOT NULL,        -- without < >, at our domain
	in_reply_to VARCHAR(250) NULL,
	status ENUM('queued','claimed','sent','failed','doubtful') NOT NULL DEFAULT 'queued',
	attempts INT NOT NULL DEFAULT 0,
	next_attempt_at DATETIME NOT NULL,
	claimed_by BINARY(16) NULL,              -- the sender that works on it
	claimed_until DATETIME NULL,             -- then another may take it over
	sent_at DATETIME NULL,
	last_error VARCHAR(500) NOT NULL DEFAULT '',
	created_at DATETIME NOT NULL,
	UNIQUE (message_id),
	KEY (status, next_attempt_at),
	KEY (claimed_by),
	FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Mail that came in. The same Message-ID to the same reply address twice is one.
CREATE TABLE inbound_message (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	message_id VARBINARY(250) NOT NULL,      -- ours (hash) when the sender gave none
	token_hash BINARY(32) NOT NULL,          -- of the reply address
	sender_address VARCHAR(254) NOT NULL,
	outcome ENUM('interested','declined','question','message','waiting','automatic','bounce','refused') NOT NULL,
	subject_id BIGINT NULL,                  -- line_match (interested, declined), question or message it became
	received_at DATETIME NOT NULL,
	UNIQUE (message_id, token_hash),
	KEY (token_hash),
	KEY (received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Its bytes as they came, in pieces: a message may be larger than what the server takes in one packet
-- (max_allowed_packet, 16 MB unless set).
CREATE TABLE inbound_original (
	inbound_id BIGINT NOT NULL,
	piece INT NOT NULL,                      -- 0, 1, 2, ...
	bytes MEDIUMBLOB NOT NULL,
	PRIMARY KEY (inbound_id, piece),
	FOREIGN KEY (inbound_id) REFERENCES inbound_message (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Addresses that get no more mail, and why.
CREATE TABLE suppression (
	address VARCHAR(254) NOT NULL PRIMARY KEY,
	reason ENUM('bounce','complaint','unsubscribed') NOT NULL,
	created_at DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
