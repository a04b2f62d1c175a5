-- SPDX-License-Identifier: MPL-2.0
-- Questions about a plan line. Questions and answers are open to all suppliers; who asked is not.

-- name: question_line
-- The line that is asked about, and the buyer who is told.
SELECT l.id AS line_id, l.title, l.status, l.dialogue_ends, o.name AS buyer_name,
  p.organisation_id, a.id AS account_id, a.email, a.name, a.language,
  (a.disabled_at IS NULL) AS reachable
FROM plan_line l
JOIN plan p ON p.id = l.plan_id
JOIN organisation o ON o.id = p.organisation_id
JOIN account a ON a.id = l.created_by
WHERE l.id = ?

-- name: question_asker
-- Whether an account acts for an organisation that may ask: an enterprise or a business.
SELECT COUNT(*)
FROM membership s
JOIN organisation o ON o.id = s.organisation_id
JOIN account a ON a.id = s.account_id
WHERE s.account_id = ? AND s.organisation_id = ? AND o.kind IN ('enterprise', 'business')
  AND a.disabled_at IS NULL

-- name: question_insert
-- A question, not answered yet.
INSERT INTO question (line_id, organisation_id, author_id, text, via, asked_at) VALUES (?, ?, ?, ?, ?, ?)

-- name: question_answerable
-- A question on a line of the municipality that the account buys for.
SELECT q.line_id, q.text
FROM question q
JOIN plan_line l ON l.id = q.line_id
JOIN plan p ON p.id = l.plan_id
WHERE q.id = ? AND p.organisation_id = ? AND l.status <> 'cancelled'
  AND EXISTS (SELECT 1 FROM membership s JOIN account a ON a.id = s.account_id
    WHERE s.account_id = ? AND s.organisation_id = p.organisation_id AND s.role = 'buyer'
      AND a.disabled_at IS NULL)

-- name: question_answer
-- The answer; a later one takes the place of an earlier one.
UPDATE question SET answer = ?, answered_at = ?, answered_by = ? WHERE id = ?

-- name: question_told
-- Who is told of an answer: who asked, and who has said that they are interested in the line.
SELECT DISTINCT a.id AS account_id, a.email, a.name, a.language
FROM account a
WHERE a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
  AND (a.id = (SELECT q.author_id FROM question q WHERE q.id = ?)
    OR a.id IN (SELECT m.answered_by FROM line_match m
      WHERE m.line_id = ? AND m.status IN ('interested', 'shortlisted', 'contacted')))
ORDER BY a.id

-- name: question_list
-- A line's questions with their answers, oldest first; drafts have none. `mine`: the reader's own.
SELECT q.id, q.text, q.asked_at, q.answer, q.answered_at, (q.organisation_id = ?) AS mine
FROM question q
WHERE q.line_id = ?
ORDER BY q.asked_at, q.id

-- name: question_open_count
-- How many questions on a municipality's lines wait for an answer.
SELECT COUNT(*)
FROM question q
JOIN plan_line l ON l.id = q.line_id
JOIN plan p ON p.id = l.plan_id
WHERE p.organisation_id = ? AND q.answer IS NULL AND l.status IN ('published', 'dialogue', 'tender')
