-- What follows from mentions and statements: see ingest/derive.c and ingest/parts.c. :facility is the facility's id.

-- The best place of some mentions: a located one, then one of the whole, then the most precise and best rated.
-- fragment: best_place(mentions)
SELECT l.id FROM @mentions JOIN place l ON l.id = m.place
ORDER BY l.shape IS NULL, m.part IS NOT NULL, @precision_rank(l.precision), l.score DESC, l.uncertainty_m, l.id
LIMIT 1

-- fragment: of_project
statement t JOIN mention m ON t.project = project.id AND m.document = t.document AND m.number = t.mention

-- Overrides (o) that give a project its state; the last one wins.
-- fragment: states_of(project)
o.active AND o.facility = :facility AND (o.field = 'state' AND o.project = @project
    OR o.what = 'add' AND :facility || '.whole' = @project AND json_extract(o.new_value, '$.status') <> 'existing')

-- fragment: hand_part
o.active AND o.field = 'part' AND o.what = 'set' AND o.project = project.id

-- fragment: hand_place
SELECT 'hand-' || o.id FROM override o WHERE o.active AND o.facility = :facility
    AND (o.what = 'add' OR o.field = 'geometry' AND o.project IS NULL) ORDER BY o.id DESC LIMIT 1

-- fragment: hand_word(field)
coalesce((SELECT CASE o.what WHEN 'add' THEN json_extract(o.new_value, '$.@field') ELSE o.new_value END
    FROM override o WHERE o.active AND o.facility = :facility
    AND (o.field = '@field' AND o.what = 'set' OR o.what = 'add' AND o.target = :facility)
    ORDER BY o.id DESC LIMIT 1), @field)

-- What a person set of the facility itself.
-- name: derive_words
UPDATE facility SET name = @hand_word(name), kind = @hand_word(kind),
    area = coalesce((SELECT o.new_value FROM override o WHERE o.active AND o.facility = :facility
        AND o.field = 'area' ORDER BY o.id DESC LIMIT 1), area),
    merged_into = NULL,
    hidden = coalesce((SELECT CASE o.what WHEN 'reject' THEN 'rejected' END FROM override o
            WHERE o.active AND o.what IN ('reject', 'accept') AND o.project IS NULL AND o.home = :facility
            ORDER BY o.id DESC LIMIT 1),
        CASE WHEN EXISTS (SELECT 1 FROM mention WHERE facility = :facility)
            AND NOT EXISTS (SELECT 1 FROM mention WHERE facility = :facility AND NOT doubtful)
            AND NOT EXISTS (SELECT 1 FROM override o WHERE o.active AND o.facility = :facility
                AND (@accepts OR o.what = 'add')) THEN 'doubtful' END)
WHERE id = :facility

-- name: derive_facility
UPDATE facility SET
    kind = (SELECT kind FROM mention WHERE facility = :facility GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 1),
    name = coalesce(
        (SELECT l.name FROM mention m JOIN place l ON l.id = m.place
            WHERE m.facility = :facility AND l.name IS NOT NULL AND l.toponym = facility.toponym
            GROUP BY l.name ORDER BY count(*) DESC, l.name LIMIT 1),
        (SELECT m.name FROM mention m JOIN naming n ON n.id = m.naming
            WHERE m.facility = :facility GROUP BY m.name
            ORDER BY min(@rank(n.form, ' full short former ')), count(*) DESC, length(m.name), m.name LIMIT 1)),
    area = (SELECT CASE WHEN known THEN l_area ELSE d_area END a FROM
        (SELECT l.area l_area, nullif(n.area, '') d_area, coalesce(l.toponym = f.toponym, 0) known FROM mention m
            JOIN facility f ON f.id = m.facility JOIN place l ON l.id = m.place JOIN naming n ON n.id = m.naming
            WHERE m.facility = :facility)
        GROUP BY a ORDER BY a IS NULL, max(known) DESC, count(*) DESC, a LIMIT 1),
    place = (@best_place((SELECT DISTINCT place, part FROM mention WHERE facility = :facility) m))
WHERE id = :facility

-- name: derive_name_insert
INSERT OR IGNORE INTO facility_name (facility, name, type, folded, pinyin, initials)
VALUES (:facility, :name, :type, :folded, :pinyin, :initials)

-- name: derive_pinyin
UPDATE facility SET pinyin = :pinyin WHERE id = :facility AND name = :name

-- name: derive_names_delete
DELETE FROM facility_name WHERE facility = :facility

