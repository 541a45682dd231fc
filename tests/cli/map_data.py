"""map_data.py FOLDER: the map's data that are fetched: facilities, their details and geometries belong together."""
import json, sys
chunk = json.load(open(sys.argv[1] + "/data/facilities-0.json", encoding="utf-8"))
details = json.load(open(sys.argv[1] + "/data/details-0.json", encoding="utf-8"))
names = {f["name"] for f in chunk["facilities"]}
assert {"松涛公园", "望湖路", "云溪中学"} <= names, names
assert len(details) == len(chunk["facilities"])
assert all(f.get("geometry", 0) < len(chunk["geometries"]) for x in chunk["facilities"] for f in x["features"])
