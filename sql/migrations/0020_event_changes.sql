-- SPDX-License-Identifier: MPL-2.0
-- Events are changed and cancelled, and whoever was told of one hears so.

ALTER TABLE event
	ADD COLUMN sequence INT NOT NULL DEFAULT 0,              -- of the entry in calendars (RFC 5545, 3.8.7.4)
	ADD COLUMN changed_at DATETIME NULL,                     -- NULL: as it was made
	ADD COLUMN cancelled_at DATETIME NULL,
	ADD COLUMN cancel_words VARCHAR(1000) NOT NULL DEFAULT ''; -- why, as the coordinator wrote it

-- Who was told of an event.
CREATE TABLE event_told (
	event_id BIGINT NOT NULL,
	account_id BIGINT NOT NULL,
	PRIMARY KEY (event_id, account_id),
	KEY (account_id),
	FOREIGN KEY (event_id) REFERENCES event (id) ON DELETE CASCADE,
	FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

INSERT IGNORE INTO event_told (event_id, account_id)
SELECT e.id, o.account_id
FROM outbox o
JOIN event e ON e.id = JSON_VALUE(o.model, '$.event_id')
WHERE o.kind = 'event' AND o.account_id IS NOT NULL;
