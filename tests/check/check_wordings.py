"""Crossings of a real city in the wordings of documents, against OpenStreetMap's own nodes: how many are answered within
100 m, and that none lies over 1 km off at a score of 0.9 or more; stations and sights as people write them, against lists of
another origin, within 300 m; and that no bare name of any city, county, town or great river of China is taken for a road. Needs the reference data; fails below the limits."""
import collections
import csv
import gzip
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

terrier, source = os.environ["TERRIER"], os.environ["SOURCE"]
shared = os.environ.get("TERRIER_SHARED", os.path.join(source, "..", "shared"))
extract = os.path.join(shared, "geodata", "chengdu", "chengdu.osm.gz")
if not os.path.exists(extract):
    print("SKIPPED: no reference data; TERRIER_SHARED names its folder")
    sys.exit(77)
SEED, ASKED, LEAST, LEAST_SIGHTS = 5, 200, 0.90, 0.85
WORDINGS = ("{a}與{b}交叉口 {a}与{b}交界处 {a}与{b}相交处 {a}近{b} {a}靠近{b} {a}（{c}路口） {a}（近{b}） {a}{b} {a}进{b}北约10米 "
            "{a}与{b}交叉口以东100米 {a}与{b}交叉口东北角 {a}（与{b}交叉口西南角） {a}和{b}路口向北50米").split()
RIVERS = ("长江 黄河 珠江 淮河 海河 松花江 岷江 嘉陵江 钱塘江 汉江 太湖 洞庭湖 赣江 湘江 闽江 渭河 洛河 怒江 澜沧江 金沙江 大渡河 乌江 邕江 嫩江 浑河 "
          "永定河 滹沱河 塔里木河 雅鲁藏布 拉萨河")
INTERCHANGE = re.compile("(桥|立交|环岛|匝道|隧道)$")


def metres(a, b):
    return math.hypot((a[0] - b[0]) * 111320 * math.cos(math.radians(a[1])), (a[1] - b[1]) * 111000)


def crossings():
    """Pairs of names by the nodes that their ways share, where all of those lie within 300 m."""
    nodes, names, pairs = {}, collections.defaultdict(set), collections.defaultdict(list)
    with gzip.open(extract) as f:
        for _, e in xml.etree.ElementTree.iterparse(f):
            if e.tag == "node":
                nodes[e.get("id")] = (float(e.get("lon")), float(e.get("lat")))
            if e.tag != "way":
                continue
            tags = {t.get("k"): t.get("v") for t in e.findall("tag")}
            name = tags.get("name", "")
            if "highway" in tags and re.fullmatch("[\u4e00-\u9fff]{3,}", name) and not INTERCHANGE.search(name):
                for n in e.findall("nd"):
                    names[n.get("ref")].add(name)
    for ref, there in names.items():
        for a in there:
            for b in there:
                if a < b:
                    pairs[a, b].append(nodes[ref])
    return {k: v for k, v in pairs.items() if all(metres(p, v[0]) < 300 for p in v)}


def cases(rng):
    pairs = crossings()
    for wording in WORDINGS:
        for a, b in rng.sample(sorted(pairs), ASKED):
            x, y = rng.sample([a, b], 2)
            lon, lat = min(pairs[a, b], key=lambda p: sum(metres(p, q) for q in pairs[a, b]))
            lon += 100 / 95700 if "以东" in wording else 0
            lat += 50 / 111000 if "向北" in wording else 0
            yield wording, wording.format(a=x, b=y, c=y.removesuffix("路")), (lon, lat)


def sights():
    """Those that OpenStreetMap has; stations with 站 and 地铁站, sights with and without their city."""
    with open(os.path.join(os.path.dirname(extract), "truth_poi.tsv"), encoding="utf-8") as f:
        rows = [r for r in csv.DictReader(f, delimiter="\t") if r["detail"].startswith("in")]
    for r in rows:
        name, at = r["query"], (float(r["lon"]), float(r["lat"]))
        stem = name.removesuffix("站")
        own = name.startswith(("成都", "四川"))
        for query in [name, stem + "地铁站"] if stem != name else [name] if own else [name, "成都" + name, "成都市" + name]:
            yield query, at


def no_roads():
    """The names of areas without their units, and rivers'; not those that end as roads do (东大街街道)."""
    names = set(RIVERS.split())
    with open(os.path.join(source, "geodata", "areas", "china.tsv"), encoding="utf-8") as f:
        for line in f:
            name = line.rstrip("\n").partition("\t")[2]
            stem = re.sub("(街道|地区|回族乡|民族乡|乡|镇|自治县|县|市|区|省)$", "", name)
            if not line.startswith("#") and len(stem) > 1 and stem[-1] not in "路街道巷桥线环条":
                names.add(stem)
    return sorted(names)


def ask(gazetteer, queries):
    done = subprocess.run([terrier, "geocode", "--gazetteer", gazetteer, "--format", "jsonl", "-"], check=True,
                          input="\n".join(queries), capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def off_of(row, truth):
    return metres(truth, (row["lon"], row["lat"])) if row["match"] != "none" else math.inf


def main():
    asked, places = list(cases(random.Random(SEED))), list(sights())
    with tempfile.TemporaryDirectory() as folder:
        plain, gazetteer = os.path.join(folder, "city.osm"), os.path.join(folder, "city.gazetteer")
        with gzip.open(extract) as f, open(plain, "wb") as out:
            out.write(f.read())
        subprocess.run([terrier, "gazetteer", "build", gazetteer, plain], check=True, capture_output=True)
        crossed = ask(gazetteer, [q for _, q, _ in asked])
        taken = [r["query"] for r in ask(gazetteer, no_roads()) if r["kind"] == "road" and r["match"] in ("ngram", "pinyin")]
        found = sum(off_of(r, at) <= 300 for r, (_, at) in zip(ask(gazetteer, [q for q, _ in places]), places, strict=True))
    right, far = collections.Counter(), 0
    for (wording, query, truth), row in zip(asked, crossed, strict=True):
        off = off_of(row, truth)
        right[wording] += off <= 100
        if 1000 < off < math.inf and row["score"] >= 0.9:
            far += 1
            print(f"{query}: {off:.0f} m off at score {row['score']}")
        if "--verbose" in sys.argv and off > 100:
            print(f"  {query}: {off:.0f} m, {row['reason']}")
    for wording in WORDINGS:
        print(f"{right[wording] / ASKED:.3f} within 100 m: {wording}")
    print(f"{found / len(places):.3f} of {len(places)} stations and sights within 300 m")
    print(f"{len(no_roads())} bare names of areas and rivers, taken for roads: {' '.join(taken) or 'none'}")
    sys.exit(1 if far or taken or found < LEAST_SIGHTS * len(places) or min(right.values()) < LEAST * ASKED or len(right) < len(WORDINGS) else 0)


main()
