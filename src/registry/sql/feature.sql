-- Projects and facilities as rows for layers: see read/feature.c, read/feature_row.c and read/listing.c.

-- fragment: current
SELECT facility_id, project_id, name, pinyin, kind, part, area, status, basis, year,
    period_from, action, precision, uncertainty_m, document, title, document_date, quote, confidence, geometry_source,
    geometry_licence, shape, reason, (SELECT count(*) FROM mention m WHERE m.facility = facility_id AND @counts) AS mentions,
    CASE WHEN shape IS NULL AND reason LIKE 'the gazetteer%' THEN coalesce(
        (SELECT l.area FROM project p JOIN place l ON l.id = p.place WHERE p.id = project_id),
        (SELECT l.area FROM facility f JOIN place l ON l.id = f.place WHERE f.id = facility_id)) END AS needs,
    (SELECT f.hidden IS NOT NULL FROM facility f WHERE f.id = facility_id) AS doubtful,
    statement_confidence
FROM current_state

-- name: feature_current
-- row: feature
@current ORDER BY kind, name, part, id

-- name: feature_missing
-- row: feature
@current WHERE shape IS NULL ORDER BY mentions DESC, kind, name, part, id

-- name: newest_date
SELECT max(published_on) FROM document

-- name: sources
SELECT DISTINCT o.name, o.licence, o.date FROM place l JOIN source o ON o.id = l.source
WHERE l.shape IS NOT NULL ORDER BY 1, 2, 3

-- Which features a layer has, in their order: a table of the connection's own. `mention`, `hand` and `place` lead to
-- what is read later.
-- script: listing_table
CREATE TEMP TABLE listed (number INTEGER PRIMARY KEY, facility, project, name, pinyin, kind, part, area, status, basis,
    year, period_from, action, mention, hand, place)

-- The columns up to `shape` are those of the row `feature`; of an outline those of documents and sources are NULL.
-- fragment: listed
SELECT x.facility AS facility_id, x.project AS project_id, x.name AS name, x.pinyin, x.kind, x.part, x.area, x.status,
    x.basis, x.year, x.period_from, x.action, l.precision, l.uncertainty_m

-- name: listing_features
-- row: feature
@listed, coalesce(h.words, d.name) AS document, d.title, coalesce(h.day, d.published_on) AS document_date,
    CASE WHEN h.id IS NULL THEN m.quote ELSE h.why END AS quote,
    CASE WHEN h.id IS NULL THEN m.confidence ELSE 1 END AS confidence,
    o.name AS geometry_source, o.licence AS geometry_licence, l.shape
FROM temp.listed x CROSS JOIN place l ON l.rowid = x.place
LEFT JOIN mention m ON m.rowid = x.mention LEFT JOIN document d ON d.id = m.document
LEFT JOIN hand h ON h.id = x.hand LEFT JOIN source o ON o.id = l.source
ORDER BY x.number

-- name: listing_outlines
-- row: feature
@listed, NULL AS document, NULL AS title, NULL AS document_date, NULL AS quote, NULL AS confidence,
    NULL AS geometry_source, NULL AS geometry_licence, l.shape
FROM temp.listed x CROSS JOIN place l ON l.rowid = x.place ORDER BY x.number

-- fragment: newest_mention
d.published_on DESC, m.confidence DESC, d.sha256, m.number

-- What counts on the day :as_of.
-- fragment: known_then
@published_day <= :as_of

-- fragment: decided_then
substr(o.at, 1, 10) <= :as_of

-- The last state that a person gave each project, of those decided by then.
-- fragment: hands(when)
hands AS MATERIALIZED (SELECT @override_project AS project, max(o.id) AS id
    FROM override o WHERE o.active AND @gives_state AND @when GROUP BY 1)

-- fragment: statement_is(value)
json_extract(@value, '$.status') = t.status AND json_extract(@value, '$.basis') IS t.basis
AND json_extract(@value, '$.year') IS t.year

-- fragment: statements
statement t CROSS JOIN mention m ON m.document = t.document AND m.number = t.mention
CROSS JOIN document d ON d.id = t.document

-- In the two statements below `said` has the statements (t) of which features are made, with their mentions (m); of
-- several the one which comes first. Most projects have but one statement, which needs no sorting.

-- Facilities without a project (then): mentioned, or drawn by hand.
-- fragment: referred(without, published, drawn)
SELECT * FROM (SELECT f.id AS facility, NULL, f.name, f.pinyin, f.kind, NULL, f.area, 'existing', NULL, NULL, NULL, NULL,
    (SELECT m.rowid FROM mention m JOIN document d ON d.id = m.document WHERE m.facility = f.id AND @published
        ORDER BY @newest_mention LIMIT 1) AS mention, NULL, l.rowid
    FROM shown_facility f CROSS JOIN place l ON l.id = f.place WHERE @without)
