#!/usr/bin/env bash
# export: definitions of one's own, every format read back beside GeoJSON, cut texts listed, RFC 7946, zipped Shapefiles,
# licence and attribution in each format.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"

make_registry
# A sentence too long for a Shapefile: 254 bytes are 84 Chinese characters.
long=$(printf '并做好沿线绿化与排水%.0s' 1 2 3 4 5 6 7 8 9 10 11 12)
printf '2027年4月1日\n\n松涛公园已于2027年3月建成，%s。\n' "$long" >long.txt
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt" long.txt
expect 0 export r.sqlite all --format geojson,shapefile,gpkg,flatgeobuf,kml,csv,xlsx
grep -q 'cut.csv lists' .err || complain "cut texts are not told"

# Every format has what GeoJSON has, feature by feature and field by field; what is cut is in cut.csv, and cut between
# characters. ogr2ogr reads them all.
/usr/bin/python3 - all >.out 2>.err <<'PYTHON' || complain "formats differ"
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
PYTHON

# RFC 7946: rings closed and by the right hand, positions of two numbers with at most 7 decimals in range, bbox around
# all of them, no crs, every member of its type.
/usr/bin/python3 - all >.out 2>.err <<'PYTHON' || complain "a GeoJSON file is not RFC 7946"
import json, pathlib, re, sys
DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def positions(coordinates, depth):
    if depth == 0:
        assert len(coordinates) == 2 and all(type(x) in (int, float) for x in coordinates), coordinates
        assert abs(coordinates[0]) <= 180 and abs(coordinates[1]) <= 90, coordinates
        return [coordinates]
    assert isinstance(coordinates, list) and coordinates, coordinates
    return [p for c in coordinates for p in positions(c, depth - 1)]


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def check(geometry):
    assert set(geometry) == {"type", "coordinates"}, geometry
    kind, coordinates = geometry["type"], geometry["coordinates"]
    found = positions(coordinates, DEPTH[kind])
    lines = {"LineString": [coordinates], "MultiLineString": coordinates}.get(kind, [])
    assert all(len(line) >= 2 for line in lines), geometry
    for polygon in {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, []):
        for i, ring in enumerate(polygon):
            assert len(ring) >= 4 and ring[0] == ring[-1], "a ring is not closed"
            assert (area(ring) > 0) == (i == 0), "a ring goes the wrong way round"
    return found


seen = 0
for path in pathlib.Path(sys.argv[1]).rglob("*.geojson"):
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8")
    top = json.loads(text, parse_constant=lambda c: sys.exit(f"{c} in {path}"))
    assert top["type"] == "FeatureCollection" and isinstance(top["features"], list)
    # Foreign members (6.1) may be anything but what gives another type of object its meaning (7.1), or a crs (4).
    assert set(top) <= {"type", "title", "bbox", "attribution", "sources", "features"}, set(top)
    all_positions = []
    for feature in top["features"]:
        assert set(feature) == {"type", "properties", "geometry"} and feature["type"] == "Feature"
        seen += 1
        if feature["geometry"] is not None:
            all_positions += check(feature["geometry"])
    assert not re.search(r"\d\.\d{8,}[,\]]", text), "more than 7 decimals"
    if all_positions:
        xs, ys = zip(*all_positions)
        want = [min(xs), min(ys), max(xs), max(ys)]
        assert all(abs(a - b) < 1.5e-7 for a, b in zip(top["bbox"], want)), (top["bbox"], want)
    else:
        assert "bbox" not in top
assert seen > 10, seen
PYTHON

