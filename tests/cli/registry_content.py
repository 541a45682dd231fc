"""registry_content.py REGISTRY: every row of every plain table, in an order of its own, for comparing two registries."""
import sqlite3
import sys

NOT_OURS = ("idx_", "sqlite_", "spatialite_history", "spatial_ref", "geometry_columns", "views_", "virts_", "vector_",
            "data_licenses", "sql_statements")
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
tables = [name for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
          if sql and "VIRTUAL" not in sql.upper() and not name.startswith(NOT_OURS)]
for table in tables:
    for row in sorted(map(repr, db.execute(f'SELECT * FROM "{table}"'))):
        print(table, row)
