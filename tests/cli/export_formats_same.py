"""export_formats_same.py FOLDER: every format has what GeoJSON has, feature by feature and field by field; texts that were
cut are listed in cut.csv, and cut between characters. ogr2ogr reads them all."""
import csv, json, pathlib, subprocess, sys
top = pathlib.Path(sys.argv[1])
index = json.loads((top / "layers.json").read_text(encoding="utf-8"))
cut = {(row["path"], row["facility_id"], row["project_id"], row["field"]): row
       for row in csv.DictReader(open(top / "cut.csv", encoding="utf-8", newline=""))}
assert cut and all(row["path"].startswith("shapefile/") for row in cut.values()), cut
SHORT = {field["name"]: field["short_name"] for field in index["fields"]}
WANT = [field["name"] for field in index["fields"]]


def features(entry):
    path, layer = str(top / entry["path"]), [entry["layer"]] if entry.get("layer") else []
    options = ["-oo", "HEADERS=FORCE", "-oo", "FIELD_TYPES=STRING"] if path.endswith("xlsx") else []
    run = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path, *layer, *options, "-lco", "COORDINATE_PRECISION=7"],
                         capture_output=True, text=True)
    assert run.returncode == 0, (path, run.stderr)
    return json.loads(run.stdout)["features"]


def flat(coordinates):
    return [round(coordinates, 6)] if isinstance(coordinates, (int, float)) else [x for c in coordinates for x in flat(c)]


def shape(geometry):
    """Its numbers, whatever the order of rings and whether it is called Multi."""
    return sorted(flat(geometry["coordinates"])) if geometry else None


def same(a, b):
    try:
        return abs(float(a) - float(b)) < 1e-3
    except (TypeError, ValueError):
        return (a or "") == (b or "")


reference, others = {}, []
for entry in index["layers"]:
    key = (entry["path"].split("/", 1)[1].rsplit(".", 1)[0], entry["geometry"])
    folder = entry["path"].split("/")[0]
    if folder == "geojson":
        reference[entry["title"]] = json.loads((top / entry["path"]).read_text(encoding="utf-8"))["features"]
    else:
        others.append((folder, entry))
assert len(others) == 6 * len(reference), (len(others), len(reference))
used = 0
for folder, entry in others:
    want, got = reference[entry["title"]], features(entry)
    assert len(want) == len(got), (entry["path"], len(want), len(got))
    order = lambda name: lambda f: (f["properties"][name("facility_id")], f["properties"].get(name("project_id")) or "")
    named = (lambda name: SHORT[name]) if folder == "shapefile" else (lambda name: name)
    for a, b in zip(sorted(want, key=order(lambda name: name)), sorted(got, key=order(named))):  # FlatGeobuf sorts by place
        properties = b["properties"]
        ids = a["properties"]["facility_id"], a["properties"]["project_id"] or ""
        for name in WANT:
            told = properties.get(named(name))
            if folder == "kml" and name == "name" and told is None:
                told = properties.get("Name")
            row = cut.get((entry["path"], *ids, name))
            if row:
                used += 1
                whole = a["properties"][name].encode()
                assert told.encode() == whole[:int(row["kept_bytes"])] and len(whole) == int(row["bytes"]) > 254, row
            else:
                assert same(told, a["properties"][name]), (entry["path"], name, told, a["properties"][name])
        if folder == "xlsx":
            assert bool(a["geometry"]) == bool(properties.get("lon")), properties
        else:
            assert shape(a["geometry"]) == shape(b["geometry"]), (entry["path"], a["geometry"], b["geometry"])
assert used == len(cut), (used, len(cut))
