-- A document on its way in: see ingest/ingest_document.c and ingest/ingest_place.c.

-- name: document_known
SELECT reading IS :reading AS read_so, asked FROM document WHERE sha256 = :sha256

-- name: document_same
SELECT reading IS :reading AND coalesce(asked, '') = coalesce(:asked, '') FROM document WHERE sha256 = :sha256

-- name: document_readings
SELECT sha256, reading IS :reading AS read_so FROM document WHERE format <> 'oc4ids' ORDER BY sha256

-- name: document_bytes
SELECT name, coalesce(bytes, text) AS bytes FROM document WHERE sha256 = :sha256

-- name: document_insert
INSERT INTO document (id, sha256, name, title, publisher, issue, published_on, date_basis, date_confidence, area, area_basis,
    area_confidence, encoding, text, bytes, reading, asked, format)
VALUES (:id, :sha256, :name, :title, :publisher, :issue, :published_on, :date_basis, nullif(:date_confidence, 0), :area, :area_basis,
    nullif(:area_confidence, 0), :encoding, :text, :bytes, :reading, :asked, :format)

-- The same bytes, the same name, or the same title, publisher and date.
-- name: document_like
SELECT id, sha256 = :sha256 AS same, name = :name AS named,
    coalesce(title = :title AND publisher = :publisher AND published_on = :published_on, 0) AS titled, text,
    format = 'oc4ids' AS passed_on
FROM document WHERE sha256 = :sha256 OR name = :name
UNION ALL
SELECT id, 0, 0, 1, text, format = 'oc4ids'
FROM document WHERE title = :title AND publisher = :publisher AND published_on = :published_on
    AND name <> :name AND sha256 <> :sha256

-- name: document_delete
DELETE FROM document WHERE id = :document

-- name: document_namings
SELECT DISTINCT naming FROM mention WHERE document = :document

-- Namings that a document's definitions are about.
-- name: document_defined
SELECT k.naming FROM definition d JOIN naming_key k ON k.own AND k.key IN (d.name_key, d.other_key)
WHERE d.document = :document

-- name: document_facilities
SELECT DISTINCT facility FROM mention WHERE document = :document

-- name: document_places
SELECT DISTINCT place FROM mention WHERE document = :document

-- name: mention_insert
INSERT INTO mention (document, number, start_byte, end_byte, text, name, kind, part, role, rule, confidence,
    confidence_read, quote, quote_start, quote_end, part_key, part_word, naming, facility, place, page, doubtful)
VALUES (:document, :number, :start_byte, :end_byte, :text, :name, :kind, :part, :role, :rule, :confidence,
    :confidence, :quote, :quote_start, :quote_end, :part_key, :part_word, :naming,
    coalesce((SELECT facility FROM naming WHERE id = :naming), ''), :place, nullif(:page, 0),
    :doubtful)

-- Its project is given by ingest/parts.c, in the same transaction.
-- name: statement_insert
INSERT INTO statement (document, mention, number, project, status, basis, year, month, day, action, cue, cue_start,
    cue_end, period_from, confidence)
VALUES (:document, :mention, :number, '', :status, :basis, nullif(:year, 0), nullif(:month, 0), nullif(:day, 0),
    :action, :cue, CASE WHEN :has_cue THEN :cue_start END, CASE WHEN :has_cue THEN :cue_end END,
    nullif(:period_from, 0), nullif(:confidence, 0))

-- name: source_insert
INSERT OR IGNORE INTO source (id, name, licence, date, datum) VALUES (:id, :name, :licence, :date, :datum)

-- name: place_insert
INSERT OR IGNORE INTO place (id, toponym, name, area, match, precision, uncertainty_m, score, reason, source,
    geometry_type, shape, ambiguous, candidates)
VALUES (:id, :toponym, :name, :area, :match, :precision, :uncertainty_m, :score, :reason, nullif(:source, 0),
    :geometry_type, :shape, :ambiguous, :candidates)

-- name: place_delete_unused
DELETE FROM place WHERE id = :place AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.place = :place)

-- name: source_delete_unused
DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM place l WHERE l.source = source.id)
