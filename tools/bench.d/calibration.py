"""How sure the geocoder may be of an answer. Labelled cases are made from the reference data: names as people write them, of
places that the gazetteer has and of as many that it has not; each answer is right or wrong by the position. Half of the names
are for fitting, the other half, held out, is what the printed table is about.

--fit writes geodata/names/calibration.tsv from the fitting half. The mix of cases is an assumption, stated in MIX."""
import argparse
import collections
import csv
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile

top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(top, "tests", "check"))
import calibration_city
import reference
from reference import distance, han, metres, samples

terrier = os.environ.get("TERRIER", os.path.join(top, "build", "terrier"))
table_path = os.path.join(top, "geodata", "names", "calibration.tsv")
SEED, AREA, SPLITS = 7, "朝阳区", 4
# How often a name is written so; the rest are written as they are. Each road is asked in SPLITS gazetteers, half of which have it.
MIX = {"ending": 0.06, "bare": 0.04, "traditional": 0.06, "alike": 0.04, "lack": 0.04, "excess": 0.04}
KIND_GIVEN, AREA_GIVEN, AREA_WRONG = 0.6, 0.6, 0.1
ENDINGS = {"路": ["大街", "街", "大道"], "街": ["大街", "路"], "大街": ["街", "路"], "道": ["路"], "大道": ["路"]}
ALIKE = ("土士 未末 己已 人入 大太 天夭 千干 王玉 东车 庄压 园圆 坊场 亭享 苑宛 阳阴 桥侨 河何 湾弯 村材 农衣 北比 西酉 小川 石右 古吉 "
         "安宴 门问 青清 龙尤 马乌 南甫 新薪 街衔 屯电 营管 兴光 华毕 平乎 和利 家冢 学字 医匡 中申 双汉 白自 永水 化北 厂广 光先").split()
MOST_SURE = 0.99 # the cases do not hold every way to be wrong
POINT_M, LINE_M, JUNCTION_M = 500, 150, 100 # right: within this, or twice the stated uncertainty

rng = random.Random(SEED)
cases = [] # {gazetteer, query, kind, area, base, truth (geometry or None), judge}


def held_out(base):
    return hashlib.md5(f"{SEED} {base}".encode()).digest()[0] & 1


def add(gazetteer, query, kind, area, base, truth, judge, source="own"):
    cases.append({"gazetteer": gazetteer, "query": query, "kind": kind, "area": area, "base": base, "truth": truth,
                  "judge": judge, "source": source})


# ---- how people write names ----

def stem(name):
    for e in sorted(ENDINGS, key=len, reverse=True):
        if name.endswith(e) and len(name) >= len(e) + 2:
            return name[: -len(e)], e
    return name, None


def written(name, known):
    """The name as someone writes it, and how."""
    how, s = rng.random(), stem(name)
    for form, share in MIX.items():
        how -= share
        if how < 0:
            break
    else:
        return name
    i = rng.randrange(1, max(2, len(name) - 1))
    new = name
    if form == "ending" and s[1]:
        new = s[0] + rng.choice(ENDINGS[s[1]])
    elif form == "bare" and s[1]:
        new = s[0]
    elif form == "traditional":
        new = "".join(reference.TRADITIONAL.get(c, c) for c in name)
    elif form == "alike":
        places = [(k, pair) for k, c in enumerate(name) for pair in ALIKE if c in pair]
        if places:
            k, pair = rng.choice(places)
            new = name[:k] + (pair[1] if name[k] == pair[0] else pair[0]) + name[k + 1:]
    elif form == "lack" and len(name) > 3:
        new = name[:i] + name[i + 1:]
    elif form == "excess":
        new = name[:i] + rng.choice("东西里家大" + name[i]) + name[i:]
    return name if new in known else new


# ---- cases from roads ----