# A zipped Shapefile, as people send them, has its Chinese where it is opened: by OGR, and by a reader that knows but the
# format: names and texts by what .cpg says, no text that ends within a character, no language driver that says otherwise.
(cd all/shapefile/2027 && /usr/bin/python3 -m zipfile -c ../../../zipped.zip ./*)
shp=$(cd all/shapefile/2027 && grep -rlaF 松涛公园 --include='*.dbf' . | head -n 1 | sed 's/dbf$/shp/; s/^..//')
ogrinfo -al -ro "/vsizip/zipped.zip/$shp" 2>.err | grep -q '(String) = .*松涛公园' || complain "no Chinese in zipped $shp"
/usr/bin/python3 - zipped.zip <<'PYTHON' >.out 2>.err || complain "a zipped Shapefile cannot be read elsewhere"
import struct, sys, zipfile
names, texts, prj = set(), set(), 0
with zipfile.ZipFile(sys.argv[1]) as z:
    tables = [n for n in z.namelist() if n.endswith(".dbf")]
    assert tables
    for name in tables:
        data, encoding = z.read(name), z.read(name[:-3] + "cpg").decode("ascii").strip()
        assert encoding == "UTF-8" and data[0] & 7 == 3, (encoding, data[0])
        assert data[29] == 0, data[29]  # a code page here would be taken before .cpg by some
        count, head, width = struct.unpack("<IHH", data[4:12])
        fields, at = [], 32
        while data[at] != 0x0D:
            fields.append((data[at:at + 11].split(b"\0")[0].decode("ascii"), chr(data[at + 11]), data[at + 16]))
            at += 32
        assert len(fields) == len({f[0].lower() for f in fields}) and sum(f[2] for f in fields) + 1 == width
        for i in range(count):
            row, at = data[head + i * width:head + (i + 1) * width], 1
            assert row[0:1] == b" "
            for field, kind, size in fields:
                value = row[at:at + size].decode(encoding).strip()
                at += size
                if field == "name":
                    names.add(value)
                if kind == "C":
                    texts.add(value)
        if name[:-3] + "shp" in z.namelist():
            shx, shp = z.read(name[:-3] + "shx"), z.read(name[:-3] + "shp")
            assert (len(shx) - 100) // 8 == count and struct.unpack(">I", shp[24:28])[0] * 2 == len(shp)
            assert b"WGS_1984" in z.read(name[:-3] + "prj")
            prj += 1
assert "松涛公园" in names and prj and any("沿线绿化" in t for t in texts), names
PYTHON

# Who the data come from, in each format's own place.
/usr/bin/python3 - all >.out 2>.err <<'PYTHON' || complain "a format does not say who its data come from"
import json, pathlib, sqlite3, struct, sys, xml.etree.ElementTree as xml, zipfile
top = pathlib.Path(sys.argv[1])
index = json.loads((top / "layers.json").read_text(encoding="utf-8"))
sources = index["sources"]
assert sources and all(s["source"] for s in sources)


def member(data, table, number):
    """A string of a FlatBuffer's table."""
    vtable = table - struct.unpack_from("<i", data, table)[0]
    entry = 4 + 2 * number
    offset = struct.unpack_from("<H", data, vtable + entry)[0] if entry < struct.unpack_from("<H", data, vtable)[0] else 0
    if not offset:
        return None
    at = table + offset + struct.unpack_from("<I", data, table + offset)[0]
    return data[at + 4:at + 4 + struct.unpack_from("<I", data, at)[0]].decode("utf-8")


def told(path):
    data = path.read_bytes()
    if path.suffix == ".geojson":
        told = json.loads(data)
        assert told["sources"] == sources
        return told["attribution"]
    if path.suffix == ".kml":
        space = {"k": "http://www.opengis.net/kml/2.2"}
        document = xml.fromstring(data).find("k:Document", space)
        values = [v.text for v in document.findall("k:ExtendedData/k:Data[@name='source']/k:value", space)]
        assert values == [s["source"] for s in sources], values
        return document.find("k:description", space).text
    if path.suffix == ".fgb":
        head = data[12:12 + struct.unpack_from("<I", data, 8)[0]]
        table = struct.unpack_from("<I", head)[0]
        assert member(head, table, 0) and member(head, table, 11) == entry["title"]
        assert json.loads(member(head, table, 13))["sources"] == sources
        return member(head, table, 12)
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as db:
            [(text, reference)] = db.execute("SELECT m.metadata, r.reference_scope FROM gpkg_metadata m JOIN"
                                             " gpkg_metadata_reference r ON r.md_file_id = m.id")
            assert reference == "geopackage"
            rows = dict(db.execute("SELECT identifier, description FROM gpkg_contents WHERE data_type = 'features'"))
            items = {i.get("key"): i.text for i in xml.fromstring(text).iter() if i.get("key")}
            assert set(rows.values()) <= {items["ATTRIBUTION"]} and items["SOURCE_1"] == sources[0]["source"], rows
            return items["ATTRIBUTION"]
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as z:
            return "".join(z.read(n).decode("utf-8") for n in z.namelist() if n.endswith(".xml"))
    if path.suffix == ".csv":
        about = json.loads(pathlib.Path(f"{path}-metadata.json").read_text(encoding="utf-8"))
        assert about["url"] == path.name
        header = data.decode("utf-8").split("\n")[0].split(",")
        assert [c["titles"] for c in about["tableSchema"]["columns"]] == header
        assert about["dc:source"] == [s["source"] for s in sources]
        return about["dc:rights"]
    about = xml.parse(f"{path}.xml").getroot()
    assert about.find("idinfo/useconst").text
    return about.find("idinfo/datacred").text


for entry in index["layers"]:
    text = told(top / entry["path"])
    for s in sources:
        assert s["source"] in text and (s["licence"] or "") in text, (entry["path"], text)
PYTHON

# The same input, the same bytes, in every format.
expect 0 export r.sqlite twice --format geojson,shapefile,gpkg,flatgeobuf,kml,csv,xlsx
same "$(listing twice)" "$(listing all)" "two exports"

# Definitions: fields renamed and in order, a choice, a style, one that nothing matches.
mkdir own
echo '<qgis version="3.22"></qgis>' >own/park.qml
cat >own/parks.layer <<'LAYER'
# what the parks office asked for
layer parks
title zh 公园建设
by year
where kind park
where status started completed
field name 名称 NAME
field year
field quote 原文 TEXT
style polygon park.qml
layer castles
by none
where kind castle
LAYER
expect 0 export r.sqlite parks --layers own --format geojson,shapefile,gpkg
grep -q 'nothing matches castles' .err || complain "the empty layer is not told"
[ -z "$(find parks -path '*castles*')" ] || complain "an empty layer is written"
there parks/geojson/parks/2027_polygon.geojson
there parks/geojson/parks/2027_polygon.qml
there parks/gpkg/parks/2027.gpkg
ogrinfo -so -al -ro parks/shapefile/parks/2027_polygon.shp | grep -q '^NAME: String' || complain "no short name of its own"
/usr/bin/python3 - parks/geojson/parks/2027_polygon.geojson <<'PYTHON' >.out 2>.err || complain "fields are not those of the definition"
import json, sys
rows = [f["properties"] for f in json.load(open(sys.argv[1], encoding="utf-8"))["features"]]
assert rows and all(list(row) == ["名称", "year", "原文"] for row in rows), rows
PYTHON
grep -q '^名称,NAME,text,,名称,Name,.*,parks$' parks/dictionary.csv || complain "the dictionary does not have the names of the definition"
ogrinfo -ro parks/gpkg/parks/2027.gpkg -sql "SELECT styleQML FROM layer_styles" | grep -q '<qgis' || complain "the style is not kept"

# Wrong definitions: where, what, what to do; nothing is written.
wrong() { # wrong LINE PATTERN TEXT
    printf '%b' "$3" >bad.layer
    fails 1 "bad\\.layer:$1: .*$2.*; " export r.sqlite bad --layers bad.layer
    absent bad
}
wrong 1 'belongs to no layer' 'where kind park\n'
wrong 2 'no word of a definition' 'layer a\nfilter kind park\n'
wrong 2 'nothing to choose by' 'layer a\nwhere colour red\n'
wrong 3 'not a value' 'layer a\n\nwhere status done\n'
wrong 2 'no field' 'layer a\nfield colour\n'
wrong 3 'already' 'layer a\nfield name x\nfield kind x\n'
wrong 2 'themselves' 'layer a\nfield name FID\n'
wrong 2 'Shapefile' 'layer a\nfield name nom 名称\n'
wrong 2 'made by' 'layer a\nby colour\n'
wrong 2 'cannot be read' 'layer a\nstyle point absent.qml\n'
wrong 2 'geometry type' 'layer a\nstyle dot park.qml\n'
wrong 1 'folder' 'layer ../a\n'
wrong 2 'already' 'layer a\nlayer A\n'
printf 'layer default\nlayer 2027\nby status\n' >bad.layer
fails 1 "layers '(default|2027)' and .* would both be the file 2027/" export r.sqlite bad --layers bad.layer
absent bad
wrong 2 'UTF-8' 'layer a\ntitle zh \xff\xfe\n'
wrong 2 'UTF-8' 'layer a\ntitle zh a\001b\n'
wrong 1 'no layer' '# nothing\n'
fails 1 'absent.layer' export r.sqlite bad --layers absent.layer
mkdir hollow
fails 1 'hollow.*no definition' export r.sqlite bad --layers hollow

# --as-of: each project once, and nothing before anything was known.
expect 0 export r.sqlite early --as-of 2026-06-30 --format geojson
grep -q 'no document published by 2026-06-30' .err || complain "that nothing was known is not told"
absent early/geojson
expect 0 export r.sqlite then --as-of 2027-12-31 --format geojson --by kind
/usr/bin/python3 - then >.out 2>.err <<'PYTHON' || complain "a project is there more than once"
import json, pathlib, sys
ids = [f["properties"]["project_id"] for p in pathlib.Path(sys.argv[1]).rglob("*.geojson") for f in json.loads(p.read_text(encoding="utf-8"))["features"]]
ids = [i for i in ids if i]
assert ids and len(ids) == len(set(ids)), ids
PYTHON

finish
