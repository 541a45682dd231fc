"""map_base.py DATA_JS: the base map has each area's boundary without a name, its name once, and its sources."""
import json, sys
base = json.loads(open(sys.argv[1], encoding="utf-8").read().split(" = ", 1)[1].rstrip().rstrip(";"))["base"]
seen = sorted((f["geometry"]["type"], f["properties"].get("name", "")) for f in base["features"])
assert seen == [("Point", "云溪镇"), ("Point", "望湖镇"), ("Polygon", "")], seen
assert {"source": "Town survey", "licence": "CC0-1.0"} in base["sources"], base["sources"]
