-- What a person should look at: see decisions/review.c and decisions/queue.c.

-- What a person said is right as it is, having seen documents up to a day; `other`: that two are not one.
-- fragment: kept
kept AS (SELECT coalesce(o.facility, o.target) AS facility, o.project, o.other, coalesce(o.seen, '') AS seen
    FROM override o WHERE o.active AND o.what = 'keep')

-- Pairs of statements of one project, the earlier document's first. `said` has each wording of a document once.
-- fragment: pairs(condition)
WITH @kept,
said AS (SELECT DISTINCT t.project, t.status, t.basis, t.year, t.action, d.published_on AS day, d.id, d.name
    FROM statement t JOIN mention m ON m.document = t.document AND m.number = t.mention
    JOIN document d ON d.id = t.document WHERE @counts)
SELECT f.id AS facility, p.id AS project, f.name AS name, p.part,
    a.status AS status, a.basis AS basis, a.year AS year, a.day AS date, a.name AS document,
    b.status AS status_2, b.basis AS basis_2, b.year AS year_2, b.day AS date_2, b.name AS document_2
FROM said a JOIN said b ON b.project = a.project AND b.id <> a.id
JOIN shown_project p ON p.id = a.project JOIN shown_facility f ON f.id = p.facility
WHERE p.hand IS NULL AND (a.action IS b.action OR a.action IS NULL OR b.action IS NULL)
    AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.facility = f.id AND coalesce(k.project, p.id) = p.id
        AND k.other IS NULL AND coalesce(b.day, '') <= k.seen)
    AND @condition
ORDER BY f.kind, f.name, p.id, a.day, a.id, b.day, b.id, a.status, b.status, a.year, b.year

-- fragment: progress(column)
@rank(@column, ' planned started under_construction completed ')

-- It is done, or to be done later; an aim of an older document was met early.
-- name: review_aim_after_fact
-- row: pair
@pairs(a.status = 'completed' AND a.basis = 'reported' AND b.status = 'completed' AND b.basis = 'target'
    AND (b.year > a.year AND (b.day > a.day OR b.day = substr(a.day, 1, length(b.day)))
        OR b.year = a.year AND b.day > a.day AND a.day <> substr(b.day, 1, length(a.day))))

-- Done, then still under way or only planned.
-- name: review_backwards
-- row: pair
@pairs(a.basis = 'reported' AND b.basis IS NOT 'target' AND @progress(b.status) > 0
    AND @progress(b.status) < @progress(a.status) AND b.day > a.day)

-- Two documents of one day report it differently.
-- name: review_same_day
-- row: pair
@pairs(a.basis = 'reported' AND b.basis = 'reported' AND a.day = b.day AND a.id < b.id
    AND a.status <> b.status AND a.year IS b.year AND length(a.day) = 10)

-- The province of an area from the province down; NULL of a name that has none.
-- fragment: province(area)
CASE WHEN instr(@area, '省') THEN substr(@area, 1, instr(@area, '省'))
    WHEN instr(@area, '自治区') THEN substr(@area, 1, instr(@area, '自治区'))
    WHEN instr(@area, '市') THEN substr(@area, 1, instr(@area, '市')) END

