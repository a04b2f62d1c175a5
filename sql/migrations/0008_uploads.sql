-- SPDX-License-Identifier: MPL-2.0
-- Files: what was sent with messages, and pictures of what enterprises supply.

-- The bytes of a file, as they are given out again. Pictures were written anew, the rest is as it came.
CREATE TABLE document (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	hash BINARY(16) NOT NULL,                -- BLAKE2b of the bytes; a picture's address is made of it
	media_type VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	size BIGINT NOT NULL,                    -- bytes
	created_at DATETIME NOT NULL,
	KEY (hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- In pieces of at most 1 MB: a file may be larger than what the server takes in one packet
-- (max_allowed_packet), and Galera replicates small writes better than large ones.
CREATE TABLE document_piece (
	document_id BIGINT NOT NULL,
	piece INT NOT NULL,                      -- 0, 1, 2, ...
	bytes MEDIUMBLOB NOT NULL,
	PRIMARY KEY (document_id, piece),
	FOREIGN KEY (document_id) REFERENCES document (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- What came with a message. What was refused stands here too, without a document, so that both sides
-- see that it was sent and why it is not here.
CREATE TABLE attachment (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	message_id BIGINT NOT NULL,
	name VARCHAR(120) NOT NULL,              -- as it is saved: never a path, with an ending that is true
	size BIGINT NOT NULL,                    -- bytes
	document_id BIGINT NULL,
	refusal ENUM('empty','large','kind','broken','pixels','macros','many') NULL,
	KEY (message_id),
	FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE,
	FOREIGN KEY (document_id) REFERENCES document (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- A picture of what an enterprise supplies. Others see it once it has an alternative text.
CREATE TABLE image (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	offering_id BIGINT NOT NULL,
	position INT NOT NULL,                   -- ascending; not gapless
	alternative VARCHAR(250) NOT NULL DEFAULT '', -- what is seen on it, for who does not see it
	created_at DATETIME NOT NULL,
	KEY (offering_id, position),
	FOREIGN KEY (offering_id) REFERENCES offering (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- The same picture in the sizes that pages show it in.
CREATE TABLE image_size (
	image_id BIGINT NOT NULL,
	bound INT NOT NULL,                      -- pixels that the longer side has at most
	width INT NOT NULL,
	height INT NOT NULL,
	document_id BIGINT NOT NULL,
	PRIMARY KEY (image_id, bound),
	FOREIGN KEY (image_id) REFERENCES image (id) ON DELETE CASCADE,
	FOREIGN KEY (document_id) REFERENCES document (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
