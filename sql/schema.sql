-- SPDX-License-Identifier: MPL-2.0
-- Queries of the database layer itself: the session, transactions, migrations, the index's revision.

-- name: session_setup
-- Every connection starts with this: moments in UTC, no silent truncation.
SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', tx_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = 10, collation_connection = 'utf8mb4_danish_ci'

-- name: tx_begin
START TRANSACTION

-- name: tx_commit
COMMIT

-- name: tx_rollback
ROLLBACK

-- name: migration_table
-- A migration without finished_at was begun and did not end.
CREATE TABLE IF NOT EXISTS migration (
	number INT NOT NULL PRIMARY KEY,
	name VARCHAR(120) NOT NULL,
	checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	begun_at DATETIME NOT NULL,
	finished_at DATETIME NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci

-- name: migration_list
SELECT number, name, checksum, finished_at FROM migration ORDER BY number

-- name: migration_claim_table
-- One row: who migrates now, and until when nobody else may.
CREATE TABLE IF NOT EXISTS migration_claim (
	one TINYINT NOT NULL PRIMARY KEY,
	owner CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	claimed_until DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci

-- name: migration_claim_row
INSERT IGNORE INTO migration_claim (one, owner, claimed_until) VALUES (1, '', '2000-01-01')

-- name: migration_claim
-- Arguments: owner, seconds. Changes one row when the claim was free.
UPDATE migration_claim SET owner = ?, claimed_until = UTC_TIMESTAMP() + INTERVAL ? SECOND
WHERE one = 1 AND claimed_until < UTC_TIMESTAMP()

-- name: migration_release
UPDATE migration_claim SET owner = '', claimed_until = '2000-01-01' WHERE one = 1 AND owner = ?

-- name: migration_begin
INSERT INTO migration (number, name, checksum, begun_at) VALUES (?, ?, ?, UTC_TIMESTAMP())

-- name: migration_finish
UPDATE migration SET finished_at = UTC_TIMESTAMP() WHERE number = ?

-- name: database_echo
-- Gives back what it was given, as each type: `torv check` and a test see that nothing is lost.
SELECT ? AS text, CAST(? AS SIGNED) AS number, CAST(? AS DOUBLE) AS ratio, CAST(? AS DATETIME) AS moment,
	CAST(? AS DATE) AS day, CAST(? AS BINARY(3)) AS bytes, CONNECTION_ID() AS connection

-- name: setting_get
SELECT value FROM setting WHERE name = ?

-- name: setting_set
-- Arguments: name, value.
INSERT INTO setting (name, value) VALUES (?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)

-- name: setting_append
-- Arguments: text, name.
UPDATE setting SET value = CONCAT(value, ?) WHERE name = ?
