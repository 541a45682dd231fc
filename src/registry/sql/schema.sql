-- The tables of a registry. Ids of documents, places, facilities and projects are made from content, so that the order
-- of ingest leaves no trace. Byte offsets count in the file as it was given. Absent text is NULL.

-- script: schema
CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);

CREATE TABLE document ( -- one input text
    id INTEGER PRIMARY KEY, -- the first 48 bits of sha256
    sha256 TEXT NOT NULL UNIQUE, -- of the file's bytes
    name TEXT NOT NULL, -- file name without folder
    title TEXT, publisher TEXT, issue TEXT,
    published_on TEXT, -- YYYY, YYYY-MM or YYYY-MM-DD
    date_basis TEXT, -- how the date is known
    date_confidence REAL, -- and how likely it is right; NULL: of a version that did not say
    area TEXT, -- the issuing authority's
    area_basis TEXT, -- what told it: given, title, publisher, signature, file name, text, none
    area_confidence REAL, -- and how likely it is right
    encoding TEXT NOT NULL,
    text TEXT NOT NULL, -- in UTF-8
    bytes BLOB, -- the file as given; NULL where text's bytes are the file's
    reading TEXT, -- digest of what it was read with: gazetteers, lexicon, rules, program
    asked TEXT, -- what the person who ingested it stated: date, area, …
    format TEXT NOT NULL); -- what the file is: txt, html, md, pdf, docx; in the last two offsets count in text
CREATE INDEX document_name ON document (name);

CREATE TABLE source ( -- where geometry comes from
    id INTEGER PRIMARY KEY, -- hash of the rest
    name TEXT NOT NULL, licence TEXT, date TEXT, datum TEXT);

CREATE TABLE place ( -- one answer of the geocoder
    id TEXT PRIMARY KEY NOT NULL, -- hash of the rest
    toponym TEXT, -- stable key of the gazetteer's feature; NULL when there is none
    name TEXT, area TEXT, -- of the toponym
    match TEXT NOT NULL, precision TEXT NOT NULL,
    uncertainty_m REAL NOT NULL, score REAL NOT NULL,
    reason TEXT NOT NULL,
    source INTEGER REFERENCES source (id),
    geometry_type TEXT CHECK (geometry_type IN ('point', 'line', 'polygon')),
    shape BLOB, -- SpatiaLite geometry, WGS 84; NULL: not located
    ambiguous INTEGER NOT NULL DEFAULT 0, -- several places far apart bear the name
    candidates TEXT, -- what else it may be: [{id, name, kind, area, lon, lat, score, reason}, …]
    CHECK ((shape IS NULL) = (precision = 'none') AND (shape IS NULL) = (geometry_type IS NULL)));

CREATE INDEX place_source ON place (source);

CREATE TABLE facility ( -- one place of public works, joined from namings
    id TEXT PRIMARY KEY NOT NULL, -- see ingest/ingest_document.h
    toponym TEXT, -- stable key of the gazetteer's feature; NULL when there is none
    kind TEXT NOT NULL, name TEXT NOT NULL, area TEXT, pinyin TEXT NOT NULL,
    place TEXT NOT NULL REFERENCES place (id),
    -- By a person; or its name is too unsure to be shown unless it is asked for. NULL: shown.
    hidden TEXT CHECK (hidden IN ('rejected', 'merged', 'doubtful')),
    merged_into TEXT); -- the id of the facility it is one with

CREATE TABLE naming ( -- what documents of one area call something, and the toponym it was taken for
    id INTEGER PRIMARY KEY, -- hash of kind, name, area, toponym and other names
    kind TEXT NOT NULL,
    name TEXT NOT NULL, -- folded
    area TEXT NOT NULL, -- the issuing authority's; '' when unknown
    toponym TEXT, -- NULL when none, or when the toponym is a part of what is named
    toponym_id TEXT, -- the id that the facility has by its toponym
    name_id TEXT NOT NULL, -- the id that it would have by kind, name and area; both lead to `facility`
    facility TEXT REFERENCES facility (id) DEFERRABLE INITIALLY DEFERRED,
    form TEXT NOT NULL CHECK (form IN ('full', 'short', 'former')),
    rule TEXT NOT NULL); -- what joined it to others: toponym, name, definition, short form, or none
CREATE INDEX naming_facility ON naming (facility);
CREATE INDEX naming_toponym_id ON naming (toponym_id);
CREATE INDEX naming_name_id ON naming (name_id);

CREATE TABLE naming_name ( -- other names that the gazetteer gives the toponym
    naming INTEGER NOT NULL REFERENCES naming (id) ON DELETE CASCADE, name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('alias', 'former')),
    PRIMARY KEY (naming, name, type)) WITHOUT ROWID;