-- A name is kept once, under the first type that has it; the lines of what was printed are joined.
-- name: derive_names
WITH here AS (
    SELECT m.name, m.text, m.naming, l.name AS official, l.toponym = f.toponym AS known
    FROM mention m JOIN place l ON l.id = m.place JOIN facility f ON f.id = m.facility WHERE m.facility = :facility),
named (name, type, rank) AS (
    SELECT official, 'official', 1 FROM here WHERE known AND official IS NOT NULL
    UNION SELECT DISTINCT h.name, CASE n.form WHEN 'short' THEN 'alias' WHEN 'former' THEN 'former' ELSE 'full' END, 4
    FROM here h JOIN naming n ON n.id = h.naming
    UNION SELECT name, 'official', 0 FROM facility WHERE id = :facility AND EXISTS (SELECT 1 FROM override o
        WHERE o.active AND o.facility = :facility AND (o.field = 'name' OR o.what = 'add'))
    UNION SELECT x.name, x.type, CASE x.type WHEN 'alias' THEN 2 ELSE 3 END FROM naming_name x
    WHERE x.naming IN (SELECT naming FROM here)
    UNION SELECT d.other, d.type, 5 FROM naming_key k JOIN definition d ON d.name_key = k.key
    WHERE k.own AND k.naming IN (SELECT naming FROM here)
    UNION SELECT replace(replace(replace(replace(text, char(10), ''), char(13), ''), ' ', ''), char(12288), ''),
        'as_printed', 6 FROM here)
SELECT name, type, min(rank) AS rank FROM named WHERE name <> '' GROUP BY name ORDER BY name

-- name: derive_projects_delete
DELETE FROM project WHERE facility = :facility
    AND NOT EXISTS (SELECT 1 FROM statement t WHERE t.project = project.id)

-- name: derive_projects_state
UPDATE project SET (hand, hidden, status, basis, year, action, document, mention, statement) = (
    SELECT NULL, NULL, t.status, t.basis, t.year, t.action, t.document, t.mention, t.number FROM statement t
    JOIN mention m ON m.document = t.document AND m.number = t.mention JOIN document d ON d.id = t.document
    WHERE t.project = project.id ORDER BY @newest_statement LIMIT 1)
WHERE facility = :facility

-- name: derive_projects_place
UPDATE project SET place = (@best_place(@of_project)) WHERE facility = :facility

-- Of those not corrected: the plainest of the most usual ones.
-- name: derive_projects_part
UPDATE project SET part = (SELECT m.part FROM @of_project GROUP BY m.part
    ORDER BY min(m.part_rule IS NOT NULL), count(*) DESC, length(m.part), m.part LIMIT 1)
WHERE facility = :facility

-- A state that a person gave what no statement is of.
-- name: derive_projects_hand_insert
INSERT OR IGNORE INTO project (id, facility, title, place, status)
SELECT id || '.whole', id, name, place, 'existing' FROM facility WHERE id = :facility
    AND EXISTS (SELECT 1 FROM override o WHERE @states_of(:facility || '.whole')
        AND json_extract(o.new_value, '$.status') <> 'existing')

-- name: derive_projects_hand_state
UPDATE project SET (hand, status, basis, year, action) = (
    SELECT o.id, json_extract(o.new_value, '$.status'), json_extract(o.new_value, '$.basis'),
    json_extract(o.new_value, '$.year'), json_extract(o.new_value, '$.action') FROM override o
    WHERE @states_of(project.id) ORDER BY o.id DESC LIMIT 1)
WHERE facility = :facility AND EXISTS (SELECT 1 FROM override o WHERE @states_of(project.id))

-- name: derive_projects_hand_part
UPDATE project SET part = (SELECT nullif(o.new_value, '') FROM override o WHERE @hand_part ORDER BY o.id DESC LIMIT 1)
WHERE facility = :facility AND EXISTS (SELECT 1 FROM override o WHERE @hand_part)

-- name: derive_projects_doubtful
UPDATE project SET hidden = 'doubtful' WHERE facility = :facility AND hand IS NULL
    AND NOT EXISTS (SELECT 1 FROM @of_project WHERE @counts)

-- name: derive_projects_hidden
UPDATE project SET hidden = 'rejected' WHERE facility = :facility AND 'reject' = (SELECT o.what FROM override o
    WHERE o.active AND o.what IN ('reject', 'accept') AND o.project = project.id ORDER BY o.id DESC LIMIT 1)

-- name: derive_projects_title
UPDATE project SET title = (SELECT name FROM facility WHERE id = :facility) || coalesce(part, '')
WHERE facility = :facility

