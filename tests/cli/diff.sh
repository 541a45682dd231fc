#!/usr/bin/env bash
# timeline and diff, on three documents of three years.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cat >first.txt <<'TEXT'
标题：青岚区2031年重点工程安排
发布日期：2031年1月10日

今年将开工建设柳浦公园。柳浦小学将于2032年建成投用。规划建设桐荫医院。今年启动建设白石路。金桂公园将于2035年建成。
TEXT
cat >second.txt <<'TEXT'
标题：青岚区重点工程进展
发布日期：2033年2月1日

柳浦公园已于2032年建成开放。柳浦小学将于2034年建成投用。桐荫医院已开工建设。今年将新建云杉中学。
TEXT
for name in first second; do expect 0 ingest $name.sqlite --gazetteer none $name.txt; done
expect 0 ingest both.sqlite --gazetteer none first.txt second.txt

changes() { fields --join : name change | tr ' ' - | sort | paste -sd' '; }
expect 0 diff both.sqlite --from 2031 --to 2033 --format jsonl
same "$(changes)" "云杉中学:new 柳浦公园:finished 柳浦小学:slipped 桐荫医院:started 白石路:overdue" "changes between dates"
json 'all(r["sentence"] and r["document"] and r["quote"] for r in rows)'
json '[r for r in rows if r["change"] == "slipped"][0]["sentence"] == "to be completed in 2034, 2 years later than was aimed at"'
expect 0 diff first.sqlite second.sqlite --format jsonl
json '{r["name"] for r in rows if r["change"] == "silent"} == {"金桂公园"}'
json '{r["name"] for r in rows if r["change"] == "overdue"} == {"白石路"}'
json '{r["name"] for r in rows if r["change"] == "finished"} == {"柳浦公园"}'
expect 0 diff second.sqlite first.sqlite --format jsonl
same "$(changes)" "云杉中学:silent 柳浦公园:aimed-at 柳浦小学:brought-forward 桐荫医院:changed 白石路:new 金桂公园:new" "changes the other way round"
expect 0 diff second.sqlite second.sqlite --format jsonl
json 'not rows'
expect 0 diff second.sqlite second.sqlite --format table
has 'nothing changed'
expect 0 diff both.sqlite --from 2031 --format table
has '^From 2031 to 2033-02-01: 1 finished, 1 started, 1 put off, 1 overdue, 1 new \(1 planned\)\.'
has '^Finished$'
has '^New, planned$'
has '柳浦公园 .park.: completed in 2032; it was to be started in 2031\.'

# For reading: what one sentence says is kept together; a section is in brackets; how far off an aim is; what was planned
# for a year that went by, and not heard of since.
cat >plan.txt <<'TEXT'
标题：青岚区2031年计划
发布日期：2031年1月10日

今年将建成枫溪小学。岚山医院将于2031年建成。今年将实施桂影公园改造提升。推进白沙河（石桥至东闸段）治理工程。
TEXT
cat >later.txt <<'TEXT'
标题：青岚区2033年进展
发布日期：2033年2月1日

枫溪小学于2033年建成投用。岚山医院已开工建设，预计2034年建成。今年将开工建设云汀公园、松岚小学二期。
TEXT
expect 0 ingest told.sqlite --gazetteer none plan.txt later.txt
expect 0 diff told.sqlite --from 2031 --to 2033 --format table
has '枫溪小学 .school.: completed in 2033, 2 years later than was aimed at\.$'
same "$(grep -A2 '云汀公园 (' .out | tr -d ' ' | cut -d'(' -f1 | paste -sd' ')" "云汀公园 松岚小学二期 「今年将开工建设云汀公园、松岚小学二期」" "what one sentence says"
has '^Not spoken of since$'
has '岚山医院 .hospital.: started in 2033; it was to be completed in 2031; now to be completed in 2034, 3 years later than was aimed at\.$'
has '白沙河（石桥至东闸段） .waterway.'
has '桂影公园 .park.: was planned for 2031; not spoken of since\.$'
expect 0 diff both.sqlite --from 2031 --kind school --format jsonl
json 'rows and all(r["kind"] == "school" for r in rows)'

# What a person set wins, and what a person rejected is in no news.
cp both.sqlite set.sqlite
road=$("$TERRIER" list set.sqlite --kind road --format csv | tail -n 1 | cut -d, -f1)
school=$("$TERRIER" find set.sqlite 云杉中学 --format csv | tail -n 1 | cut -d, -f1)
expect 0 override set.sqlite set "$road" status=completed basis=reported year=2032 --by me --why 'seen there'
expect 0 override set.sqlite reject "$school" --by me --why 'another one'
expect 0 diff both.sqlite set.sqlite --format jsonl
same "$(changes)" "云杉中学:silent 白石路:finished" "changes by hand"
json '[r for r in rows if r["change"] == "finished"][0]["quote"] == "seen there"'
fails 2 'from' diff both.sqlite
fails 2 'date' diff both.sqlite --from soon
fails 2 'date' diff both.sqlite --from 2031-1
fails 2 'date' diff both.sqlite --from 2031 --to 2033-13

# A document dated with a year alone may have come on its last day, as everywhere.
printf '标题：青岚区简讯\n日期：2031年\n\n柳岸公园已开工建设。\n' >year.txt
expect 0 ingest year.sqlite --gazetteer none year.txt
expect 0 diff year.sqlite --from 2030 --to 2031-06-30 --format jsonl
json 'not rows'
expect 0 diff year.sqlite --from 2030 --to 2031-12-31 --format jsonl
json '[r["name"] for r in rows] == ["柳岸公园"]'
fails 1 'absent' diff both.sqlite absent.sqlite

expect 0 timeline both.sqlite --svg chart.svg --format jsonl
json 'all(r["total"] == sum(r[s] for s in ("planned", "started", "under_construction", "completed", "suspended", "cancelled")) for r in rows)'
json 'any(r["year"] == 2032 and r["basis"] == "reported" and r["completed"] == 1 for r in rows)'
json '[r["year"] for r in rows] == sorted((r["year"] for r in rows), key=lambda y: y or 9999)'
python timeline_chart || complain "the chart is not right"
expect 0 timeline both.sqlite --kind hospital --format jsonl
json 'sum(r["total"] for r in rows) == 2'
expect 0 timeline both.sqlite --kind road --status completed --svg empty.svg --format jsonl
json 'not rows'
there empty.svg
fails 1 'nowhere' timeline both.sqlite --svg nowhere/chart.svg
finish
