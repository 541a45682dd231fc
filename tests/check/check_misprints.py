"""How often a misprint is mended, and how often a real name that the gazetteer lacks is taken for a neighbour.

The gazetteer is made of the named roads of the reference data. Held out: every 25th name in turn is left out and asked for;
an answer is a false link, unless the two names are one road's (one runs along the other: they share ground). Misprinted:
one character replaced by a look-alike of the rules, or one left out, at random; skipped where that gives another road's name.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

FOLDS, MOST_FALSE, LEAST_ALIKE = 25, 0.02, 0.9
source = Path(os.environ["SOURCE"])
shared = Path(os.environ.get("TERRIER_SHARED", source / "../shared"))
roads = shared / "geodata/roads_by_name.geojson"
terrier = os.environ["TERRIER"]


def han_names(feature):
    """The names in 朝阳路, G102 or 将台路 Jiāng Tái Road that are written in Han."""
    names = re.split(r"[,;，；、 ]+", feature["properties"].get("name") or "")
    return [n for n in names if re.fullmatch(r"[\u4e00-\u9fff]{3,}", n)]


def gazetteer(folder, features):
    path, out = folder / "roads.geojson", folder / "roads.gazetteer"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))
    subprocess.run([terrier, "gazetteer", "build", "--overwrite", "--kind", "road", "--source", "reference", out, path],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return out


def ask(out, names):
    if not names:
        return {}
    run = subprocess.run([terrier, "geocode", "--kind", "road", "--gazetteer", out, "--format", "jsonl", "--", *names],
                         check=True, stdout=subprocess.PIPE)
    answers = map(json.loads, run.stdout.decode().splitlines())
    return {a["query"]: (a["name"], a["reason"]) for a in answers if a["match"] != "none"}


def read_roads():
    by_name = {}
    for feature in json.loads(roads.read_text())["features"]:
        for name in han_names(feature):
            by_name.setdefault(name, []).append({**feature, "properties": {"name": name}})
    return by_name


def corners(features):
    found = set()
    for f in features:
        lines = f["geometry"]["coordinates"]
        for line in lines if f["geometry"]["type"] == "MultiLineString" else [lines]:
            found.update(map(tuple, line))
    return found


def held_out(folder, by_name):
    false, asked = [], 0
    names = sorted(by_name)
    for fold in range(FOLDS):
        absent = names[fold::FOLDS]
        rest = [f for n in names if n not in set(absent) for f in by_name[n]]
        asked += len(absent)
        for query, (name, why) in ask(gazetteer(folder, rest), absent).items():
            if len(corners(by_name[query]) & corners(by_name.get(name, []))) < 2:
                false.append((query, name, why.split(";")[0]))
    return asked, false


def look_alikes():
    rules = (source / "geodata/names/zh.rules").read_text()
    groups = re.search(r"^\[alike\]\n(.*?)^(?:#|\[)", rules, re.S | re.M).group(1).split()
    alike = {}
    for group in groups:
        for c in group:
            alike.setdefault(c, set()).update(set(group) - {c})
    return {c: sorted(others) for c, others in alike.items()}


def misprints(names, rng):
    alike, replaced, lacking = look_alikes(), {}, {}
    for name in names:
        places = [i for i, c in enumerate(name) if c in alike]
        if places:
            i = rng.choice(places)
            replaced[name[:i] + rng.choice(alike[name[i]]) + name[i + 1:]] = name
        if len(name) >= 5:
            i = rng.randrange(1, len(name) - 1)
            lacking[name[:i] + name[i + 1:]] = name
    return [{wrong: name for wrong, name in m.items() if wrong not in set(names)} for m in (replaced, lacking)]


def main():
    if not roads.exists():
        print(f"SKIPPED: no {roads.name} in {shared} (reference data, not part of the tree)")
        return 77
    by_name = read_roads()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asked, false = held_out(folder, by_name)
        print(f"held out: {asked} real names, {len(false)} linked to another ({len(false) / asked:.2%})")
        for reason, count in Counter(why for _, _, why in false).most_common():
            print(f"   {count:3} {reason}: " + ", ".join(f"{q}→{n}" for q, n, why in false if why == reason)[:160])
        out = gazetteer(folder, [f for fs in by_name.values() for f in fs])
        replaced, lacking = misprints(sorted(by_name), random.Random(1))
        shares = []
        for what, wrong in (("one look-alike", replaced), ("one character missing", lacking)):
            answers = {query: answer for query, (answer, _) in ask(out, list(wrong)).items()}
            right = sum(answers.get(w) == n for w, n in wrong.items())
            other = [(w, answers[w], n) for w, n in wrong.items() if w in answers and answers[w] != n]
            shares.append(right / len(wrong))
            print(f"{what}: {len(wrong)} asked, {right} mended ({right / len(wrong):.1%}), {len(other)} otherwise")
            print("   " + ", ".join(f"{w}→{a} (was {n})" for w, a, n in other[:12]))
    good = len(false) / asked <= MOST_FALSE and shares[0] >= LEAST_ALIKE
    return 0 if good else 1


sys.exit(main())
