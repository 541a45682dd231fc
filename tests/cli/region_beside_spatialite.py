"""r.sqlite's answers to within, along and count are those of SpatiaLite's own SQL; prints what differs."""
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