def road_cases(folder, quick):
    raw = reference.features("roads_by_name.geojson")
    places = {p["name"]: p for p in reference.lines() if p["kind"] == "road"}
    names = sorted(places)[:: 10 if quick else 1]
    district = reference.features("chaoyang_district.geojson")[0]["geometry"]
    here = {n for n in names if any(distance(p, district) == 0 for p in samples(places[n]["own"], 1000)[:40])}
    print(f"{len(names)} names of roads, {len(here)} of them in {AREA}", file=sys.stderr)
    for split in range(SPLITS):
        had = set(rng.sample(range(len(raw)), len(raw) // 2)) if split % 2 == 0 else set(range(len(raw))) - had
        kept = [f for i, f in enumerate(raw) if i in had]
        path = write_gazetteer(folder, f"roads{split}", kept, "road")
        present = {n for f in kept for n in han(f["properties"]["name"])}
        for n in names:
            kind = "road" if rng.random() < KIND_GIVEN else ""
            area = AREA if rng.random() < (AREA_GIVEN if n in here else AREA_WRONG) else ""
            truth = places[n]["own"] if n in present else None
            add(path, written(n, places), kind, area, n, truth, "line")
        junction_cases(path, places, here, present)


def nodes_of(places):
    at = collections.defaultdict(set)
    for n, p in places.items():
        for g in p["own"]["geometries"]:
            for kind, line in reference.parts(g):
                for piece in [line] if kind == "line" else line:
                    for q in piece:
                        at[tuple(q[:2])].add(n)
    pairs = collections.defaultdict(list)
    for q, ns in at.items():
        for a in ns:
            for b in ns:
                if a < b and not places[a]["own"]["geometries"] == places[b]["own"]["geometries"]:
                    pairs[a, b].append(q)
    return pairs


meeting = {}


def junction_cases(path, places, here, present):
    """Crossings, of which half have both roads in the gazetteer, pairs that do not meet, and sections between crossings."""
    if not meeting:
        meeting.update(nodes_of(places))
    single = sorted(k for k, qs in meeting.items() if all(metres(qs[0], q) < 400 for q in qs))
    for a, b in rng.sample(single, 400):
        truth = {"type": "MultiPoint", "coordinates": meeting[a, b]} if a in present and b in present else None
        area = AREA if a in here and b in here and rng.random() < AREA_GIVEN else ""
        x, y = rng.sample([a, b], 2)
        add(path, f"{x}与{y}交叉口", "", area, a, truth, "junction")
    names = sorted(places)
    for _ in range(100):
        a, b = sorted(rng.sample(names, 2))
        if (a, b) not in meeting:
            add(path, f"{a}与{b}交叉口", "", "", a, None, "junction")
    crossed = collections.defaultdict(list)
    for a, b in single:
        crossed[a].append((b, meeting[a, b][0]))
        crossed[b].append((a, meeting[a, b][0]))
    for a in rng.sample(sorted(n for n in crossed if len(crossed[n]) > 2), 250):
        (b, p), (c, q) = rng.sample(crossed[a], 2)
        if metres(p, q) < 400:
            continue
        truth = {"type": "MultiPoint", "coordinates": [p, q]}
        add(path, f"{a}（{b}至{c}段）", "", "", a, truth, "section")


# ---- cases from lists of places ----

def point_cases(folder):
    """Names of one list asked of the other, and of the gazetteer that comes with the program: the positions are of
    different origin."""
    lists = {"a": ("parks", "hospitals", "schools"), "b": ("health_centres", "wangjing_places", "primary_schools")}
    of = {k: [p for p in reference.points() if p["list"] in names] for k, names in lists.items()}
    district = reference.features("chaoyang_district.geojson")[0]["geometry"]
    short = re.compile("^(北京市朝阳区|北京市|北京|朝阳区)(?=.{4})")
    for side in of.values():
        sites = collections.defaultdict(list) # the name of a school with several sites asks for any of them
        for p in side:
            for n in {short.sub("", n) for n in p["names"]}:
                sites[n].append(p["geometry"]["coordinates"])
        for p in side:
            p["truth"] = {"type": "MultiPoint", "coordinates": sites[short.sub("", p["name"])]}
    for mine, other in (("a", "b"), ("b", "a")):
        known = {p["name"] for p in of[mine]}
        for gazetteer in (write_points(folder, of[other]), "embedded"):
            for p in of[mine]:
                inner = distance(p["geometry"]["coordinates"], district) == 0
                for query in {written(p["name"], known), short.sub("", p["name"])}:
                    kind = p["kind"] if rng.random() < KIND_GIVEN else ""
                    area = AREA if inner and rng.random() < AREA_GIVEN else ""
                    add(gazetteer, query, kind, area, p["name"], p["truth"], "point", "other")
    every = of["a"] + of["b"]
    for split in range(SPLITS):
        had = set(rng.sample(range(len(every)), len(every) // 2))
        path = write_points(folder, [p for i, p in enumerate(every) if i in had], f"points{split}")
        present = {n for i in had for n in every[i]["names"]}
        for p in every:
            kind = p["kind"] if rng.random() < KIND_GIVEN else ""
            query = rng.choice([written(p["name"], present), short.sub("", p["name"])])
            add(path, query, kind, "", p["name"], p["truth"], "point")
    roads = [p for p in reference.lines() if p["kind"] == "road"]
    for p in rng.sample(roads, 700) + [p for p in reference.lines() if p["kind"] == "waterway"]:
        add("embedded", p["name"], p["kind"] if rng.random() < KIND_GIVEN else "", "", p["name"], p["geometry"], "line")


def write_points(folder, places, name=None):
    rows = [{"type": "Feature", "properties": {"name": p["name"], "kind": p["kind"]}, "geometry": p["geometry"]} for p in places]
    return write_gazetteer(folder, name or places[0]["list"], rows, "park")


def write_gazetteer(folder, name, rows, kind):
    path, areas = os.path.join(folder, name + ".gazetteer"), os.path.join(folder, "areas.geojson")
    data = os.path.join(folder, name + ".geojson")
    if not os.path.exists(areas):
        district, towns = reference.features("chaoyang_district.geojson"), reference.features("chaoyang_towns_43.geojson")
        for f in district:
            f["properties"] = {"name": AREA, "kind": "admin", "area": "北京市"}
        for f in towns:
            f["properties"] = {"name": f["properties"]["乡"], "kind": "admin", "area": AREA}
        dump(areas, district + towns)
    dump(data, rows)
    subprocess.run([terrier, "gazetteer", "build", "--overwrite", "--kind", kind, path, data, areas], check=True,
                   capture_output=True)
    return path


def dump(path, rows):
    with open(path, "w", encoding="utf-8") as f:
        json.dump({"type": "FeatureCollection", "features": rows}, f, ensure_ascii=False)


# ---- asking and judging ----

def ask():
    groups = collections.defaultdict(list)
    for c in cases:
        groups[c["gazetteer"], c["kind"], c["area"]].append(c)
    for (gazetteer, kind, area), group in sorted(groups.items()):
        command = [terrier, "geocode", "--gazetteer", gazetteer, "--format", "jsonl", "--geometry", "--limit", "1"]
        command += (["--kind", kind] if kind else []) + (["--area", area] if area else []) + ["-"]
        done = subprocess.run(command, input="\n".join(c["query"] for c in group), capture_output=True, text=True, check=True)
        for c, line in zip(group, done.stdout.splitlines(), strict=True):
            c["answer"] = json.loads(line)


def judge(c):
    """Sets right, and off: the metres between answer and truth (None: the place is not the one asked for)."""
    a, truth = c["answer"], c["truth"]
    c["right"], c["off"] = False, None
    if truth is None or a["match"] == "none":
        return
    ours, most = a["geometry"], 2 * a["uncertainty_m"]
    if c["judge"] == "junction":
        off = distance((a["lon"], a["lat"]), truth)
        c["right"] = a["match"] == "junction" and off <= max(most, JUNCTION_M)
    elif c["judge"] == "section":
        off = max(distance(p, ours) for p in truth["coordinates"])
        ends = [p for kind, g in reference.parts(ours) if kind == "line" for line in [g] for p in (line[0], line[-1])]
        tips = max((min(metres(t, e) for e in ends) for t in truth["coordinates"]), default=1e9) if ends else 1e9
        c["right"] = tips <= max(most, LINE_M) if a["match"] == "section" else off <= max(most, LINE_M)
    elif c["judge"] == "line":
        off = distance((a["lon"], a["lat"]), truth)
        c["right"] = off <= LINE_M and (c["base"] in han(a["name"]) or c["gazetteer"] == "embedded")
    elif reference.parts(ours)[0][0] == "line":
        off = 1e9
    else:
        off = min(distance(p, ours) for kind, p in reference.parts(truth))
        c["right"] = off <= max(most if a["precision"] not in ("area", "district") else 0, POINT_M)
    c["off"] = off


def rule_of(a):
    if a["match"] in ("junction", "section", "area", "extent"):
        return a["match"]
    return a["reason"].split(";")[0] if a["precision"] != "part_of" else "part of"


SUGGESTED = ("differs in one character", "holds the name asked for")


def suggestions():
    """What is shown next to a refusal, judged as if it were the answer."""
    out = []
    for c in cases:
        first = (c["answer"]["candidates"] or [None])[0]
        if c["answer"]["match"] != "none" or not first or first["reason"].split(";")[0] not in SUGGESTED:
            continue
        point = {"type": "Point", "coordinates": [first["lon"], first["lat"]]}
        one = dict(c, answer=dict(first, geometry=point))
        judge(one)
        out.append(one)
    return out


# ---- tables ----

def wilson(right, n, z=1.96):
    p, d = right / n, 1 + z * z / n
    return (p + z * z / (2 * n)) / d, z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5 / d


def fitted(answered):
    rules = collections.defaultdict(list)
    for c in answered:
        rules[rule_of(c["answer"])].append(c)
    return rules


def put_row(label, group):
    n, right = len(group), sum(c["right"] for c in group)
    score = sum(c["answer"]["score"] for c in group) / n
    middle, half = wilson(right, n)
    print(f"{label:44} {n:6} {score:8.3f} {right / n:8.3f}   {max(0, middle - half):.3f} to {min(1, middle + half):.3f}")


def put_contexts(show):
    for rule, group in sorted(fitted(show).items()):
        for kind in (False, True):
            for area in (False, True):
                some = [c for c in group if bool(c["kind"]) == kind and bool(c["area"]) == area]
                if some:
                    put_row(f"{rule} kind={kind:d} area={area:d}", some)


def put_cities(sure):
    """Of the sure answers, by city and extract: how many lie within twice their uncertainty of the truth."""
    groups = collections.defaultdict(list)
    for c in sure:
        groups[re.sub("[0-9.]*\\.gazetteer$", "", os.path.basename(c["gazetteer"]))].append(c)
    for name, group in sorted(groups.items()):
        within = sum(c["off"] is not None and c["off"] <= max(2 * c["answer"]["uncertainty_m"], JUNCTION_M) for c in group)
        print(f"{'  of ' + name + ', within twice the uncertainty':44} {len(group):6} {within / len(group):17.3f}")


def put_offsets(held):
    print(f"\n{'right answers, metres off the truth':44} {'n':>6}  within ±  within 2 ±")
    for source in ("own", "other"):
        for precision in sorted({c["answer"]["precision"] for c in held}):
            group = [c for c in held if c["right"] and c["source"] == source and c["answer"]["precision"] == precision]
            if group:
                once = sum(c["off"] <= c["answer"]["uncertainty_m"] for c in group) / len(group)
                twice = sum(c["off"] <= 2 * c["answer"]["uncertainty_m"] for c in group) / len(group)
                print(f"{precision + ', position of ' + source + ' origin':44} {len(group):6}  {once:8.3f}  {twice:8.3f}")


def main():
    options = argparse.ArgumentParser(prog="tools/bench calibration", description=__doc__)
    options.add_argument("--fit", action="store_true", help="write geodata/names/calibration.tsv")
    options.add_argument("--quick", action="store_true", help="a tenth of the roads")
    options.add_argument("--contexts", action="store_true", help="also by kind and area given")
    options.add_argument("--wrong", type=int, default=0, metavar="N", help="print N wrong answers of each rule")
    o = options.parse_args()
    if not reference.there():
        print("SKIPPED: no reference data; TERRIER_SHARED names its folder")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        road_cases(folder, o.quick)
        point_cases(folder)
        if calibration_city.there():
            calibration_city.cases(folder, terrier, rng, add)
        ask()
    for c in cases:
        judge(c)
    answered = [c for c in cases if c["answer"]["match"] != "none"]
    fit, held = [[c for c in answered if held_out(c["base"]) == k] for k in (0, 1)]
    print(f"{len(cases)} cases, {len(answered)} answered: {len(fit)} for fitting, {len(held)} held out")
    if o.fit:
        write_table(fit + [c for c in suggestions() if not held_out(c["base"])])
    show = fit if o.fit else held
    print(f"\n{'fitting half' if o.fit else 'held-out half':44} {'n':>6} {'score':>8} {'right':>8}   95 % interval")
    for low, high in ((0, .5), (.5, .6), (.6, .7), (.7, .8), (.8, .9), (.9, .95), (.95, 1.01)):
        group = [c for c in show if low <= c["answer"]["score"] < high]
        if group:
            put_row(f"score {low:.2f} to {min(high, 1):.2f}", group)
    sure = [c for c in show if c["answer"]["score"] >= 0.9]
    if sure:
        put_row("score 0.90 and more", sure)
    put_cities(sure)
    kept = len(sure) > 100 and sum(c["right"] for c in sure) >= 0.9 * len(sure)
    print("of answers said to be 0.9 sure nine in ten are right:", "yes" if kept else "NO")
    print()
    for match in sorted({c["answer"]["match"] for c in show}):
        put_row("match " + match, [c for c in show if c["answer"]["match"] == match])
    print()
    for rule, group in sorted(fitted(show).items(), key=lambda i: -len(i[1])):
        put_row(rule, group)
        wrong = [c for c in group if not c["right"]]
        for c in rng.sample(wrong, min(o.wrong, len(wrong))):
            print("     ", c["query"], "->", c["answer"]["name"], c["kind"], c["area"], c["off"] and round(c["off"]), c["judge"],
                  os.path.basename(c["gazetteer"]))
    if o.contexts:
        put_contexts(show)
    put_offsets(held)
    return 0 if kept else 1


def write_table(fit):
    with open(table_path, "w", encoding="utf-8") as f:
        f.write("# How often an answer is right, by how it was found: of `asked` answers of the fitting half `right` were at the place\n"
                "# meant. p = (right + 1) / (asked + 2), at most 0.99. Made by tools/bench calibration --fit; counts only, no names.\n"
                "# rule\tasked\tright\tp\n")
        for rule, group in sorted(fitted(fit).items()):
            n, right = len(group), sum(c["right"] for c in group)
            f.write(f"{rule}\t{n}\t{right}\t{min(MOST_SURE, (right + 1) / (n + 2)):.3f}\n")


if __name__ == "__main__":
    sys.exit(main())
