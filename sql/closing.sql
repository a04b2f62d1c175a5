-- SPDX-License-Identifier: MPL-2.0
-- A person closes their account (lib/closing.c). Each of the steps takes the account.

-- name: closing_organisations
-- For whom the account acts, each once.
SELECT o.id, o.name, (o.kind <> 'municipality') AS is_supplier, COALESCE(e.status, '') AS status
FROM organisation o
LEFT JOIN enterprise e ON e.organisation_id = o.id
WHERE EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id AND m.account_id = ?)
ORDER BY o.id

-- name: closing_people
-- How many act for an organisation, whatever the state of their accounts.
SELECT COUNT(DISTINCT account_id) FROM membership WHERE organisation_id = ?

-- name: closing_administrators
-- Who runs the installation and can log in, held until the transaction ends.
SELECT id FROM account
WHERE is_administrator AND confirmed_at IS NOT NULL AND disabled_at IS NULL ORDER BY id FOR UPDATE

-- name: closing_session_is_fresh
-- Whether a session was begun less than half an hour ago.
SELECT COUNT(*) FROM session WHERE hash = ? AND created_at > UTC_TIMESTAMP() - INTERVAL 30 MINUTE

-- name: closing_release
-- An enterprise that nobody acts for any more: somebody else may register its CVR number.
UPDATE organisation SET cvr = NULL WHERE id = ?

-- name: closing_contacts
-- Where they are the contact of an enterprise that they act for.
UPDATE enterprise e JOIN account a ON a.id = ?
SET e.contact_name = '', e.contact_email = '', e.contact_phone = ''
WHERE e.contact_email = a.email
	AND EXISTS (SELECT 1 FROM membership m WHERE m.account_id = a.id AND m.organisation_id = e.organisation_id)

-- name: closing_memberships
-- What they still are.
DELETE FROM membership WHERE account_id = ?

-- name: closing_conversations
-- Conversations stay with the organisations.
UPDATE conversation_party SET account_id = NULL WHERE account_id = ?

-- name: closing_tokens
-- Links and reply addresses.
DELETE FROM token WHERE account_id = ?

-- name: closing_visits
-- When they looked at their own page.
DELETE FROM visit WHERE account_id = ?

-- name: closing_followers
-- Which plans they follow.
DELETE f FROM plan_follower f JOIN account a ON a.id = ? WHERE f.account_id = a.id OR f.address = a.email

-- name: closing_told
-- Of which events they were told.
DELETE FROM event_told WHERE account_id = ?

-- name: closing_mails_waiting
-- Mails that were not sent yet.
DELETE FROM outbox WHERE account_id = ? AND status IN ('queued', 'held') AND claimed_by IS NULL

-- name: closing_mails_sent
-- To whom the others went; not those that a sender works on.
UPDATE outbox x JOIN account a ON a.id = ?
SET x.recipient_address = CONCAT('closed-', a.id, '@closed.invalid'), x.recipient_name = ''
WHERE (x.account_id = a.id OR x.recipient_address = a.email) AND x.claimed_by IS NULL

-- name: closing_mails_received
-- What came from their address; what still waits is emptied when its time is over (retention).
UPDATE inbound_message i JOIN account a ON a.id = ?
SET i.sender_address = ''
WHERE i.sender_address = a.email AND i.outcome NOT IN ('waiting', 'held')

-- name: closing_preferences
-- How often they wanted mails; a never stays, so that the address is not written to again.
DELETE p FROM mail_preference p JOIN account a ON a.id = ? WHERE p.address = a.email AND p.pace <> 'never'

-- name: closing_subscriptions
-- The links to unsubscribe.
DELETE s FROM mail_subscription s JOIN account a ON a.id = ? WHERE s.address = a.email

-- name: closing_suppression
-- That an address did not work is forgotten; that its owner wants no mail is not.
DELETE s FROM suppression s JOIN account a ON a.id = ? WHERE s.address = a.email AND s.reason = 'bounce'

-- name: closing_forget
-- The person; the row stays for what they did. Arguments: what it is called, now, the account.
UPDATE account
SET email = CONCAT('closed-', id, '@closed.invalid'), name = ?, phone = '', password_hash = NULL,
	is_administrator = FALSE, shows_address = FALSE, disabled_at = ?
WHERE id = ?
