-- What was said over time: see read/history.c, read/diff.c and read/whole.c.

-- name: history_projects
-- row: history
SELECT p.id AS project, f.id AS facility, f.toponym AS facility_toponym, f.name AS name, f.kind, f.area AS area, p.part,
    l.match, l.precision, l.uncertainty_m, l.score, l.toponym AS toponym, l.name AS toponym_name,
    l.area AS toponym_area, l.reason, o.name AS source, o.licence, o.date, o.datum, l.shape
FROM shown_project p JOIN facility f ON f.id = p.facility JOIN place l ON l.id = p.place
LEFT JOIN source o ON o.id = l.source ORDER BY p.id

-- name: history_names
SELECT name, type FROM facility_name WHERE facility = :facility AND type <> 'as_printed' AND name <> :name
ORDER BY name

-- name: history_part_keys
SELECT DISTINCT part_key FROM mention WHERE facility = :facility ORDER BY 1

-- name: history_events
-- row: said
SELECT t.status, t.basis, t.action, t.year, t.period_from, t.month, t.day, m.text, m.quote, t.cue, m.rule, m.number, m.start_byte,
    m.end_byte, m.page, m.confidence, t.confidence AS statement_confidence, d.sha256, d.name, d.title, d.publisher, d.issue, d.published_on, d.date_basis,
    d.date_confidence, d.area, d.format
FROM statement t JOIN mention m ON m.document = t.document AND m.number = t.mention
JOIN document d ON d.id = t.document
WHERE t.project = :project AND @counts AND (:last_day IS NULL OR @published_day <= :last_day)
ORDER BY d.published_on, d.sha256, m.number, t.number

-- name: history_decisions
-- row: decided
SELECT json_extract(o.old_value, '$.status') AS old_status, json_extract(o.old_value, '$.basis') AS old_basis,
    json_extract(o.old_value, '$.action') AS old_action, json_extract(o.old_value, '$.year') AS old_year,
    json_extract(o.new_value, '$.status') AS new_status, json_extract(o.new_value, '$.basis') AS new_basis,
    json_extract(o.new_value, '$.action') AS new_action, json_extract(o.new_value, '$.year') AS new_year,
    o.person, o.at, o.why
FROM override o WHERE o.active AND @gives_state AND @override_project = :project
    AND (:last_day IS NULL OR substr(o.at, 1, 10) <= :last_day)
ORDER BY o.id

-- name: history_referred_count
SELECT count(*) FROM shown_facility f
WHERE NOT EXISTS (SELECT 1 FROM project p WHERE p.facility = f.id AND p.hidden IS NULL)

-- Every statement by project, newest first. `hand`: who set the state by hand, NULL when nobody did.
-- name: diff_statements
-- row: diff
SELECT t.project, f.id AS facility, f.name AS name, f.kind, p.part, f.area, t.status AS status, t.basis AS basis,
    t.year AS year, t.period_from, d.name AS document, d.published_on AS date, m.quote, h.words AS hand, h.why,
    p.status AS set_status, p.basis AS set_basis, p.year AS set_year
FROM statement t JOIN mention m ON m.document = t.document AND m.number = t.mention
JOIN document d ON d.id = t.document JOIN shown_project p ON p.id = t.project JOIN facility f ON f.id = p.facility
LEFT JOIN hand h ON h.id = p.hand AND (:last_day IS NULL OR h.day <= :last_day)
WHERE @counts AND (:last_day IS NULL OR @published_day <= :last_day) ORDER BY t.project, @newest_statement

-- name: document_named
SELECT 1 FROM document WHERE name = :name

-- name: whole_titles
SELECT id, name, title, publisher, published_on FROM document ORDER BY published_on DESC, sha256

-- name: whole_names
SELECT facility, name, type, folded, pinyin, initials FROM facility_name
WHERE type <> 'as_printed' AND facility IN (SELECT id FROM shown_facility) ORDER BY facility, type, name

-- name: whole_sayings
SELECT m.facility, t.project, p.part AS part, m.quote, m.document, coalesce(t.status, 'existing') AS status, t.basis,
    t.action, t.year, t.period_from, t.month, t.day
FROM mention m JOIN document d ON d.id = m.document
LEFT JOIN statement t ON t.document = m.document AND t.mention = m.number
LEFT JOIN project p ON p.id = t.project
ORDER BY m.facility, d.published_on, d.sha256, m.number, t.number
