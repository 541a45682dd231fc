"""export_fields.py FILE: the fields of a GeoJSON layer are those of the definition, in its order."""
import json, sys
rows = [f["properties"] for f in json.load(open(sys.argv[1], encoding="utf-8"))["features"]]
assert rows and all(list(row) == ["名称", "year", "原文"] for row in rows), rows
