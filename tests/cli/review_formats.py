"""review_formats.py json|csv: the review list in `.out` has the rows of `all.jsonl`."""
import csv
import json
import sys

want = [json.loads(line) for line in open("all.jsonl", encoding="utf-8")]
text = open(".out", encoding="utf-8", newline="")
if sys.argv[1] == "json":
    assert json.load(text) == want
else:
    rows = list(csv.DictReader(text))
    assert [row["id"] for row in rows] == [row["id"] for row in want]
    assert [json.loads(row["candidates"]) for row in rows] == [row["candidates"] for row in want]
