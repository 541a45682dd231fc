"""older_registry.py REGISTRY [no-periods]: makes of a registry one of version 5, as the program wrote them before doubtful names
were kept; `no-periods`: from before there were periods."""
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA legacy_alter_table=ON")
db.execute("BEGIN")
layers = ["facility_point", "facility_line", "facility_polygon"]
db.execute("""CREATE TABLE statement_period (document INTEGER NOT NULL, mention INTEGER NOT NULL, number INTEGER NOT NULL,
    period_from INTEGER NOT NULL, PRIMARY KEY (document, mention, number)) WITHOUT ROWID""")
db.execute("""INSERT INTO statement_period SELECT document, mention, number, period_from FROM statement
    WHERE period_from IS NOT NULL""")
for kind, name in db.execute("""SELECT type, name FROM sqlite_schema WHERE type = 'view' AND sql LIKE '%facility%'
        OR type = 'trigger' AND tbl_name IN (?, ?, ?) AND name GLOB tbl_name || '_*'
        AND sql LIKE '%FROM deriving%'""", layers).fetchall():
    db.execute(f"DROP {kind} {name}")
gone = {"document": ["date_confidence", "area_basis", "area_confidence"], "mention": ["doubtful"], "statement": ["period_to", "period_from", "confidence"],
        **{layer: ["period_from", "period_to"] for layer in layers}}
for table, columns in gone.items():
    for column in columns:
        db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
if "no-periods" in sys.argv:
    db.execute("DROP TABLE statement_period")
db.execute("PRAGMA writable_schema=ON")
db.execute("""UPDATE sqlite_schema SET sql = replace(replace(replace(sql, '''accept'', ', ''),
    'hidden IN (''rejected'', ''doubtful'')', 'hidden = ''rejected'''), ', ''doubtful''', '')
    WHERE name IN ('override', 'facility', 'project')""")
db.execute("PRAGMA user_version=5")
db.execute("COMMIT")