-- Two facilities of one kind, of which one has no place, that a name could join, with why. From the rank: a document
-- says that they are one, and they are not joined; a name that may be short for several, or for one that the gazetteer
-- holds apart; the same name in one area, at several toponyms; two names of one short form; the same name in documents
-- of authorities of two areas, but not of two provinces.
-- name: review_may_be
WITH @kept,
met AS (
    SELECT DISTINCT x.facility AS one, y.facility AS two, 'its name may be short for the other''s' AS why, 1 AS rank
    FROM naming_key a JOIN naming_key b ON b.key = a.key AND NOT b.own JOIN naming x ON x.id = a.naming
    JOIN naming y ON y.id = b.naming WHERE a.own AND x.facility <> y.facility
    UNION
    SELECT DISTINCT x.facility, y.facility, 'the same name in one area', 2 FROM naming x
    JOIN naming y ON y.name_id = x.name_id AND y.facility <> x.facility WHERE x.toponym IS NULL
    UNION
    SELECT DISTINCT x.facility, y.facility, 'both names have one short form', 3
    FROM naming_key a JOIN naming_key b ON b.key = a.key AND NOT b.own JOIN naming x ON x.id = a.naming
    JOIN naming y ON y.id = b.naming WHERE NOT a.own AND x.facility < y.facility
    UNION
    SELECT DISTINCT x.facility, y.facility, 'the same name in documents of two areas', 4 FROM naming x
    JOIN naming y ON y.name = x.name AND y.kind = x.kind AND y.area <> x.area AND y.facility <> x.facility
    WHERE x.toponym IS NULL AND (y.toponym IS NOT NULL OR x.facility < y.facility)
        AND EXISTS (SELECT 1 FROM mention m JOIN document d ON d.id = m.document JOIN mention n ON n.naming = y.id
            JOIN document e ON e.id = n.document
            WHERE m.naming = x.id AND coalesce(@province(d.area) = @province(e.area), 1))
    UNION
    SELECT DISTINCT x.facility, y.facility, 'a document says that they are one', 0 FROM definition d
    JOIN naming_key a ON a.key = d.name_key AND a.own JOIN naming_key b ON b.key = d.other_key AND b.own
    JOIN naming x ON x.id = a.naming JOIN naming y ON y.id = b.naming WHERE x.facility <> y.facility),
best AS (SELECT *, row_number() OVER (PARTITION BY min(one, two), max(one, two) ORDER BY rank, one) AS turn FROM met)
SELECT f.id AS facility, g.id AS other, f.name AS name, g.name AS other_name, why
FROM best JOIN shown_facility f ON f.id = one JOIN shown_facility g ON g.id = two
WHERE turn = 1 AND (rank = 0 OR f.toponym IS NULL OR g.toponym IS NULL) AND NOT EXISTS (SELECT 1 FROM kept k
    WHERE k.facility = f.id AND k.other = g.id OR k.facility = g.id AND k.other = f.id)
ORDER BY rank, f.kind, f.name, f.id, g.id

-- name: review_mended
WITH @kept
SELECT DISTINCT f.id AS facility, coalesce(t.project, '') AS project, f.name AS name, p.part AS part,
    m.part AS printed, d.name AS document
FROM mention m JOIN document d ON d.id = m.document JOIN shown_facility f ON f.id = m.facility
JOIN statement t ON t.document = m.document AND t.mention = m.number JOIN shown_project p ON p.id = t.project
WHERE m.part_rule IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM kept k
        WHERE k.facility = f.id AND coalesce(k.project, p.id) = p.id AND k.other IS NULL)
    AND NOT EXISTS (SELECT 1 FROM override o
        WHERE o.active AND o.field = 'part' AND o.what = 'set' AND o.project = p.id)
ORDER BY f.kind, f.name, t.project, m.part, d.name

-- name: queue_standings
SELECT facility_id, project_id, kind, area, status, basis, year, period_from,
    (SELECT count(*) FROM mention m WHERE m.facility = facility_id AND @counts) AS mentions,
    (SELECT count(*) FROM (SELECT DISTINCT t.document, t.mention FROM statement t JOIN mention m
        ON m.document = t.document AND m.number = t.mention WHERE t.project = project_id AND @counts)) AS said
FROM current_state ORDER BY facility_id, project_id

-- Facilities whose names are doubtful, with the surest mention of each and what it says first.
-- name: queue_doubtful_names
SELECT f.id AS facility, f.name, f.kind, f.area, coalesce(t.status, 'existing') AS status, t.basis, t.year,
    m.confidence, m.quote, d.name AS document, count(*) OVER (PARTITION BY f.id) AS mentions,
    row_number() OVER (PARTITION BY f.id ORDER BY m.confidence DESC, d.sha256, m.number, t.number) AS turn
FROM facility f JOIN mention m ON m.facility = f.id JOIN document d ON d.id = m.document
LEFT JOIN statement t ON t.document = m.document AND t.mention = m.number AND t.number = 0
WHERE f.hidden = 'doubtful' ORDER BY turn, f.id

