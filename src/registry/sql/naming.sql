-- Namings, what joins them and the facilities that they make: see ingest/naming.c and ingest/join.c.

-- name: naming_facility
SELECT facility FROM naming WHERE id = :naming

-- name: naming_insert
INSERT INTO naming (id, kind, name, area, toponym, toponym_id, name_id, facility, form, rule)
VALUES (:id, :kind, :name, :area, :toponym, :toponym_id, :name_id, NULL, 'full', 'none')

-- name: naming_delete_unused
DELETE FROM naming WHERE id = :naming AND NOT EXISTS (SELECT 1 FROM mention WHERE naming = :naming)

-- name: naming_key_insert
INSERT OR IGNORE INTO naming_key (key, naming, own) VALUES (:key, :naming, :own)

-- name: naming_name_insert
INSERT OR IGNORE INTO naming_name (naming, name, type) VALUES (:naming, :name, :type)

-- name: naming_owners
SELECT naming FROM naming_key WHERE key = :key AND own

-- name: definition_insert
INSERT INTO definition (document, number, type, name, other, name_key, other_key, start_byte, end_byte)
VALUES (:document, :number, :type, :name, :other, :name_key, :other_key, :start_byte, :end_byte)

-- name: naming_neighbours
SELECT b.naming FROM naming_key a JOIN naming_key b ON b.key = a.key WHERE a.naming = :naming AND (a.own OR b.own)
UNION
SELECT b.naming FROM naming_key a JOIN definition d ON d.name_key = a.key
JOIN naming_key b ON b.key = d.other_key AND b.own WHERE a.naming = :naming AND a.own
UNION
SELECT b.naming FROM naming_key a JOIN definition d ON d.other_key = a.key
JOIN naming_key b ON b.key = d.name_key AND b.own WHERE a.naming = :naming AND a.own
ORDER BY 1

-- name: join_naming
SELECT toponym, toponym_id, name_id, facility FROM naming WHERE id = :naming

-- name: join_keys
SELECT key, own FROM naming_key WHERE naming = :naming

-- name: join_definitions
SELECT DISTINCT other_key, type FROM definition WHERE name_key = :key ORDER BY 1, 2

-- name: join_first_seen
SELECT d.published_on, d.sha256, m.number FROM mention m JOIN document d ON d.id = m.document
WHERE m.naming = :naming ORDER BY d.published_on, d.sha256, m.number LIMIT 1

-- name: join_facility_insert
INSERT OR IGNORE INTO facility (id, kind, name, pinyin, place)
SELECT :facility, kind, name, '', place FROM mention WHERE naming = :naming ORDER BY document, number LIMIT 1

-- name: join_facility_toponym
UPDATE facility SET toponym = :toponym WHERE id = :facility AND toponym IS NOT :toponym

-- name: join_naming_update
UPDATE naming SET facility = :facility, form = :form, rule = :rule WHERE id = :naming
    AND (facility IS NOT :facility OR form <> :form OR rule <> :rule)
