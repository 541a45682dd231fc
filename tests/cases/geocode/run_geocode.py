"""Runs geocoding cases: run_geocode.py FILE.case. README.md in this folder is the manual. TERRIER names the program."""
import json
import math
import os
import subprocess
import sys
import tempfile

TERRIER = os.environ["TERRIER"]


def blocks(path):
    """Cases as (title, line, gazetteers, [(line, key, value)])."""
    title, rows, begin = "", [], 0
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(list(f) + ["\n"], 1):
            line = line.rstrip("\n")
            if line.startswith("#"):
                title = line[1:].strip()
            elif not line.strip():
                if rows:
                    yield title, begin, rows
                title, rows = "", []
            else:
                key, found, value = line.partition(":")
                if not found or key not in ("gazetteer", "ask", "place", "none", "candidate", "section", "point", "holds", "leaves"):
                    sys.exit(f"{path}:{number}: is not a key of a case")
                begin = begin if rows else number
                rows.append((number, key, value.strip()))


def metres(lon, lat, row):
    x = (row["lon"] - lon) * 111320 * math.cos(math.radians(lat))
    y = (row["lat"] - lat) * 110950
    return math.hypot(x, y)


def ask(gazetteer, value):
    name, kind, area, near = ([*map(str.strip, value.split("|")), "", "", ""])[:4]
    command = [TERRIER, "geocode", "--geometry", "--gazetteer", gazetteer, "--format", "jsonl"]
    command += ["--kind", kind] if kind and kind != "-" else []
    command += ["--area", area] if area and area != "-" else []
    for position in near.split():
        command.append("--near=" + position)
    done = subprocess.run(command + ["--", name], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None, done.stderr.strip()
    return json.loads(done.stdout), None


def length(geometry):
    lines = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
    return sum(metres(*a, {"lon": b[0], "lat": b[1]}) for line in lines for a, b in zip(line, line[1:]))


def holds(geometry, lon, lat):
    """Whether polygons cover a position: a ray from it crosses their rings an odd number of times."""
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}.get(geometry["type"], [])
    odd = False
    for ring in (ring for polygon in polygons for ring in polygon):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            odd ^= (y1 > lat) != (y2 > lat) and lon < x1 + (x2 - x1) * (lat - y1) / (y2 - y1)
    return odd


def judge_section(row, fields):
    name, match, precision, metres_long = fields
    if (row["name"], row["match"], row["precision"]) != (name, match, precision):
        return f"said {row['match']} {row['name']} {row['precision']}: {row['reason']}"
    if "LineString" not in row["geometry"]["type"]:
        return None if float(metres_long) == 0 else f"is a {row['geometry']['type']}"
    long = length(row["geometry"])
    return None if abs(long - float(metres_long)) <= 30 else f"{long:.0f} m long"


def judge(row, key, value):
    fields = [part.strip() for part in value.split("|")]
    if key == "none":
        if row["match"] != "none" or row["lon"] is not None:
            return f"to be refused, but {row['match']} {row['name']}"
        return None if value in row["reason"] else f"the reason lacks '{value}': {row['reason']}"
    if key == "candidate":
        names = [c["name"] for c in row["candidates"]]
        return None if value in names else f"{value} is not a candidate: {names}"
    if key == "point":
        lon, lat = map(float, value.split())
        return None if metres(lon, lat, row) <= 1000 else f"is at {row['lon']} {row['lat']}"
    if key in ("holds", "leaves"):
        fits = row["match"] != "none" and holds(row["geometry"], *map(float, value.split())) == (key == "holds")
        return None if fits else f"to {key[:-1]} {value}: {row['match']}, {row['reason']}"
    if key == "section":
        return judge_section(row, fields)
    name, match, position, tolerance = fields
    lon, lat = map(float, position.split())
    if row["match"] == "none":
        return f"wanted {name}, refused: {row['reason']}"
    if row["name"] != name or row["match"] != match:
        return f"wanted {match} {name}, said {row['match']} {row['name']}: {row['reason']}"
    away = metres(lon, lat, row)
    return None if away <= float(tolerance) else f"{away:.0f} m from where it is"


def main(path):
    failed = passed = 0
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = os.path.join(folder, "case.gazetteer")
        for title, line, rows in blocks(path):
            row, complaint = None, None
            for number, key, value in rows:
                if key == "gazetteer":
                    source = os.path.join(os.path.dirname(path), value)
                    subprocess.run([TERRIER, "gazetteer", "build", "--overwrite", gazetteer, source], check=True,
                                   capture_output=True)
                    continue
                if key == "ask":
                    row, complaint = ask(gazetteer, value)
                elif row:
                    complaint = judge(row, key, value)
                if complaint or key == "ask":
                    if complaint:
                        print(f"{path}:{number}: {complaint} [{title}]")
                        failed += 1
                    complaint = None
                else:
                    passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
