-- SPDX-License-Identifier: MPL-2.0
-- Matches: a plan line, an enterprise that fits it, and how far the two have come.

-- part: line_match_row
-- A match with what decides whether it can still be answered.
SELECT m.id, m.line_id, m.organisation_id, m.score, m.reasons, m.status, m.notified_at, m.seen_at,
  m.answered_at, m.answer_words, COALESCE(m.decline_reason, '') AS decline_reason,
  l.dialogue_ends, l.status AS line_status, e.status = 'withdrawn' AS has_left
FROM line_match m
JOIN plan_line l ON l.id = m.line_id
JOIN enterprise e ON e.organisation_id = m.organisation_id

-- name: line_match_by_id
-- One match.
-- with: line_match_row
WHERE m.id = ?

-- name: line_match_by_id_locked
-- The same, held until the transaction ends, so that two answers come one after the other, and an answer before
-- or after the enterprise leaves.
-- with: line_match_row
WHERE m.id = ?
FOR UPDATE

-- name: line_match_of
-- The match of one enterprise with one line.
-- with: line_match_row
WHERE m.line_id = ? AND m.organisation_id = ?

-- name: line_match_of_line_locked
-- Who has a match with a line, held until the transaction ends: nobody comes to it or answers meanwhile.
SELECT id, organisation_id FROM line_match WHERE line_id = ? ORDER BY id FOR UPDATE

-- name: line_match_rescore
-- The line has changed: how well it fits now, and why.
UPDATE line_match SET score = ?, reasons = ? WHERE id = ?

-- name: line_match_volunteer
-- An approved enterprise that was not told comes forward by itself for a published line; the rows of both are held,
-- so that nobody does who leaves at this moment, and nobody for what ends.
INSERT INTO line_match (line_id, organisation_id, score, reasons, status, notified_at, seen_at, answer_words)
SELECT l.id, e.organisation_id, 0, '[]', 'seen', ?, ?, ''
FROM plan_line l, enterprise e
WHERE l.id = ? AND l.status IN ('published', 'dialogue')
  AND e.organisation_id = ? AND e.status = 'approved'
LOCK IN SHARE MODE

-- name: line_match_seen
-- The enterprise has opened it.
UPDATE line_match SET status = 'seen', seen_at = ? WHERE id = ? AND status = 'notified'

-- name: line_match_answer
-- The enterprise's answer, the latest one.
UPDATE line_match
SET status = ?, answered_at = ?, answered_by = ?, answered_via = ?, answer_words = ?, decline_reason = ?
WHERE id = ?

-- name: line_match_line_answered
-- One more enterprise has answered the line.
UPDATE plan_line SET answers = answers + 1 WHERE id = ?

-- name: line_match_line_answers
-- How many have.
SELECT answers FROM plan_line WHERE id = ?

-- name: line_match_buyer
-- Who is told of an answer, and about what.
SELECT a.id AS account_id, a.email, a.name, a.language, l.id AS line_id, l.title AS line_title,
  o.name AS enterprise_name
FROM line_match m
JOIN plan_line l ON l.id = m.line_id
JOIN account a ON a.id = l.created_by
JOIN organisation o ON o.id = m.organisation_id
WHERE m.id = ? AND a.disabled_at IS NULL

-- name: line_match_board
-- The buyer's board: every match of a line of this municipality, best first; what the two wrote about it.
SELECT m.id, m.score, m.reasons, m.status, m.notified_at, m.seen_at, m.answered_at, m.answer_words,
  COALESCE(m.decline_reason, '') AS decline_reason, COALESCE(m.answered_via, '') AS answered_via,
  COALESCE(b.name, '') AS answered_by_name,
  o.id AS organisation_id, o.name AS enterprise_name, o.slug AS enterprise_slug, COALESCE(o.cvr, '') AS cvr,
  k.name AS municipality_name, e.pitch, e.contact_name, e.contact_email, e.contact_phone,
  e.status = 'withdrawn' AS has_left,
  COALESCE((SELECT MAX(c.id)
    FROM conversation c
    JOIN conversation_party theirs ON theirs.conversation_id = c.id AND theirs.organisation_id = o.id
    JOIN conversation_party ours ON ours.conversation_id = c.id AND ours.organisation_id = p.organisation_id
    WHERE c.line_id = l.id), 0) AS conversation_id
FROM line_match m
JOIN plan_line l ON l.id = m.line_id
JOIN plan p ON p.id = l.plan_id
JOIN organisation o ON o.id = m.organisation_id
JOIN enterprise e ON e.organisation_id = o.id
JOIN municipality k ON k.code = o.municipality_code
LEFT JOIN account b ON b.id = m.answered_by
WHERE m.line_id = ? AND p.organisation_id = ?
ORDER BY m.score DESC, o.name, m.id

-- name: line_match_of_enterprise
-- What an enterprise was told of, the nearest deadline first; the caller sorts out what waits.
SELECT m.id, m.line_id, m.score, m.reasons, m.status, m.notified_at, m.answered_at, m.answer_words,
  COALESCE(m.decline_reason, '') AS decline_reason, l.title AS line_title, l.status AS line_status,
  l.dialogue_ends, l.value_dkk, l.reserved, o.name AS buyer_name, o.slug AS buyer_slug
FROM line_match m
JOIN plan_line l ON l.id = m.line_id
JOIN plan p ON p.id = l.plan_id
JOIN organisation o ON o.id = p.organisation_id
WHERE m.organisation_id = ? AND m.status <> 'suggested' AND l.status <> 'draft'
ORDER BY l.dialogue_ends IS NULL, l.dialogue_ends, m.score DESC, m.id
LIMIT 500

-- name: line_match_step
-- The buyer moves a match on (or back) on the board of their own municipality's line.
UPDATE line_match m
JOIN plan_line l ON l.id = m.line_id
JOIN plan p ON p.id = l.plan_id
SET m.status = ?
WHERE m.id = ? AND p.organisation_id = ? AND m.status IN ('notified', 'seen', 'interested', 'shortlisted', 'contacted')

-- name: line_match_contacted
-- A buyer wrote to the enterprise about the line: from now on it is contacted.
UPDATE line_match m
JOIN plan_line l ON l.id = m.line_id
JOIN plan p ON p.id = l.plan_id
SET m.status = 'contacted'
WHERE m.line_id = ? AND m.organisation_id = ? AND p.organisation_id = ?
  AND m.status IN ('notified', 'seen', 'interested', 'shortlisted')

-- name: line_match_waiting_owners
-- Whom to tell that a line is cancelled: the owners of enterprises that were told of it and did not say no.
SELECT a.id AS account_id, a.email, a.name, a.language, o.name AS organisation_name,
  m.answered_at IS NOT NULL AS answered
FROM line_match m
JOIN organisation o ON o.id = m.organisation_id
JOIN membership s ON s.organisation_id = o.id AND s.role = 'owner'
JOIN account a ON a.id = s.account_id
WHERE m.line_id = ? AND m.status NOT IN ('suggested', 'declined')
  AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
ORDER BY a.id

-- name: line_match_answers_to_tune
-- What was answered of what a match was about, oldest first: taken up, or declined as not what they do.
SELECT line_id, organisation_id, status
FROM line_match
WHERE status IN ('interested', 'shortlisted', 'contacted', 'awarded') AND score > 0
	OR status = 'declined' AND decline_reason = 'not_what_we_do'
ORDER BY answered_at, id
