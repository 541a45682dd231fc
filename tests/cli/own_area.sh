#!/usr/bin/env bash
# ingest: 区医院 in a document of 东岭区 is 东岭区医院, whether the gazetteer knows it or not.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

expect 0 gazetteer build q.gazetteer "$SOURCE/tests/cases/geocode/city.geojson"
printf '东岭区2027年政府工作报告\n\n区妇幼保健院新院区今年开工。市第八十中学操场改造完成。\n' >first.txt
printf '东岭区2028年政府工作报告\n\n东岭区妇幼保健院建成投用。青岚市妇幼保健院今年开工。\n' >second.txt
expect 0 ingest --gazetteer q.gazetteer r.sqlite first.txt second.txt

expect 0 find --format jsonl r.sqlite 妇幼保健院
json 'len(rows) == 2'
expect 0 find --format jsonl r.sqlite 八十中学
json 'rows and all((r["name"], r["precision"]) == ("青岚市第八十中学", "exact") for r in rows)'
expect 0 check r.sqlite
finish
