#!/usr/bin/env python3
"""No name of the annotated documents stands in the program or its lexicon: rules are not fitted to the answers.

The curated gazetteer and the digests are data about those very places and are left out. Names of one or two characters
(国贸) are words too, and are left out as well. Examples in C comments are told, and do no harm.
"""
import csv
import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))
GOLD = pathlib.Path(os.environ.get("TERRIER_SHARED", SOURCE.parent / "shared")) / "gold"
FOLDERS = ("src", "geodata/lexicon", "layers")


def gold_names():
    names = set()
    for table in ("core.tsv", "reports.tsv", "other_kinds.tsv"):
        with open(GOLD / table, encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row.get("kind") != "admin":
                    names.update(row["names"].split("|"))
                    names.add(row["surface"])
    return {name.strip() for name in names if name and len(name.strip()) > 2}


def without_comments(text):
    return re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment.group().count("\n"), text, flags=re.S)


def main():
    if not GOLD.is_dir():
        print("SKIPPED: no annotated documents beside the source")
        return 77
    names, found, examples = gold_names(), [], 0
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*")):
            if not path.is_file():
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
