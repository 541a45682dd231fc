#!/usr/bin/python3
"""Prints what a registry holds: dump_registry.py FILE. Equal registries print equal bytes, however they came about.

All tables of ours and the layers, rows sorted; not SpatiaLite's own tables, of which one holds times, nor the nodes of its
index, whose shape depends on the order of inserting (its entries are printed).
"""
import sqlite3
import sys

OURS = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
FOREIGN = ("sqlite_", "spatial", "spatialite_", "geometry_columns", "views_geometry", "virts_geometry", "vector_", "raster_",
           "data_licenses", "sql_statements", "ElementaryGeometries", "SpatialIndex", "KNN", "layer_styles")


def main():
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    for (table,) in database.execute(OURS).fetchall():
        if table.startswith(FOREIGN) or table.endswith(("_node", "_parent", "_rowid")):
            continue
        rows = sorted(database.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
        print(f"-- {table}: {len(rows)}")
        for row in rows:
            print(repr(row))


main()
