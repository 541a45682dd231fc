"""export_once.py FOLDER: no project is in the layers more than once."""
import json, pathlib, sys
ids = [f["properties"]["project_id"] for p in pathlib.Path(sys.argv[1]).rglob("*.geojson") for f in json.loads(p.read_text(encoding="utf-8"))["features"]]
ids = [i for i in ids if i]
assert ids and len(ids) == len(set(ids)), ids
