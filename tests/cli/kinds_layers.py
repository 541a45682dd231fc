"""The layers in out/ have each named feature with its kind, status, year and type of geometry."""
import glob, json, sys
seen = {}
for path in glob.glob("out/layers/**/*.geojson", recursive=True):
    for feature in json.load(open(path, encoding="utf-8"))["features"]:
        p = feature["properties"]
        if p["status"] != "existing":
            seen[p["name"]] = (p["kind"], p["status"], p["year"], feature["geometry"]["type"])
want = {"星澜购物中心": ("commercial", "completed", 2025, "Polygon"), "青岚大剧院": ("culture", "completed", 2025, "Polygon"),
        "地铁5号线": ("transport", "completed", 2025, "LineString"), "青岚动物园": ("park", "completed", 2025, "Polygon"),
        "云栖产业园": ("industrial_park", "started", 2025, "Polygon")}
print(seen)
sys.exit(seen != want)
