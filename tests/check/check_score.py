#!/usr/bin/env python3
"""Extraction on the annotated documents stays within the bounds below."""
import json
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))
SHARED = pathlib.Path(os.environ.get("TERRIER_SHARED", SOURCE.parent / "shared"))
TERRIER = os.environ.get("TERRIER", "build/terrier")

# (extract arguments, {measure: at least}, {measure: at most})
BOUNDS = (
    ("", {"named_f1": 0.85, "kind_accuracy": 0.98, "statement_accuracy": 0.60}, {"must_not_hits": 0, "offsets_bad": 0}),
    ("--gazetteer none", {"named_f1": 0.65}, {"offsets_bad": 0}),
)


def score(arguments):
    command = [sys.executable, SHARED / "score/score.py", "--terrier", TERRIER, "--docs", SHARED / "seeds",
               "--gold", SHARED / "gold/core.tsv", "--must-not", SHARED / "gold/must_not.tsv", "--json"]
    if arguments:
        command.append(f"--extract-args={arguments}")
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    if not (SHARED / "score/score.py").exists():
        print("SKIPPED: no annotated documents next to the source tree")
        return 77
    bad = 0
    for arguments, least, most in BOUNDS:
        result = score(arguments)
        for measure, bound in {**least, **most}.items():
            value = result[measure]
            right = value >= bound if measure in least else value <= bound
            print(f"extract {arguments}: {measure} {value:.3f}, bound {bound}{'' if right else '  <- MISSED'}")
            bad |= not right
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