-- What lay where its facility lay moves with it.
-- name: derive_projects_hand_place
UPDATE project SET place = coalesce(
    (SELECT 'hand-' || o.id FROM override o WHERE o.active
        AND o.field = 'geometry' AND o.project = project.id ORDER BY o.id DESC LIMIT 1),
    (SELECT (@hand_place) FROM facility f WHERE f.id = :facility AND f.place = project.place), place)
WHERE facility = :facility

-- name: derive_facility_hand_place
UPDATE facility SET place = coalesce((@hand_place), place) WHERE id = :facility

-- name: derive_merged
UPDATE facility SET (kind, name, area, pinyin, place) =
    (SELECT f.kind, f.name, f.area, f.pinyin, f.place FROM facility f WHERE f.id = :facility)
WHERE merged_into = :facility

-- fragment: layer_row_columns
facility_id, project_id, name, pinyin, kind, part, status, basis, year, action, precision, uncertainty_m, document,
document_date, quote, confidence, geometry_source, period_from, period_to

-- fragment: layer_row_insert(layer)
INSERT INTO @layer (fid, @layer_row_columns, geom) SELECT :fid, @layer_row_columns, shape
FROM current_state WHERE id = :id

-- name: derive_row_insert_point
@layer_row_insert(facility_point)

-- name: derive_row_insert_line
@layer_row_insert(facility_line)

-- name: derive_row_insert_polygon
@layer_row_insert(facility_polygon)

-- name: derive_rows_delete_point
DELETE FROM facility_point WHERE facility_id = :facility

-- name: derive_rows_delete_line
DELETE FROM facility_line WHERE facility_id = :facility

-- name: derive_rows_delete_polygon
DELETE FROM facility_polygon WHERE facility_id = :facility

-- name: derive_rows
SELECT id, geometry_type FROM current_state WHERE facility_id = :facility AND geometry_type IS NOT NULL ORDER BY id

-- The numbers are those of `standing` in derive.c.
-- name: derive_standing
SELECT CASE
    WHEN EXISTS (SELECT 1 FROM mention WHERE facility = :facility) THEN 1
    WHEN EXISTS (SELECT 1 FROM override WHERE active AND what = 'add' AND target = :facility AND facility = :facility)
    THEN 2
    WHEN EXISTS (SELECT 1 FROM override WHERE active AND what = 'add' AND target = :facility)
    OR EXISTS (SELECT 1 FROM naming WHERE facility = :facility) THEN 3
    ELSE 0 END

-- name: derive_projects_delete_all
DELETE FROM project WHERE facility = :facility

-- name: derive_merged_hide
UPDATE facility SET hidden = 'merged', merged_into = coalesce(
    (SELECT facility FROM override WHERE active AND what = 'add' AND target = :facility),
    (SELECT min(m.facility) FROM naming n JOIN mention m ON m.naming = n.id WHERE n.facility = :facility))
WHERE id = :facility

-- name: derive_merged_copy
UPDATE facility SET (kind, name, area, pinyin, place) =
    (SELECT f.kind, f.name, f.area, f.pinyin, f.place FROM facility f WHERE f.id = facility.merged_into)
WHERE id = :facility

-- A facility that a person drew and no document names yet.
-- name: derive_drawn
INSERT OR REPLACE INTO facility (id, kind, name, pinyin, place)
SELECT target, json_extract(new_value, '$.kind'), json_extract(new_value, '$.name'), '', 'hand-' || id
FROM override WHERE active AND what = 'add' AND target = :facility

-- name: derive_facility_delete
DELETE FROM facility WHERE id = :facility

-- name: parts
SELECT m.part_key, max(m.part_word) AS part_word,
    max(EXISTS (SELECT 1 FROM statement t WHERE t.document = m.document AND t.mention = m.number)) AS stated
FROM mention m WHERE m.facility = :facility GROUP BY m.part_key ORDER BY m.part_key

-- name: parts_project_insert
INSERT OR IGNORE INTO project (id, facility, title, place, status, document, mention, statement)
SELECT :project, :facility, m.name, m.place, t.status, t.document, t.mention, t.number FROM mention m
JOIN statement t ON t.document = m.document AND t.mention = m.number
WHERE m.facility = :facility AND m.part_key = :part_key LIMIT 1

-- name: parts_statements
UPDATE statement SET project = :project WHERE project <> :project AND (document, mention) IN
    (SELECT document, number FROM mention WHERE facility = :facility AND part_key = :part_key)

-- name: parts_trust
UPDATE mention SET part_rule = :rule, confidence = confidence_read * :trust
WHERE facility = :facility AND part_key = :part_key AND part_rule IS NOT :rule
