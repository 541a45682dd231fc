"""Layers, map, QGIS project, OC4IDS package and dictionary of the folder have the railways, each in its place."""
import glob, json, sqlite3
def script(path):
    return json.loads(open(path, encoding="utf-8").read().split(" = ", 1)[1].rstrip().rstrip(";"))
features = [f for path in glob.glob("out/layers/geojson/2026/*.geojson") for f in json.load(open(path, encoding="utf-8"))["features"]]
lines = [f for f in features if f["properties"]["kind"] == "railway" and f["geometry"]]
assert [(f["properties"]["name"], f["geometry"]["type"]) for f in lines] == [("南岭铁路", "LineString")], features
data = script("out/map/data.js")
assert {"list": "kind", "word": "railway", "zh": "铁路", "en": "Railway", "value": "square"} in data["legend"]
assert [f["geometry"]["type"] for f in data["base"]["features"] if f["properties"]["kind"] == "railway"] == ["LineString"]
style = open("out/map/app/style.js", encoding="utf-8").read()
assert "['in', ['get', 'kind'], ['literal', ['road', 'railway']]]" in style and "{{" not in style
project = open("out/qgis/terrier.qgs", encoding="utf-8").read()
assert project.count('<category symbol="2" value="railway" label="铁路"') >= 2, "the legends of names and of the quiet map"
assert "铁路 Railway" in project, "the form's list of kinds"
map_file = sqlite3.connect("out/qgis/map.gpkg")
for layer in ("name_line", "base_line"):
    assert map_file.execute(f"SELECT count(*) FROM {layer} WHERE kind = 'railway'").fetchone() == (1,), layer
sectors = [p["sector"] for p in json.load(open("packages/oc4ids/projects.json", encoding="utf-8"))["projects"]]
assert sectors == [["transport", "transport.rail"]] * 2, sectors
dictionary = open("out/layers/dictionary.csv", encoding="utf-8").read()
assert "railway = 铁路 Railway" in dictionary
