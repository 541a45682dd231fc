"""Cases of a second city and of extracts that were cut, for calibration.py: roads, crossings in several wordings, stations and
sights of Chengdu's OpenStreetMap, with stations and sights judged by lists of another origin; and Beijing's roads cut along a
meridian, where each road that was cut is judged by the whole one."""
import collections
import csv
import gzip
import json
import os
import re
import subprocess
import xml.etree.ElementTree

import reference

WORDINGS = ("{a}與{b}交叉口 {a}与{b}交界处 {a}近{b} {a}（{c}路口） {a}（近{b}） {a}{b} {a}和{b}路口 {a}与{b}交叉口东北角 "
            "{a}进{b}北约10米 {a}/{b}").split()
ROADS, CROSSINGS, CUTS = 500, 400, (116.30, 116.45)
SPLITS = 2


def there():
    return os.path.exists(os.path.join(reference.folder, "chengdu", "chengdu.osm.gz"))


def ways():
    """Of each name its lines, and of each node the names that meet there."""
    nodes, lines, at = {}, collections.defaultdict(list), collections.defaultdict(set)
    with gzip.open(os.path.join(reference.folder, "chengdu", "chengdu.osm.gz")) as f:
        for _, e in xml.etree.ElementTree.iterparse(f):
            if e.tag == "node":
                nodes[e.get("id")] = [float(e.get("lon")), float(e.get("lat"))]
            tags = {t.get("k"): t.get("v") for t in e.findall("tag")} if e.tag == "way" else {}
            if "highway" in tags and re.fullmatch("[\u4e00-\u9fff]{3,}", tags.get("name", "")):
                refs = [n.get("ref") for n in e.findall("nd")]
                lines[tags["name"]].append([nodes[r] for r in refs])
                for r in refs:
                    at[r].add(tags["name"])
    meeting = collections.defaultdict(list)
    for r, names in at.items():
        for a in names:
            for b in names:
                if a < b:
                    meeting[a, b].append(nodes[r])
    return lines, {k: q for k, q in meeting.items() if all(reference.metres(q[0], p) < 300 for p in q)}


def build(terrier, path, source, *options):
    subprocess.run([terrier, "gazetteer", "build", "--overwrite", *options, path, source], check=True, capture_output=True)
    return path


def chengdu(folder, terrier, rng, add):
    plain = os.path.join(folder, "chengdu.osm")
    with gzip.open(os.path.join(reference.folder, "chengdu", "chengdu.osm.gz")) as f, open(plain, "wb") as out:
        out.write(f.read())
    path = build(terrier, os.path.join(folder, "chengdu.gazetteer"), plain)
    lines, meeting = ways()
    for name in rng.sample(sorted(lines), min(ROADS, len(lines))):
        truth = {"type": "MultiLineString", "coordinates": lines[name]}
        add(path, name, rng.choice(["road", ""]), "", name, truth, "line")
    names = sorted(lines)
    for a, b in rng.sample(sorted(meeting), CROSSINGS):
        x, y = rng.sample([a, b], 2)
        query = rng.choice(WORDINGS).format(a=x, b=y, c=y.removesuffix("路"))
        add(path, query, "", "", a, {"type": "MultiPoint", "coordinates": meeting[a, b]}, "junction")
        c, d = rng.sample(names, 2)
        if (min(c, d), max(c, d)) not in meeting:
            add(path, rng.choice(WORDINGS).format(a=c, b=d, c=d.removesuffix("路")), "", "", c, None, "junction")
    sights(path, rng, add)
    return path


def sights(path, rng, add):
    with open(os.path.join(reference.folder, "chengdu", "truth_poi.tsv"), encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            name = row["query"]
            truth = {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]}
            truth = truth if row["detail"].startswith("in") else None
            add(path, name, "", "", name, truth, "point", "other")
            stem = name.removesuffix("站")
            if stem != name:
                add(path, stem + "地铁站", "", "", name, truth, "point", "other")
            elif not name.startswith(("成都", "四川")):
                add(path, rng.choice(["成都", "成都市"]) + name, "", "", name, truth, "point", "other")


def cut_line(line, east_of):
    """What of a line lies on one side, cut where it crosses."""
    pieces, piece = [], []
    for p, q in zip(line, line[1:] + [line[-1]]):
        inside, next_inside = (p[0] >= east_of), (q[0] >= east_of)
        if inside:
            piece.append(p[:2])
        if inside != next_inside:
            t = (east_of - p[0]) / (q[0] - p[0])
            piece.append([east_of, p[1] + t * (q[1] - p[1])])
            if inside:
                pieces.append(piece)
                piece = []
    return [p for p in pieces + [piece] if len(p) > 1]


def cut_extracts(folder, terrier, rng, add):
    for east_of in CUTS:
        rows, asked, whole = [], set(), collections.defaultdict(list)
        for f in reference.features("roads_by_name.geojson"):
            g, names = f["geometry"], reference.han(f["properties"]["name"])
            for n in names:
                whole[n].append(g)
            lines = [g["coordinates"]] if g["type"] == "LineString" else g["coordinates"]
            kept = [piece for line in lines for piece in cut_line(line, east_of)]
            if kept and names:
                rows.append({"type": "Feature", "properties": {"name": f["properties"]["name"]},
                             "geometry": {"type": "MultiLineString", "coordinates": kept}})
                asked.add(names[0])
        source = os.path.join(folder, f"cut{east_of}.geojson")
        with open(source, "w", encoding="utf-8") as out:
            json.dump({"type": "FeatureCollection", "features": rows}, out, ensure_ascii=False)
        path = build(terrier, os.path.join(folder, f"cut{east_of}.gazetteer"), source, "--kind", "road")
        for name in rng.sample(sorted(asked), min(ROADS, len(asked))):
            truth = {"type": "GeometryCollection", "geometries": whole[name]}
            add(path, name, rng.choice(["road", ""]), "", name, truth, "line")


def numbered_parts(path, rng, add):
    """Roads that the map knows by their parts only (北四段), asked by their own names."""
    roads = collections.defaultdict(list)
    lines, _ = ways()
    for name in sorted(lines):
        stem = re.fullmatch("(.+?[路街道])[东西南北中]?[一二三四五六七八九十]段", name)
        if stem and stem[1] not in lines and len(stem[1]) > 2:
            roads[stem[1]] += lines[name]
    for name, line in sorted(roads.items()):
        for kind in ("road", ""):
            add(path, name, kind, "", name, {"type": "MultiLineString", "coordinates": line}, "line")


def cases(folder, terrier, rng, add):
    path = chengdu(folder, terrier, rng, add)
    cut_extracts(folder, terrier, rng, add)
    numbered_parts(path, rng, add)
