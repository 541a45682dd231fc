-- What a person does to a typed table in QGIS, or in any other program, becomes an override at once, and facility,
-- project and place follow it, so that every reader sees the edit before the program itself runs again (names in pinyin
-- follow then). Only functions that both of QGIS's providers have are called. While the program writes, a row in
-- `deriving` keeps the triggers still; so does each of them while it writes itself.

-- fragment: unless_deriving
NOT EXISTS (SELECT 1 FROM deriving)

-- fragment: begin_deriving
INSERT INTO deriving VALUES (1);

-- fragment: end_deriving
DELETE FROM deriving;

-- fragment: last
(SELECT max(id) FROM override)

-- fragment: last_is(what)
(SELECT target FROM override WHERE id = @last AND what = @what)

-- fragment: now
strftime('%Y-%m-%dT%H:%M:%SZ', 'now')

-- fragment: state_of(row)
json_object('status', @row.status, 'basis', nullif(@row.basis, ''), 'year', @row.year,
    'action', nullif(@row.action, ''))

-- A project of the whole stands for its facility: what is moved, moves with all that lay in the same place.
-- fragment: whole
(NEW.project_id IS NULL OR NEW.project_id GLOB '*.whole')

-- What no program may put into these columns; one line that QGIS shows. ROLLBACK and not ABORT: after an ABORT
-- QGIS 3.22 goes back to a savepoint that it never releases, so that all later edits of the session are lost.
-- fragment: refuse_bad_values
SELECT RAISE(ROLLBACK, 'a facility needs a name') WHERE trim(coalesce(NEW.name, '')) = '';
SELECT RAISE(ROLLBACK, 'a facility needs a kind: park, school, hospital, road, waterway or another in lower case')
    WHERE coalesce(NEW.kind, '') = '' OR NEW.kind GLOB '*[^a-z_]*';
SELECT RAISE(ROLLBACK, 'status is one of planned, started, under_construction, completed, suspended, cancelled, existing')
    WHERE coalesce(NEW.status, 'existing') NOT IN
    ('planned', 'started', 'under_construction', 'completed', 'suspended', 'cancelled', 'existing');
SELECT RAISE(ROLLBACK, 'basis is reported, target or empty')
    WHERE coalesce(NEW.basis, '') NOT IN ('', 'reported', 'target');
SELECT RAISE(ROLLBACK, 'action is construction, rehabilitation, replacement, expansion or empty')
    WHERE coalesce(NEW.action, '') NOT IN ('construction', 'rehabilitation', 'replacement', 'expansion')
    AND coalesce(NEW.action, '') <> '';
SELECT RAISE(ROLLBACK, 'year is a year such as 2026, or empty') WHERE NEW.year IS NOT NULL
    AND (typeof(NEW.year) <> 'integer' OR NEW.year NOT BETWEEN 1900 AND 2200);

-- fragment: refuse(layer)
CREATE TRIGGER @{layer}_refuse BEFORE UPDATE ON @layer WHEN @unless_deriving BEGIN
    SELECT RAISE(ROLLBACK, 'this column follows from documents and cannot be edited; edit name, kind, part, status, basis, year, action or the geometry')
        WHERE OLD.facility_id IS NOT NEW.facility_id
        OR OLD.project_id IS NOT NEW.project_id OR OLD.pinyin IS NOT NEW.pinyin OR OLD.precision IS NOT NEW.precision
        OR OLD.uncertainty_m IS NOT NEW.uncertainty_m OR OLD.document IS NOT NEW.document
        OR OLD.document_date IS NOT NEW.document_date OR OLD.quote IS NOT NEW.quote
        OR OLD.confidence IS NOT NEW.confidence OR OLD.geometry_source IS NOT NEW.geometry_source
        OR OLD.period_from IS NOT NEW.period_from OR OLD.period_to IS NOT NEW.period_to;
    @refuse_bad_values
END;

-- fragment: refuse_new(layer)
CREATE TRIGGER @{layer}_refuse_new BEFORE INSERT ON @layer WHEN @unless_deriving BEGIN
    @refuse_bad_values
END;

-- The last override's geometry as a place with a source of its own.
-- fragment: put_place
INSERT INTO source (id, name, licence, date, datum)
    SELECT -id, words, 'set by hand', day, 'WGS 84' FROM hand WHERE id = @last;
INSERT INTO place (id, toponym, name, area, match, precision, uncertainty_m, score, reason, source, geometry_type,
    shape, ambiguous, candidates)
    SELECT 'hand-' || o.id, NULL, NULL, NULL, 'exact', 'exact', o.uncertainty_m, 1, h.words, -o.id, o.geometry_type,
    o.new_shape, 0, NULL FROM override o JOIN hand h ON h.id = o.id WHERE o.id = @last;