CREATE TABLE naming_key ( -- by which namings meet; see ingest/join.c
    key TEXT NOT NULL, naming INTEGER NOT NULL REFERENCES naming (id) ON DELETE CASCADE,
    own INTEGER NOT NULL, -- 1: its toponym or its very name; 0: what its name may be written as
    PRIMARY KEY (key, naming)) WITHOUT ROWID;
CREATE INDEX naming_key_naming ON naming_key (naming);

CREATE TABLE definition ( -- a document says that one name stands for another
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('alias', 'former')),
    name TEXT NOT NULL, other TEXT NOT NULL, -- as printed: the full or present one, the short or former one
    name_key TEXT NOT NULL, other_key TEXT NOT NULL, -- as in naming_key
    start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,
    PRIMARY KEY (document, number));
CREATE INDEX definition_name ON definition (name_key);
CREATE INDEX definition_other ON definition (other_key);

CREATE TABLE facility_name (
    facility TEXT NOT NULL REFERENCES facility (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('official', 'full', 'alias', 'former', 'as_printed')),
    folded TEXT NOT NULL, pinyin TEXT NOT NULL, initials TEXT NOT NULL, -- for find; pinyin without tones
    PRIMARY KEY (facility, name, type));
CREATE INDEX facility_name_folded ON facility_name (folded);

