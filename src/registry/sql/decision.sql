-- What persons decide: written by decisions/decision_edit.c, applied by ingest/apply_decisions.c, listed by
-- decisions/decision_list.c.

-- The facility that namings give an id, before merges: the one of that id, else the only one of which a naming has or
-- would have it; then the only one that is called as it was when it was decided on; then those that overrides make.
-- name: decision_home
SELECT :id WHERE EXISTS (SELECT 1 FROM naming WHERE facility = :id)
    OR EXISTS (SELECT 1 FROM override
        WHERE active AND (what = 'add' AND target = :id OR what = 'split' AND other = :id))
UNION ALL
SELECT min(facility) FROM naming WHERE toponym_id = :id OR name_id = :id HAVING count(DISTINCT facility) = 1
UNION ALL
SELECT min(n.facility) FROM override o JOIN naming n ON n.kind = o.kind
    AND n.name = CASE o.other WHEN :id THEN o.other_called ELSE o.called END
    WHERE o.active AND (o.target = :id OR o.target GLOB :id || '.*' OR o.other = :id)
    HAVING count(DISTINCT n.facility) = 1
UNION ALL
SELECT other FROM override WHERE active AND what = 'merge' AND other = :id

-- name: decisions_active
SELECT id, what = 'merge' AS is_merge, what = 'split' AS is_split, target, other, home, facility, project
FROM override WHERE active ORDER BY id

-- name: decision_settle
UPDATE override SET home = nullif(:home, ''), facility = nullif(:facility, ''), project = nullif(:project, '')
WHERE id = :id

-- name: move_facility_insert
INSERT OR IGNORE INTO facility (id, kind, name, pinyin, place)
SELECT :to, kind, name, '', place FROM mention WHERE document = :document AND number = :number

-- name: move_mention
UPDATE mention SET facility = :to WHERE document = :document AND number = :number

-- Its statements are no longer of the old facility's projects; ingest/parts.c gives them new ones.
-- name: move_statements
UPDATE statement SET project = '' WHERE document = :document AND mention = :number AND :to <> ''

-- Mentions of the namings of one facility that splits and merges put elsewhere. :final is where merges lead.
-- name: decision_moves
SELECT document, number, facility, wanted FROM (
    SELECT m.document, m.number, m.facility, coalesce(
        (SELECT o.project FROM override o WHERE o.active AND o.what = 'split' AND o.home = :home
            AND (o.field = 'part' AND o.new_value = m.part_key OR o.field = 'name' AND o.new_value = n.name
                OR o.field = 'mention' AND o.new_value = d.sha256 || ':' || m.start_byte)
            ORDER BY o.id DESC LIMIT 1), :final) AS wanted
    FROM naming n JOIN mention m ON m.naming = n.id JOIN document d ON d.id = m.document WHERE n.facility = :home)
WHERE facility <> wanted

-- Geometry set by hand, as a place with a source of its own; triggers make theirs themselves.
-- name: hand_sources_insert
INSERT OR IGNORE INTO source (id, name, licence, date, datum)
SELECT -o.id, coalesce(o.taken_from, h.words), coalesce(o.taken_licence, 'set by hand'),
    CASE WHEN o.taken_from IS NULL THEN h.day ELSE o.taken_date END, 'WGS 84'
FROM override o JOIN hand h ON h.id = o.id WHERE o.active AND (o.field = 'geometry' OR o.what = 'add')

-- name: hand_places_insert
INSERT OR IGNORE INTO place (id, toponym, name, area, match, precision, uncertainty_m, score, reason, source,
    geometry_type, shape, ambiguous, candidates)
SELECT 'hand-' || o.id, NULL, NULL, NULL, 'exact', 'exact', o.uncertainty_m, 1, h.words, -o.id, o.geometry_type,
    o.new_shape, 0, NULL
FROM override o JOIN hand h ON h.id = o.id WHERE o.active AND (o.field = 'geometry' OR o.what = 'add')

-- name: hand_places_delete
DELETE FROM place WHERE id IN (SELECT 'hand-' || id FROM override WHERE NOT active)

-- name: hand_sources_delete
DELETE FROM source WHERE -id IN (SELECT id FROM override WHERE NOT active)

-- name: decision_insert
INSERT INTO override (what, target, field, old_value, new_value, other, geometry_type, old_shape, new_shape,
    uncertainty_m, taken_from, taken_licence, taken_date, person, at, why, source)
