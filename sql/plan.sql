-- SPDX-License-Identifier: MPL-2.0
-- Purchase plans.

-- name: plan_insert
-- A municipality's new plan.
INSERT INTO plan (organisation_id, year, title, created_at)
VALUES (?, ?, ?, ?)

-- name: plan_hold
-- One that is going to be changed, held until the transaction ends.
SELECT id FROM plan WHERE id = ? AND organisation_id = ? FOR UPDATE

-- name: plan_update
-- A new year or title, for the municipality whose plan it is.
UPDATE plan SET year = ?, title = ?
WHERE id = ? AND organisation_id = ?

-- part: plan_row
-- A plan, and how many lines it has.
SELECT plan.id, plan.organisation_id, organisation.name AS organisation_name,
	organisation.slug AS organisation_slug, organisation.municipality_code, plan.year, plan.title,
	(SELECT COUNT(*) FROM plan_line WHERE plan_id = plan.id) AS line_count,
	(SELECT COUNT(*) FROM plan_line WHERE plan_id = plan.id AND status <> 'draft') AS published_count
FROM plan
JOIN organisation ON organisation.id = plan.organisation_id

-- name: plan_by_id
-- A plan of that municipality.
-- with: plan_row
WHERE plan.id = ? AND plan.organisation_id = ?

-- name: plan_list
-- A municipality's plans, newest year first.
-- with: plan_row
WHERE plan.organisation_id = ?
ORDER BY plan.year DESC, plan.title, plan.id
