-- SPDX-License-Identifier: MPL-2.0
-- Municipalities, regions and neighbours: read by everyone, written by reference.c.

-- name: municipality_by_code
-- One municipality with the name of its region.
SELECT m.code, m.name, m.slug, m.region_code, r.name AS region_name, m.nuts3, m.latitude, m.longitude
FROM municipality m JOIN region r ON r.code = m.region_code
WHERE m.code = ?

-- name: municipality_by_slug
-- The same by its word in addresses on the web.
SELECT m.code, m.name, m.slug, m.region_code, r.name AS region_name, m.nuts3, m.latitude, m.longitude
FROM municipality m JOIN region r ON r.code = m.region_code
WHERE m.slug = ?

-- name: municipality_all
-- All, as people look for them in a list.
SELECT m.code, m.name, m.slug, m.region_code, r.name AS region_name, m.nuts3, m.latitude, m.longitude
FROM municipality m JOIN region r ON r.code = m.region_code
ORDER BY m.name, m.code

-- name: region_all
-- The five regions.
SELECT code, name FROM region ORDER BY name, code

-- name: region_write
-- Reference data: adds a region or corrects its name.
INSERT INTO region (code, name) VALUES (?, ?)
ON DUPLICATE KEY UPDATE name = VALUES(name)

-- name: municipality_write
-- Reference data: adds a municipality or corrects it.
INSERT INTO municipality (code, name, slug, region_code, nuts3, latitude, longitude)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE name = VALUES(name), slug = VALUES(slug), region_code = VALUES(region_code),
	nuts3 = VALUES(nuts3), latitude = VALUES(latitude), longitude = VALUES(longitude)

-- name: municipality_neighbour_write
-- Reference data: adds a neighbour or corrects the link.
INSERT INTO municipality_neighbour (code, neighbour_code, link) VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE link = VALUES(link)

-- name: reference_municipalities
-- Whether the reference data are there, for `torv check`.
SELECT COUNT(*) FROM municipality

-- name: reference_cpv_codes
-- The same for CPV codes.
SELECT COUNT(*) FROM cpv
