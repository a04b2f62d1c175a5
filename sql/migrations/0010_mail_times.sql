-- SPDX-License-Identifier: MPL-2.0
-- What goes out at its time: how many mails have left in a minute, changes of lines that are to be
-- told, reminders, and the yearly question whether an enterprise's facts are still right.

-- How many mails all senders together have given to the mail server, by the minute. A day is kept.
CREATE TABLE send_rate (
	domain VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, -- lower case; '': in all
	minute DATETIME NOT NULL,                -- its beginning
	count INT NOT NULL,                      -- may exceed the limit: what was asked for and not granted
	PRIMARY KEY (domain, minute),
	KEY (minute)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- A published line that was changed: told some minutes later, so that a buyer who saves five times is
-- told of once. The row is deleted by who tells of it.
CREATE TABLE line_change (
	line_id BIGINT NOT NULL PRIMARY KEY,
	before_it JSON NOT NULL,                 -- the facts that were last told (line_change.c)
	due_at DATETIME NOT NULL,
	KEY (due_at),
	FOREIGN KEY (line_id) REFERENCES plan_line (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

ALTER TABLE line_match ADD reminded_at DATETIME NULL; -- once, before the dialogue ends

ALTER TABLE enterprise
	ADD facts_confirmed_at DATETIME NULL,    -- the enterprise said that its facts are right
	ADD facts_asked_at DATETIME NULL;        -- when it was last asked by mail
