-- SPDX-License-Identifier: MPL-2.0
-- The review (lib/review.c) and the five criteria (lib/criterion.c).

-- name: criterion_list
-- What an enterprise stated, and how it was judged.
SELECT criterion, statement, evidence, verdict, verdict_note
FROM criterion_statement WHERE organisation_id = ?

-- name: criterion_save
-- A statement, unless the enterprise is under review; one that changes loses its verdict.
INSERT INTO criterion_statement (organisation_id, criterion, statement, evidence, verdict_note)
SELECT organisation_id, ?, ?, ?, '' FROM enterprise
WHERE organisation_id = ? AND status IN ('draft', 'changes_requested', 'approved')
ON DUPLICATE KEY UPDATE
	verdict = IF(BINARY statement = BINARY VALUES(statement)
		AND BINARY evidence = BINARY VALUES(evidence), verdict, NULL),
	verdict_note = IF(verdict IS NULL, '', verdict_note),
	statement = VALUES(statement),
	evidence = VALUES(evidence)

-- name: criterion_judge
-- The reviewer's verdict on a statement.
UPDATE criterion_statement SET verdict = ?, verdict_note = ?
WHERE organisation_id = ? AND criterion = ? AND statement <> ''

-- name: review_submit
-- Of two windows, one submits.
UPDATE enterprise SET status = 'submitted', submitted_at = ?
WHERE organisation_id = ? AND status IN ('draft', 'changes_requested')

-- name: review_coordinators
-- Who reviews the enterprises of a municipality.
SELECT a.id, a.email, a.name, a.language
FROM organisation o
JOIN membership ms ON ms.organisation_id = o.id AND ms.role = 'coordinator'
JOIN account a ON a.id = ms.account_id
WHERE o.kind = 'municipality' AND o.municipality_code = ?
	AND a.confirmed_at IS NOT NULL AND a.disabled_at IS NULL
ORDER BY a.id

-- name: review_administrators
-- Who reviews where a municipality has no coordinator.
SELECT id, email, name, language FROM account
WHERE is_administrator AND confirmed_at IS NOT NULL AND disabled_at IS NULL
ORDER BY id

-- name: review_owners
-- Whom a decision is told to.
SELECT a.id, a.email, a.name, a.language
FROM membership ms JOIN account a ON a.id = ms.account_id
WHERE ms.organisation_id = ? AND ms.role = 'owner' AND a.disabled_at IS NULL
ORDER BY a.id

-- name: review_queue
-- What waits, oldest first: a coordinator's municipality, for an administrator those of
-- municipalities without a coordinator; every one when asked for all.
SELECT o.id, o.name, m.name AS municipality_name, e.submitted_at,
	EXISTS (SELECT 1 FROM review r WHERE r.organisation_id = o.id) AS is_again,
	(o.municipality_code = ? OR (? AND NOT EXISTS (
		SELECT 1 FROM organisation mo
		JOIN membership ms ON ms.organisation_id = mo.id AND ms.role = 'coordinator'
		JOIN account a ON a.id = ms.account_id
		WHERE mo.kind = 'municipality' AND mo.municipality_code = o.municipality_code
			AND a.confirmed_at IS NOT NULL AND a.disabled_at IS NULL))) AS is_mine
FROM enterprise e
JOIN organisation o ON o.id = e.organisation_id
JOIN municipality m ON m.code = o.municipality_code
WHERE e.status = 'submitted'
HAVING is_mine OR ?
ORDER BY e.submitted_at, o.id

-- name: review_visible
-- The id again when this reviewer may see it: once submitted, in their municipality or as administrator.
SELECT o.id
FROM enterprise e JOIN organisation o ON o.id = e.organisation_id
WHERE e.organisation_id = ? AND e.submitted_at IS NOT NULL AND (? OR o.municipality_code = ?)

-- name: review_decide
-- Of two reviewers, one decides.
UPDATE enterprise SET status = ?, approved_at = COALESCE(approved_at, ?)
WHERE organisation_id = ? AND status = 'submitted'

-- name: review_add
-- The decision with its words.
INSERT INTO review (organisation_id, reviewer_id, verdict, words, due_on, created_at)
VALUES (?, ?, ?, ?, ?, ?)

-- name: review_history
-- Earlier decisions, newest first.
SELECT r.verdict, r.words, r.due_on, r.created_at, a.name AS reviewer
FROM review r JOIN account a ON a.id = r.reviewer_id
WHERE r.organisation_id = ?
ORDER BY r.created_at DESC, r.id DESC
