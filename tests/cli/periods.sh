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
expect 0 show reg.sqlite "$(t find reg.sqlite 海棠路 --format jsonl; fields id)"
json 'rows[0]["projects"][0]["history"][0]["when"] == "2021/2025"'
expect 0 export reg.sqlite layers --format csv
grep -q '2021,2025$' layers/csv/2025/completed_none.csv || complain "the period in the last year's layer expected"
expect 0 timeline reg.sqlite --format jsonl --svg chart.svg
json '[(r["year"], r["period_from"], r["total"]) for r in rows] == [(2025, 2021, 2), (None, None, 1)]'
grep -q stripes chart.svg || complain "hatched bars expected"

# a document that does not say when it was issued
expect 0 info reg.sqlite --format json
json 'rows[0]["date"] == {"none": 1, "title": 1}'
expect 0 list reg.sqlite --review --format jsonl
json '[(r["name"], r["command"]) for r in rows if r["issue"] == "weak date"] == [("note.txt", "terrier ingest reg.sqlite note.txt --date YYYY-MM-DD")]'
expect 0 ingest reg.sqlite --gazetteer none note.txt --date 2026-03-05
expect 0 list reg.sqlite --review --format jsonl
json 'not [r for r in rows if r["issue"] == "weak date"]'
finish