-- `geom` is the new geometry as the layer keeps it.
-- fragment: move(layer, type, geom)
CREATE TRIGGER @{layer}_move AFTER UPDATE OF geom ON @layer WHEN OLD.geom IS NOT NEW.geom AND @unless_deriving BEGIN
    @begin_deriving
    INSERT INTO override (what, target, field, old_shape, new_shape, geometry_type, uncertainty_m, person, at, source)
        VALUES ('set', CASE WHEN @whole THEN NEW.facility_id ELSE NEW.project_id END, 'geometry', OLD.geom, @geom,
        '@type', 10, NEW.edited_by, @now, 'qgis');
    @put_place
    UPDATE project SET place = 'hand-' || @last WHERE id = NEW.project_id OR (@whole
        AND facility = NEW.facility_id AND place = (SELECT place FROM facility WHERE id = NEW.facility_id)
        AND NOT EXISTS (SELECT 1 FROM override o
            WHERE o.active AND o.field = 'geometry' AND o.target = project.id));
    UPDATE facility SET place = 'hand-' || @last WHERE id = NEW.facility_id AND @whole;
    UPDATE @layer SET geom = @geom, precision = 'exact', uncertainty_m = 10,
        geometry_source = (SELECT words FROM hand WHERE id = @last) WHERE fid = NEW.fid
        OR project_id IN (SELECT id FROM project WHERE facility = NEW.facility_id AND place = 'hand-' || @last);
    @end_deriving
END;

-- fragment: restate(layer)
CREATE TRIGGER @{layer}_restate AFTER UPDATE OF status, basis, year, action ON @layer
WHEN @unless_deriving AND @state_of(OLD) <> @state_of(NEW) BEGIN
    @begin_deriving
    INSERT INTO override (what, target, field, old_value, new_value, person, at, source)
        VALUES ('set', coalesce(NEW.project_id, NEW.facility_id || '.whole'), 'state', @state_of(OLD), @state_of(NEW),
        NEW.edited_by, @now, 'qgis');
    INSERT INTO project (id, facility, title, place, status)
        SELECT NEW.facility_id || '.whole', f.id, f.name, f.place, NEW.status FROM facility f
        WHERE f.id = NEW.facility_id AND NEW.project_id IS NULL;
    UPDATE project SET (status, basis, year, action, hand) =
        (NEW.status, nullif(NEW.basis, ''), NEW.year, nullif(NEW.action, ''), @last)
        WHERE id = coalesce(NEW.project_id, NEW.facility_id || '.whole');
    UPDATE @layer SET project_id = coalesce(project_id, facility_id || '.whole'), quote = NULL, confidence = 1,
        period_from = NULL, period_to = NULL,
        (document, document_date) = (SELECT words, day FROM hand WHERE id = @last) WHERE fid = NEW.fid;
    @end_deriving
END;

-- fragment: record(target, field)
INSERT INTO override (what, target, field, old_value, new_value, person, at, source)
    VALUES ('set', @target, '@field', OLD.@field, NEW.@field, NEW.edited_by, @now, 'qgis');

-- fragment: rename(layer)
CREATE TRIGGER @{layer}_rename AFTER UPDATE OF name ON @layer WHEN OLD.name IS NOT NEW.name AND @unless_deriving BEGIN
    @begin_deriving
    INSERT INTO override (what, target, field, old_value, new_value, person, at, source)
        VALUES ('set', NEW.facility_id, 'name', OLD.name, trim(NEW.name), NEW.edited_by, @now, 'qgis');
    UPDATE facility SET name = trim(NEW.name) WHERE id = NEW.facility_id;
    INSERT OR IGNORE INTO facility_name (facility, name, type, folded, pinyin, initials)
        VALUES (NEW.facility_id, trim(NEW.name), 'official', trim(NEW.name), '', '');
    UPDATE project SET title = trim(NEW.name) || coalesce(part, '') WHERE facility = NEW.facility_id;
    UPDATE facility_point SET name = trim(NEW.name) WHERE facility_id = NEW.facility_id;
    UPDATE facility_line SET name = trim(NEW.name) WHERE facility_id = NEW.facility_id;
    UPDATE facility_polygon SET name = trim(NEW.name) WHERE facility_id = NEW.facility_id;
    @end_deriving
END;

