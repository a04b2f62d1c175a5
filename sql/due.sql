-- SPDX-License-Identifier: MPL-2.0
-- What goes out at its time (lib/due.h). Each *_take changes the row that is due and lets its row count
-- say who writes the mails.

-- name: line_change_note
-- A line is changed: what was last told stays, when it is told moves.
INSERT INTO line_change (line_id, before_it, due_at) VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE due_at = VALUES(due_at)

-- name: line_change_due
-- Changes that have rested.
SELECT line_id, before_it, due_at FROM line_change WHERE due_at <= ? ORDER BY due_at LIMIT ?

-- name: line_change_take
-- Takes one, when it is still due.
DELETE FROM line_change WHERE line_id = ? AND due_at <= ?

-- name: line_change_told
-- Who is told of a change: the owners of the enterprises that were told of the line and have not
-- declined, and who answered for them. Who was told first in the last change or after it knows.
SELECT DISTINCT m.id AS match_id, o.name AS organisation_name, a.id AS account_id, a.email, a.name,
	a.language, (m.status IN ('interested', 'shortlisted', 'contacted')) AS answered
FROM line_match m
JOIN organisation o ON o.id = m.organisation_id
JOIN membership s ON s.organisation_id = m.organisation_id
JOIN account a ON a.id = s.account_id
WHERE m.line_id = ? AND m.status IN ('notified', 'seen', 'interested', 'shortlisted', 'contacted')
	AND m.notified_at < ?
	AND (s.role = 'owner' OR a.id = m.answered_by)
	AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
ORDER BY m.id, a.id

-- name: reminder_due
-- Matches without an answer whose dialogue ends soon. Arguments: today, the last day of soon, told by
-- when at the latest, how many.
SELECT m.id AS match_id, m.line_id
FROM line_match m
JOIN plan_line l ON l.id = m.line_id
WHERE l.status IN ('published', 'dialogue') AND l.dialogue_ends >= ? AND l.dialogue_ends <= ?
	AND m.status IN ('notified', 'seen') AND m.reminded_at IS NULL AND m.notified_at <= ?
ORDER BY l.dialogue_ends, m.id
LIMIT ?

-- name: reminder_take
-- Takes one, when it still has no answer.
UPDATE line_match SET reminded_at = ?
WHERE id = ? AND reminded_at IS NULL AND status IN ('notified', 'seen')

-- name: reminder_owners
-- Whom to remind of a match.
SELECT m.id AS match_id, o.name AS organisation_name, a.id AS account_id, a.email, a.name, a.language
FROM line_match m
JOIN organisation o ON o.id = m.organisation_id
JOIN membership s ON s.organisation_id = m.organisation_id AND s.role = 'owner'
JOIN account a ON a.id = s.account_id
WHERE m.id = ? AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
ORDER BY a.id

-- name: renewal_due
-- Approved enterprises whose facts nobody has looked at for long. Arguments: since when, last asked
-- before, how many.
SELECT e.organisation_id, o.name AS organisation_name, e.pitch, e.employees, e.employees_target_group,
	e.rsv_registered_on, e.contact_name, e.contact_email, e.contact_phone,
	(SELECT COUNT(*) FROM offering f WHERE f.organisation_id = e.organisation_id) AS offerings,
	GREATEST(e.changed_at, COALESCE(e.facts_confirmed_at, e.changed_at)) AS known_at
FROM enterprise e
JOIN organisation o ON o.id = e.organisation_id
WHERE e.status = 'approved'
	AND GREATEST(e.changed_at, COALESCE(e.facts_confirmed_at, e.changed_at)) <= ?
	AND (e.facts_asked_at IS NULL OR e.facts_asked_at <= ?)
ORDER BY e.organisation_id
LIMIT ?

-- name: renewal_take
-- Takes one, when it has not been asked since. Arguments: now, the enterprise, last asked before.
UPDATE enterprise SET facts_asked_at = ?
WHERE organisation_id = ? AND (facts_asked_at IS NULL OR facts_asked_at <= ?)

-- name: renewal_confirm
-- The facts are right.
UPDATE enterprise SET facts_confirmed_at = ? WHERE organisation_id = ?

-- name: digest_due
-- Whose mails wait for a digest that is due, by topic; not those who get no mail. Arguments: now, how many.
SELECT recipient_address, topic
FROM outbox
WHERE status = 'held' AND next_attempt_at <= ?
	AND NOT EXISTS (SELECT 1 FROM suppression s WHERE s.address = outbox.recipient_address)
GROUP BY recipient_address, topic
ORDER BY MIN(next_attempt_at)
LIMIT ?

-- name: digest_rows
-- The mails of one digest, oldest first. Arguments: whose, the topic, now, how many.
SELECT id, kind, account_id, recipient_address AS email, recipient_name AS name, language, model, secret
FROM outbox
WHERE recipient_address = ? AND topic = ? AND status = 'held' AND next_attempt_at <= ?
ORDER BY id
LIMIT ?

-- name: digest_release
-- One mail alone needs no digest.
UPDATE outbox SET status = 'queued' WHERE id = ? AND status = 'held'

-- name: digest_merge
-- They go out in that mail. Arguments: their ids as a JSON list, its message id.
UPDATE outbox
JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS wanted ON wanted.id = outbox.id
JOIN (SELECT id AS digest FROM outbox WHERE message_id = ?) AS made
SET outbox.status = 'merged', outbox.secret = NULL, outbox.digest_id = made.digest
WHERE outbox.status = 'held'
