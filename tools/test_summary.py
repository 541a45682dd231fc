#!/usr/bin/env python3
"""test_summary.py PRESET=JUNIT.xml...: lists what failed or was skipped, and counts. Exit 1 when a test failed."""
import os
import sys
import xml.etree.ElementTree as ET

SKIPPED = "SKIP_RETURN_CODE"


def outcome(case):
    """ctest writes a skipped test and one that could not be started alike, but for the message."""
    if case.get("status") == "run":
        return "passed"
    skipped = case.find("skipped")
    if skipped is not None and SKIPPED in (skipped.get("message") or ""):
        return "skipped"
    return "failed"


def reason(case):
    """The line that says why a test was skipped, else its last line."""
    lines = [l.strip() for l in (case.findtext("system-out") or "").splitlines() if l.strip()]
    said = [l for l in lines if "SKIPPED" in l]
    return (said or lines or ["no reason given"])[-1]


def main(arguments):
    count = {"passed": 0, "failed": 0, "skipped": 0}
    print("== Summary")
    for argument in arguments:
        preset, path = argument.split("=", 1)
        cases = ET.parse(path).getroot().iter("testcase") if os.path.exists(path) else []
        for case in cases:
            how = outcome(case)
            count[how] += 1
            if how == "failed":
                print(f"failed:  {preset} {case.get('name')}")
            elif how == "skipped":
                print(f"skipped: {preset} {case.get('name')}: {reason(case)}")
    if not sum(count.values()):
        print("no test matched")
        count["failed"] += 1
    print(", ".join(f"{count[how]} {how}" for how in ("passed", "failed", "skipped")))
    return 1 if count["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
