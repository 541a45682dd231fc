"""within and along on random points, lines and areas with holes answer as SpatiaLite does; prints what differs."""
import json, math, os, random, sqlite3, subprocess

THINGS, AREAS, LINES = 3000, 25, 25
WEST, SOUTH, EAST, NORTH = 116.40, 39.88, 116.60, 40.02
# Our edges are straight in LON,LAT. SpatiaLite measures on a plane, here one that is true to 1 in 10 million within 3 km
# of its meridian (a transverse Mercator projection of its own for every line), to which edges are given in pieces of
# at most 100 m. Both together, with our own 2 mm, stay below:
TOLERANCE_M = 0.004
rng = random.Random(20261122)

def position():
    return rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)

def ring(x, y, size, turn=1):
    """As seen from its middle, points all around: valid, whatever their distances."""
    count = rng.randint(5, 12)
    angles = [2 * math.pi * (i + rng.uniform(0, 0.5)) / count for i in range(count)]
    far = [size * rng.uniform(0.4, 1) for _ in angles]
    points = [(round(x + r * math.cos(a), 7), round(y + r * math.sin(a), 7)) for a, r in list(zip(angles, far))[::turn]]
    return points + points[:1]

def area(size):
    x, y = position()
    polygons = [[ring(x, y, size)] + ([ring(x, y, size * 0.15, -1)] if rng.random() < 0.5 else [])]
    if rng.random() < 0.3: polygons.append([ring(x + 3 * size, y, size)])
    return {"type": "MultiPolygon", "coordinates": polygons}

def line(step, count):
    x, y, turn, points = *position(), rng.uniform(0, 2 * math.pi), []
    for _ in range(count):
        points.append((round(x, 7), round(y, 7)))
        turn += rng.gauss(0, 0.5)
        x, y = x + step * math.cos(turn), y + step * math.sin(turn)
    return {"type": "MultiLineString", "coordinates": [points]}

def thing():
    draw = rng.random()
    if draw < 1 / 3:
        return "point", {"type": "Point", "coordinates": position()}
    if draw < 2 / 3:
        return "line", line(rng.choice((0.0005, 0.01)), rng.randint(2, 8))
    return "polygon", area(rng.choice((0.0005, 0.003)))

def cut(points):
    out = points[:1]
    for a, b in zip(points, points[1:]):
        n = max(1, math.ceil(math.hypot((b[0] - a[0]) * 85400, (b[1] - a[1]) * 111000) / 100))
        out = out + [(a[0] + (b[0] - a[0]) * k / n, a[1] + (b[1] - a[1]) * k / n) for k in range(1, n + 1)]
    return out

def pieces(shape):
    c = shape["coordinates"]
    if shape["type"] == "Point": return shape
    if shape["type"] == "MultiLineString": return {"type": shape["type"], "coordinates": [cut(p) for p in c]}
    return {"type": shape["type"], "coordinates": [[cut(r) for r in p] for p in c]}

db = sqlite3.connect("r.sqlite")
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
db.execute("INSERT INTO deriving VALUES (1)") # so that it is not taken for an edit by a person
things = []
for i in range(THINGS):
    table, shape = thing()
    project = f"x-{i}.whole"
    things.append((project, shape))
    db.execute(f"INSERT INTO facility_{table} (fid, facility_id, project_id, name, kind, status, basis, year, precision,"
               " uncertainty_m, geom) VALUES (?, ?, ?, ?, 'park', 'planned', 'target', 2026, 'exact', 10,"
               " SetSRID(GeomFromGeoJSON(?), 4326))", (i + 1, f"x-{i}", project, f"n{i}", json.dumps(shape)))
db.execute("DELETE FROM deriving")
db.commit()
db.close()

def ours(*arguments):
    out = subprocess.run([os.environ["TERRIER"], *arguments, "--format", "jsonl"], capture_output=True, text=True)
    if out.returncode: raise SystemExit(out.stderr)
    return [json.loads(row) for row in out.stdout.splitlines()]

plane = sqlite3.connect(":memory:")
plane.enable_load_extension(True)
plane.load_extension("mod_spatialite")
plane.execute("SELECT InitSpatialMetadata(1, 'WGS84')")
plane.execute("CREATE TABLE thing (id TEXT, whole BLOB, pieces BLOB, x REAL)")
for project, shape in things:
    plane.execute("INSERT INTO thing VALUES (?, SetSRID(GeomFromGeoJSON(?), 4326), SetSRID(GeomFromGeoJSON(?), 4326), NULL)",
                  (project, json.dumps(shape), json.dumps(pieces(shape))))

bad = plane.execute("SELECT count(*), max(ST_AsText(whole)) FROM thing WHERE ST_IsValid(whole) IS NOT 1").fetchone()
assert bad[0] == 0, bad
said, inside, hits_at_edge, worst, pairs = [], 0, 0, 0.0, 0
for _ in range(AREAS):
    shape = area(rng.choice((0.005, 0.03)))
    json.dump(shape, open("area.geojson", "w"))
    expected = {i for i, in plane.execute("SELECT id FROM thing WHERE ST_Intersects(whole, SetSRID(GeomFromGeoJSON(?), 4326))",
                                          (json.dumps(shape),))}
    found = {row["id"] for row in ours("within", "r.sqlite", "area.geojson")}
    inside += len(expected)
    if found != expected: said.append(f"within: {found - expected} only ours, {expected - found} only SpatiaLite's: {shape}")

for number in range(LINES):
    shape = line(0.002, 8)
    json.dump(shape, open("line.geojson", "w"))
    points = shape["coordinates"][0]
    middle = sum(x for x, y in points) / len(points)
    to_plane = "ST_Transform({}, 32650, NULL, '+proj=longlat +datum=WGS84', :plane)".format
    distances = dict(plane.execute(
        f"SELECT id, ST_Distance({to_plane('pieces')}, {to_plane('SetSRID(GeomFromGeoJSON(:line), 4326)')}) FROM thing"
        " WHERE MbrMinX(whole) < :x + 0.05 AND MbrMaxX(whole) > :x - 0.05",
        {"plane": f"+proj=tmerc +lat_0=0 +lon_0={middle!r} +k=1 +ellps=WGS84 +units=m", "line": json.dumps(pieces(shape)), "x": middle}))
    for metres in (10, 200, 1000, 2000):
        found = {row["id"]: row["distance_m"] for row in ours("along", "r.sqlite", "line.geojson", "--distance", str(metres))}
        expected = {i for i, d in distances.items() if d <= metres}
        for i in expected ^ set(found):
            hits_at_edge += 1
            if abs(distances.get(i, math.inf) - metres) > TOLERANCE_M:
                said.append(f"along {metres}: {i} at {found.get(i)}, SpatiaLite {distances.get(i)}")
    for i, d in found.items(): # printed with 2 decimals
        pairs += 1
        worst = max(worst, abs(d - distances[i]))
        if abs(d - distances[i]) > TOLERANCE_M + 0.005: said.append(f"{i}: {d}, SpatiaLite {distances[i]}")
if inside < 1000 or pairs < 3000: said.append(f"the shapes say little: {inside}, {pairs}")
print("\n".join(said[:10]))
print(f"{inside} in areas, {pairs} distances, the worst off by {worst * 1000:.1f} mm, {hits_at_edge} at an edge", file=open("figures", "w"))
