-- SPDX-License-Identifier: MPL-2.0
-- Reference data: where people are, what can be bought, and the installation's settings.
-- Text that people sort by carries a Danish collation; codes and keys compare as bytes.

CREATE TABLE region (
	code CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, -- "1084"
	name VARCHAR(60) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE municipality (
	code CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, -- "0621"
	name VARCHAR(60) NOT NULL,
	slug VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,  -- "kolding", in addresses
	region_code CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	nuts3 CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	latitude DECIMAL(6,3) NOT NULL,  -- WGS 84, centre of its land
	longitude DECIMAL(6,3) NOT NULL,
	FOREIGN KEY (region_code) REFERENCES region (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Who borders on whom; each pair stands both ways.
CREATE TABLE municipality_neighbour (
	code CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	neighbour_code CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	link ENUM('land','bridge','ferry') NOT NULL,
	PRIMARY KEY (code, neighbour_code),
	FOREIGN KEY (code) REFERENCES municipality (code),
	FOREIGN KEY (neighbour_code) REFERENCES municipality (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- The Common Procurement Vocabulary: Torv's own set, or the complete official list once imported.
CREATE TABLE cpv (
	code CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, -- without check digit
	parent CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NULL, -- nearest ancestor that exists
	name_da VARCHAR(400) NOT NULL,
	name_en VARCHAR(400) NOT NULL,
	name_nl VARCHAR(400) NOT NULL,
	source ENUM('torv','official') NOT NULL,
	KEY (parent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

CREATE TABLE setting (
	name VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

-- Counts up with every change that the search index must see; polled by every process.
CREATE TABLE index_revision (
	one TINYINT NOT NULL PRIMARY KEY,
	revision BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;

INSERT INTO index_revision (one, revision) VALUES (1, 1);
