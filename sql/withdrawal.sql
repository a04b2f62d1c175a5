-- SPDX-License-Identifier: MPL-2.0
-- An enterprise leaves the directory, and comes back (lib/withdrawal.c).

-- name: withdrawal_is_owner
-- Whether an account owns an enterprise. Arguments: the account, the enterprise.
SELECT COUNT(*) FROM membership WHERE account_id = ? AND organisation_id = ? AND role = 'owner'

-- name: withdrawal_matches
-- Its matches with purchases that are not over, but those it has said no to, held until the transaction ends.
SELECT m.id, m.line_id, m.status
FROM line_match m
JOIN plan_line l ON l.id = m.line_id
WHERE m.organisation_id = ? AND l.status IN ('draft', 'published', 'dialogue', 'tender')
  AND m.status NOT IN ('declined', 'awarded')
ORDER BY m.id
FOR UPDATE

-- name: withdrawal_forget_before
-- A match that is taken back is not undone any more.
DELETE FROM match_answer_before WHERE match_id = ?

-- name: withdrawal_take_back
-- As if it had never been told.
DELETE FROM line_match WHERE id = ?

-- name: withdrawal_end_tokens
-- The links and reply addresses to a match. Arguments: now, the match.
UPDATE token SET used_at = ? WHERE purpose = 'match' AND subject_id = ? AND used_at IS NULL

-- name: withdrawal_drop_mails
-- What waits to be sent to its people because it was in the directory. Arguments: the enterprise, its name.
DELETE FROM outbox
WHERE account_id IN (SELECT account_id FROM membership WHERE organisation_id = ?)
  AND status IN ('queued', 'held') AND claimed_by IS NULL
  AND kind IN ('match', 'line-changed', 'line-cancelled', 'reminder', 'renewal')
  AND JSON_VALUE(model, '$.enterprise_name') = ?

-- name: withdrawal_return
-- It comes back as a draft, which asks for its review.
UPDATE enterprise SET status = 'draft', changed_at = ? WHERE organisation_id = ? AND status = 'withdrawn'
