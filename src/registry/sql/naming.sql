-- Namings, what joins them and the facilities that they make: see ingest/naming.c and ingest/join.c.

-- Whether no mention of a naming is sure.
-- fragment: never_sure(naming)
NOT EXISTS (SELECT 1 FROM mention m WHERE m.naming = @naming AND NOT m.doubtful)

-- name: naming_facility
SELECT facility, @never_sure(naming.id) AS doubtful FROM naming WHERE id = :naming

-- Namings of a facility that are doubtful, or were before a person decided.
-- name: naming_unsure
SELECT id FROM naming WHERE facility = :facility AND @never_sure(naming.id)

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

-- Doubtful: no mention is sure, and no person said that it is a facility: of one of its ids, or, when no naming has that
-- id, of its name.
-- name: join_naming
SELECT toponym, toponym_id, name_id, facility, @never_sure(n.id) AND NOT EXISTS (SELECT 1 FROM override o
    WHERE o.active AND @accepts AND (@stem(o.target) IN (n.toponym_id, n.name_id)
        OR o.kind = n.kind AND o.called = n.name AND NOT EXISTS (SELECT 1 FROM naming x
            WHERE x.toponym_id = @stem(o.target) OR x.name_id = @stem(o.target)))) AS doubtful
FROM naming n WHERE id = :naming

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
