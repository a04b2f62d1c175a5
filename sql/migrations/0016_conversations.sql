-- SPDX-License-Identifier: MPL-2.0
-- Conversations: who has read which message, whose address is shown, and messages that were reported.

ALTER TABLE account
	ADD shows_address BOOLEAN NOT NULL DEFAULT FALSE; -- those one talks with see the e-mail address

-- When somebody of an organisation first saw a message: on the site, or because they answered it by mail.
CREATE TABLE message_read (
	message_id BIGINT NOT NULL,
	organisation_id BIGINT NOT NULL,
	account_id BIGINT NOT NULL,
	via ENUM('web','mail') NOT NULL,
	read_at DATETIME NOT NULL,
	PRIMARY KEY (message_id, organisation_id),
	FOREIGN KEY (message_id) REFERENCES message (id),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Who asks an administrator to look at a message, and why. Once for each person.
CREATE TABLE message_report (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	message_id BIGINT NOT NULL,
	account_id BIGINT NOT NULL,
	words TEXT NOT NULL,
	created_at DATETIME NOT NULL,
	settled_at DATETIME NULL,                -- an administrator has looked at it
	settled_by BIGINT NULL,
	UNIQUE (message_id, account_id),
	KEY (settled_at),
	FOREIGN KEY (message_id) REFERENCES message (id),
	FOREIGN KEY (account_id) REFERENCES account (id),
	FOREIGN KEY (settled_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
