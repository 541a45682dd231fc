#!/usr/bin/env bash
# export: every file read back with OGR: count, extent, CRS, encoding, fields; filters; refused output.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"
ogr() { env -u LD_PRELOAD ogrinfo "$@"; }

make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"
expect 0 export r.sqlite layers --format geojson,shapefile,gpkg --by status,year
there layers/layers.json
# The dictionary has a row for every field of layers.json, with a meaning in both languages and the legend's codes.
/usr/bin/python3 - layers >.out 2>.err <<'PYTHON' || complain "dictionary.csv and the fields disagree"
import csv, json, pathlib, sys
top = pathlib.Path(sys.argv[1])
rows = list(csv.DictReader((top / "dictionary.csv").open(encoding="utf-8", newline="")))
fields = json.loads((top / "layers.json").read_text(encoding="utf-8"))["fields"]
assert [(r["field"], r["short_name"], r["type"]) for r in rows] == [(f["name"], f["short_name"], f["type"]) for f in fields]
for row in rows:
    assert all(row[c] for c in ("title_zh", "title_en", "meaning_zh", "meaning_en")), row
    assert bool(row["codes"]) == (row["field"] in ("status", "basis", "kind", "action", "precision")), row
assert {r["field"]: r["unit"] for r in rows}["uncertainty_m"] == "m"
PYTHON

# layers.json tells of each layer what OGR finds in it.
/usr/bin/python3 - layers >.out 2>.err <<'PYTHON' || complain "layers.json and the files disagree"
import json, pathlib, re, subprocess, sys
top = pathlib.Path(sys.argv[1])
index = json.loads((top / "layers.json").read_text(encoding="utf-8"))
entries = index["layers"]
assert entries and json.dumps(index, ensure_ascii=False).count("made up for tests"), "no attribution"
LONG = {"facility_id", "project_id", "name", "pinyin", "kind", "part", "status", "basis", "year", "action", "precision",
        "uncertainty_m", "document", "document_date", "quote", "confidence", "geometry_source"}
SHORT = {"uncertainty_m": "uncert_m", "facility_id": "fac_id", "project_id": "proj_id", "document": "doc",
         "document_date": "doc_date", "confidence": "conf", "geometry_source": "geom_src"}
seen, located = set(), 0
for entry in entries:
    path = top / (entry.get("path") or entry.get("file"))
    assert path.exists(), path
    seen.add(path.suffix)
    command = ["ogrinfo", "-al", "-so", "-ro", str(path)]
    if path.suffix == ".gpkg":
        command = ["ogrinfo", "-so", "-ro", str(path), entry.get("layer") or entry.get("name")]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0 and not run.stderr.strip(), (path, run.stderr)
    said = run.stdout
    assert "Warning" not in said and "ERROR" not in said, said
    assert f"Feature Count: {entry.get('count', entry.get('features'))}" in said, (entry, said)
    fields = {line.split(":")[0] for line in said.splitlines() if re.match(r"\w+: (String|Integer|Real|Date)", line)}
    want = {SHORT.get(f, f) for f in LONG} if path.suffix in (".shp", ".dbf") else LONG
    assert want <= fields, (path, want - fields)
    extent = re.search(r"^Extent: \((.*), (.*)\) - \((.*), (.*)\)$", said, re.M)
    assert bool(extent) == bool(entry.get("extent")), (path, "one has an extent, the other has none")
    if extent:
        located += 1
        assert "WGS 84" in said, said
        box = [float(number) for number in extent.groups()]
        assert 118.2 <= box[0] <= box[2] <= 118.4 and 26.0 <= box[1] <= box[3] <= 26.2, box
        assert all(abs(a - b) < 1e-5 for a, b in zip(box, entry["extent"])), (path, box, entry["extent"])
assert {".geojson", ".shp", ".gpkg"} <= seen and located > 10, (seen, located)
PYTHON

# Paths tell year and status; a target is told apart; Chinese is whole in the DBF, which names its encoding.
find layers -name '*.geojson' | grep -qE 'geojson/2027/completed-target' || complain "no geojson/2027/completed-target"
find layers -name '*.geojson' | grep -qE 'geojson/2027/completed[^-]' || complain "no geojson/2027/completed"
for cpg in $(find layers -name '*.shp' | sed 's/shp$/cpg/'); do
    same "$(tr -d '\r\n' <"$cpg")" UTF-8 "$cpg"
done
[ -n "$(find layers -name '*.shp')" ] || complain "no shapefile"
find layers -name '*.shp' -exec ogrinfo -al -ro {} \; 2>/dev/null | grep -q 'name (String) = 松涛公园' || complain "松涛公园 is in no shapefile"
# RFC 7946: no crs member, no name member, at most 7 decimals, exterior rings counter-clockwise.
/usr/bin/python3 - layers >.out 2>.err <<'PYTHON' || complain "a GeoJSON file is not RFC 7946"
import json, pathlib, re, sys
for path in pathlib.Path(sys.argv[1]).rglob("*.geojson"):
    text = path.read_text(encoding="utf-8")
    top = json.loads(text)
    assert top["type"] == "FeatureCollection" and "crs" not in top and "name" not in top, path
    assert not re.search(r"\d\.\d{8,}[,\]]", text), path
    for feature in top["features"]:
        g = feature["geometry"]
        if g and g["type"] in ("Polygon", "MultiPolygon"):
            for polygon in [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]:
                ring = polygon[0]
                assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in zip(ring, ring[1:])) < 0, (path, "clockwise")
PYTHON
# A place nobody knows is exported without a geometry, or not at all; it has none made up.
! grep -rl 雁洲路 --include='*.geojson' layers | xargs -r grep -h 雁洲路 | grep -q '"coordinates"' || complain "雁洲路 got a geometry"

# Done twice in two folders: the same bytes.
expect 0 export r.sqlite twice --format geojson,shapefile,gpkg --by status,year
same "$(listing twice)" "$(listing layers)" "two exports"

# Another CRS is asked for by name.
expect 0 export r.sqlite utm --format gpkg --crs EPSG:32650
file=$(find utm -name '*.gpkg' | head -n 1)
ogr -al -so -ro "$file" | grep -q 'UTM zone 50N' || complain "no UTM in $file"

# Filters; an empty choice is an empty answer.
expect 0 export r.sqlite roads --format geojson --kind road --by status,year,kind
[ -n "$(find roads -name '*.geojson')" ] || complain "no roads"
! grep -rhE '"kind": ?"(park|school|hospital|waterway)"' roads --include='*.geojson' | grep -q . || complain "--kind lets others in"
expect 0 export r.sqlite none --format geojson --year 1999
same "$(find none -name '*.geojson' 2>/dev/null | wc -l)" 0 "files of an empty choice"

# Refused.
fails 2 'dwg' export r.sqlite x --format dwg
fails 2 'colour' export r.sqlite x --by colour
fails 2 'castle' export r.sqlite x --kind castle
fails 2 'done' export r.sqlite x --status 'done'
fails 2 'EPSG:999999|CRS' export r.sqlite x --crs EPSG:999999
fails 2 'box' export r.sqlite x --bbox 1,2,3
fails 1 'absent' export absent.sqlite x
absent x
mkdir foreign
echo mine >foreign/thesis.txt
fails 1 'overwrite' export r.sqlite foreign
same "$(ls foreign)" thesis.txt "a foreign folder"
echo file >plain
fails 1 'plain' export r.sqlite plain
same "$(cat plain)" file "a file in the way"
finish
