-- SPDX-License-Identifier: MPL-2.0
-- What the index in memory is built from.

-- name: index_revision
-- The revision that an index must have to be current.
SELECT revision FROM index_revision WHERE one = 1

-- name: index_state
-- The same, and how many revisions are not listed in index_change.
SELECT revision, revision - listed AS unlisted FROM index_revision WHERE one = 1

-- name: index_revision_bump
-- An enterprise, an offering or a plan line has changed; the row stays locked until the commit.
UPDATE index_revision SET revision = revision + 1, listed = listed + 1 WHERE one = 1

-- name: index_change_note
-- What it was that changed.
INSERT INTO index_change (kind, thing_id, revision)
SELECT ?, ?, index_revision.revision FROM index_revision WHERE one = 1
ON DUPLICATE KEY UPDATE revision = VALUES(revision)

-- name: index_changes
-- What changed after a revision.
SELECT kind, thing_id FROM index_change WHERE revision > ?

-- name: index_changed_enterprises
-- Of what changed after a revision the approved enterprises, as index_enterprises.
SELECT organisation.id, organisation.name, organisation.cvr, organisation.municipality_code, enterprise.pitch,
	enterprise.description, enterprise.employees, enterprise.employees_target_group,
	enterprise.rsv_registered_on IS NOT NULL AS is_rsv, WEIGHT_STRING(organisation.name) AS name_order
FROM index_change
JOIN enterprise ON enterprise.organisation_id = index_change.thing_id
JOIN organisation ON organisation.id = enterprise.organisation_id
WHERE index_change.kind = 'enterprise' AND index_change.revision > ? AND enterprise.status = 'approved'

-- part: index_offering_row
-- An offering with its codes and areas.
SELECT offering.organisation_id, offering.kind, offering.title, offering.text, offering.language,
	offering.capacity_dkk, offering.lead_time_days,
	(SELECT GROUP_CONCAT(cpv_code ORDER BY place, cpv_code SEPARATOR ' ')
		FROM offering_cpv WHERE offering_id = offering.id) AS cpv_codes,
	(SELECT GROUP_CONCAT(CONCAT(area_kind, ':', code) SEPARATOR ' ')
		FROM offering_area WHERE offering_id = offering.id) AS areas

-- name: index_changed_offerings
-- Their offerings.
-- with: index_offering_row
FROM index_change
JOIN enterprise ON enterprise.organisation_id = index_change.thing_id
JOIN offering ON offering.organisation_id = enterprise.organisation_id
WHERE index_change.kind = 'enterprise' AND index_change.revision > ? AND enterprise.status = 'approved'
ORDER BY offering.organisation_id, offering.id

-- name: index_changed_lines
-- Of what changed after a revision the open lines, as index_lines.
SELECT line.id, line.status, line.title, line.text, line.language, line.value_dkk, line.reserved,
	line.dialogue_ends, line.contract_starts, organisation.municipality_code,
	organisation.name AS organisation_name,
	(SELECT GROUP_CONCAT(cpv_code ORDER BY place, cpv_code SEPARATOR ' ')
		FROM plan_line_cpv WHERE line_id = line.id) AS cpv_codes
FROM index_change
JOIN plan_line AS line ON line.id = index_change.thing_id
JOIN plan ON plan.id = line.plan_id
JOIN organisation ON organisation.id = plan.organisation_id
WHERE index_change.kind = 'line' AND index_change.revision > ?
	AND line.status IN ('published', 'dialogue', 'tender')
ORDER BY line.dialogue_ends IS NULL, line.dialogue_ends, line.id

-- name: index_enterprises
-- Approved enterprises, from the lowest id to the highest that are asked for; who reads them puts them in the order in
-- which people look for names.
SELECT organisation.id, organisation.name, organisation.cvr, organisation.municipality_code, enterprise.pitch,
	enterprise.description, enterprise.employees, enterprise.employees_target_group,
	enterprise.rsv_registered_on IS NOT NULL AS is_rsv, WEIGHT_STRING(organisation.name) AS name_order