-- name: queue_other
SELECT name, kind, area FROM facility WHERE id = :facility

-- States set by hand that a newer document contradicts.
-- name: queue_outdated
SELECT p.facility, p.id AS project, f.name AS name, p.part, o.id AS number, h.words,
    t.status AS status, t.basis AS basis, t.year AS year, d.published_on AS date, d.name AS document,
    p.status AS set_status, p.basis AS set_basis, p.year AS set_year
FROM shown_project p JOIN facility f ON f.id = p.facility JOIN override o ON o.id = p.hand JOIN hand h ON h.id = o.id
JOIN statement t ON t.project = p.id JOIN document d ON d.id = t.document
WHERE d.published_on > coalesce(o.seen, '') AND t.basis IS NOT 'target' AND t.status <> p.status
    AND NOT EXISTS (SELECT 1 FROM override k WHERE k.active AND k.what = 'keep' AND k.other IS NULL
        AND coalesce(k.facility, k.target) = p.facility AND coalesce(k.project, p.id) = p.id
        AND d.published_on <= k.seen)
ORDER BY p.id, d.published_on DESC, d.sha256, t.mention, t.number

-- Documents that say something of works, and not surely when they were issued.
-- name: queue_weak_dates
SELECT d.name AS name, coalesce(d.date_basis, 'none') AS basis, coalesce(d.published_on, '') AS date,
    coalesce(d.date_confidence, 0) AS confidence,
    (SELECT count(*) FROM statement t WHERE t.document = d.id) AS statements
FROM document d WHERE coalesce(d.date_confidence, CASE WHEN d.date_basis IN ('text', 'file name') THEN 0
        WHEN coalesce(d.date_basis, 'none') = 'none' THEN 0 ELSE 1 END) < :sure
    AND EXISTS (SELECT 1 FROM statement t WHERE t.document = d.id)
ORDER BY d.name, d.sha256

-- Decisions whose facility is not there any more.
-- name: queue_idle
SELECT o.id, o.what, o.target, h.words FROM override o JOIN hand h ON h.id = o.id
WHERE o.active AND NOT EXISTS (SELECT 1 FROM facility f WHERE f.id = coalesce(o.facility, @stem(o.target)))
ORDER BY o.id

-- name: queue_places
-- row: place
SELECT f.id AS facility, CASE WHEN x.place = f.place THEN '' ELSE coalesce(x.id, '') END AS target, f.name AS name,
    group_concat(x.part, '、') AS parts, l.id AS place, l.ambiguous, l.shape IS NULL AS unplaced, l.score, l.reason,
    l.uncertainty_m, l.precision, l.shape, l.toponym, l.name AS toponym_name, f.kind, l.area
FROM (SELECT facility, place, id, part FROM shown_project
    UNION ALL
    SELECT f.id, f.place, NULL, NULL FROM shown_facility f
    WHERE NOT EXISTS (SELECT 1 FROM shown_project p WHERE p.facility = f.id)) x
JOIN facility f ON f.id = x.facility JOIN place l ON l.id = x.place
WHERE l.id NOT LIKE 'hand-%' AND (l.precision NOT IN ('exact', 'section') OR l.score < :sure)
    AND NOT EXISTS (SELECT 1 FROM override k WHERE k.active AND k.what = 'keep' AND k.other IS NULL
        AND coalesce(k.facility, k.target) = f.id AND coalesce(k.project, x.id, '') = coalesce(x.id, ''))
GROUP BY f.id, target, l.id ORDER BY f.id, target, l.id

-- name: queue_candidates
-- row: candidate
SELECT json_extract(j.value, '$.id') AS id, json_extract(j.value, '$.name') AS name,
    json_extract(j.value, '$.kind') AS kind, json_extract(j.value, '$.area') AS area,
    json_extract(j.value, '$.reason') AS reason, json_extract(j.value, '$.lon') AS lon,
    json_extract(j.value, '$.lat') AS lat, json_extract(j.value, '$.score') AS score
FROM place l, json_each(l.candidates) j WHERE l.id = :place ORDER BY j.key
