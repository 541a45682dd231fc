-- One facility whole, and counts: see read/facility.c and read/counts.c.

-- name: facility_resolve
SELECT coalesce(merged_into, id) FROM facility WHERE id = :id
UNION ALL
SELECT facility FROM project WHERE id = :id
UNION ALL
SELECT merged_into FROM facility WHERE id = :stem AND merged_into IS NOT NULL
UNION ALL
SELECT coalesce(merged_into, id) FROM facility WHERE id = (SELECT min(facility) FROM naming
    WHERE (toponym_id = :stem OR name_id = :stem) HAVING count(DISTINCT facility) = 1)
UNION ALL
SELECT facility FROM override WHERE active AND facility IS NOT NULL
    AND (target = :stem OR target GLOB :stem || '.*' OR what = 'merge' AND other = :stem)

-- name: facility_by_id
-- row: facility
SELECT f.id, f.name AS name, f.pinyin, f.kind, f.area, l.match, l.precision, l.uncertainty_m, l.score, l.reason,
    o.name AS source, o.licence, o.date, o.datum, l.shape, f.hidden
FROM facility f JOIN place l ON l.id = f.place LEFT JOIN source o ON o.id = l.source WHERE f.id = :id

-- name: facility_names
SELECT name, type FROM facility_name WHERE facility = :facility
ORDER BY @rank(type, ' official alias former full as_printed '), name

-- name: facility_projects
-- row: project
SELECT p.id, p.part, p.title, p.status, p.basis, p.year, p.action, l.precision
FROM project p JOIN place l ON l.id = p.place WHERE p.facility = :facility
ORDER BY p.part IS NOT NULL, p.part, p.id

-- name: facility_events
-- row: event
SELECT s.project, s.status, s.basis, s.action, s.year, s.period_from, s.month, s.day, d.name AS document, d.title,
    d.publisher, d.area AS authority, coalesce(d.area_basis, '') AS authority_basis, d.published_on, m.text, m.name AS name, m.part, m.quote, s.cue,
    m.rule || coalesce('; ' || m.part_rule, '') AS rule, m.start_byte, m.end_byte, m.quote_start, m.quote_end,
    m.confidence, s.confidence AS statement_confidence, m.page, m.doubtful
FROM mention m JOIN document d ON d.id = m.document
LEFT JOIN statement s ON s.document = m.document AND s.mention = m.number
WHERE m.facility = :facility ORDER BY d.published_on, d.sha256, m.number, s.number

-- Whether a mention is more than a doubtful name.
-- fragment: is_shown(mention)
(@mention.facility NOT IN (SELECT id FROM facility WHERE hidden = 'doubtful') AND @counts)

-- A section's number, its name, a word and how often; the last column is the order within a section.
-- name: counts
-- row: count
SELECT 1 AS number, 'documents' AS section, '' AS word, count(*) AS count, '' AS place FROM document
UNION ALL SELECT * FROM (SELECT 1, 'date', coalesce(date_basis, 'none'), count(*), '' FROM document GROUP BY 3
    ORDER BY 3)
UNION ALL SELECT 2, 'mentions', '', count(*), '' FROM mention m WHERE @is_shown(m)
UNION ALL SELECT 3, 'statements', '', count(*), '' FROM statement s
    JOIN mention m ON m.document = s.document AND m.number = s.mention WHERE @is_shown(m)
UNION ALL SELECT 4, 'facilities', '', count(*), '' FROM shown_facility
UNION ALL SELECT 4, 'doubtful', '', count(*), '' FROM facility WHERE hidden = 'doubtful'
UNION ALL SELECT 5, 'projects', '', count(*), '' FROM shown_project
UNION ALL SELECT 6, 'located', '', count(*), '' FROM shown_facility f JOIN place l ON l.id = f.place
    WHERE l.shape IS NOT NULL
UNION ALL SELECT * FROM (SELECT 7, 'kind', kind, count(*), '' FROM shown_facility GROUP BY kind ORDER BY kind)
UNION ALL SELECT * FROM (SELECT 8, 'status', status || CASE basis WHEN 'target' THEN '-target' ELSE '' END w,
    count(*), @state_rank(status) o FROM shown_project GROUP BY o, w)
UNION ALL SELECT * FROM (SELECT 9, 'year', coalesce(year, 'undated'), count(*), '' FROM shown_project
    GROUP BY year ORDER BY year IS NULL, year)
UNION ALL SELECT * FROM (SELECT 10, 'precision', l.precision, count(*), @precision_rank(l.precision) o
    FROM shown_facility f JOIN place l ON l.id = f.place GROUP BY o)
UNION ALL SELECT * FROM (SELECT 11, 'gazetteer', o.name || coalesce(', ' || o.licence, '')
    || coalesce(', ' || nullif(o.date, ''), ''), count(DISTINCT f.id), '' FROM facility f
    JOIN place l ON l.id = f.place JOIN source o ON o.id = l.source WHERE l.shape IS NOT NULL GROUP BY 3 ORDER BY 3)
UNION ALL SELECT * FROM (SELECT 12, 'unlocated', l.reason, count(*), '' FROM shown_facility f
    JOIN place l ON l.id = f.place WHERE l.shape IS NULL GROUP BY 3 ORDER BY 4 DESC, 3)
UNION ALL SELECT * FROM (SELECT 13, 'authority', area, count(*), '' FROM document WHERE area IS NOT NULL
    GROUP BY area ORDER BY 4 DESC, 3)
UNION ALL SELECT * FROM (SELECT 14, 'authority_basis', coalesce(area_basis, 'none'), count(*), '' FROM document GROUP BY 3
    ORDER BY 4 DESC, 3)

-- name: documents
SELECT d.name, d.title, d.published_on, coalesce(d.date_basis, 'none') AS date_basis, d.date_confidence, d.area,
    coalesce(d.area_basis, 'none') AS area_basis, d.area_confidence,
    (SELECT count(*) FROM mention m WHERE m.document = d.id AND @is_shown(m)) AS mentions,
    (SELECT count(*) FROM statement t JOIN mention m ON m.document = t.document AND m.number = t.mention
        WHERE t.document = d.id AND @is_shown(m)) AS statements
FROM document d ORDER BY d.name, d.sha256

-- name: kinds
SELECT DISTINCT kind FROM shown_facility ORDER BY kind

-- name: kind_exists
SELECT 1 FROM facility WHERE kind = :kind LIMIT 1

-- Whether a place (l) has none because no gazetteer covers its area; see TER_REASON_OUTSIDE.
-- fragment: is_outside(place)
(@place.shape IS NULL AND @place.toponym IS NULL AND @place.area IS NOT NULL AND @place.reason LIKE 'the gazetteer%')

-- Facilities that a gazetteer of the area would have to place, and the documents that are of it.
-- name: outside
SELECT l.area AS area, count(DISTINCT CASE WHEN d.area = l.area THEN d.id END) AS documents,
    count(DISTINCT f.id) AS facilities
FROM mention m JOIN place l ON l.id = m.place JOIN document d ON d.id = m.document
JOIN shown_facility f ON f.id = m.facility JOIN place p ON p.id = f.place
WHERE @is_outside(l) AND @is_outside(p)
GROUP BY l.area ORDER BY 3 DESC, 1

-- name: authorities
SELECT DISTINCT area FROM document WHERE area IS NOT NULL ORDER BY 1
