-- SPDX-License-Identifier: MPL-2.0
-- What goes into files that a person takes with them (export/).

-- name: download_suppliers
-- Everyone who was matched with a line, best first, with what a buyer needs to take contact. Who has left the
-- directory stays with what was answered, for that is history; their profile is not shown any more.
SELECT o.name AS enterprise_name, COALESCE(o.cvr, '') AS cvr, k.name AS municipality_name,
	m.score, m.reasons, m.status, m.answered_at, m.answer_words,
	COALESCE(m.decline_reason, '') AS decline_reason,
	e.employees, e.employees_target_group, e.rsv_registered_on, e.contact_name, e.contact_email,
	e.contact_phone, e.status = 'withdrawn' AS has_left,
	COALESCE((SELECT GROUP_CONCAT(f.title ORDER BY f.id SEPARATOR '; ')
		FROM offering f WHERE f.organisation_id = o.id), '') AS supplies,
	EXISTS (SELECT 1 FROM offering f JOIN offering_area a ON a.offering_id = f.id
		WHERE f.organisation_id = o.id AND a.area_kind = 'country') AS whole_country,
	COALESCE((SELECT GROUP_CONCAT(DISTINCT COALESCE(r.name, am.name)
			ORDER BY a.area_kind, COALESCE(r.name, am.name) SEPARATOR ', ')
		FROM offering f
		JOIN offering_area a ON a.offering_id = f.id
		LEFT JOIN region r ON a.area_kind = 'region' AND r.code = a.code
		LEFT JOIN municipality am ON a.area_kind = 'municipality' AND am.code = a.code
		WHERE f.organisation_id = o.id AND a.area_kind <> 'country'), '') AS places
FROM line_match m
JOIN organisation o ON o.id = m.organisation_id
JOIN enterprise e ON e.organisation_id = o.id
JOIN municipality k ON k.code = o.municipality_code
WHERE m.line_id = ?
ORDER BY m.score DESC, o.name, o.id

-- name: download_line_cpv
-- The CPV codes of a line with their names.
SELECT c.code, c.name_da, c.name_en, c.name_nl
FROM plan_line_cpv lc JOIN cpv c ON c.code = lc.cpv_code
WHERE lc.line_id = ?
ORDER BY lc.place, c.code

-- name: download_cpv_of_lines
-- The CPV codes of a JSON list of lines with their names.
SELECT lc.line_id, c.code, c.name_da, c.name_en, c.name_nl
FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS wanted
JOIN plan_line_cpv lc ON lc.line_id = wanted.id
JOIN cpv c ON c.code = lc.cpv_code
ORDER BY lc.line_id, lc.place, c.code
