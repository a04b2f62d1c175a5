-- SPDX-License-Identifier: MPL-2.0
-- Who acts for an organisation, and what hangs on it when somebody no longer does (lib/colleague.c).

-- name: colleague_list
-- Everyone who acts for an organisation, with what they are there; who leads it first.
SELECT a.id, a.name, a.email, (a.confirmed_at IS NOT NULL) AS is_confirmed, (a.disabled_at IS NOT NULL) AS is_disabled,
	MAX(m.role = 'owner') AS is_owner, MAX(m.role = 'buyer') AS is_buyer, MAX(m.role = 'coordinator') AS is_coordinator
FROM membership m
JOIN account a ON a.id = m.account_id
WHERE m.organisation_id = ?
GROUP BY a.id
ORDER BY MAX(m.role IN ('owner', 'coordinator')) DESC, a.name, a.id

-- name: colleague_hold
-- The organisation, held until the transaction ends: of two who leave at once, the second sees that the first has.
SELECT id FROM organisation WHERE id = ? FOR UPDATE

-- name: colleague_standing
-- What an account is there, and who leads beside it: owners, or coordinators, who can log in. Arguments: the account,
-- the organisation.
SELECT COALESCE(SUM(m.account_id = w.id), 0) AS roles,
	COALESCE(SUM(m.account_id = w.id AND m.role IN ('owner', 'coordinator')), 0) AS leads,
	COALESCE(SUM(m.account_id <> w.id AND m.role IN ('owner', 'coordinator') AND a.confirmed_at IS NOT NULL
		AND a.disabled_at IS NULL), 0) AS other_leads,
	COALESCE(SUM(m.account_id <> w.id AND a.confirmed_at IS NOT NULL AND a.disabled_at IS NULL), 0) AS others
FROM membership m
JOIN account a ON a.id = m.account_id
JOIN (SELECT CAST(? AS SIGNED) AS id) w
WHERE m.organisation_id = ?

-- name: colleague_remove
-- All that they are there. Arguments: the account, the organisation.
DELETE FROM membership WHERE account_id = ? AND organisation_id = ?

-- name: colleague_demote
-- Who becomes an owner is no mere member any more.
DELETE FROM membership WHERE account_id = ? AND organisation_id = ? AND role = 'member'

-- name: colleague_sessions
-- Their sessions act for another of their organisations from now on, or for none. Arguments: the account, the
-- organisation.
UPDATE session SET organisation_id = (SELECT MIN(m.organisation_id) FROM membership m WHERE m.account_id = session.account_id)
WHERE account_id = ? AND organisation_id = ?

-- name: colleague_conversations
-- The organisation's conversations go to those who lead it. Arguments: the organisation, the account.
UPDATE conversation_party SET account_id = NULL WHERE organisation_id = ? AND account_id = ?

-- name: colleague_lines
-- Answers to a buyer's purchases go to another buyer, or to a coordinator. Arguments: the account three times, the
-- organisation.
UPDATE plan_line l JOIN plan p ON p.id = l.plan_id
SET l.created_by = COALESCE((SELECT m.account_id FROM membership m JOIN account a ON a.id = m.account_id
	WHERE m.organisation_id = p.organisation_id AND m.account_id <> ? AND a.confirmed_at IS NOT NULL
		AND a.disabled_at IS NULL ORDER BY m.role = 'buyer' DESC, m.id LIMIT 1), ?)
WHERE l.created_by = ? AND p.organisation_id = ?

-- name: colleague_tokens
-- What was mailed to them for the organisation acts no more. Arguments: now, the account, the organisation twice.
UPDATE token SET used_at = ?
WHERE account_id = ? AND used_at IS NULL AND (
	(purpose = 'match' AND subject_id IN (SELECT id FROM line_match WHERE organisation_id = ?))
	OR (purpose = 'conversation' AND subject_id IN (SELECT conversation_id FROM conversation_party
		WHERE organisation_id = ?)))

-- name: colleague_mails
-- What waits to be sent to them for the organisation. Arguments: the account, the organisation's name, its id twice.
DELETE FROM outbox
WHERE account_id = ? AND status IN ('queued', 'held') AND claimed_by IS NULL AND topic IS NOT NULL AND (
	JSON_VALUE(model, '$.enterprise_name') = ?
	OR (kind IN ('answer-received', 'question-asked') AND JSON_VALUE(model, '$.line_id') IN (
		SELECT l.id FROM plan_line l JOIN plan p ON p.id = l.plan_id WHERE p.organisation_id = ?))
	OR (kind = 'contact' AND JSON_VALUE(model, '$.conversation_id') IN (
		SELECT conversation_id FROM conversation_party WHERE organisation_id = ?))
	OR kind IN ('review-asked', 'ceiling-near'))
