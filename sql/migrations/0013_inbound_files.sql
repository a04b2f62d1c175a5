-- SPDX-License-Identifier: MPL-2.0
-- Files of replies that wait for a confirmation.

CREATE TABLE inbound_file (
	inbound_id BIGINT NOT NULL,
	position INT NOT NULL,
	name VARCHAR(120) NOT NULL,
	size BIGINT NOT NULL,                    -- bytes
	document_id BIGINT NULL,                 -- NULL: it was refused
	refusal TINYINT NOT NULL,                -- enum refusal (lib/upload.h); 0: taken
	PRIMARY KEY (inbound_id, position),
	FOREIGN KEY (inbound_id) REFERENCES inbound_reply (inbound_id) ON DELETE CASCADE,
	FOREIGN KEY (document_id) REFERENCES document (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