FROM enterprise
JOIN organisation ON organisation.id = enterprise.organisation_id
WHERE enterprise.status = 'approved' AND organisation.id BETWEEN ? AND ?

-- name: index_offerings
-- The offerings of all of them, as they lie in the table: sorted otherwise, or with a subquery for each, they take
-- twice as long. Codes and areas of all come beside, in the same order.
SELECT STRAIGHT_JOIN offering.id, offering.organisation_id, offering.kind, offering.title, offering.text,
	offering.language, offering.capacity_dkk, offering.lead_time_days
FROM offering
JOIN enterprise ON enterprise.organisation_id = offering.organisation_id
WHERE enterprise.status = 'approved'
ORDER BY offering.id

-- name: index_offering_codes
-- Parted by blanks.
SELECT offering_id, GROUP_CONCAT(cpv_code ORDER BY place, cpv_code SEPARATOR ' ') AS list
FROM offering_cpv
GROUP BY offering_id
ORDER BY offering_id

-- name: index_offering_areas
-- Parted by blanks: "country:", "region:1083".
SELECT offering_id, GROUP_CONCAT(CONCAT(area_kind, ':', code) SEPARATOR ' ') AS list
FROM offering_area
GROUP BY offering_id
ORDER BY offering_id

-- name: index_enterprise_offerings
-- The offerings of one approved enterprise.
-- with: index_offering_row
FROM offering
JOIN enterprise ON enterprise.organisation_id = offering.organisation_id
WHERE enterprise.status = 'approved' AND offering.organisation_id = ?
ORDER BY offering.id

-- name: index_lines
-- Open lines, those whose dialogue ends first first.
SELECT line.id, line.status, line.title, line.text, line.language, line.value_dkk, line.reserved,
	line.dialogue_ends, line.contract_starts, organisation.municipality_code,
	organisation.name AS organisation_name,
	(SELECT GROUP_CONCAT(cpv_code ORDER BY place, cpv_code SEPARATOR ' ')
		FROM plan_line_cpv WHERE line_id = line.id) AS cpv_codes
FROM plan_line AS line
JOIN plan ON plan.id = line.plan_id
JOIN organisation ON organisation.id = plan.organisation_id
WHERE line.status IN ('published', 'dialogue', 'tender')
ORDER BY line.dialogue_ends IS NULL, line.dialogue_ends, line.id

-- name: index_cpv
-- The thesaurus.
SELECT cpv.code, cpv.name_da, cpv.name_en, cpv.name_nl, COALESCE(cpv_words.words_da, '') AS words_da,
	COALESCE(cpv_words.words_en, '') AS words_en, COALESCE(cpv_words.words_nl, '') AS words_nl
FROM cpv
LEFT JOIN cpv_words ON cpv_words.code = cpv.code
ORDER BY cpv.code

-- name: index_municipalities
-- Where people are.
SELECT municipality.code, municipality.name, municipality.region_code, region.name AS region_name
FROM municipality
JOIN region ON region.code = municipality.region_code
ORDER BY municipality.name

-- name: index_neighbours
-- Who borders on whom.
SELECT code, neighbour_code FROM municipality_neighbour

-- name: index_kept_note
-- What is read in this transaction has a name, by which a file of it is known to be of this database.
INSERT INTO index_kept (name, revision, noted_at) VALUES (?, ?, ?)

-- name: index_kept_find
-- The revision of a reading that this database knows.
SELECT revision FROM index_kept WHERE name = ?

-- name: index_kept_forget_old
-- Files of before are not taken any more: they are the rare ones that nobody replaced.
DELETE FROM index_kept WHERE noted_at < ?

-- name: index_kept_forget
-- No file is taken any more: tables have changed otherwise than revisions tell.
DELETE FROM index_kept
