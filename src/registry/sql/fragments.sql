-- Fragments that statements of several themes share.

-- The position of a word in a list ' of words ', for ordering; 0 where it is not in it.
-- fragment: rank(column, words)
instr(@words, ' ' || @column || ' ')

-- In the order of ter_state.
-- fragment: state_rank(column)
@rank(@column, ' planned started under_construction completed suspended cancelled existing ')

-- In the order of ter_precision.
-- fragment: precision_rank(column)
@rank(@column, ' exact section extent part_of area district none ')

-- The order in which a project's statements (t, of mention m in document d) give its state; the first one is it.
-- fragment: newest_statement
m.doubtful, d.published_on DESC,
CASE WHEN t.basis = 'reported' THEN 1 WHEN t.status = 'planned' THEN 2 ELSE 3 END,
@rank(t.status, ' planned started under_construction suspended cancelled completed ') DESC,
t.year DESC, m.confidence DESC, d.sha256, m.number, t.number

-- Whether what a mention (m) says counts: of a facility that others name surely, a doubtful name says nothing.
-- fragment: counts
(NOT m.doubtful OR NOT EXISTS (SELECT 1 FROM mention y WHERE y.facility = m.facility AND NOT y.doubtful))

-- The day of a document (d) from which everybody may know it: the last one of a date that lacks month or day.
-- fragment: published_day
CASE length(d.published_on)
WHEN 4 THEN d.published_on || '-12-31'
WHEN 7 THEN date(d.published_on || '-01', '+1 month', '-1 day')
ELSE d.published_on END

-- Whether an override (o) gives a project its state.
-- fragment: gives_state
(o.field = 'state' OR o.what = 'add' AND json_extract(o.new_value, '$.status') <> 'existing')

-- Which project an override (o) is of; what QGIS wrote may not be settled yet.
-- fragment: override_project
coalesce(o.project, CASE o.what WHEN 'add' THEN coalesce(o.facility, o.target) || '.whole' ELSE o.target END)

-- Whether an override (o) says of what it is about that it is a facility.
-- fragment: accepts
(o.what IN ('accept', 'set') OR o.what = 'keep' AND o.other IS NULL)

-- The facility's part of an id that may be a project's.
-- fragment: stem(id)
CASE instr(@id, '.') WHEN 0 THEN @id ELSE substr(@id, 1, instr(@id, '.') - 1) END
