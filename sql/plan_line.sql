-- SPDX-License-Identifier: MPL-2.0
-- Plan lines: one query reads them whole, by a list of ids; the others find the ids.

-- name: plan_line_by_ids
-- Whole lines for a JSON list of ids, in its order. CPV codes come parted by blanks.
SELECT line.id, line.plan_id, line.status, line.title, line.text, line.language, line.value_dkk,
	line.procedure_kind, line.reserved, line.dialogue_ends, line.tender_starts,
	line.contract_starts, line.contract_ends, line.contact_name, line.contact_email,
	line.contact_phone, line.created_by, line.created_at, line.changed_at, line.published_at,
	line.answers, plan.organisation_id, plan.year AS plan_year,
	organisation.name AS organisation_name, organisation.slug AS organisation_slug,
	organisation.municipality_code,
	(SELECT GROUP_CONCAT(cpv_code ORDER BY place, cpv_code SEPARATOR ' ')
		FROM plan_line_cpv WHERE line_id = line.id) AS cpv_codes,
	(SELECT COUNT(*) FROM line_match WHERE line_id = line.id AND status <> 'suggested') AS told,
	(SELECT COUNT(*) FROM line_match WHERE line_id = line.id
		AND (seen_at IS NOT NULL OR answered_at IS NOT NULL)) AS opened,
	(SELECT COUNT(*) FROM line_match WHERE line_id = line.id
		AND status IN ('interested', 'shortlisted', 'contacted', 'awarded')) AS interested,
	(SELECT COUNT(*) FROM line_match WHERE line_id = line.id AND status = 'declined') AS declined
FROM JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY, id BIGINT PATH '$')) AS wanted
JOIN plan_line AS line ON line.id = wanted.id
JOIN plan ON plan.id = line.plan_id
JOIN organisation ON organisation.id = plan.organisation_id
ORDER BY wanted.place

-- name: plan_line_listed_by_ids
-- The same as lists of open purchases show them: the beginning of the text, and nothing of who was told, which takes as long
-- as all the rest.
SELECT line.id, line.plan_id, line.status, line.title, LEFT(line.text, 1000) AS text, line.language, line.value_dkk,
	line.procedure_kind, line.reserved, line.dialogue_ends, line.tender_starts,
	line.contract_starts, line.contract_ends, line.contact_name, line.contact_email,
	line.contact_phone, line.created_by, line.created_at, line.changed_at, line.published_at,
	line.answers, plan.organisation_id, plan.year AS plan_year,
	organisation.name AS organisation_name, organisation.slug AS organisation_slug,
	organisation.municipality_code,
	(SELECT GROUP_CONCAT(cpv_code ORDER BY place, cpv_code SEPARATOR ' ')
		FROM plan_line_cpv WHERE line_id = line.id) AS cpv_codes,
	0 AS told, 0 AS opened, 0 AS interested, 0 AS declined
FROM JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY, id BIGINT PATH '$')) AS wanted
JOIN plan_line AS line ON line.id = wanted.id
JOIN plan ON plan.id = line.plan_id
JOIN organisation ON organisation.id = plan.organisation_id
WHERE line.status <> 'draft'
ORDER BY wanted.place

-- name: plan_line_ids_of_plan
-- The lines of a plan by start of contract, those without one last; drafts when asked for (1).
SELECT id FROM plan_line
WHERE plan_id = ? AND (? = 1 OR status <> 'draft')
ORDER BY contract_starts IS NULL, contract_starts, id

-- name: plan_line_ids_of_organisation
-- All lines of a municipality, newest change first.
SELECT line.id
FROM plan_line AS line
JOIN plan ON plan.id = line.plan_id
WHERE plan.organisation_id = ?
ORDER BY line.changed_at DESC, line.id DESC