-- fragment: change_kind(layer)
CREATE TRIGGER @{layer}_kind AFTER UPDATE OF kind ON @layer WHEN OLD.kind IS NOT NEW.kind AND @unless_deriving BEGIN
    @begin_deriving
    @record(NEW.facility_id, kind)
    UPDATE facility SET kind = NEW.kind WHERE id = NEW.facility_id;
    UPDATE facility_point SET kind = NEW.kind WHERE facility_id = NEW.facility_id;
    UPDATE facility_line SET kind = NEW.kind WHERE facility_id = NEW.facility_id;
    UPDATE facility_polygon SET kind = NEW.kind WHERE facility_id = NEW.facility_id;
    @end_deriving
END;

-- fragment: change_part(layer)
CREATE TRIGGER @{layer}_part AFTER UPDATE OF part ON @layer WHEN OLD.part IS NOT NEW.part AND @unless_deriving BEGIN
    SELECT RAISE(ROLLBACK, 'a facility that is only named has no parts; set its status first')
        WHERE NEW.project_id IS NULL;
    @begin_deriving
    @record(NEW.project_id, part)
    UPDATE project SET part = nullif(NEW.part, ''), title = NEW.name || coalesce(NEW.part, '')
        WHERE id = NEW.project_id;
    @end_deriving
END;

-- QGIS writes the editor's name after the rest, or before it.
-- fragment: sign(layer)
CREATE TRIGGER @{layer}_sign AFTER UPDATE OF edited_by ON @layer
WHEN OLD.edited_by IS NOT NEW.edited_by AND @unless_deriving BEGIN
    @begin_deriving
    UPDATE override SET person = NEW.edited_by WHERE target IN (NEW.facility_id, NEW.project_id)
        AND source = 'qgis' AND at >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-10 seconds');
    UPDATE source SET name = (SELECT words FROM hand WHERE id = -source.id) WHERE -id IN (SELECT o.id FROM override o
        WHERE o.target IN (NEW.facility_id, NEW.project_id) AND o.taken_from IS NULL);
    UPDATE place SET reason = (SELECT words FROM hand WHERE id = -place.source) WHERE -source IN
        (SELECT o.id FROM override o WHERE o.target IN (NEW.facility_id, NEW.project_id));
    UPDATE @layer SET (document, geometry_source) = (SELECT document, geometry_source FROM current_state
        WHERE id = coalesce(@layer.project_id, @layer.facility_id)) WHERE facility_id = NEW.facility_id;
    @end_deriving
END;

-- The last project of a facility takes the facility with it.
-- fragment: reject(layer, type)
CREATE TRIGGER @{layer}_reject AFTER DELETE ON @layer WHEN @unless_deriving BEGIN
    @begin_deriving
    INSERT INTO override (what, target, old_value, old_shape, geometry_type, person, at, source)
        SELECT 'reject', CASE WHEN EXISTS (SELECT 1 FROM project p WHERE p.facility = OLD.facility_id
            AND p.id <> OLD.project_id AND p.hidden IS NULL) THEN OLD.project_id ELSE OLD.facility_id END, OLD.name,
        OLD.geom, '@type', NULL, @now, 'qgis' WHERE OLD.facility_id IS NOT NULL;
    UPDATE project SET hidden = 'rejected' WHERE id = (SELECT target FROM override WHERE id = @last);
    UPDATE facility SET hidden = 'rejected' WHERE id = (SELECT target FROM override WHERE id = @last);
    @end_deriving
END;

-- The one facility of that kind and name that has no place yet.
-- fragment: unplaced
(SELECT min(f.id) FROM shown_facility f JOIN place l ON l.id = f.place
    WHERE l.shape IS NULL AND f.kind = NEW.kind
    AND EXISTS (SELECT 1 FROM facility_name n WHERE n.facility = f.id AND n.name = trim(NEW.name))
    HAVING count(*) = 1)

-- fragment: state_columns
facility_id, project_id, name, pinyin, kind, part, status, basis, year, action, precision, uncertainty_m, document,
document_date, quote, confidence, geometry_source, period_from, period_to

