#!/usr/bin/env python3
"""The embedded documents are digests in our own words: no clause of a source article stands in them, and they share no
long run of characters with one, longer than the longest names they must both write out."""
import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))
SEEDS = pathlib.Path(os.environ.get("TERRIER_SHARED", SOURCE.parent / "shared")) / "seeds"
LONGEST_RUN = 24  # characters; two official names in a row, with parts and brackets, take 21
LONGEST_CLAUSE = 14


def squeeze(text):
    return re.sub(r"\s", "", text)


def longest_common(a, b):
    """The longest run of `a` that stands in `b`, by growing a window."""
    best, start = "", 0
    for end in range(1, len(a) + 1):
        while start < end and a[start:end] not in b:
            start += 1
        if end - start > len(best):
            best = a[start:end]
    return best


def main():
    if not SEEDS.is_dir():
        print("SKIPPED: no source articles next to the source tree")
        return 77
    seeds = {path.name: squeeze(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")}
    bad = 0
    for path in sorted((SOURCE / "geodata/documents").glob("*.txt")):
        digest = squeeze(path.read_text(encoding="utf-8"))
        for name, seed in seeds.items():
            run = longest_common(digest, seed)
            clauses = [c for c in re.split("[。；！？，]", digest) if len(c) > LONGEST_CLAUSE and c in seed]
            print(f"{path.name} {name}: longest common run {len(run)} ({run})")
            if len(run) > LONGEST_RUN or clauses:
                bad = 1
                print(f"  -> copied: {clauses or run}")
    return bad


if __name__ == "__main__":
    sys.exit(main())
