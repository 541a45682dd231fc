#!/usr/bin/env bash
# What a document tells of several years at once, and what says when it was issued.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cat >report.txt <<'TEXT'
云溪市2026年政府工作报告

五年来，我们建成海棠路、石榴公园，增长了6.1%，获得全省第一。
TEXT
echo '松林路已建成通车。' >note.txt

expect 0 extract --gazetteer none --kinds road,park report.txt
json '[(r["year"], r["period_from"], r["period_to"]) for r in rows] == [(2025, 2021, 2025)] * 2'
expect 0 extract --gazetteer none --explain note.txt
json 'rows[0]["year"] is None and rows[0]["statement_rule"] == "the governing cue"'
grep -q 'note.txt.*--date' .err || complain "a hint at --date expected"

expect 0 ingest reg.sqlite --gazetteer none report.txt note.txt
for year in 2021 2023 2025; do
    expect 0 list reg.sqlite --year $year --format jsonl
    json 'len(rows) == 2'
done
expect 0 list reg.sqlite --year 2020 --format jsonl
same "$(cat .out)" "" "what is before the period"
expect 0 find reg.sqlite 海棠路 --year 2022 --format jsonl
json 'len(rows) == 1'
expect 0 find reg.sqlite 海棠路 --year 2020 --format jsonl
same "$(cat .out)" "" "found before the period"
expect 0 count reg.sqlite --by kind --year 2022 --format jsonl
json '{r["kind"] for r in rows} == {"park", "road"}'
expect 0 diff reg.sqlite reg.sqlite --year 2022 --format jsonl
expect 0 show reg.sqlite "$(t find reg.sqlite 海棠路 --format jsonl; fields id)"
json 'rows[0]["projects"][0]["history"][0]["when"] == "2021/2025"'
expect 0 export reg.sqlite layers --format csv
grep -q '2021,2025$' layers/csv/2025/completed_none.csv || complain "the period in the last year's layer expected"
expect 0 timeline reg.sqlite --format jsonl --svg chart.svg
json '[(r["year"], r["period_from"], r["total"]) for r in rows] == [(2025, 2021, 2), (None, None, 1)]'
grep -q stripes chart.svg || complain "hatched bars expected"

# places: near, its index, and the typed tables
cp reg.sqlite placed.sqlite
road=$(t find reg.sqlite 海棠路 --format jsonl; fields id)
expect 0 override placed.sqlite set "$road" position=116.1,39.9
same "$(python sql placed.sqlite 'SELECT year, period_from, period_to FROM facility_point')" "2025 2021 2025" "the typed table"
same "$(python sql placed.sqlite 'SELECT period_from, period_to FROM project_status ORDER BY 1' | sort -u | tail -1)" "None None" "a statement of one year"
for year in 2021 2024 2025; do
    expect 0 near placed.sqlite 116.1,39.9 --year $year --format jsonl
    json '[r["name"] for r in rows] == ["海棠路"]'
done
expect 0 near placed.sqlite 116.1,39.9 --year 2026 --format jsonl
same "$(cat .out)" "" "near after the period"
expect 0 override placed.sqlite set "$road.whole" status=completed basis=reported year=2023
expect 0 near placed.sqlite 116.1,39.9 --year 2024 --format jsonl
same "$(cat .out)" "" "a person tells of one year"

# OC4IDS tells the period, and gives it back
expect 0 export reg.sqlite package --format oc4ids --year 2022
cp package/oc4ids/*.json package.json
python3 - <<'PY' || complain "the period in OC4IDS expected"
import json
projects = json.load(open("package.json"))["projects"]
assert len(projects) == 2
for p in projects:
    own = p["milestones"][0]["terrier"]
    assert (own["year"], own["periodFrom"], own["periodTo"]) == (2025, 2021, 2025)
    assert p["milestones"][0]["title"] == "completed 2021–2025"
    assert p["documents"][0]["terrier"]["dateConfidence"] > 0.9
PY
expect 0 import back.sqlite package.json
expect 0 list back.sqlite --year 2022 --format jsonl
json 'len(rows) == 2'
python3 -c 'import json; d = json.load(open("package.json")); d["projects"][0]["milestones"][0]["terrier"]["periodFrom"] = 2031; json.dump(d, open("wrong.json", "w"))'
fails 1 'periodFrom' import wrong.sqlite wrong.json

# a document that does not say when it was issued
expect 0 info reg.sqlite --format json
json 'rows[0]["date"] == {"none": 1, "title": 1}'
expect 0 info reg.sqlite --documents --format jsonl
json '[(r["document"], r["date"], r["date_basis"], r["date_confidence"]) for r in rows] == [("note.txt", None, "none", None), ("report.txt", "2026", "title", 0.96)]'
expect 0 ingest weak.sqlite --gazetteer none report.txt note.txt
grep -q '^terrier: 1 of 2 documents do not say when they were issued (first: note.txt).*--date' .err || complain "the hint once expected"
same "$(grep -c -- --date .err)" 1 "hints"
expect 0 ingest weak.sqlite --gazetteer none note.txt
! grep -q -- --date .err || complain "a hint at a document that was not read"
t build --out dir --gazetteer none note.txt
grep -q '1 of 1 documents do not say' .err || complain "build says it, too"
expect 0 list reg.sqlite --review --format jsonl
json '[(r["name"], r["command"]) for r in rows if r["issue"] == "weak date"] == [("note.txt", "terrier ingest reg.sqlite note.txt --date YYYY-MM-DD")]'
expect 0 ingest reg.sqlite --gazetteer none note.txt --date 2026-03-05
expect 0 list reg.sqlite --review --format jsonl
json 'not [r for r in rows if r["issue"] == "weak date"]'
finish
