"""How well names of roads match: every road of a district by its name, by its name as people vary it, and names that do
not exist or lie elsewhere. Needs the reference data; prints the figures; fails below the limits."""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from reference import TRADITIONAL

terrier, source = os.environ["TERRIER"], os.environ["SOURCE"]
shared = os.environ.get("TERRIER_SHARED", os.path.join(source, "..", "shared"))
roads_file = os.path.join(shared, "geodata", "roads_by_name.geojson")
if not os.path.exists(roads_file):
    print("SKIPPED: no reference data; TERRIER_SHARED names its folder")
    sys.exit(77)
AREA, SEED, REFUSED = "朝阳区", 20260, 200
LIMITS = {"plain": 0.99, "ending": 0.95, "traditional": 0.95, "bare": 0.95, "invented": 0.99, "cities": 1, "elsewhere": 0.99}
ENDINGS = ["大街", "大道", "路", "街", "道"]



def read(name):
    with open(os.path.join(shared, "geodata", name), encoding="utf-8") as f:
        return json.load(f)["features"]


def rings(feature):
    g = feature["geometry"]
    for polygon in [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]:
        yield from polygon


def inside(p, edges):
    x, y = p
    odd = False
    for (x1, y1), (x2, y2) in edges:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


edges = [(a[:2], b[:2]) for f in read("chaoyang_district.geojson") for r in rings(f) for a, b in zip(r, r[1:])]
west, east = min(a[0] for a, _ in edges), max(a[0] for a, _ in edges)
south, north = min(a[1] for a, _ in edges), max(a[1] for a, _ in edges)


def in_district(feature):
    g = feature["geometry"]
    lines = [g["coordinates"]] if g["type"] == "LineString" else g["coordinates"]
    points = [p[:2] for line in lines for p in line]
    points = [p for p in points if west <= p[0] <= east and south <= p[1] <= north]
    return any(inside(p, edges) for p in points)


def far(feature, metres=1500):
    g = feature["geometry"]
    lines = [g["coordinates"]] if g["type"] == "LineString" else g["coordinates"]
    d = metres / 85000
    for line in lines:
        for x, y in line:
            for dx, dy in ((0, 0), (d, 0), (-d, 0), (0, d), (0, -d)):
                if inside((x + dx, y + dy), edges):
                    return False
    return True


def han(name):
    return [p for p in re.split(r"[,，;；/、 ]+", name) if re.fullmatch(r"[\u4e00-\u9fff]{2,}", p)]


roads = read("roads_by_name.geojson")
known = {piece for f in roads for piece in han(f["properties"]["name"])}
everything = "\n".join(f["properties"]["name"] for f in roads)
roads_here = [f for f in roads if in_district(f)]
here = sorted({han(f["properties"]["name"])[0] for f in roads_here if han(f["properties"]["name"])})
here_any = {piece for f in roads_here for piece in han(f["properties"]["name"])}


def names_elsewhere(count):
    others = [f for f in roads if han(f["properties"]["name"]) and not here_any & set(han(f["properties"]["name"]))]
    random.Random(SEED).shuffle(others)
    out = []
    for f in others:
        name = han(f["properties"]["name"])[0]
        if len(out) < count and name not in out and far(f):
            out.append(name)
    return out


elsewhere = names_elsewhere(REFUSED)


def stem(name):
    for e in ENDINGS:
        if name.endswith(e) and len(name) >= len(e) + 2:
            return name[: -len(e)], e
    return name, None


def variants():
    """What people write, and whose it is: only where it is nobody else's name."""
    stems = {}
    for name in known:
        stems.setdefault(stem(name)[0], set()).add(name)
    out = {"ending": [], "traditional": [], "bare": []}
    for name in here:
        s, e = stem(name)
        if e and len(stems[s]) == 1:
            other = {"路": "大街", "街": "大街", "大街": "街", "道": "路", "大道": "路"}[e]
            if s + other not in known:
                out["ending"].append((s + other, name))
            if e == "路" and s not in known and s[-1] not in "河江湖":  # a river's name is no road's
                out["bare"].append((s, name))
        hant = "".join(TRADITIONAL.get(c, c) for c in name)
        if hant != name:
            out["traditional"].append((hant, name))
    return out


