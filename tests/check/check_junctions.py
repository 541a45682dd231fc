"""Junctions of a whole city, asked in both orders against a gazetteer of its roads: how many are answered, how many
answers lie within 100 m, how many beyond 2 km; and pairs that do not meet, which must get no place.

The truth is found otherwise than the program finds it: nodes that the ways of two names share, as the source has them,
and interchanges by the middle of the bridge that bears a name. Needs the reference data; fails below the limits.
--verbose prints the misses; --half tune|held asks one half only: what is tuned looks at the first half alone."""
import collections
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile

terrier, source = os.environ["TERRIER"], os.environ["SOURCE"]
shared = os.environ.get("TERRIER_SHARED", os.path.join(source, "..", "shared"))
roads_file = os.path.join(shared, "geodata", "roads_by_name.geojson")
if not os.path.exists(roads_file):
    print("SKIPPED: no reference data; TERRIER_SHARED names its folder")
    sys.exit(77)
SEED, NODES, STRANGERS = 20261, 800, 400
LIMITS = {"nodes": (0.95, 0.97), "bridges": (0.95, 0.95), "all bridges": (0.97, 0.94)}
STRANGERS_LIMIT = 0.995
# Which roads meet at which named bridge, as anybody in the city would say.
BRIDGES = """
建国门桥 东二环 建国门外大街|建国门桥 东二环 建国门内大街|国贸桥 东三环中路 建国门外大街|国贸桥 东三环中路 建国路
复兴门桥 西二环 复兴门外大街|复兴门桥 西二环 复兴门内大街|阜成门桥 西二环 阜成门外大街|阜成门桥 西二环 阜成门内大街
朝阳门桥 东二环 朝阳门外大街|朝阳门桥 东二环 朝阳门内大街|东直门桥 东二环 东直门外大街|东直门桥 东二环 东直门内大街
安定门桥 北二环 安定门外大街|安定门桥 北二环 安定门内大街|东四十条桥 东二环 工人体育场北路|东四十条桥 东二环 东四十条
广渠门桥 东二环 广渠门外大街|广渠门桥 东二环 广渠门内大街|永定门桥 南二环 永定门外大街|航天桥 西三环北路 阜成路
学院桥 北四环中路 学院路|蓟门桥 北三环中路 西土城路|马甸桥 北三环中路 德胜门外大街|丽泽桥 西三环南路 丽泽路
五棵松桥 西四环中路 复兴路|大郊亭桥 东四环中路 广渠路|红领巾桥 东四环中路 朝阳北路|木樨园桥 南三环中路 南苑路
木樨园桥 南三环中路 永定门外大街|玉泉营桥 南三环西路 京开高速|双井桥 东三环中路 广渠路|双井桥 东三环中路 广渠门外大街
大望桥 建国路 西大望路|玉蜓桥 南二环 蒲黄榆路|刘家窑桥 南三环东路 蒲黄榆路|晋元桥 西五环 阜石路|学知桥 知春路 学院路
菜户营桥 南二环 菜户营南路|洋桥 南三环西路 马家堡东路|分钟寺桥 南三环东路 京津塘高速公路|方庄桥 南三环东路 方庄路
十里河桥 东三环南路 左安路|陶然桥 南二环 马家堡东路|十八里店桥 南四环东路 京津塘高速公路"""
INTERCHANGE = re.compile("(桥|立交|环岛|匝道|隧道)$")


def metres(a, b):
    x = (a[0] - b[0]) * 111320 * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(x, (a[1] - b[1]) * 111000)


def official(name):
    pieces = [p.strip() for p in re.split("[,;，；、|]", name) if p.strip()]
    return next((p for p in pieces if re.search("[\u4e00-\u9fff]", p)), pieces[0])


roads = collections.defaultdict(list)
with open(roads_file, encoding="utf-8") as f:
    for feature in json.load(f)["features"]:
        g = feature["geometry"]
        lines = [g["coordinates"]] if g["type"] == "LineString" else g["coordinates"]
        roads[official(feature["properties"]["name"])] += [[tuple(p[:2]) for p in line] for line in lines]
names = sorted(n for n in roads if re.fullmatch("[\u4e00-\u9fff]{3,}", n) and not INTERCHANGE.search(n))


def node_junctions():
    """Pairs of names by the nodes they share, where all of those lie within 300 m: one place, whoever looks."""
    at = collections.defaultdict(set)
    for n in names:
        for line in roads[n]:
            for p in line:
                at[p].add(n)
    pairs = collections.defaultdict(set)
    for p, there in at.items():
        for a in there:
            for b in there:
                if a < b:
                    pairs[a, b].add(p)
    out = []
    for (a, b), nodes in sorted(pairs.items()):
        if all(metres(p, q) <= 300 for p in nodes for q in nodes):
            middle = min(sorted(nodes), key=lambda p: sum(metres(p, q) for q in nodes))
            out.append((a, b, middle))
    return out


def bridge_junctions():
    out = []
    for entry in re.split("[|\n]", BRIDGES.strip()):
        bridge, a, b = entry.split()
        if not all(n in roads for n in (bridge, a, b)):
            continue
        points = [p for line in roads[bridge] for p in line]
        if max(metres(points[0], p) for p in points) > 900:
            continue
        out.append((a, b, tuple(sum(p[i] for p in points) / len(points) for i in (0, 1))))
    return out


def to_edge(p, a, b):
    """Metres from p to an edge, and the edge's direction."""
    kx, ky = 111320 * math.cos(math.radians(p[1])), 111000
    ax, ay, bx, by = (a[0] - p[0]) * kx, (a[1] - p[1]) * ky, (b[0] - p[0]) * kx, (b[1] - p[1]) * ky
    dx, dy = bx - ax, by - ay
    t = 0 if dx == dy == 0 else max(0, min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)))
    return math.hypot(ax + t * dx, ay + t * dy), (dx, dy)


