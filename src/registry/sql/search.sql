-- Searches by distance, by name and by words: see search/.

-- fragment: thing(layer)
SELECT coalesce(t.project_id, t.facility_id) AS id, t.project_id, t.name AS name, t.kind AS kind, t.part, t.status,
    t.basis, t.year, t.period_from, t.precision, f.area, t.geom

-- Everything with a place, for the index.
-- fragment: things(layer)
@thing(@layer) FROM @layer t LEFT JOIN facility f ON f.id = t.facility_id

-- name: things_point
-- row: thing
@things(facility_point)

-- name: things_line
-- row: thing
@things(facility_line)

-- name: things_polygon
-- row: thing
@things(facility_polygon)

-- What has a box that meets a window.
-- fragment: window(layer)
@thing(@layer) FROM idx_@{layer}_geom i JOIN @layer t ON t.fid = i.pkid LEFT JOIN facility f ON f.id = t.facility_id
WHERE i.xmin <= :max_lon AND i.xmax >= :min_lon AND i.ymin <= :max_lat AND i.ymax >= :min_lat

-- name: window_point
-- row: thing
@window(facility_point)

-- name: window_line
-- row: thing
@window(facility_line)

-- name: window_polygon
-- row: thing
@window(facility_polygon)

-- Of those who see doubtful names: these, wherever they are.
-- name: window_doubtful
-- row: thing
SELECT c.id AS id, c.project_id, c.name AS name, c.kind AS kind, c.part, c.status, c.basis, c.year, c.period_from, c.precision, c.area,
    c.shape AS geom FROM facility f JOIN current_state c ON c.facility_id = f.id
WHERE f.hidden = 'doubtful' AND c.shape IS NOT NULL
    AND :min_lon <= :max_lon AND :min_lat <= :max_lat

-- No more are counted than TER_INDEX_LEAST_ROWS and one.
-- name: thing_count
SELECT count(*) FROM (SELECT 1 FROM facility_point UNION ALL SELECT 1 FROM facility_line
    UNION ALL SELECT 1 FROM facility_polygon LIMIT 10001)

-- A project's state on the day :as_of, as layers --as-of have it (feature.sql).
-- name: state_of_project
-- row: state
SELECT json_extract(v, '$.status') AS status, json_extract(v, '$.basis') AS basis, json_extract(v, '$.year') AS year,
    NULL AS period_from, 0 AS turn
FROM (SELECT o.new_value AS v FROM override o WHERE o.active AND @gives_state AND substr(o.at, 1, 10) <= :as_of
    AND @override_project = :id ORDER BY o.id DESC LIMIT 1)
UNION ALL
SELECT * FROM (SELECT t.status, t.basis, t.year, t.period_from, 1 FROM statement t
    JOIN mention m ON m.document = t.document AND m.number = t.mention JOIN document d ON d.id = t.document
    WHERE t.project = :id AND @published_day <= :as_of ORDER BY @newest_statement LIMIT 1)
ORDER BY turn LIMIT 1

-- Whether a facility without a project was there on that day.
-- name: state_of_facility
-- row: state
SELECT 'existing' AS status, NULL AS basis, NULL AS year, NULL AS period_from FROM mention m JOIN document d ON d.id = m.document
WHERE m.facility = :id AND @published_day <= :as_of
UNION ALL
SELECT 'existing', NULL, NULL, NULL FROM override o WHERE o.active AND o.what = 'add' AND o.facility = :id
    AND substr(o.at, 1, 10) <= :as_of LIMIT 1

-- name: found_projects
SELECT p.status, p.basis, p.year, t.period_from FROM shown_project p
LEFT JOIN statement t ON p.hand IS NULL AND t.document = p.document AND t.mention = p.mention AND t.number = p.statement
WHERE p.facility = :facility

-- name: found_facility
SELECT f.name, f.kind, f.area, l.precision FROM shown_facility f JOIN place l ON l.id = f.place WHERE f.id = :facility

-- fragment: names
SELECT facility, name, type, folded, pinyin, initials, rowid AS number FROM facility_name

-- name: names_all
-- row: name
@names

-- name: names_by_row
-- row: name
@names WHERE rowid = :number

-- name: names_by_folded
-- row: name
@names WHERE folded = :folded ORDER BY name, facility

-- No more are counted than TER_INDEX_LEAST_ROWS and one.
-- name: name_count
SELECT count(*) FROM (SELECT 1 FROM facility_name LIMIT 10001)

-- The index of names, a file of its own: lists of numbers of names by key, and the names.
-- script: index_tables
CREATE TABLE gram (key INTEGER PRIMARY KEY, ids BLOB NOT NULL);
CREATE TABLE name (number INTEGER PRIMARY KEY, source INTEGER NOT NULL, folded TEXT NOT NULL);
CREATE TABLE made (version INTEGER NOT NULL, stamp TEXT NOT NULL);

-- name: index_gram_insert
INSERT INTO gram (key, ids) VALUES (:key, :ids)

-- name: index_name_insert
INSERT INTO name (number, source, folded) VALUES (:number, :source, :folded)

-- name: index_made_insert
INSERT INTO made (version, stamp) VALUES (:version, :stamp)

-- name: index_made
SELECT 1 FROM made WHERE version = :version AND stamp = :stamp

-- name: index_size
SELECT sum(length(ids)) FROM gram WHERE key BETWEEN :first AND :last

-- name: index_lists
SELECT ids FROM gram WHERE key BETWEEN :first AND :last

-- name: index_name
SELECT source, folded FROM name WHERE number = :number

-- Offsets count in the file where the text is the file's, or the only text there is.
-- fragment: text_of_document
d.name AS document, d.title, d.published_on, d.text AS text,
d.bytes IS NULL OR d.format IN ('pdf', 'docx') AS counts

-- name: texts_all
-- row: text
SELECT @text_of_document FROM document d ORDER BY d.published_on DESC, d.sha256

-- name: text_by_id
-- row: text
SELECT @text_of_document FROM document d WHERE id = :document

-- name: texts_of_facility
-- row: text
SELECT @text_of_document, m.text AS mention, m.quote, m.quote_start, m.quote_end, m.page, d.id, f.name AS name
FROM mention m JOIN document d ON d.id = m.document JOIN shown_facility f ON f.id = m.facility
WHERE m.facility = :facility ORDER BY d.published_on DESC, d.sha256, m.number
