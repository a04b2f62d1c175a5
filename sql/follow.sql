-- SPDX-License-Identifier: MPL-2.0
-- Who follows a municipality's purchase plans.

-- name: follower_add_account
-- Somebody with an account follows from now on; whoever asked by mail before is confirmed by it.
-- Arguments: the municipality, now, now, the account.
INSERT INTO plan_follower (organisation_id, account_id, address, language, confirmed_at, created_at)
SELECT ?, id, email, language, ?, ? FROM account WHERE id = ?
ON DUPLICATE KEY UPDATE account_id = VALUES(account_id),
	confirmed_at = COALESCE(plan_follower.confirmed_at, VALUES(confirmed_at))

-- name: follower_add_address
-- An address asks to follow; nobody is told before it was confirmed. When it asked before, its days to
-- confirm begin anew.
INSERT INTO plan_follower (organisation_id, address, language, created_at)
VALUES (?, ?, ?, ?)
ON DUPLICATE KEY UPDATE language = VALUES(language), created_at = VALUES(created_at)

-- name: follower_by_address
-- The one that was just added.
SELECT follower.id, follower.organisation_id, follower.account_id, follower.address, follower.language,
	follower.confirmed_at, follower.created_at, organisation.name AS organisation_name,
	organisation.slug AS organisation_slug
FROM plan_follower AS follower
JOIN organisation ON organisation.id = follower.organisation_id
WHERE follower.organisation_id = ? AND follower.address = ?

-- name: follower_by_id
-- For the link in a mail; its signature is checked by the caller.
SELECT follower.id, follower.organisation_id, follower.account_id, follower.address, follower.language,
	follower.confirmed_at, follower.created_at, organisation.name AS organisation_name,
	organisation.slug AS organisation_slug
FROM plan_follower AS follower
JOIN organisation ON organisation.id = follower.organisation_id
WHERE follower.id = ?

-- name: follower_confirm
-- The address belongs to who opened the link.
UPDATE plan_follower SET confirmed_at = COALESCE(confirmed_at, ?) WHERE id = ?

-- name: follower_remove
-- No more mails, and nothing is kept.
DELETE FROM plan_follower WHERE id = ?

-- name: follower_remove_account
-- The same on the page, for who is logged in; by account, or by the address that it has.
DELETE FROM plan_follower
WHERE organisation_id = ?
	AND (account_id = ? OR address = (SELECT email FROM account WHERE account.id = ?))

-- name: follower_is
-- Whether an account follows a municipality.
SELECT COUNT(*) FROM plan_follower
WHERE organisation_id = ? AND account_id = ? AND confirmed_at IS NOT NULL

-- name: follower_list_to_tell
-- Whom to tell that a line is published: all who follow its municipality, but not those whom the line
-- itself was mailed to because it fits their enterprise. Arguments: the municipality, the line.
SELECT follower.id AS follower_id, follower.address, account.id AS account_id,
	COALESCE(account.email, follower.address) AS email, COALESCE(account.name, '') AS name,
	COALESCE(account.language, follower.language) AS language
FROM plan_follower AS follower
LEFT JOIN account ON account.id = follower.account_id
WHERE follower.organisation_id = ? AND follower.confirmed_at IS NOT NULL AND account.disabled_at IS NULL
	AND NOT EXISTS (SELECT 1 FROM line_match
		JOIN membership ON membership.organisation_id = line_match.organisation_id
			AND membership.role = 'owner'
		WHERE line_match.line_id = ? AND line_match.notified_at IS NOT NULL
			AND membership.account_id = follower.account_id)
ORDER BY follower.id

-- name: follower_sweep
-- Addresses that asked before this moment and never confirmed.
DELETE FROM plan_follower WHERE confirmed_at IS NULL AND created_at < ?
