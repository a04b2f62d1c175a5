-- SPDX-License-Identifier: MPL-2.0
-- Rate limits: how often something was done by someone in a window of time.

-- name: rate_count
-- Counts one more and says how many that makes.
INSERT INTO rate (name, who, window_starts, count) VALUES (?, ?, ?, 1)
ON DUPLICATE KEY UPDATE count = count + 1
RETURNING count

-- name: rate_forget
-- Windows that began before a moment no longer count.
DELETE FROM rate WHERE window_starts < ?
