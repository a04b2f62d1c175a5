-- SPDX-License-Identifier: MPL-2.0
-- How the installation is doing.

-- name: queue_health
-- Mail that waits, since when the oldest that could be sent now does, and what was given up in a week.
SELECT COALESCE(SUM(status IN ('queued', 'claimed')), 0) AS queued,
	COALESCE(MAX(IF(status = 'queued' AND next_attempt_at <= UTC_TIMESTAMP(),
		TIMESTAMPDIFF(SECOND, next_attempt_at, UTC_TIMESTAMP()), 0)), 0) AS oldest_seconds,
	COALESCE(SUM(status = 'failed' AND created_at > UTC_TIMESTAMP() - INTERVAL 7 DAY), 0) AS failed
FROM outbox WHERE status IN ('queued', 'claimed', 'failed')

-- name: statement_limit
-- How many prepared statements the server keeps for all connections together.
SELECT @@GLOBAL.max_prepared_stmt_count

-- name: database_flush
-- When MariaDB writes its log to the disk: 1, at each commit.
SELECT @@GLOBAL.innodb_flush_log_at_trx_commit

-- name: queue_failed
-- Mail that was given up, newest first, with why.
SELECT id, kind, recipient_address, attempts, last_error, created_at FROM outbox
WHERE status = 'failed' ORDER BY id DESC LIMIT 20

-- name: inbound_outcomes
-- What became of the mail that came in during the last week.
SELECT outcome, COUNT(*) AS count FROM inbound_message
WHERE received_at > UTC_TIMESTAMP() - INTERVAL 7 DAY GROUP BY outcome ORDER BY outcome

-- name: suppression_count
SELECT COUNT(*) FROM suppression

-- name: queue_waiting
-- Mail that waits, the next one first.
SELECT id, kind, recipient_address, status, attempts, last_error, created_at, next_attempt_at
FROM outbox
WHERE sent_at IS NULL AND status IN ('queued', 'claimed', 'doubtful', 'held')
ORDER BY next_attempt_at, id LIMIT 50

-- name: queue_given_up
-- Mail that was given up, newest first, with why.
SELECT id, kind, recipient_address, status, attempts, last_error, created_at, next_attempt_at
FROM outbox
WHERE status = 'failed' ORDER BY id DESC LIMIT 50
