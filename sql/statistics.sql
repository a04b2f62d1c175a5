-- SPDX-License-Identifier: MPL-2.0
-- Statistics as of a day, from dated events of approved enterprises (lib/statistics.c). What the columns mean
-- stands in lib/statistics.h.

-- name: statistics_table
-- Tabel 1: a day, the first day of its year, the day again. On the same day closing outdoes
-- establishing and leaving the register outdoes entering it. The seat is where the newest event was.
WITH state AS (
	SELECT ev.organisation_id,
		MAX(IF(ev.kind = 'on_the_way', ev.happened_on, NULL)) AS on_the_way_on,
		MAX(IF(ev.kind = 'established', ev.happened_on, NULL)) AS established_on,
		COALESCE(MAX(IF(ev.kind = 'closed', ev.happened_on, NULL)), '1000-01-01') AS closed_on,
		MAX(IF(ev.kind = 'registered', ev.happened_on, NULL)) AS registered_on,
		COALESCE(MAX(IF(ev.kind = 'deregistered', ev.happened_on, NULL)), '1000-01-01') AS deregistered_on,
		RIGHT(MAX(CONCAT(ev.happened_on, LPAD(ev.id, 20, '0'), ev.municipality_code)), 4) AS seat
	FROM enterprise_event ev
	JOIN enterprise e ON e.organisation_id = ev.organisation_id AND e.approved_at IS NOT NULL
	WHERE ev.happened_on <= ?
	GROUP BY ev.organisation_id
), figure AS (
	SELECT seat AS code,
		COALESCE(established_on > closed_on, 0) AS total,
		COALESCE(established_on > closed_on AND registered_on > deregistered_on, 0) AS registered,
		0 AS established,
		COALESCE(established_on IS NULL AND on_the_way_on > closed_on, 0) AS on_the_way
	FROM state
	UNION ALL
	SELECT ev.municipality_code, 0, 0, COUNT(DISTINCT ev.organisation_id), 0
	FROM enterprise_event ev
	JOIN enterprise e ON e.organisation_id = ev.organisation_id AND e.approved_at IS NOT NULL
	WHERE ev.kind = 'established' AND ev.happened_on BETWEEN ? AND ?
	GROUP BY ev.municipality_code
)
SELECT m.code, m.name, m.slug, m.latitude, m.longitude,
	CAST(SUM(figure.total) AS SIGNED) AS total,
	CAST(SUM(figure.registered) AS SIGNED) AS registered,
	CAST(SUM(figure.established) AS SIGNED) AS established,
	CAST(SUM(figure.on_the_way) AS SIGNED) AS on_the_way
FROM figure JOIN municipality m ON m.code = figure.code
GROUP BY m.code, m.name, m.slug, m.latitude, m.longitude
HAVING total + registered + established + on_the_way > 0
ORDER BY total DESC, registered DESC, m.name

-- name: statistics_development
-- The whole country on each day of a JSON list, in its order; the same rules as above.
WITH state AS (
	SELECT day.place, ev.organisation_id,
		MAX(IF(ev.kind = 'on_the_way', ev.happened_on, NULL)) AS on_the_way_on,
		MAX(IF(ev.kind = 'established', ev.happened_on, NULL)) AS established_on,
		COALESCE(MAX(IF(ev.kind = 'closed', ev.happened_on, NULL)), '1000-01-01') AS closed_on,
		MAX(IF(ev.kind = 'registered', ev.happened_on, NULL)) AS registered_on,
		COALESCE(MAX(IF(ev.kind = 'deregistered', ev.happened_on, NULL)), '1000-01-01') AS deregistered_on
	FROM JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY, on_day DATE PATH '$')) AS day
	JOIN enterprise_event ev ON ev.happened_on <= day.on_day
	JOIN enterprise e ON e.organisation_id = ev.organisation_id AND e.approved_at IS NOT NULL
	GROUP BY day.place, ev.organisation_id
)
SELECT place,
	CAST(SUM(COALESCE(established_on > closed_on, 0)) AS SIGNED) AS total,
	CAST(SUM(COALESCE(established_on > closed_on AND registered_on > deregistered_on, 0)) AS SIGNED)
		AS registered,
	CAST(SUM(COALESCE(established_on IS NULL AND on_the_way_on > closed_on, 0)) AS SIGNED) AS on_the_way
FROM state
GROUP BY place
ORDER BY place
