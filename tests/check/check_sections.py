"""How well sections are cut: stretches of rivers between two roads that cross them, measured here again on the reference
lines. Needs the reference data; prints the figures; fails below the limits."""
import json
import math
import os
import random
import subprocess
import sys
import tempfile

terrier, source = os.environ["TERRIER"], os.environ["SOURCE"]
shared = os.environ.get("TERRIER_SHARED", os.path.join(source, "..", "shared"))
folder = os.path.join(shared, "geodata")
if not os.path.exists(os.path.join(folder, "rivers.geojson")):
    print("SKIPPED: no reference data; TERRIER_SHARED names its folder")
    sys.exit(77)
SEED, MOST, APART, NEAR = 20261, 120, 600, 150
LIMITS = {"answered": 0.95, "length": 0.97, "ends": 0.97, "reversed": 1.0, "flow": 0.97}


def read(name):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return json.load(f)["features"]


def lines_of(g):
    return [g["coordinates"]] if g["type"] == "LineString" else g["coordinates"]


def metres(a, b):
    """Mid-latitude formula on WGS 84, good to a share of 1e-5 over 20 km."""
    m = math.radians((a[1] + b[1]) / 2)
    x = (b[0] - a[0]) * (111412.84 * math.cos(m) - 93.5 * math.cos(3 * m))
    y = (b[1] - a[1]) * (111132.92 - 559.82 * math.cos(2 * m))
    return math.hypot(x, y)


def length(line):
    return sum(metres(a, b) for a, b in zip(line, line[1:]))


def crossings(line, other):
    """Metres along `line` at which it crosses `other`."""
    at, found = 0.0, []
    west, east = min(p[0] for p in other), max(p[0] for p in other)
    south, north = min(p[1] for p in other), max(p[1] for p in other)
    for a, b in zip(line, line[1:]):
        step = metres(a, b)
        if max(a[0], b[0]) >= west and min(a[0], b[0]) <= east and max(a[1], b[1]) >= south and min(a[1], b[1]) <= north:
            for c, d in zip(other, other[1:]):
                rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
                det = rx * sy - ry * sx
                if det:
                    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / det
                    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / det
                    if 0 <= t <= 1 and 0 <= u <= 1:
                        found.append(at + t * step)
        at += step
    return found


def away(p, line):
    best = 1e9
    k = math.cos(math.radians(p[1]))
    for a, b in zip(line, line[1:]):
        ax, ay, bx, by = (a[0] - p[0]) * k, a[1] - p[1], (b[0] - p[0]) * k, b[1] - p[1]
        l2 = (bx - ax) ** 2 + (by - ay) ** 2
        t = max(0, min(1, -(ax * (bx - ax) + ay * (by - ay)) / l2)) if l2 else 0
        best = min(best, metres(p, [p[0] + (ax + t * (bx - ax)) / k, p[1] + ay + t * (by - ay)]))
    return best


roads = {}
for f in read("roads_by_name.geojson"):
    name = f["properties"]["name"]
    if all("\u4e00" <= c <= "\u9fff" for c in name):
        roads.setdefault(name, []).extend(lines_of(f["geometry"]))
by_name = {}
for f in read("rivers.geojson"):
    by_name.setdefault(f["properties"]["name"], []).extend(lines_of(f["geometry"]))
rivers = {name: parts[0] for name, parts in by_name.items() if len(parts) == 1 and length(parts[0]) > 3000}


def crossing_once(line):
    """Roads that cross the line in one place, however many carriageways, and where."""
    for name, parts in roads.items():
        at = [x for part in parts for x in crossings(line, part)]
        if at and max(at) - min(at) < 120:
            yield name, sum(at) / len(at)


asked = []
for river, line in sorted(rivers.items()):
    once = sorted(crossing_once(line), key=lambda x: x[1])
    for i, (a, at_a) in enumerate(once):
        for b, at_b in once[i + 1:]:
            if at_b - at_a > APART:
                asked.append((river, a, b, at_b - at_a, length(line) - at_a))
random.seed(SEED)
asked = random.sample(asked, min(MOST, len(asked)))


def geocode(names, gazetteer):
    run = subprocess.run([terrier, "geocode", "--gazetteer", gazetteer, "--kind", "waterway", "--geometry", "--format", "jsonl", "-"],
                         input="\n".join(names), text=True, capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


with tempfile.TemporaryDirectory() as temporary:
    gazetteer = os.path.join(temporary, "reference.gazetteer")
    manifest = os.path.join(temporary, "reference.manifest")
    with open(manifest, "w", encoding="utf-8") as f:
        for name, kind in (("rivers", "waterway"), ("roads_by_name", "road")):
            f.write(f"[source]\npath = {folder}/{name}.geojson\nkind = {kind}\naccuracy = 30\n")
    subprocess.run([terrier, "gazetteer", "build", gazetteer, manifest], check=True, capture_output=True)
    there = geocode([f"{r}（{a}至{b}段）" for r, a, b, _, _ in asked], gazetteer)
    back = geocode([f"{r}（{b}-{a}）" for r, a, b, _, _ in asked], gazetteer)
    below = geocode([f"{r}{a}以下段" for r, a, b, _, _ in asked], gazetteer)

tally = dict.fromkeys(LIMITS, 0)
answered = 0
for (river, a, b, along, rest), row, other, down in zip(asked, there, back, below):
    if row["match"] != "section":
        print(f"{river}（{a}至{b}段）: {row['match']}: {row['reason']}")
        continue
    answered += 1
    line = row["geometry"]["coordinates"]
    share = length(line) / along
    ends = sorted(max(min(away(p, part) for part in roads[n]) for p, n in pair)
                  for pair in (((line[0], a), (line[-1], b)), ((line[0], b), (line[-1], a))))[0]
    tally["length"] += abs(share - 1) <= 0.05
    tally["ends"] += ends <= NEAR
    tally["reversed"] += row["geometry"] == other["geometry"]
    said = lines_of(down["geometry"]) if down["match"] == "section" else []
    tally["flow"] += bool(said) and abs(sum(map(length, said)) / rest - 1) <= 0.05
    if abs(share - 1) > 0.05 or ends > NEAR or row["geometry"] != other["geometry"]:
        print(f"{river}（{a}至{b}段）: {share:.3f} of {along:.0f} m, ends {ends:.0f} m off")
shares = {key: tally[key] / max(1, answered) for key in LIMITS}
shares["answered"] = answered / max(1, len(asked))
print(f"{len(asked)} sections of {len(rivers)} rivers: " + ", ".join(f"{k} {v:.3f}" for k, v in shares.items()))
sys.exit(0 if asked and all(shares[k] >= LIMITS[k] for k in LIMITS) else 1)
