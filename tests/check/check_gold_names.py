#!/usr/bin/env python3
"""No name of the annotated documents stands in the program or its lexicon: rules are not fitted to the answers.

The curated gazetteer and the digests are data about those very places and are left out. Names of one or two characters
(国贸) are words too, and are left out as well. Examples in C comments are counted, and are allowed.
"""
import csv
import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))
GOLD = pathlib.Path(os.environ.get("TERRIER_SHARED", SOURCE.parent / "shared")) / "gold"
FOLDERS = ("src", "geodata/lexicon", "layers")
EXAMPLES = "src/cli/"  # help texts show names, and do nothing with them

# Annotated names that are words of the language or follow from a general rule, with the reason.
ALLOWED = {
    "四环路": "any city's ring roads", "五环路": "any city's ring roads", "外环路": "any city's ring roads",
    "朝外大街": "short form of 朝阳门外大街, like those of Beijing's other gates", "朝阳门外大街": "its full form",
    "对外经济贸易大学": "short forms of universities in the names of attached schools",
    "青年路": "a street name that most cities have", "大运河": "the Grand Canal", "京杭大运河": "the Grand Canal",
    "万象城": "a chain", "太古坊": "a chain", "核心区": "generic", "CBD": "any city's central business district", "电子城": "generic", "珠江口": "the estuary, no facility",
}


def gold_names():
    names = set()
    for table in ("core.tsv", "reports.tsv", "other_kinds.tsv"):
        with open(GOLD / table, encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row.get("kind") != "admin":
                    names.update(row["names"].split("|"))
                    names.add(row["surface"])
    return {name.strip() for name in names if name and len(name.strip()) > 2} - set(ALLOWED)


def without_comments(text):
    return re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment.group().count("\n"), text, flags=re.S)


def main():
    if not GOLD.is_dir():
        print("SKIPPED: no annotated documents next to the source tree")
        return 77
    names, found, examples = gold_names(), [], 0
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*")):
            if not path.is_file() or str(path.relative_to(SOURCE)).startswith(EXAMPLES):
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            told = without_comments(text) if path.suffix in (".c", ".h") else text
            examples += sum(name in text and name not in told for name in names)
            for number, line in enumerate(told.splitlines(), 1):
                found += [f"{path.relative_to(SOURCE)}:{number}: {name}" for name in names if name in line]
    print("\n".join(found))
    print(f"{len(found)} places where one of {len(names)} annotated names stands in {', '.join(FOLDERS)}; "
          f"{examples} more in comments, as examples")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
