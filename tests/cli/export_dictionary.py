"""export_dictionary.py FOLDER: dictionary.csv has a row for each field of layers.json, with a meaning in both languages
and the legend's codes."""
import csv, json, pathlib, sys
top = pathlib.Path(sys.argv[1])
rows = list(csv.DictReader((top / "dictionary.csv").open(encoding="utf-8", newline="")))
fields = json.loads((top / "layers.json").read_text(encoding="utf-8"))["fields"]
assert [(r["field"], r["short_name"], r["type"]) for r in rows] == [(f["name"], f["short_name"], f["type"]) for f in fields]
for row in rows:
    assert all(row[c] for c in ("title_zh", "title_en", "meaning_zh", "meaning_en")), row
    assert bool(row["codes"]) == (row["field"] in ("status", "basis", "kind", "action", "precision")), row
assert {r["field"]: r["unit"] for r in rows}["uncertainty_m"] == "m"
