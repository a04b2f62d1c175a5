-- SPDX-License-Identifier: MPL-2.0
-- Direct purchases of a municipality from one supplier, added up over four years.

-- name: purchase_lock
-- One purchase of a municipality is noted after the other, so that none misses the sum of the other.
SELECT name FROM organisation WHERE id = ? FOR UPDATE

-- name: purchase_supplier
-- A supplier by CVR number, or by its whole name.
SELECT id, name FROM organisation
WHERE kind IN ('enterprise', 'business') AND (cvr = ? OR name = ?)
ORDER BY id LIMIT 1

-- name: purchase_insert
-- A new one.
INSERT INTO purchase (organisation_id, supplier_id, what, agreement, amount_dkk, bought_on, created_by, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: purchase_sum
-- What was bought from a supplier after a day.
SELECT COALESCE(SUM(amount_dkk), 0) FROM purchase
WHERE organisation_id = ? AND supplier_id = ? AND bought_on > ?

-- name: purchase_suppliers
-- From whom a municipality has bought after a day, the largest sum first; and whether the directory shows them.
SELECT o.name, o.slug, COALESCE(e.status = 'approved', 0) AS has_page, SUM(p.amount_dkk) AS sum_dkk,
  COUNT(*) AS purchases, MAX(p.bought_on) AS last_on
FROM purchase p
JOIN organisation o ON o.id = p.supplier_id
LEFT JOIN enterprise e ON e.organisation_id = o.id
WHERE p.organisation_id = ? AND p.bought_on > ?
GROUP BY o.id, o.name, o.slug, e.status
ORDER BY sum_dkk DESC, o.id
LIMIT 200

-- name: purchase_buyers
-- Who is told when a supplier comes near the ceiling.
SELECT DISTINCT a.id AS account_id, a.email, a.name, a.language
FROM membership s
JOIN account a ON a.id = s.account_id
WHERE s.organisation_id = ? AND s.role = 'buyer' AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
ORDER BY a.id
