-- SPDX-License-Identifier: MPL-2.0
-- Registering an enterprise.

-- name: registration_unconfirmed
-- The enterprise with a CVR number whose owners never confirmed their address, or that waits for
-- somebody to add it to their account: it gives way.
SELECT o.id FROM organisation o JOIN enterprise e ON e.organisation_id = o.id
WHERE o.cvr = ? AND e.status = 'draft'
	AND (EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id)
		OR EXISTS (SELECT 1 FROM token t WHERE t.purpose = 'confirm' AND t.subject_id = o.id))
	AND NOT EXISTS (SELECT 1 FROM membership m JOIN account a ON a.id = m.account_id
		WHERE m.organisation_id = o.id AND a.confirmed_at IS NOT NULL)

-- name: registration_owners_remove
DELETE FROM membership WHERE organisation_id = ?

-- name: registration_tokens_end
-- The links that would have added an enterprise to an account, when it is registered anew. Arguments:
-- now, the enterprise.
UPDATE token SET used_at = ? WHERE purpose = 'confirm' AND subject_id = ? AND used_at IS NULL
