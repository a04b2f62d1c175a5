-- SPDX-License-Identifier: MPL-2.0
-- Replies by mail with what was read in them, answers that can be taken back, and mail that came back.

ALTER TABLE inbound_message
	MODIFY outcome ENUM('interested','declined','question','message','waiting','automatic','bounce','refused',
		'held','repeated','complaint','unsubscribed','discarded','undone') NOT NULL,
	ADD KEY (sender_address, received_at);

ALTER TABLE token
	MODIFY purpose ENUM('confirm','login','reset','match','conversation','waiting') NOT NULL;

-- A reply, read: what it says, to which matter, and whether it was taken, waits, or was thrown away. Its
-- bytes are in inbound_original. Texts are emptied when their time is over; the row stays, so that the
-- same message is not taken again.
CREATE TABLE inbound_reply (
	inbound_id BIGINT NOT NULL PRIMARY KEY,
	purpose ENUM('match','conversation') NOT NULL,
	matter_id BIGINT NOT NULL,               -- line_match.id or conversation.id
	account_id BIGINT NOT NULL,              -- whom the reply address was mailed to
	address_expires_at DATETIME NOT NULL,    -- the reply address
	writer_id BIGINT NULL,                   -- whose address it came from, when it is known
	subject VARCHAR(250) NOT NULL,
	text MEDIUMTEXT NOT NULL,                -- the new text, without quotation and signature
	decision ENUM('unclear','interested','declined') NOT NULL,
	words TEXT NOT NULL,                     -- beside the decision
	decline_reason ENUM('not_what_we_do','too_large','too_small','too_far','no_time','other') NULL,
	-- why nothing was done: an unknown address, DMARC failed, more than one sender may send in an hour
	waits ENUM('stranger','dmarc','flood') NULL,
	settled_at DATETIME NULL,                -- taken or thrown away; NULL: it waits
	settled_by BIGINT NULL,
	KEY (waits, settled_at),
	KEY (purpose, matter_id, writer_id),
	FOREIGN KEY (inbound_id) REFERENCES inbound_message (id),
	FOREIGN KEY (account_id) REFERENCES account (id),
	FOREIGN KEY (writer_id) REFERENCES account (id),
	FOREIGN KEY (settled_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- How a match was answered before a mail answered it: what undoing goes back to.
CREATE TABLE match_answer_before (
	inbound_id BIGINT NOT NULL PRIMARY KEY,  -- the mail
	match_id BIGINT NOT NULL,
	status ENUM('suggested','notified','seen','interested','declined','shortlisted','contacted','awarded') NOT NULL,
	answered_at DATETIME NULL,
	answered_by BIGINT NULL,
	answered_via ENUM('web','mail') NULL,
	answer_words TEXT NOT NULL,
	decline_reason ENUM('not_what_we_do','too_large','too_small','too_far','no_time','other') NULL,
	KEY (match_id),
	FOREIGN KEY (inbound_id) REFERENCES inbound_message (id),
	FOREIGN KEY (match_id) REFERENCES line_match (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- What came back for a mail of ours.
ALTER TABLE outbox
	ADD returned_at DATETIME NULL,           -- the first report that it did not arrive, or the complaint
	ADD returned_as ENUM('hard','soft','complaint') NULL,
	ADD returned_status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '', -- "5.1.1"
	ADD returned_words VARCHAR(500) NOT NULL DEFAULT ''; -- the other server's
