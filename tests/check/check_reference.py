"""Where the core facilities of the five documents are placed, and where they really are: a table with match, precision and
uncertainty, and the distance to every reference list that knows the name. Needs the reference data and documents. Fails
when one lies further from a reference than twice its uncertainty."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import reference

terrier = os.environ["TERRIER"]
documents = sorted(glob.glob(os.path.join(reference.shared, "seeds", "*.txt")))
if not reference.there() or not documents:
    print("SKIPPED: no reference data; TERRIER_SHARED names its folder")
    sys.exit(77)
CORE = ["park", "school", "hospital", "road", "waterway"]
LEAST_COMPARED = 20


def normal(name):
    """One spelling for a name: width, brackets, the city and the district in front."""
    name = unicodedata.normalize("NFKC", name)
    name = re.sub(r"[()（）·\s]", "", name)
    return re.sub(r"^(北京市朝阳区|北京市|北京|朝阳区)(?=.{3})", "", name)


def run(*arguments):
    done = subprocess.run([terrier, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"terrier {' '.join(arguments)}: {done.stderr}")
    return done.stdout


known = {}
for one in reference.points() + reference.lines():
    for n in one["names"]:
        known.setdefault((one["kind"], normal(n)), []).append(one)


raw_roads = [(f["properties"]["name"], f["geometry"]) for f in reference.features("roads_by_name.geojson")]


def ends(g):
    return {tuple(p) for kind, line in reference.parts(g) for piece in ([line] if kind == "line" else line)
            for p in (piece[0], piece[-1])}


def ring_road(quarter, number):
    """A ring road bears the names of its quarters, and those of its bridges on them."""
    name = re.compile(f"[{quarter or '东南西北'}]?{'二三四五六'[number - 2]}环|{number}(nd|rd|th) Ring [Rr]oad")
    own = [(n, g) for n, g in raw_roads if name.match(n)]
    refs = {ref for n, _ in own for ref in reference.REF.findall(n) if number > 4} # the inner rings bear no number
    pieces = [g for n, g in raw_roads if name.match(n) or refs & set(reference.REF.findall(n))]
    for _ in range(3):
        touched = set().union(*map(ends, pieces))
        bridges = [g for n, g in raw_roads if re.match("[\u4e00-\u9fff]+桥", n) and touched & ends(g)]
        pieces += [g for g in bridges if g not in pieces]
    return {"type": "GeometryCollection", "geometries": pieces}


def truths_of(kind, names):
    """What the lists call so; of a park also what they call a part of it."""
    out = [t for n in sorted(names) for t in known.get((kind, n), [])]
    if kind == "park":
        out += [t for (k, m), ts in sorted(known.items()) for t in ts
                if k == kind and any(m.startswith(n) and m != n for n in names)]
    for n in names:
        ring = re.fullmatch("([东南西北]?)([二三四五六])环路", n)
        if kind == "road" and ring:
            geometry = ring_road(ring[1], "二三四五六".index(ring[2]) + 2)
            return [reference.place(n, kind, geometry, "roads_by_name")]
    return out


def off(ours, truth):
    """Of a line the furthest of ours from the true line; else from ours to the true position."""
    if reference.parts(ours)[0][0] == "line":
        return max(reference.distance(p, truth) for p in reference.samples(ours))
    point = reference.samples(ours)[0] if reference.parts(ours)[0][0] == "point" else None
    if point:
        return reference.distance(point, truth)
    return max(reference.distance(p, ours) for p in reference.samples(truth))


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def put(*cells):
    sizes = (34, 9, 8, 9, 7, 8)
    print("  ".join([c + " " * (w - width(c)) for c, w in zip(cells, sizes)] + [cells[-1]]))


# The words by which our sources name these lists: there the comparison shows how we generalised, not where the thing is.
OWN = {"parks": "park points", "hospitals": "list of hospitals", "schools": "high schools", "primary_schools": "primary-school",
       "rivers": "river lines", "roads_by_name": "OpenStreetMap 2017", "beixiaohe_approx": "own estimate"}
compared, independent, wrong = 0, 0, []
with tempfile.TemporaryDirectory() as folder:
    registry = os.path.join(folder, "registry.sqlite")
    run("ingest", registry, *documents)
    listed = [json.loads(line) for line in run("list", registry, "--format", "jsonl").splitlines()]
    ids = sorted({(CORE.index(r["kind"]), r["name"], r["facility_id"]) for r in listed if r["kind"] in CORE})
    put("name", "kind", "match", "precision", "± m", "off m", "reference")
    for _, _, id in ids:
        f = json.loads(run("show", registry, id, "--format", "json"))
        p = f["place"]
        if not p.get("geometry"):
            put(f["name"], f["kind"], p["match"], "none", "", "", p["reason"][:60])
            continue
        names = {normal(n["name"]) for n in f["names"] if n["type"] in ("official", "alias", "full")} | {normal(f["name"])}
        truths = truths_of(f["kind"], names)
        best = {}
        for t in truths:
            metres = off(p["geometry"], t["geometry"])
            best[t["list"]] = max(best.get(t["list"], metres), metres)
        if not best:
            put(f["name"], f["kind"], p["match"], p["precision"], f"{p['uncertainty_m']:.0f}", "", "no list knows it")
        for where, metres in sorted(best.items()):
            compared += 1
            own = OWN.get(where, "-") in (p["source"] or "")
            independent += not own
            bad = metres > 2 * p["uncertainty_m"]
            if bad:
                wrong.append(f["name"])
            put(f["name"], f["kind"], p["match"], p["precision"], f"{p['uncertainty_m']:.0f}", f"{metres:.0f}",
                where + (", its own source" if own else "") + ("  MORE THAN TWICE ITS UNCERTAINTY" if bad else ""))
print(f"{len(ids)} core facilities, {compared} comparisons ({independent} with a source of another origin), {len(wrong)} further off than twice the uncertainty")
if compared < LEAST_COMPARED:
    sys.exit(f"only {compared} comparisons: the names are not recognised any more")
sys.exit(bool(wrong))
