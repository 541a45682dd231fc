/* Fragments of SQL. */
#ifndef TER_REGISTRY_FILE_FRAGMENTS_H
#define TER_REGISTRY_FILE_FRAGMENTS_H

/* Position of a word in a list, as an SQL expression for ordering: 0 where it is not in it. */
#define TER_SQL_RANK(column, words) "instr('" words "', ' ' || " column " || ' ')"
/* In the order of ter_state. */
#define TER_SQL_STATE(column)                                                                                          \
    TER_SQL_RANK(column, " planned started under_construction completed suspended cancelled existing ")
#define TER_SQL_PRECISION(column) TER_SQL_RANK(column, " exact section extent part_of area district none ")

/* The order in which a project's statements (t, of mention m in document d) give its state, the first one being it. */
#define TER_SQL_NEWEST_STATEMENT                                                                                       \
    "d.published_on DESC, CASE WHEN t.basis = 'reported' THEN 1 WHEN t.status = 'planned' THEN 2 ELSE 3 END,"          \
    " instr(' planned started under_construction suspended cancelled completed ', ' ' || t.status || ' ') DESC,"       \
    " t.year DESC, m.confidence DESC, d.sha256, m.number, t.number"

/* The day of a document (d) from which everybody may know it: the last one of a date that lacks month or day. */
#define TER_SQL_PUBLISHED_DAY                                                                                          \
    "CASE length(d.published_on) WHEN 4 THEN d.published_on || '-12-31' WHEN 7 THEN"                                   \
    " date(d.published_on || '-01', '+1 month', '-1 day') ELSE d.published_on END"

/* Whether an override (o) gives a project its state, and which project; what QGIS wrote may not be settled yet. */
#define TER_SQL_GIVES_STATE                                                                                            \
    "(o.field = 'state' OR o.what = 'add' AND json_extract(o.new_value, '$.status') <> 'existing')"
#define TER_SQL_OVERRIDE_PROJECT                                                                                       \
    "coalesce(o.project, CASE o.what WHEN 'add' THEN coalesce(o.facility, o.target) || '.whole' ELSE o.target END)"

#endif
