-- SPDX-License-Identifier: MPL-2.0
-- When people last looked at their own page, and what came since.

-- name: visit_note
-- The page is shown now. After a pause a new visit begins, and the one before is what "new" counts
-- from. Arguments: the account, the organisation, now, when a pause began at the latest.
INSERT INTO visit (account_id, organisation_id, latest_at) VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE
	previous_at = IF(latest_at < ?, latest_at, previous_at),
	latest_at = VALUES(latest_at)

-- name: visit_previous
-- The last time before this visit; no row or NULL: it is the first.
SELECT previous_at FROM visit WHERE account_id = ? AND organisation_id = ?

-- name: visit_line_news
-- What came since a moment on the lines of a municipality that have been told of. Arguments: the moment
-- four times, the municipality.
SELECT line.id,
	COALESCE(SUM(m.answered_at >= ? AND m.status <> 'declined'), 0) AS interested,
	COALESCE(SUM(m.answered_at >= ? AND m.status = 'declined'), 0) AS declined,
	COALESCE(SUM(m.seen_at >= ? AND m.answered_at IS NULL), 0) AS opened,
	(SELECT COUNT(*) FROM question WHERE question.line_id = line.id AND question.asked_at >= ?) AS questions
FROM plan
JOIN plan_line AS line ON line.plan_id = plan.id AND line.status <> 'draft'
LEFT JOIN line_match AS m ON m.line_id = line.id
WHERE plan.organisation_id = ?
GROUP BY line.id