WHERE mention IS NOT NULL OR facility IN
    (SELECT o.facility FROM override o WHERE o.what = 'add' AND o.active AND @drawn)

-- fragment: list
SELECT f.id AS facility, p.id AS project, f.name AS name, f.pinyin, f.kind AS kind, p.part AS part, f.area,
    t.status AS status, t.basis AS basis, t.year AS year, t.period_from, t.action, s.mention AS mention, NULL AS hand,
    l.rowid AS place
FROM said s CROSS JOIN statement t ON t.rowid = s.statement CROSS JOIN project p ON p.id = t.project
CROSS JOIN shown_facility f ON f.id = p.facility CROSS JOIN place l ON l.id = p.place
WHERE p.hidden IS NULL
UNION ALL
SELECT f.id, p.id, f.name, f.pinyin, f.kind, p.part, f.area, json_extract(o.new_value, '$.status'),
    json_extract(o.new_value, '$.basis'), json_extract(o.new_value, '$.year'), NULL,
    json_extract(o.new_value, '$.action'), NULL, o.id, l.rowid
FROM hands h CROSS JOIN override o ON o.id = h.id CROSS JOIN project p ON p.id = h.project
CROSS JOIN shown_facility f ON f.id = p.facility CROSS JOIN place l ON l.id = p.place
WHERE p.hidden IS NULL
UNION ALL

-- fragment: list_insert
INSERT INTO temp.listed (facility, project, name, pinyin, kind, part, area, status, basis, year, period_from,
    action, mention, hand, place)

-- fragment: list_order
ORDER BY year IS NULL, year, @state_rank(status), basis, kind, name, part, facility

-- The history: the newest of a project's year, status and basis, but for statements that a person corrected.
-- name: listing_ever
@list_insert WITH @hands(1),
corrected AS MATERIALIZED (SELECT t.rowid AS statement FROM override o
    CROSS JOIN statement t ON t.project = @override_project WHERE o.active AND o.field = 'state'
    AND (@statement_is(o.old_value) OR o.id IN (SELECT id FROM hands) AND @statement_is(o.new_value))),
many AS MATERIALIZED (SELECT project FROM statement GROUP BY project HAVING count(*) > 1),
said (statement, mention, facility) AS NOT MATERIALIZED (
    SELECT t.rowid, m.rowid, m.facility FROM @statements WHERE t.project NOT IN many AND t.rowid NOT IN corrected
    UNION ALL SELECT statement, mention, facility FROM
        (SELECT t.rowid AS statement, m.rowid AS mention, m.facility, row_number() OVER
            (PARTITION BY t.project, t.year, t.status, t.basis ORDER BY @newest_mention, t.number) AS turn
        FROM @statements WHERE t.project IN many AND t.rowid NOT IN corrected AND @counts) WHERE turn = 1)
SELECT * FROM (@list
    @referred(NOT EXISTS (SELECT 1 FROM project p WHERE p.facility = f.id AND p.hidden IS NULL), 1, 1))
@list_order

-- Of those that count on the day :as_of, the one that gives the project's state.
-- name: listing_by
@list_insert WITH @hands(@decided_then),
many AS MATERIALIZED (SELECT project FROM statement GROUP BY project HAVING count(*) > 1),
said (statement, mention, facility) AS MATERIALIZED (
    SELECT t.rowid, m.rowid, m.facility FROM @statements
    WHERE t.project NOT IN many AND @known_then AND t.project NOT IN (SELECT project FROM hands)
    UNION ALL SELECT statement, mention, facility FROM
        (SELECT t.rowid AS statement, m.rowid AS mention, m.facility,
            row_number() OVER (PARTITION BY t.project ORDER BY @newest_statement) AS turn
        FROM @statements WHERE t.project IN many AND @known_then AND @counts
            AND t.project NOT IN (SELECT project FROM hands))
    WHERE turn = 1)
SELECT * FROM (@list
    @referred(f.id NOT IN (SELECT s.facility FROM said s CROSS JOIN statement t ON t.rowid = s.statement
        CROSS JOIN project p ON p.id = t.project WHERE p.hidden IS NULL
        UNION ALL SELECT p.facility FROM hands h CROSS JOIN project p ON p.id = h.project WHERE p.hidden IS NULL),
        @known_then, @decided_then))
@list_order
