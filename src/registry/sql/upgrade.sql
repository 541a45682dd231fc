-- Registries of earlier versions: see file/upgrade.h. What follows starts from their tables, so it is not tried when the
-- program is built; tests/cli/upgrade.sh does that.

-- name: period_table_count
SELECT count(*) FROM sqlite_schema WHERE name = 'statement_period'

-- Version 5 kept the periods of statements in a table of their own, at first not at all.
-- fragment: period_table(temporary)
CREATE @temporary TABLE IF NOT EXISTS statement_period (document INTEGER NOT NULL, mention INTEGER NOT NULL,
    number INTEGER NOT NULL, period_from INTEGER NOT NULL, PRIMARY KEY (document, mention, number)) WITHOUT ROWID;

-- fragment: period_of(statement)
(SELECT sp.period_from FROM statement_period sp WHERE sp.document = @statement.document
    AND sp.mention = @statement.mention AND sp.number = @statement.number)

-- fragment: upgrade_layer(layer)
ALTER TABLE @layer ADD COLUMN period_from INTEGER;
ALTER TABLE @layer ADD COLUMN period_to INTEGER;
DROP TRIGGER IF EXISTS @{layer}_refuse;
DROP TRIGGER IF EXISTS @{layer}_move;
DROP TRIGGER IF EXISTS @{layer}_restate;
DROP TRIGGER IF EXISTS @{layer}_rename;
DROP TRIGGER IF EXISTS @{layer}_kind;
DROP TRIGGER IF EXISTS @{layer}_part;
DROP TRIGGER IF EXISTS @{layer}_sign;
DROP TRIGGER IF EXISTS @{layer}_reject;
DROP TRIGGER IF EXISTS @{layer}_refuse_new;
DROP TRIGGER IF EXISTS @{layer}_add;
UPDATE @layer SET (period_from, period_to) = (SELECT c.period_from, c.period_to FROM current_state c
    WHERE c.id = @layer.project_id) WHERE year IS NOT NULL;

-- Its triggers are made again after it. A constraint is a word in the schema: no row changes with it.
-- upgrade: upgrade_5
@period_table()
ALTER TABLE document ADD COLUMN date_confidence REAL;
ALTER TABLE document ADD COLUMN area_basis TEXT;
ALTER TABLE document ADD COLUMN area_confidence REAL;
ALTER TABLE mention ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statement ADD COLUMN period_from INTEGER;
ALTER TABLE statement ADD COLUMN period_to INTEGER AS (CASE WHEN period_from IS NOT NULL THEN year END);
ALTER TABLE statement ADD COLUMN confidence REAL;
UPDATE statement SET period_from = @period_of(statement);
DROP TABLE statement_period;
DROP VIEW IF EXISTS unlocated;
DROP VIEW IF EXISTS current_state;
DROP VIEW IF EXISTS project_status;
DROP VIEW IF EXISTS hand;
DROP VIEW IF EXISTS shown_project;
DROP VIEW IF EXISTS shown_facility;
@views(, hidden IS NULL)
@upgrade_layer(facility_point)
@upgrade_layer(facility_line)
@upgrade_layer(facility_polygon)
PRAGMA writable_schema=ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(sql, '''reject'', ''keep''', '''reject'', ''accept'', ''keep'''),
    '''rejected'', ''merged''', '''rejected'', ''merged'', ''doubtful'''),
    'hidden = ''rejected''', 'hidden IN (''rejected'', ''doubtful'')')
    WHERE type = 'table' AND name IN ('override', 'facility', 'project');
PRAGMA writable_schema=RESET;

-- fragment: layer_5(layer)
CREATE TEMP VIEW @layer AS SELECT *, NULL AS period_from, NULL AS period_to FROM main.@layer;

-- What a reader of version 5 reads instead of its tables; the views of `views_doubtful` follow.
-- upgrade: tables_5
CREATE TEMP VIEW document AS SELECT *, NULL AS date_confidence, NULL AS area_basis, NULL AS area_confidence FROM main.document;
CREATE TEMP VIEW mention AS SELECT rowid AS rowid, *, 0 AS doubtful FROM main.mention;
CREATE TEMP VIEW statement AS SELECT s.rowid AS rowid, s.*, @period_of(s) AS period_from,
    CASE WHEN @period_of(s) IS NOT NULL THEN s.year END AS period_to, NULL AS confidence FROM main.statement s;
@layer_5(facility_point)
@layer_5(facility_line)
@layer_5(facility_polygon)

-- upgrade: periods_5
@period_table(TEMP)