def along(u, v):
    """The cosine of the angle between two directions, whichever way they run."""
    return abs(u[0] * v[0] + u[1] * v[1]) / (math.hypot(*u) * math.hypot(*v) + 1e-12)


def all_bridges():
    """At every small bridge of the map: a road that it carries, and one within 150 m that runs across. Where these cross at
    another node than under the middle of the bridge, the truth is wrong, not the answer."""
    out = []
    for bridge in sorted(n for n in roads if re.fullmatch("[\u4e00-\u9fff]{2,}(桥|立交)", n) and not re.search("天桥|人行", n)):
        points = [p for line in roads[bridge] for p in line]
        if max(metres(points[0], p) for p in points) > 600:
            continue
        middle = tuple(sum(p[i] for p in points) / len(points) for i in (0, 1))
        own = to_edge(middle, roads[bridge][0][0], roads[bridge][0][-1])[1]
        ends = {p for line in roads[bridge] for p in (line[0], line[-1])}
        carried, across = [], []
        for n in names:
            if not any(abs(p[0] - middle[0]) < 0.02 and abs(p[1] - middle[1]) < 0.02 for line in roads[n] for p in line):
                continue
            off, way = min(to_edge(middle, p, q) for line in roads[n] for p, q in zip(line, line[1:]))
            if ends & {p for line in roads[n] for p in (line[0], line[-1])} and along(way, own) > 0.8:
                carried.append(n)
            elif off <= 150 and along(way, own) < 0.5:
                across.append(n)
        out += [(a, b, middle) for a in carried for b in across]
    return out


def strangers(rng):
    """Pairs that come nowhere within 600 m of each other, by a raster of their vertices and edges."""
    cells = {}
    for n in names:
        cells[n] = set()
        for line in roads[n]:
            for p, q in zip(line, line[1:]):
                steps = int(metres(p, q) / 100) + 1
                for i in range(steps + 1):
                    x, y = (p[k] + (q[k] - p[k]) * i / steps for k in (0, 1))
                    cells[n].add((int(x / 0.007), int(y / 0.0055)))
    out = []
    while len(out) < STRANGERS:
        a, b = rng.sample(names, 2)
        wide = {(x + i, y + k) for x, y in cells[a] for i in (-1, 0, 1) for k in (-1, 0, 1)}
        ring = re.search("[二三四五六]环", a + b)
        if not ring and not wide & cells[b]:
            out.append((a, b, None))
    return out


def ask(gazetteer, queries):
    rows = []
    for i in range(0, len(queries), 400):
        command = [terrier, "geocode", "--gazetteer", gazetteer, "--format", "jsonl", *queries[i:i + 400]]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows += [json.loads(line) for line in done.stdout.splitlines()]
    return rows


def unasked(row):
    return {**row, "query": "", "candidates": [{**c, "query": ""} for c in row["candidates"]]}


def survey(gazetteer, title, cases, verbose):
    """The figures of one set; also that the other order gives the same answer."""
    answered, good, far, failed = 0, 0, 0, False
    rows = ask(gazetteer, [f"{a}与{b}交叉口" for a, b, _ in cases])
    back = ask(gazetteer, [f"{b}与{a}交叉口" for a, b, _ in cases])
    for (a, b, truth), row, other in zip(cases, rows, back):
        if unasked(row) != unasked(other):
            print(f"{title}: {a} and {b}: the answer depends on the order")
            failed = True
        off = metres(truth, (row["lon"], row["lat"])) if row["match"] == "junction" else None
        answered += off is not None
        good += off is not None and off <= 100
        far += off is not None and off > 2000
        if off is not None and row["uncertainty_m"] <= 0:
            print(f"{title}: {a} and {b}: no uncertainty")
            failed = True
        if verbose and (off is None or off > 100):
            print(f"  {a} × {b}: {'none' if off is None else '%.0f m' % off}: {row['reason']}")
    share, hit = answered / len(cases), good / max(1, answered)
    print(f"{title}: {len(cases)} asked, {share:.3f} answered, {hit:.3f} of the answers within 100 m, {far} beyond 2 km")
    least = LIMITS[title.split(",")[0]]
    return failed or share < least[0] or hit < least[1] or far > 0


def main():
    verbose = "--verbose" in sys.argv
    halves = [sys.argv[sys.argv.index("--half") + 1]] if "--half" in sys.argv else ["tune", "held"]
    rng = random.Random(SEED)
    nodes = node_junctions()
    nodes = rng.sample(nodes, min(NODES, len(nodes)))
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = os.path.join(folder, "roads.gazetteer")
        build = [terrier, "gazetteer", "build", gazetteer, roads_file, "--kind", "road"]
        subprocess.run(build, capture_output=True, check=True)
        for half in halves:
            part = nodes[0::2] if half == "tune" else nodes[1::2]
            failed |= survey(gazetteer, f"nodes, {half}", part, verbose)
        failed |= survey(gazetteer, "bridges", bridge_junctions(), verbose)
        failed |= survey(gazetteer, "all bridges", all_bridges(), verbose)
        alone = strangers(rng)
        rows = ask(gazetteer, [f"{a}与{b}交叉口" for a, b, _ in alone])
        refused = sum(r["match"] == "none" for r in rows) / len(rows)
        for r in rows:
            if verbose and r["match"] != "none":
                print(f"  {r['query']}: {r['lon']}, {r['lat']}: {r['reason']}")
        print(f"strangers: {len(rows)} asked, {refused:.3f} refused")
        failed |= refused < STRANGERS_LIMIT
    sys.exit(1 if failed else 0)


main()
