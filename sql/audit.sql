-- SPDX-License-Identifier: MPL-2.0
-- Who did what to which, when. Only ever added to.

-- name: audit_insert
-- One act. NULL account: Torv itself, or the command line.
INSERT INTO audit (happened_at, account_id, organisation_id, action, subject_kind, subject_id, detail)
VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: audit_list
-- What happened, newest first, from an id downwards (the one on the page before). Arguments: the id;
-- whether any kind of thing, else which; whether any thing, else which; whether anybody, else who; how many.
SELECT u.id, u.happened_at, u.action, u.subject_kind, u.subject_id, u.account_id,
  COALESCE(a.name, '') AS account_name, COALESCE(a.email, '') AS account_email,
  COALESCE(o.name, '') AS organisation_name,
  COALESCE(s.name, '') AS subject_organisation, COALESCE(l.title, '') AS subject_line,
  COALESCE(sa.email, '') AS subject_account
FROM audit u
LEFT JOIN account a ON a.id = u.account_id
LEFT JOIN organisation o ON o.id = u.organisation_id
LEFT JOIN organisation s ON s.id = u.subject_id AND u.subject_kind = 'enterprise'
LEFT JOIN plan_line l ON l.id = u.subject_id AND u.subject_kind = 'plan_line'
LEFT JOIN account sa ON sa.id = u.subject_id AND u.subject_kind = 'account'
WHERE u.id < ? AND (? OR u.subject_kind = ?) AND (? OR u.subject_id = ?) AND (? OR u.account_id = ?)
ORDER BY u.id DESC
LIMIT ?

-- name: audit_find_last
-- Who did this to a thing last, for whom one acts oneself, and when.
SELECT COALESCE(u.account_id, 0) AS account_id, COALESCE(a.name, '') AS name, u.happened_at
FROM audit u
LEFT JOIN account a ON a.id = u.account_id
WHERE u.subject_kind = ? AND u.subject_id = ? AND u.action = ? AND u.organisation_id = ?
ORDER BY u.id DESC
LIMIT 1

-- name: audit_kinds
-- The kinds of things that something happened to.
SELECT DISTINCT subject_kind FROM audit ORDER BY subject_kind
