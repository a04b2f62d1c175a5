-- SPDX-License-Identifier: MPL-2.0
-- What cards of enterprises show.

-- part: card_offered
-- Of what the enterprise o offers: the first titles, and the first picture that is described.
	(SELECT JSON_ARRAYAGG(f.title ORDER BY f.id LIMIT 4) FROM offering f
	 WHERE f.organisation_id = o.id) AS titles,
	IF(EXISTS (SELECT 1 FROM offering f JOIN image i ON i.offering_id = f.id WHERE f.organisation_id = o.id),
	(SELECT JSON_OBJECT('hash', LOWER(HEX(d.hash)), 'width', s.width, 'height', s.height,
		'alternative', i.alternative)
	 FROM offering f
	 JOIN image i ON i.offering_id = f.id AND i.alternative <> ''
	 JOIN image_size s ON s.image_id = i.id AND s.bound = 240
	 JOIN document d ON d.id = s.document_id
	 WHERE f.organisation_id = o.id
	 ORDER BY f.id, i.position, i.id LIMIT 1), NULL) AS picture

-- name: card_facts
-- Of approved enterprises in a JSON list of ids.
SELECT o.id, o.name, o.slug, m.name AS municipality_name, e.pitch, e.stage, e.employees, e.employees_target_group,
	e.rsv_registered_on IS NOT NULL AS is_registered,
-- with: card_offered
FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS wanted
JOIN enterprise e ON e.organisation_id = wanted.id
JOIN organisation o ON o.id = e.organisation_id
JOIN municipality m ON m.code = o.municipality_code
WHERE e.status = 'approved'

-- name: card_ids_after
-- The next approved enterprises after an id, so many at most.
SELECT organisation_id AS id FROM enterprise
WHERE status = 'approved' AND organisation_id > ?
ORDER BY organisation_id
LIMIT ?
