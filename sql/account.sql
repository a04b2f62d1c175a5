-- SPDX-License-Identifier: MPL-2.0
-- Accounts, memberships, sessions.

-- name: account_by_id
SELECT id, email, name, phone, language, password_hash, is_administrator, shows_address, confirmed_at, disabled_at
FROM account WHERE id = ?

-- name: account_by_email
SELECT id, email, name, phone, language, password_hash, is_administrator, shows_address, confirmed_at, disabled_at
FROM account WHERE email = ?

-- name: account_add
-- Arguments: email, name, phone, language, password_hash, is_administrator, confirmed_at.
INSERT INTO account (email, name, phone, language, password_hash, is_administrator, confirmed_at, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP())

-- name: account_save
-- Arguments: name, phone, language, whether the address is shown, id.
UPDATE account SET name = ?, phone = ?, language = ?, shows_address = ? WHERE id = ?

-- name: account_confirm
UPDATE account SET confirmed_at = COALESCE(confirmed_at, UTC_TIMESTAMP()) WHERE id = ?

-- name: account_set_password
-- Arguments: hash, id.
UPDATE account SET password_hash = ? WHERE id = ?

-- name: account_set_disabled
-- Arguments: disabled, id.
UPDATE account SET disabled_at = IF(?, UTC_TIMESTAMP(), NULL) WHERE id = ?

-- name: account_list
-- Everyone, with what they are in which organisation.
SELECT a.id, a.email, a.name, a.is_administrator, a.confirmed_at, a.disabled_at,
	COALESCE(GROUP_CONCAT(CONCAT(o.name, ': ', m.role) ORDER BY o.name SEPARATOR ', '), '') AS roles
FROM account a
LEFT JOIN membership m ON m.account_id = a.id
LEFT JOIN organisation o ON o.id = m.organisation_id
GROUP BY a.id ORDER BY a.email

-- name: membership_add
-- Arguments: account, organisation, role.
INSERT INTO membership (account_id, organisation_id, role, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP())

-- name: membership_list
-- For whom an account acts.
SELECT m.organisation_id, m.role, o.name, o.slug, o.kind, o.municipality_code
FROM membership m JOIN organisation o ON o.id = m.organisation_id
WHERE m.account_id = ? ORDER BY o.name, m.role

-- name: session_add
-- Arguments: hash, account, organisation, seconds until it ends.
INSERT INTO session (hash, account_id, organisation_id, created_at, seen_at, expires_at)
VALUES (?, ?, ?, UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL ? SECOND)

-- name: session_by_hash
-- The person, and what they are in the organisation they act for: a membership that was taken away
-- counts from the next page on.
SELECT s.account_id, s.seen_at < UTC_TIMESTAMP() - INTERVAL 5 MINUTE AS visit_is_old,
	a.name, a.email, a.language, a.is_administrator,
	o.id AS organisation_id, o.name AS organisation_name, o.slug AS organisation_slug,
	o.kind AS organisation_kind, o.municipality_code,
	EXISTS (SELECT 1 FROM membership m WHERE m.account_id = s.account_id AND m.organisation_id = o.id
		AND m.role = 'buyer') AS is_buyer,
	EXISTS (SELECT 1 FROM membership m WHERE m.account_id = s.account_id AND m.organisation_id = o.id
		AND m.role = 'coordinator') AS is_coordinator,
	EXISTS (SELECT 1 FROM membership m WHERE m.account_id = s.account_id AND m.organisation_id = o.id
		AND m.role IN ('owner', 'member')) AS is_supplier
FROM session s
JOIN account a ON a.id = s.account_id
LEFT JOIN organisation o ON o.id = s.organisation_id
	AND EXISTS (SELECT 1 FROM membership m WHERE m.account_id = s.account_id AND m.organisation_id = s.organisation_id)
WHERE s.hash = ? AND s.expires_at > UTC_TIMESTAMP() AND a.disabled_at IS NULL

-- name: session_whose
-- Whose it is or was, ended or not.
SELECT account_id, organisation_id FROM session WHERE hash = ?

-- name: session_seen
-- Arguments: seconds until it ends, hash.
UPDATE session SET seen_at = UTC_TIMESTAMP(), expires_at = UTC_TIMESTAMP() + INTERVAL ? SECOND WHERE hash = ?

-- name: session_act_for
-- Arguments: organisation, hash, organisation.
UPDATE session SET organisation_id = ? WHERE hash = ? AND EXISTS (SELECT 1 FROM membership m
	WHERE m.account_id = session.account_id AND m.organisation_id = ?)

-- name: session_end
DELETE FROM session WHERE hash = ?

-- name: session_end_all
-- Of an account: after a new password, or when it is disabled.
DELETE FROM session WHERE account_id = ?

-- name: session_sweep
-- Argument: seconds after its end for which it is known whose it was.
DELETE FROM session WHERE expires_at < UTC_TIMESTAMP() - INTERVAL ? SECOND

-- name: token_sweep
-- Tokens that ended more than a day ago.
DELETE FROM token WHERE expires_at < UTC_TIMESTAMP() - INTERVAL 1 DAY

-- name: membership_ensure
-- The same as membership_add where it may be there already. Arguments: account, organisation, role.
INSERT IGNORE INTO membership (account_id, organisation_id, role, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP())

-- name: account_search
-- Those whose name, address or organisation has the words (a LIKE pattern, three times), newest first.
SELECT a.id, a.email, a.name, a.is_administrator, a.confirmed_at, a.disabled_at,
	COALESCE((SELECT JSON_ARRAYAGG(JSON_OBJECT('name', o.name, 'role', m.role))
		FROM membership m JOIN organisation o ON o.id = m.organisation_id
		WHERE m.account_id = a.id), '[]') AS roles
FROM account a
WHERE a.email LIKE ? OR a.name LIKE ? OR EXISTS (SELECT 1 FROM membership m
	JOIN organisation o ON o.id = m.organisation_id WHERE m.account_id = a.id AND o.name LIKE ?)
ORDER BY a.id DESC LIMIT 50

-- name: account_count
SELECT COUNT(*) FROM account
