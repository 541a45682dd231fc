-- The revision: see file/revision.h.

-- fragment: revision_trigger(table, event)
CREATE TRIGGER IF NOT EXISTS revision_@{table}_@event AFTER @event ON @table BEGIN
    UPDATE sqlite_sequence SET seq = random() WHERE name = 'revision';
END;

-- fragment: revision_triggers(table)
@revision_trigger(@table, INSERT)
@revision_trigger(@table, UPDATE)
@revision_trigger(@table, DELETE)

-- What the indexes read. A facility gives the typed rows their area. TRIGGERS in revision.c counts them.
-- script: revision
INSERT INTO sqlite_sequence SELECT 'revision', random()
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'revision');
@revision_triggers(facility_point)
@revision_triggers(facility_line)
@revision_triggers(facility_polygon)
@revision_triggers(facility)
@revision_triggers(facility_name)

-- name: revision_trigger_count
SELECT (SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'revision_*')
    * EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'revision')

-- name: revision_read
SELECT seq FROM sqlite_sequence WHERE name = 'revision'
