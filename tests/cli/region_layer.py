"""layer.geojson counts for each area what the rows in `.out` count."""
import csv, json
layer = {f["properties"]["name"]: f for f in json.load(open("layer.geojson"))["features"]}
rows = list(csv.DictReader(open(".out")))
for name, feature in layer.items():
    assert feature["properties"]["count"] == sum(int(r["count"]) for r in rows if r["area"] == name), name
assert layer["朝阳区"]["geometry"]["type"] in ("Polygon", "MultiPolygon")