-- What is drawn, pasted or split off is a new facility, whatever ids came with it. But what bears the name of the one
-- facility of that kind that has no place yet, is its place; a state given with it is then a correction of its state,
-- where it has one only.
-- fragment: add(layer, type)
CREATE TRIGGER @{layer}_add AFTER INSERT ON @layer WHEN @unless_deriving BEGIN
    @begin_deriving
    INSERT INTO override (what, target, field, new_value, new_shape, geometry_type, uncertainty_m, person, at, source)
        SELECT CASE WHEN known IS NULL THEN 'add' ELSE 'set' END,
        coalesce(known, NEW.kind || '-' || lower(hex(randomblob(6)))), CASE WHEN known IS NOT NULL THEN 'geometry' END,
        CASE WHEN known IS NULL THEN json_object('name', trim(NEW.name), 'kind', NEW.kind, 'status',
            coalesce(NEW.status, 'existing'), 'basis', nullif(NEW.basis, ''), 'year', NEW.year, 'action',
            nullif(NEW.action, '')) END, NEW.geom, '@type', coalesce(NEW.uncertainty_m, 10), NEW.edited_by, @now,
        'qgis' FROM (SELECT @unplaced AS known);
    @put_place
    INSERT INTO facility (id, kind, name, pinyin, place) SELECT target, NEW.kind, trim(NEW.name), '', 'hand-' || id
        FROM override WHERE id = @last AND what = 'add';
    INSERT INTO facility_name (facility, name, type, folded, pinyin, initials)
        SELECT target, trim(NEW.name), 'official', trim(NEW.name), '', '' FROM override
        WHERE id = @last AND what = 'add';
    INSERT INTO project (id, facility, title, place, status, basis, year, action, hand)
        SELECT target || '.whole', target, trim(NEW.name), 'hand-' || id, NEW.status, nullif(NEW.basis, ''), NEW.year,
        nullif(NEW.action, ''), id FROM override
        WHERE id = @last AND what = 'add' AND coalesce(NEW.status, 'existing') <> 'existing';
    UPDATE @layer SET (facility_id, project_id, pinyin, part, status, basis, action, precision, uncertainty_m,
        document, document_date, quote, confidence, geometry_source) = (SELECT o.target, p.id, '', NULL,
        coalesce(NEW.status, 'existing'), p.basis, p.action, 'exact', o.uncertainty_m,
        CASE WHEN p.id IS NOT NULL THEN h.words END, CASE WHEN p.id IS NOT NULL THEN h.day END, NULL,
        CASE WHEN p.id IS NOT NULL THEN 1 END, h.words FROM override o JOIN hand h ON h.id = o.id
        LEFT JOIN project p ON p.facility = o.target WHERE o.id = @last)
        WHERE fid = NEW.fid AND @last_is('add') IS NOT NULL;
    -- A place for one that was there.
    UPDATE project SET place = 'hand-' || @last
        WHERE facility = @last_is('set') AND place IN (SELECT id FROM place WHERE shape IS NULL);
    UPDATE facility SET place = 'hand-' || @last WHERE id = @last_is('set');
    UPDATE @layer SET (@state_columns) = (SELECT @state_columns FROM current_state c
        WHERE c.facility_id = @last_is('set') ORDER BY c.id LIMIT 1)
        WHERE fid = NEW.fid AND @last_is('set') IS NOT NULL;
    INSERT INTO @layer (@state_columns, geom) SELECT @state_columns, shape FROM current_state c
        WHERE c.facility_id = @last_is('set')
        AND c.id <> (SELECT min(id) FROM current_state WHERE facility_id = c.facility_id) AND c.shape IS NEW.geom;
    @end_deriving
    UPDATE @layer SET status = NEW.status, basis = NEW.basis, year = NEW.year, action = NEW.action
        WHERE fid = NEW.fid AND NEW.status IS NOT NULL AND NEW.status <> 'existing' AND @last_is('set') IS NOT NULL
        AND (SELECT count(*) FROM current_state c WHERE c.facility_id = @layer.facility_id) = 1;
END;

-- A line or polygon that is redrawn may be a single one: QGIS makes several of one when it adds a feature, but not when
-- it changes one, and SpatiaLite's own trigger then refuses it. `move` keeps it as the layer's type.
-- fragment: take_single(layer, geom)
DROP TRIGGER ggu_@{layer}_geom;
CREATE TRIGGER ggu_@{layer}_geom BEFORE UPDATE OF geom ON @layer BEGIN
    SELECT RAISE(ROLLBACK, '@layer.geom violates Geometry constraint [geom-type or SRID not allowed]')
        WHERE (SELECT geometry_type FROM geometry_columns WHERE Lower(f_table_name) = '@layer'
        AND Lower(f_geometry_column) = 'geom' AND GeometryConstraints(@geom, geometry_type, srid) = 1) IS NULL;
END;

-- fragment: layer_triggers(layer, type, geom)
@refuse(@layer)
@move(@layer, @type, @geom)
@restate(@layer)
@rename(@layer)
@change_kind(@layer)
@change_part(@layer)
@sign(@layer)
@reject(@layer, @type)
@refuse_new(@layer)
@add(@layer, @type)
@take_single(@layer, @geom)

-- script: triggers_point
@layer_triggers(facility_point, point, NEW.geom)

-- script: triggers_line
@layer_triggers(facility_line, line, CastToMulti(NEW.geom))

-- script: triggers_polygon
@layer_triggers(facility_polygon, polygon, CastToMulti(NEW.geom))
