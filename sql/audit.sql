-- SPDX-License-Identifier: MPL-2.0
-- Who did what to which, when. Only ever added to.

-- name: audit_insert
-- One act. NULL account: Torv itself, or the command line.
INSERT INTO audit (happened_at, account_id, organisation_id, action, subject_kind, subject_id, detail)
VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: audit_of_subject
-- What happened to one thing, newest first.
SELECT u.happened_at, u.action, u.detail, u.account_id,
  COALESCE(a.name, '') AS account_name, COALESCE(o.name, '') AS organisation_name
FROM audit u
LEFT JOIN account a ON a.id = u.account_id
LEFT JOIN organisation o ON o.id = u.organisation_id
WHERE u.subject_kind = ? AND u.subject_id = ?
ORDER BY u.id DESC
LIMIT 200