CREATE TABLE project ( -- one undertaking at a facility, in its current state
    id TEXT PRIMARY KEY NOT NULL, -- the facility's, a dot, hash of the part or `whole`
    facility TEXT NOT NULL REFERENCES facility (id) ON DELETE CASCADE,
    part TEXT, -- phase, section or campus; NULL: the whole
    title TEXT NOT NULL,
    place TEXT NOT NULL REFERENCES place (id),
    status TEXT NOT NULL, basis TEXT, year INTEGER, action TEXT,
    document INTEGER, mention INTEGER, statement INTEGER, -- that gives the state; NULL: by hand, of no document
    hand INTEGER REFERENCES override (id), -- that gives the state; NULL: a statement does
    hidden TEXT CHECK (hidden IN ('rejected', 'doubtful')), -- as of a facility; doubtful: only doubtful names speak of it
    FOREIGN KEY (document, mention, statement) REFERENCES statement (document, mention, number)
    DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX project_facility ON project (facility);

CREATE TABLE mention ( -- a byte span that names a facility
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, -- in the document, from 0
    start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,
    text TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, part TEXT,
    role TEXT NOT NULL, rule TEXT NOT NULL,
    confidence REAL NOT NULL, -- lower than as read where a misprint was mended
    confidence_read REAL NOT NULL,
    quote TEXT NOT NULL, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL,
    part_key TEXT NOT NULL, -- the same for one part however it is written; '' for the whole
    part_word INTEGER NOT NULL, -- characters of part_key that are the word for a part; 0: it ends in none
    part_rule TEXT, -- what took the part for another one than is printed
    naming INTEGER NOT NULL REFERENCES naming (id) DEFERRABLE INITIALLY DEFERRED,
    facility TEXT NOT NULL REFERENCES facility (id) DEFERRABLE INITIALLY DEFERRED,
    place TEXT NOT NULL REFERENCES place (id),
    page INTEGER, -- from 1; NULL where the document has no pages
    doubtful INTEGER NOT NULL DEFAULT 0, -- 1: less sure than what is taken for a name
    PRIMARY KEY (document, number));
CREATE INDEX mention_facility ON mention (facility);
CREATE INDEX mention_place ON mention (place);
CREATE INDEX mention_naming ON mention (naming);

CREATE TABLE statement ( -- what a mention says of a project
    document INTEGER NOT NULL, mention INTEGER NOT NULL, number INTEGER NOT NULL,
    project TEXT NOT NULL REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
    status TEXT NOT NULL, basis TEXT, year INTEGER, month INTEGER, day INTEGER, action TEXT,
    cue TEXT, cue_start INTEGER, cue_end INTEGER,
    period_from INTEGER, -- of several years told of at once: the first, `year` being the last
    period_to INTEGER AS (CASE WHEN period_from IS NOT NULL THEN year END),
    confidence REAL, -- that it is right; NULL: of a version that did not say, or of no text
    PRIMARY KEY (document, mention, number),
    FOREIGN KEY (document, mention) REFERENCES mention (document, number) ON DELETE CASCADE);
CREATE INDEX statement_project ON statement (project);
CREATE INDEX project_statement ON project (document, mention, statement);
CREATE INDEX project_place ON project (place);
CREATE INDEX facility_place ON facility (place);

CREATE TABLE override ( -- what a person decided; it wins over what follows from documents
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- the later wins over the earlier
    what TEXT NOT NULL CHECK (what IN ('set', 'add', 'merge', 'split', 'reject', 'accept', 'keep')),
    target TEXT NOT NULL, -- id of the facility or project when it was decided
    field TEXT, -- set: geometry state name kind area part; split: part name mention
    old_value TEXT, new_value TEXT, -- of `state` and `add` JSON objects of words
    old_shape BLOB, new_shape BLOB, geometry_type TEXT, uncertainty_m REAL,
    other TEXT, -- merge: the id that stays; split: the new facility's id; keep: the one that it is not
    taken_from TEXT, taken_licence TEXT, taken_date TEXT, -- of geometry chosen from a gazetteer: its source
    person TEXT, at TEXT NOT NULL, why TEXT, -- at: UTC, ISO
    source TEXT NOT NULL CHECK (source IN ('qgis', 'command')),
    -- At that time, made by a trigger: what leads back when the ids change with what a gazetteer knows of the area.
    kind TEXT, called TEXT, other_called TEXT, -- of target and other: a name that namings have
    seen TEXT, -- date of the newest document at that time
    active INTEGER NOT NULL DEFAULT 1,
    -- Derived again whenever something is written; NULL: nothing was since, or nothing is there to apply to.
    home TEXT, -- the facility that the target's namings lead to, before any merge
    facility TEXT, -- the facility that it applies to
    project TEXT); -- the project, when it is of one only
CREATE INDEX override_facility ON override (facility);
CREATE INDEX override_target ON override (target);
CREATE TRIGGER override_seen AFTER INSERT ON override BEGIN
    UPDATE override SET
        seen = (SELECT max(published_on) FROM document),
        kind = (SELECT min(kind) FROM naming WHERE facility IN (@new_stem, NEW.other)),
        called = @called(@new_stem),
        other_called = @called(NEW.other)
    WHERE id = NEW.id;
END;
    -- Holds a row while the program itself writes (within one transaction: nobody else ever sees it), so that the
    -- typed tables' triggers can distinguish its rows from a person's edits.
CREATE TABLE deriving (so INTEGER NOT NULL);

@views(, hidden IS NULL)

CREATE TABLE layer_styles ( -- as QGIS makes it
    id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
    f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
    owner TEXT, ui TEXT, update_time TIMESTAMP);

-- `shown`: which facilities outputs have. A reader makes the views for itself, as temporary ones, when doubtful names are
-- asked for, and when the registry is of an earlier version.
-- fragment: views(temporary, shown)
CREATE @temporary VIEW shown_facility AS SELECT * FROM facility WHERE @shown;
CREATE @temporary VIEW shown_project AS SELECT p.* FROM project p JOIN shown_facility f ON f.id = p.facility
    WHERE p.hidden IS NULL;
CREATE @temporary VIEW hand AS -- an override as outputs name it
    SELECT id, 'set by hand (' || CASE WHEN coalesce(person, '') = '' THEN source ELSE person END || ', '
    || substr(at, 1, 10) || ')' AS words, substr(at, 1, 10) AS day, why FROM override;

CREATE @temporary VIEW project_status AS -- every statement of every project, oldest document first
    SELECT s.project AS project_id, m.facility AS facility_id, f.name, p.part, s.status, s.basis, s.year, s.month,
    s.day, s.action, d.published_on AS document_date, d.name AS document, d.title, m.quote, m.page, m.start_byte,
    m.end_byte,
    m.rule, m.confidence, s.period_from, s.period_to, m.doubtful, s.confidence AS statement_confidence
    FROM statement s
    JOIN mention m ON m.document = s.document AND m.number = s.mention
    JOIN document d ON d.id = s.document JOIN project p ON p.id = s.project JOIN facility f ON f.id = m.facility
    ORDER BY s.project, d.published_on, d.sha256, m.number, s.number;

CREATE @temporary VIEW current_state AS -- a row per project, and per facility that is only referred to
    SELECT p.id, f.id AS facility_id, p.id AS project_id, f.name, f.pinyin, f.kind, p.part, f.area, p.status,
    p.basis, p.year, p.action, l.precision, l.uncertainty_m, coalesce(h.words, d.name) AS document,
    CASE WHEN h.id IS NULL THEN d.title END AS title, coalesce(h.day, d.published_on) AS document_date,
    CASE WHEN h.id IS NULL THEN m.quote ELSE h.why END AS quote,
    CASE WHEN h.id IS NULL THEN m.confidence ELSE 1 END AS confidence, o.name AS geometry_source,
    o.licence AS geometry_licence, l.geometry_type, l.shape, l.reason, t.period_from, t.period_to,
    CASE WHEN h.id IS NULL THEN t.confidence ELSE 1 END AS statement_confidence
    FROM shown_project p JOIN facility f ON f.id = p.facility JOIN place l ON l.id = p.place
    LEFT JOIN source o ON o.id = l.source LEFT JOIN mention m ON m.document = p.document AND m.number = p.mention
    LEFT JOIN document d ON d.id = p.document LEFT JOIN hand h ON h.id = p.hand
    LEFT JOIN statement t ON p.hand IS NULL AND t.document = p.document AND t.mention = p.mention
    AND t.number = p.statement
    UNION ALL
    SELECT f.id, f.id, NULL, f.name, f.pinyin, f.kind, NULL, f.area, 'existing', NULL, NULL, NULL, l.precision,
    l.uncertainty_m, d.name, d.title, d.published_on, m.quote, m.confidence, o.name, o.licence, l.geometry_type,
    l.shape, l.reason, NULL, NULL, NULL FROM shown_facility f JOIN place l ON l.id = f.place LEFT JOIN source o ON o.id = l.source
    LEFT JOIN mention m ON m.rowid = (SELECT n.rowid FROM mention n JOIN document e ON e.id = n.document
    WHERE n.facility = f.id ORDER BY e.published_on DESC, n.confidence DESC, e.sha256, n.number LIMIT 1)
    LEFT JOIN document d ON d.id = m.document WHERE NOT EXISTS
    (SELECT 1 FROM project p WHERE p.facility = f.id AND p.hidden IS NULL);

CREATE @temporary VIEW unlocated AS -- the work queue: named, but without a place; most mentioned first
    SELECT f.id AS facility_id, f.kind, f.name, f.area, p.reason,
    (SELECT count(*) FROM mention m WHERE m.facility = f.id AND @counts) AS mentions FROM shown_facility f
    JOIN place p ON p.id = f.place WHERE p.shape IS NULL ORDER BY mentions DESC, f.kind, f.name, f.id;

-- script: views_doubtful
@views(TEMP, hidden IS NULL OR hidden = 'doubtful')

-- fragment: new_stem
substr(NEW.target, 1, instr(NEW.target || '.', '.') - 1)

-- fragment: called(facility)
(SELECT name FROM naming WHERE facility = @facility ORDER BY form <> 'full', form, name LIMIT 1)

-- A typed table: a row per located project, in its current state, or per located facility that is only referred to.
-- What a person may leave out when drawing a new one has a value; triggers.sql fills in the rest.
-- fragment: layer_table(layer)
CREATE TABLE @layer (
    fid INTEGER PRIMARY KEY, -- hash of the project's or facility's id
    facility_id TEXT REFERENCES facility (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    name TEXT, pinyin TEXT, kind TEXT, part TEXT, status TEXT, basis TEXT, year INTEGER,
    action TEXT, precision TEXT, uncertainty_m REAL, document TEXT, document_date TEXT, quote TEXT,
    confidence REAL, geometry_source TEXT,
    period_from INTEGER, period_to INTEGER, -- of several years told of at once, of which `year` is the last
    edited_by TEXT); -- who edits it, as QGIS fills it in; taken over into `override`
CREATE INDEX @{layer}_facility ON @layer (facility_id);
CREATE INDEX @{layer}_project ON @layer (project_id);

-- script: layer_tables
@layer_table(facility_point)
@layer_table(facility_line)
@layer_table(facility_polygon)

-- What SpatiaLite itself puts into the file, as far as statements need it.
-- fragment: spatial_layer(layer)
ALTER TABLE @layer ADD COLUMN geom BLOB;
CREATE VIRTUAL TABLE idx_@{layer}_geom USING rtree (pkid, xmin, xmax, ymin, ymax);
CREATE TRIGGER ggu_@{layer}_geom BEFORE UPDATE OF geom ON @layer BEGIN SELECT 1; END;

-- stand-in: spatialite
CREATE TABLE spatial_ref_sys (srid INTEGER PRIMARY KEY);
CREATE TABLE geometry_columns (f_table_name, f_geometry_column, geometry_type, srid);
@spatial_layer(facility_point)
@spatial_layer(facility_line)
@spatial_layer(facility_polygon)

-- name: web_mercator_count
SELECT count(*) FROM spatial_ref_sys WHERE srid = 3857

-- name: style_insert
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
    useAsDefault, description, owner)
VALUES (:schema, :schema, :layer, 'geom', 'status', :qml, 1, 'by status', '')

-- name: made_by_insert
INSERT INTO setting (name, value) VALUES ('made_by', :program)

-- name: made_by
SELECT value FROM setting WHERE name = 'made_by'

-- name: document_count
SELECT count(*) FROM document

-- Every object of a database with its root page, for the comparison of two.
-- name: schema_digest
SELECT group_concat(type || name || rootpage || coalesce(sql, ''), char(10))
FROM (SELECT * FROM sqlite_schema ORDER BY name, type)