def invented(count):
    """Heads and tails of different roads put together, where no road has that name under any ending."""
    r = random.Random(SEED)
    names = sorted(n for n in known if 3 <= len(n) <= 6 and n.endswith("路"))
    stems = {stem(n)[0] for n in known}
    out = set()
    while len(out) < count:
        a, b = r.choice(names), r.choice(names)
        new = a[: r.randint(1, len(a) - 2)] + b[r.randint(1, len(b) - 2):]
        if 3 <= len(new) <= 7 and stem(new)[0] not in stems and new not in everything:
            out.add(new)
    return sorted(out)


def cities():
    """Provinces, cities and great rivers by their bare names, which are no roads'."""
    out = {"长江", "黄河", "珠江", "淮河", "海河", "松花江", "岷江", "嘉陵江", "钱塘江", "汉江", "太湖", "洞庭湖"}
    with open(os.path.join(source, "geodata", "areas", "china.tsv"), encoding="utf-8") as f:
        for line in f:
            code, _, name = line.split(";")[0].strip().partition("\t")
            if not line.startswith("#") and len(code) in (2, 4) and name[-1] in "省市" and len(name) > 2:
                out.add(name[:-1])
    return sorted(out - known)


def ask(gazetteer, names, *options):
    names = list(names)
    done = subprocess.run([terrier, "geocode", "--gazetteer", gazetteer, "--format", "jsonl", *options, "-"],
                          input="\n".join(names), capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["query"] for row in rows] == names
    return rows


def is_it(row, name):
    return row["match"] != "none" and name in han(row["name"]) + [row["name"]]


def measure(gazetteer, label, options):
    figures = {}
    rows = ask(gazetteer, here, *options)
    figures["plain"] = [(r["query"], r["reason"]) for r, n in zip(rows, here) if not is_it(r, n)], len(here)
    for what, pairs in variants().items():
        rows = ask(gazetteer, [v for v, _ in pairs], *options)
        figures[what] = [(r["query"], n, r["name"], r["reason"]) for r, (_, n) in zip(rows, pairs) if not is_it(r, n)], len(pairs)
    rows = ask(gazetteer, cities(), *options)
    figures["cities"] = [(r["query"], r["name"], r["match"]) for r in rows if r["kind"] == "road"], len(rows)
    rows = ask(gazetteer, invented(REFUSED), *options)
    figures["invented"] = [(r["query"], r["name"], r["match"]) for r in rows if r["match"] != "none"], len(rows)
    if "--area" in options:
        rows = ask(gazetteer, elsewhere, *options)
        figures["elsewhere"] = [(r["query"], r["name"], r["match"]) for r in rows if r["match"] != "none"], len(rows)
    bad = False
    for what, (wrong, total) in figures.items():
        rate = 1 - len(wrong) / total
        print(f"{label:10} {what:12} {total - len(wrong):4} of {total:4}  {rate:.4f}")
        if rate < LIMITS[what] and (label, what) != ("extents", "elsewhere"):  # extents reach into the neighbours
            bad = True
        for row in wrong[:int(os.environ.get("SHOW", "5"))]:
            print("    ", *row)
    return bad


with tempfile.TemporaryDirectory() as folder:
    gazetteer = os.path.join(folder, "roads.gazetteer")
    district = os.path.join(folder, "district.geojson")
    features = read("chaoyang_district.geojson")
    for f in features:
        f["properties"] = {"name": AREA, "kind": "admin", "area": "北京市"}
    with open(district, "w", encoding="utf-8") as f:
        json.dump({"type": "FeatureCollection", "features": features}, f)
    failed = False
    towns = os.path.join(folder, "towns.geojson")
    features = read("chaoyang_towns_43.geojson")
    for f in features:
        f["properties"] = {"name": f["properties"]["乡"], "kind": "admin", "area": AREA}
    with open(towns, "w", encoding="utf-8") as f:
        json.dump({"type": "FeatureCollection", "features": features}, f)
    areas = os.path.join(source, "geodata", "gazetteer", "areas.geojson")
    for label, sources in (("extents", [roads_file, areas]), ("towns", [roads_file, towns]), ("outline", [roads_file, district])):
        subprocess.run([terrier, "gazetteer", "build", "--overwrite", "--kind", "road", gazetteer, *sources], check=True,
                       capture_output=True)
        bad = measure(gazetteer, label, ["--kind", "road", "--area", AREA])
        failed |= bad
        if label == "outline":
            failed |= measure(gazetteer, "no area", ["--kind", "road"])
            failed |= measure(gazetteer, "no kind", ["--area", AREA])
sys.exit(failed)
