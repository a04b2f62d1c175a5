-- SPDX-License-Identifier: MPL-2.0
-- What buyers and sellers say for the things that a CPV code stands for: with the codes' labels the
-- thesaurus of search and matching. Reference data, written by `torv migrate`.

CREATE TABLE cpv_words (
	code CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, -- in cpv, or one below it
	words_da TEXT NOT NULL, -- words and phrases, parted by ";"
	words_en TEXT NOT NULL,
	words_nl TEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
