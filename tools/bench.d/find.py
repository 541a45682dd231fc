#!/usr/bin/python3
"""find.py [--names N] [--queries N]: names of a generated country (gazetteer_source.py) in a registry, and questions
for them of every kind, for bench_find."""
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile

from gazetteer_source import KINDS, TAILS, stem

TRADITIONAL = str.maketrans("龙凤鹤马东长宁兴庄营桥门关岭湾园店镇坝庙观阁云银", "龍鳳鶴馬東長寧興莊營橋門關嶺灣園店鎮壩廟觀閣雲銀")


def alike_groups(top):
    text = open(f"{top}/geodata/names/zh.rules", encoding="utf-8").read()
    section = re.search(r"^\[alike\]\n(.*?)^\[", text, re.S | re.M).group(1)
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


def question(rng, what, row, groups):
    _, name, alias, former = row
    at = rng.randrange(len(name) - 1)
    middle = rng.randrange(1, len(name) - 1) if len(name) > 2 else 0
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
        "one missing": name[:middle] + name[middle + 1:] if len(name) > 4 and middle < 2 else None,
    }[what]


WHAT = ["whole name", "one character", "two characters", "three characters", "alias", "former name", "traditional",
        "pinyin", "initials", "look-alike", "one missing"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=30)
    parser.add_argument("--program", default="build/bench_find")
    options = parser.parse_args()
    rng = random.Random(11)
    top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    groups = alike_groups(top)
    table = list(rows(rng, options.names))
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/names", "w", encoding="utf-8") as out:
            out.writelines("\t".join(row) + "\n" for row in table)
        with open(f"{folder}/queries", "w", encoding="utf-8") as out:
            for what in WHAT:
                made = 0
                while made < options.queries:
                    line = rng.randrange(len(table))
                    text = question(rng, what, table[line], groups)
                    if text:
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