VALUES (:what, :target, :field, :old_value, :new_value, :other, :geometry_type, :old_shape, :new_shape,
    :uncertainty_m, :taken_from, :taken_licence, :taken_date, :person, :at, :why, 'command')

-- name: project_exists
SELECT 1 FROM project WHERE id = :project

-- name: word_now
SELECT CASE :field WHEN 'name' THEN name WHEN 'kind' THEN kind WHEN 'area' THEN area
    ELSE (SELECT part FROM project WHERE id = :project) END
FROM facility WHERE id = :facility

-- name: shape_now
SELECT l.shape FROM place l WHERE l.id = coalesce(
    (SELECT place FROM project WHERE id = :project), (SELECT place FROM facility WHERE id = :facility))

-- name: state_now
SELECT status, basis, year, action FROM project WHERE id = :project

-- name: projects_to_choose
SELECT group_concat(id || ' (' || coalesce(part, 'the whole') || ')', ', ') AS list, count(*) AS count, min(id) AS id
FROM (SELECT * FROM shown_project WHERE facility = :facility ORDER BY id)

-- name: takes_states
SELECT (:project = :facility || '.whole' OR EXISTS (SELECT 1 FROM project WHERE id = :project))
    AND NOT EXISTS (SELECT 1 FROM override WHERE active AND project = :project AND field = 'state')

-- name: split_part
SELECT part_key FROM mention WHERE facility = :facility AND (part = :part OR part_key = :folded) ORDER BY 1 LIMIT 1

-- name: split_mention
SELECT d.sha256 || ':' || m.start_byte FROM mention m JOIN document d ON d.id = m.document
WHERE m.facility = :facility AND d.name = :document AND m.start_byte = :start

-- name: split_home
SELECT n.facility AS facility, sum(x) AS taken, sum(1 - x) AS rest FROM (
    SELECT m.naming, CASE :field WHEN 'part' THEN m.part_key = :value WHEN 'name' THEN n.name = :value
        ELSE d.sha256 || ':' || m.start_byte = :value END AS x
    FROM mention m JOIN naming n ON n.id = m.naming JOIN document d ON d.id = m.document
    WHERE m.facility = :facility)
JOIN naming n ON n.id = naming GROUP BY n.facility ORDER BY sum(x) DESC, 1

-- name: decision_active
SELECT home, facility, project, other FROM override WHERE id = :number AND active

-- name: decision_drop
UPDATE override SET active = 0, home = NULL, facility = NULL, project = NULL WHERE id = :number

-- fragment: state_words(column)
json_extract(@column, '$.status') || coalesce(', ' || json_extract(@column, '$.basis'), '')
|| coalesce(', ' || json_extract(@column, '$.year'), '') || coalesce(', ' || json_extract(@column, '$.action'), '')

-- fragment: value_words(column)
CASE WHEN o.what = 'add' THEN json_extract(@column, '$.name') || ', ' || json_extract(@column, '$.kind') || ', '
    || @state_words(@column) WHEN o.field = 'state' THEN @state_words(@column) ELSE @column END

-- name: decisions
-- row: decision
SELECT o.id, o.what, o.target, o.field, @value_words(o.old_value) AS old_value, @value_words(o.new_value) AS new_value,
    o.old_shape, o.new_shape, o.other, o.person, o.at, o.why, o.source, o.active, f.id AS facility, f.name AS name
FROM (SELECT *, @stem(target) AS stem FROM override) o LEFT JOIN facility f ON f.id = coalesce(o.facility, o.stem)
WHERE (o.active OR :ended) AND (:facility IS NULL OR f.id = :facility OR o.other = :facility
    OR o.what = 'split' AND o.project = :facility)
ORDER BY o.id

-- What a verdict is about, as it is now.
-- name: verdict_now
SELECT coalesce(p.title, f.name) AS name, f.kind AS kind, f.area AS area,
    coalesce(f.hidden, p.hidden, 'shown') AS standing,
    :accept AND p.hidden IS NOT 'rejected' OR p.id IS NULL AS of_facility
FROM facility f LEFT JOIN project p ON p.id = :project WHERE f.id = :facility

-- Facilities that a verdict would change, by name.
-- name: verdict_matching
SELECT f.id AS id, f.kind AS kind FROM facility f
WHERE (f.hidden = 'doubtful' OR f.hidden IS NULL AND :shown)
    AND (:name IS NULL OR EXISTS (SELECT 1 FROM facility_name n WHERE n.facility = f.id
        AND (n.name GLOB :name OR n.folded GLOB :name)))
ORDER BY f.kind, f.name, f.id
