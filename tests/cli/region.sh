#!/usr/bin/env bash
# within, along and count, beside SpatiaLite's own SQL on the same registry.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

"$TERRIER" build --out out "$SOURCE"/geodata/documents/*.txt >/dev/null 2>&1 || complain "no registry"
ln -s out/registry.sqlite r.sqlite
/usr/bin/python3 -c 'import sqlite3; sqlite3.connect(":memory:").enable_load_extension(True)' || skip "python3 loads no extensions"

cat >areas.geojson <<'AREAS'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "west"}, "geometry": {"type": "Polygon", "coordinates":
  [[[116.30,39.85],[116.47,39.85],[116.49,39.97],[116.47,40.10],[116.30,40.10],[116.30,39.85]]]}},
 {"type": "Feature", "properties": {"name": "east"}, "geometry": {"type": "MultiPolygon", "coordinates":
  [[[[116.47,39.85],[116.70,39.85],[116.70,40.10],[116.47,40.10],[116.47,39.85]],
    [[116.48,39.92],[116.60,39.92],[116.60,39.99],[116.48,39.99],[116.48,39.92]]]]}},
 {"type": "Feature", "properties": {"name": "nowhere"}, "geometry": null}]}
AREAS
cat >line.geojson <<'LINE'
{"type": "LineString", "coordinates": [[116.40, 39.90], [116.45, 39.93], [116.52, 39.94], [116.58, 39.99]]}
LINE

cat >compare.py <<'PYTHON'
import json, os, sqlite3, subprocess
db = sqlite3.connect("r.sqlite")
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
db.execute("PRAGMA query_only = 1")
TABLES = ("point", "line", "polygon")

def ours(*arguments):
    out = subprocess.run([os.environ["TERRIER"], *arguments, "--format", "jsonl"], capture_output=True, check=True, text=True)
    return [json.loads(line) for line in out.stdout.splitlines()]

def theirs(expression, *values):
    rows = {}
    for table in TABLES:
        rows.update(db.execute(f"SELECT coalesce(project_id, facility_id), {expression} FROM facility_{table}", values))
    return rows

def text_of(geometry):
    return json.dumps(geometry)

bad = []
def equal(what, a, b):
    if a != b: bad.append(f"{what}: {sorted(set(a) - set(b))} only ours, {sorted(set(b) - set(a))} only SpatiaLite's")

areas = {f["properties"]["name"]: f["geometry"] for f in json.load(open("areas.geojson"))["features"] if f["geometry"]}
total = 0
for name, geometry in areas.items():
    json.dump(geometry, open(f"{name}.geojson", "w"))
    expected = {i for i, hit in theirs("ST_Intersects(geom, SetSRID(GeomFromGeoJSON(?), 4326))", text_of(geometry)).items() if hit == 1}
    equal(f"within {name}", {r["id"] for r in ours("within", "r.sqlite", f"{name}.geojson")}, expected)
    counted = sum(r["count"] for r in ours("count", "r.sqlite", "--by", "area,kind", "--areas", "areas.geojson") if r["area"] == name)
    if counted != len(expected): bad.append(f"count {name}: {counted}, SpatiaLite {len(expected)}")
    total += len(expected)
if total < 20: bad.append("the areas say little")
box = (116.45, 39.90, 116.50, 39.95)
expected = {i for i, hit in theirs("ST_Intersects(geom, BuildMbr(?, ?, ?, ?, 4326))", *box).items() if hit == 1}
equal("within a box", {r["id"] for r in ours("within", "r.sqlite", ",".join(map(str, box)))}, expected)

# SpatiaLite takes the nearest points in degrees, and measures between them: never less than the true distance. On a
# plane (UTM, whose scale is wrong by 4 in 10,000, and whose straight lines leave ours by 0.6 m over 6 km) it is that
# distance. region_random.sh measures on better planes, to millimetres.
MARGIN = 1
line = text_of(json.load(open("line.geojson")))
for metres in (0, 300, 1500, 6000):
    hits = {r["id"]: r["distance_m"] for r in ours("along", "r.sqlite", "line.geojson", "--distance", str(metres))}
    ellipsoid = theirs("ST_Distance(geom, SetSRID(GeomFromGeoJSON(?), 4326), 1)", line)
    plane = theirs("ST_Distance(ST_Transform(geom, 32650), ST_Transform(SetSRID(GeomFromGeoJSON(?), 4326), 32650))", line)
    lost = {i for i, d in ellipsoid.items() if d <= metres} - set(hits)
    if lost: bad.append(f"along {metres}: {lost} lost")
    equal(f"along {metres}", {i for i in hits if abs(hits[i] - metres) > metres * 1e-3 + MARGIN},
          {i for i, d in plane.items() if d <= metres and abs(d - metres) > metres * 1e-3 + MARGIN})
    for i, d in hits.items():
        if d > ellipsoid[i] + 0.01 or abs(d - plane[i]) > d * 1e-3 + MARGIN:
            bad.append(f"along {metres}: {i} at {d}, SpatiaLite {ellipsoid[i]}, on a plane {plane[i]}")
    if metres == 1500 and len(hits) < 5: bad.append("the line says little")

by = {(r["kind"], r["status"]): r["count"] for r in ours("count", "r.sqlite", "--by", "kind,status")}
sql = {(k, s): n for k, s, n in db.execute("SELECT kind, status, count(*) FROM current_state GROUP BY 1, 2")}
if by != sql: bad.append(f"count: {by}, SQL {sql}")
print("\n".join(bad))
PYTHON
said=$(/usr/bin/python3 compare.py 2>&1)
[ -z "$said" ] || complain "$said"

# areas and lines by name; files; filters
expect 0 within r.sqlite 朝阳区 --kind park --format jsonl
json 'rows and all(r["kind"] == "park" for r in rows)'
expect 0 along r.sqlite 亮马河 --distance 500 --limit 3 --format jsonl
json 'len(rows) == 3 and [r["distance_m"] for r in rows] == sorted(r["distance_m"] for r in rows)'
expect 0 within r.sqlite 朝阳区 --kind park --format geojson
/usr/bin/python3 -c '
import json
features = json.load(open(".out"))["features"]
assert features and all(f["geometry"]["type"] == "Point" and f["properties"]["kind"] == "park" for f in features)' || complain "no GeoJSON"
t within r.sqlite - --format jsonl <areas.geojson
expect 0 within r.sqlite 0,0,1,1 --format jsonl
json 'not rows'
fails 2 'box' within r.sqlite 116.5,39.9,116.4,39.95
fails 2 'area' within r.sqlite 没有这个地方
fails 2 'area' within r.sqlite 亮马河
fails 2 'give one of .*亮马河' along r.sqlite 亮马 --distance 5
fails 2 'give one of 亮马河' along r.sqlite liangmahe --distance 5
fails 1 'no area' within r.sqlite line.geojson
fails 1 'no line' along r.sqlite areas.geojson --distance 5
fails 2 'distance' along r.sqlite 亮马河
fails 2 'distance' along r.sqlite 亮马河 --distance -5
echo '{"type": "Polygon", "coordinates": [[[0,0],[1,0],' >cut.geojson
fails 1 'cut.geojson:2:1' within r.sqlite cut.geojson
echo '{"type": "Point", "crs": {"properties": {"name": "EPSG:3857"}}, "coordinates": [1, 2]}' >metres.geojson
fails 1 'WGS 84' within r.sqlite metres.geojson

# Whatever OGR reads, in any CRS that it states; several areas of one file are one question.
expect 0 within r.sqlite areas.geojson --format jsonl
mv .out as_geojson
if command -v ogr2ogr >/dev/null; then
    ogr2ogr -f 'ESRI Shapefile' areas.shp areas.geojson -t_srs EPSG:4490 2>/dev/null
    ogr2ogr -f GPKG areas.gpkg areas.geojson -t_srs EPSG:32650
    ogr2ogr -f KML areas.kml areas.geojson
    for file in areas.shp areas.gpkg areas.kml; do
        expect 0 within r.sqlite $file --format jsonl
        same "$(cut -d, -f1 .out)" "$(cut -d, -f1 as_geojson)" "what lies in $file"
    done
    expect 0 count r.sqlite --by area,kind --areas areas.geojson --format csv
    mv .out as_geojson
    expect 0 count r.sqlite --by area,kind --areas areas.gpkg --format csv
    same "$(cat .out)" "$(cat as_geojson)" "counts in areas of a GeoPackage"
    ogr2ogr -f GPKG line.gpkg line.geojson -t_srs EPSG:32650
    expect 0 along r.sqlite line.gpkg --distance 300 --format jsonl
    json 'rows'
    fails 1 'no area' within r.sqlite line.gpkg
    rm areas.prj
    fails 1 'CRS' within r.sqlite areas.shp
fi
echo nothing >nothing.txt
fails 1 'nothing.txt' within r.sqlite nothing.txt
echo '{"type": "Polygon", "coordinates": [[[179,0],[-179,0],[-179,2],[179,2],[179,0]]]}' >date_line.geojson
fails 1 'antimeridian' within r.sqlite date_line.geojson
fails 2 'antimeridian' within r.sqlite 179,0,-179,2
echo '{"type": "Polygon", "coordinates": [[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]}' >world.geojson
expect 0 within r.sqlite world.geojson --format jsonl
mv .out all
expect 0 within r.sqlite -180,-90,180,90 --format jsonl
same "$(cut -d, -f1 .out)" "$(cut -d, -f1 all)" "what lies in the world"
# A place in two areas of one name counts once for it.
sed 's/"name": "[a-z]*"/"name": "both"/' areas.geojson >both.geojson
expect 0 within r.sqlite areas.geojson --format jsonl
mv .out all
expect 0 count r.sqlite --by area --areas both.geojson --format jsonl
json 'rows[0]["count"] == len([line for line in open("all")])'

# count
expect 0 count r.sqlite --by area,kind --layer layer.geojson --format csv
has '^area,kind,count'
/usr/bin/python3 - <<'PYTHON' || complain "the layer of areas is not right"
import csv, json
layer = {f["properties"]["name"]: f for f in json.load(open("layer.geojson"))["features"]}
rows = list(csv.DictReader(open(".out")))
for name, feature in layer.items():
    assert feature["properties"]["count"] == sum(int(r["count"]) for r in rows if r["area"] == name), name
assert layer["朝阳区"]["geometry"]["type"] in ("Polygon", "MultiPolygon")
PYTHON
expect 0 count r.sqlite --by year --kind road --format jsonl
json '[r["year"] for r in rows] == sorted((r["year"] for r in rows), key=lambda y: y or 9999)'
fails 2 'colour' count r.sqlite --by colour
fails 2 'twice' count r.sqlite --by kind,kind
fails 2 'area' count r.sqlite --by kind --layer x.geojson
absent x.geojson
finish
