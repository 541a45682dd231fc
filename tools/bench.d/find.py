#!/usr/bin/python3
"""find.py [--names N] [--queries N]: names of a generated country (gazetteer_source.py) in a registry, and questions
for them of every kind, for bench_find. A misprint is one only if no name begins with it: else it is what was asked."""
import argparse
import bisect
import os
import random
import re
import subprocess
import sys
import tempfile

from gazetteer_source import KINDS, TAILS, stem

TRADITIONAL = str.maketrans("龙凤鹤马东长宁兴庄营桥门关岭湾园店镇坝庙观阁云银", "龍鳳鶴馬東長寧興莊營橋門關嶺灣園店鎮壩廟觀閣雲銀")


def section_of(top, name):
    text = open(f"{top}/geodata/names/zh.rules", encoding="utf-8").read()
    section = re.search(rf"^\[{name}\]\n(.*?)^\[", text, re.S | re.M).group(1)
    return re.sub(r"#.*", "", section).split()


def other_stem(rng):
    return "".join(chr(rng.randrange(0x4E00, 0x8000)) for _ in range(2))


def rows(rng, count):
    for _ in range(count):
        kind = rng.choice(KINDS)
        tail = rng.choice(TAILS[kind])
        # Half of the stems from the whole script: real names have thousands of characters, the generator a hundred.
        name = (stem(rng) if rng.random() < 0.5 else other_stem(rng)) + tail
        alias = stem(rng) + name if rng.random() < 0.2 else ""
        former = other_stem(rng) + tail if rng.random() < 0.1 else ""
        yield kind, name, alias, former


def misprinted(rng, name, groups):
    ways = [name[:i] + other + name[i + 1:] for i, c in enumerate(name) for g in groups if c in g for other in g if other != c]
    return rng.choice(ways) if ways else None


def changed(rng, name, middle, what, weighty):
    """One inner character lost, another written for it (never for a weighty one: that is another place), one too many,
    or two changed over."""
    if len(name) < 5 or name[middle] == name[middle - 1] or (what == "one changed" and name[middle] in weighty):
        return None
    other = chr(rng.randrange(0x4E00, 0x8000))
    if what == "one missing":
        return name[:middle] + name[middle + 1:]
    if what == "one changed":
        return name[:middle] + other + name[middle + 1:]
    if what == "one too many":
        return name[:middle] + other + name[middle:]
    return name[:middle - 1] + name[middle] + name[middle - 1] + name[middle + 1:]


def question(rng, what, row, groups, weighty):
    _, name, alias, former = row
    at = rng.randrange(len(name) - 1)
    middle = rng.randrange(1, len(name) - 1) if len(name) > 2 else 0
    if what in CHANGED:
        return changed(rng, name, middle, what, weighty)
    return {
        "whole name": name,
        "one character": name[at] if name[at] > "\u6000" else None,
        "two characters": name[at:at + 2],
        "three characters": name[:3] if len(name) > 3 else None,
        "alias": alias,
        "former name": former,
        "traditional": name.translate(TRADITIONAL) if name.translate(TRADITIONAL) != name else None,
        "pinyin": name,
        "initials": name if len(name) > 3 else None,
        "look-alike": misprinted(rng, name, groups),
    }[what]


def begins_one(names, text):
    at = bisect.bisect_left(names, text)
    return at < len(names) and names[at].startswith(text)


CHANGED = ["one missing", "one changed", "one too many", "two changed over"]
WHAT = ["whole name", "one character", "two characters", "three characters", "alias", "former name", "traditional",
        "pinyin", "initials", "look-alike"] + CHANGED


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=30)
    parser.add_argument("--program", default="build/bench_find")
    options = parser.parse_args()
    rng = random.Random(11)
    top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    groups, weighty = section_of(top, "alike"), set("".join(section_of(top, "weighty")))
    table = list(rows(rng, options.names))
    names = sorted(name for row in table for name in row[1:] if name)
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/names", "w", encoding="utf-8") as out:
            out.writelines("\t".join(row) + "\n" for row in table)
        with open(f"{folder}/queries", "w", encoding="utf-8") as out:
            for what in WHAT:
                made = 0
                while made < options.queries:
                    line = rng.randrange(len(table))
                    text = question(rng, what, table[line], groups, weighty)
                    if text and not (what in CHANGED + ["look-alike"] and begins_one(names, text)):
                        out.write(f"{what}\t{text}\t{line}\n")
                        made += 1
        path = f"{folder}/registry.sqlite"
        code = subprocess.run([options.program, path, f"{folder}/names", f"{folder}/queries"]).returncode
        if code == 0:
            size = lambda name: os.path.getsize(name) / 1e6
            print(f"files              {size(path):.0f} MB, index {size(path + '-find'):.0f} MB")
    return code


if __name__ == "__main__":
    sys.exit(main())
