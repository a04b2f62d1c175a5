-- SPDX-License-Identifier: MPL-2.0
-- Which kinds of thing neighbour each other though CPV puts them into different branches: a thing for sale, its
-- repair, the work that is done with it, its teaching. Reference data, written by `torv migrate`.

CREATE TABLE cpv_neighbour (
	code CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- with all that is under it; the lower of the two
	neighbour_code CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	closeness TINYINT UNSIGNED NOT NULL, -- per cent: how many of those who do one also do the other, about
	PRIMARY KEY (code, neighbour_code),
	CHECK (code < neighbour_code AND closeness BETWEEN 1 AND 99)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