-- name: plan_line_ids_of_year
-- What a municipality (by its slug) has published in its plans of a year.
SELECT line.id
FROM organisation
JOIN plan ON plan.organisation_id = organisation.id
JOIN plan_line AS line ON line.plan_id = plan.id
WHERE organisation.slug = ? AND plan.year = ? AND line.status <> 'draft'
ORDER BY line.contract_starts IS NULL, line.contract_starts, line.id

-- name: plan_line_ids_newest
-- The open lines, published last first: what is new, for the front page.
SELECT id FROM plan_line
WHERE status IN ('published', 'dialogue', 'tender')
ORDER BY published_at DESC, id DESC
LIMIT ?

-- name: plan_line_ids_taking_answers
-- Lines of which enterprises are told: open, their dialogue not ended on that day. Locked against
-- changes, so that one published this very moment is seen or waits for us.
SELECT id FROM plan_line
WHERE status IN ('published', 'dialogue') AND (dialogue_ends IS NULL OR dialogue_ends >= ?)
ORDER BY id
LOCK IN SHARE MODE

-- name: plan_line_insert
-- A draft, in a plan of that municipality; no row when the plan is not its.
INSERT INTO plan_line (plan_id, title, text, language, value_dkk, procedure_kind, reserved,
	dialogue_ends, tender_starts, contract_starts, contract_ends,
	contact_name, contact_email, contact_phone, created_by, created_at, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: plan_line_hold
-- A line that is going to be changed, held until the transaction ends.
SELECT id FROM plan_line WHERE id = ? FOR UPDATE

-- name: plan_line_update
-- What a buyer may change, while the line is not past its tender; created_at stays.
UPDATE plan_line
SET title = ?, text = ?, language = ?, value_dkk = ?, procedure_kind = ?, reserved = ?,
	dialogue_ends = ?, tender_starts = ?, contract_starts = ?, contract_ends = ?,
	contact_name = ?, contact_email = ?, contact_phone = ?, changed_at = ?
WHERE id = ? AND status IN ('draft', 'published', 'dialogue', 'tender')
	AND plan_id IN (SELECT id FROM plan WHERE organisation_id = ?)

-- name: plan_line_cpv_clear
-- Before a line's codes are written anew.
DELETE FROM plan_line_cpv WHERE line_id = ?

-- name: plan_line_cpv_insert
-- One code of a line, and which of its codes it is: the first, from 0, is the main one.
INSERT INTO plan_line_cpv (line_id, cpv_code, place) VALUES (?, ?, ?)

-- name: cpv_exists
-- Whether there is such a code.
SELECT COUNT(*) FROM cpv WHERE code = ?

-- name: plan_line_status_step
-- From one status to another; the row count tells whether it was still there.
UPDATE plan_line
SET status = ?, changed_at = ?, published_at = COALESCE(published_at, ?)
WHERE id = ? AND status = ?
	AND plan_id IN (SELECT id FROM plan WHERE organisation_id = ?)

-- name: line_match_told_insert
-- A match that is told of now; a conflict when the enterprise has one with this line already, and none when it has
-- left the directory by now, whatever the index still knew: the row of the enterprise is held.
INSERT INTO line_match (line_id, organisation_id, score, reasons, status, notified_at, answer_words)
SELECT ?, organisation_id, ?, ?, 'notified', ?, ''
FROM enterprise WHERE organisation_id = ? AND status = 'approved'
LOCK IN SHARE MODE

-- name: line_match_told_before
-- The lines that an enterprise has a match with already.
SELECT line_id FROM line_match WHERE organisation_id = ?

-- name: enterprise_owners
-- Whom to mail for a JSON list of enterprises, in no favouring order.
SELECT organisation.id AS organisation_id, organisation.name AS organisation_name,
	organisation.slug AS organisation_slug, account.id AS account_id, account.email,
	account.name, account.language
FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS wanted
JOIN organisation ON organisation.id = wanted.id
JOIN membership ON membership.organisation_id = organisation.id AND membership.role = 'owner'
JOIN account ON account.id = membership.account_id
WHERE account.disabled_at IS NULL AND account.confirmed_at IS NOT NULL
ORDER BY RAND()
