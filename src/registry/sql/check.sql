-- The integrity of a registry: see read/check.c. Each row of a "fault" statement is a sentence about one fault.

-- name: fault_database
SELECT 'database: ' || integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'

-- name: fault_reference
SELECT 'table ' || "table" || ': row ' || coalesce(rowid, '?') || ' refers to a row missing in ' || parent
FROM pragma_foreign_key_check

-- name: fault_mention
SELECT 'facility ' || id || ': has no mention' FROM facility f
WHERE f.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.facility = f.id)
    AND NOT EXISTS (SELECT 1 FROM override o WHERE o.active AND o.what = 'add' AND o.target = f.id)

-- name: fault_merge
SELECT 'facility ' || id || ': is merged into ' || merged_into || ', which is not there' FROM facility
WHERE merged_into NOT IN (SELECT id FROM facility WHERE merged_into IS NULL)

-- name: fault_deriving
SELECT 'table deriving: a writer left a row; edits in QGIS would not be recorded' FROM deriving

-- name: fault_override
SELECT 'override ' || id || ': is not in force where it should be' FROM override o WHERE active AND
    (field = 'geometry' AND project IS NULL
        AND NOT EXISTS (SELECT 1 FROM override n WHERE n.active AND n.facility = o.facility AND n.project IS NULL
            AND n.id > o.id AND (n.field = 'geometry' OR n.what = 'add'))
        AND EXISTS (SELECT 1 FROM facility f WHERE f.id = o.facility AND f.place <> 'hand-' || o.id)
    OR what = 'reject' AND project IS NULL
        AND NOT EXISTS (SELECT 1 FROM override n WHERE n.active AND n.what = 'accept' AND n.home = o.home AND n.id > o.id)
        AND EXISTS (SELECT 1 FROM facility f WHERE f.id = o.facility AND o.home = o.facility AND f.hidden IS NULL))

-- name: fault_statement
SELECT 'project ' || id || ': has no statement' FROM project p
WHERE p.hand IS NULL AND NOT EXISTS (SELECT 1 FROM statement t WHERE t.project = p.id)

-- name: fault_place
SELECT 'place ' || id || ': is used by no mention' FROM place l
WHERE NOT EXISTS (SELECT 1 FROM mention m WHERE m.place = l.id)
    AND NOT EXISTS (SELECT 1 FROM override o WHERE o.active AND l.id = 'hand-' || o.id)

-- name: fault_source
SELECT 'place ' || l.id || ': has a geometry without source or licence' FROM place l
LEFT JOIN source o ON o.id = l.source WHERE l.shape IS NOT NULL AND (o.name IS NULL OR o.licence IS NULL)

-- name: fault_name
SELECT 'facility ' || f.id || ': has no name to find it by' FROM facility f
WHERE f.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM facility_name n WHERE n.facility = f.id)

-- name: fault_located
SELECT 'located ' || id || ': is in no typed table' FROM current_state WHERE shape IS NOT NULL AND id NOT IN
    (SELECT coalesce(project_id, facility_id) FROM facility_point
    UNION ALL SELECT coalesce(project_id, facility_id) FROM facility_line
    UNION ALL SELECT coalesce(project_id, facility_id) FROM facility_polygon)

-- A typed table and its spatial index do not hold the same rows.
-- fragment: fault_layer(layer)
SELECT '@layer: row ' || t.fid || ' is not in the spatial index' FROM @layer t
WHERE t.fid NOT IN (SELECT pkid FROM idx_@{layer}_geom)
UNION ALL
SELECT '@layer: the spatial index has row ' || i.pkid || ' that the table lacks' FROM idx_@{layer}_geom i
WHERE i.pkid NOT IN (SELECT fid FROM @layer)
UNION ALL
SELECT '@layer: row ' || t.fid || ' is of no project or facility of the registry' FROM @layer t
WHERE coalesce(project_id, facility_id) NOT IN (SELECT id FROM current_state)

-- name: fault_point
@fault_layer(facility_point)

-- name: fault_line
@fault_layer(facility_line)

-- name: fault_polygon
@fault_layer(facility_polygon)

-- fragment: layer_boxes(layer)
SELECT t.fid, t.geom, i.xmin, i.ymin, i.xmax, i.ymax FROM @layer t JOIN idx_@{layer}_geom i ON i.pkid = t.fid

-- name: boxes_point
-- row: box
@layer_boxes(facility_point)

-- name: boxes_line
-- row: box
@layer_boxes(facility_line)

-- name: boxes_polygon
-- row: box
@layer_boxes(facility_polygon)

-- name: check_spans
-- row: span
SELECT number AS mention, 'mention' AS what, start_byte, end_byte, text FROM mention WHERE document = :document
UNION ALL
SELECT number, 'quote', quote_start, quote_end, quote FROM mention WHERE document = :document
UNION ALL
SELECT mention, 'cue', cue_start, cue_end, cue FROM statement WHERE document = :document AND cue IS NOT NULL

-- name: check_documents
-- row: document
SELECT id, name, sha256, text, bytes, format FROM document ORDER BY name, id
