#!/usr/bin/env bash
# list --review: what a person should look at, most useful first, and that each command that it prints settles it.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cat >city.geojson <<'JSON'
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "临波市", "kind": "admin", "area": "", "source": "made up", "licence": "CC0-1.0", "date": "2030-01-01", "accuracy_m": 500}, "geometry": {"type": "Polygon", "coordinates": [[[104.0, 30.5], [104.6, 30.5], [104.6, 31.0], [104.0, 31.0], [104.0, 30.5]]]}},
{"type": "Feature", "properties": {"name": "育才小学", "kind": "school", "area": "临波市", "source": "made up", "licence": "CC0-1.0", "date": "2030-01-01", "accuracy_m": 20}, "geometry": {"type": "Point", "coordinates": [104.1, 30.6]}},
{"type": "Feature", "properties": {"name": "育才小学", "kind": "school", "area": "临波市", "source": "made up", "licence": "CC0-1.0", "date": "2030-01-01", "accuracy_m": 20}, "geometry": {"type": "Point", "coordinates": [104.3, 30.9]}},
{"type": "Feature", "properties": {"name": "澄江公园", "kind": "park", "area": "临波市", "source": "made up", "licence": "CC0-1.0", "date": "2030-01-01", "accuracy_m": 20}, "geometry": {"type": "Point", "coordinates": [104.2, 30.7]}},
{"type": "Feature", "properties": {"name": "芦汀大街", "kind": "road", "area": "临波市", "source": "made up", "licence": "CC0-1.0", "date": "2030-01-01", "accuracy_m": 20}, "geometry": {"type": "LineString", "coordinates": [[104.2, 30.7], [104.25, 30.72]]}}
]}
JSON
cat >'first list.txt' <<'TEXT'
标题：临波市2030年重点工程安排
发布：临波市人民政府
日期：2030年2月1日

今年新建育才小学教学楼，澄江公园已于2029年建成开放。碧梧医院计划年内开工。芦汀大街改造工程已完工。
TEXT
cat >second.txt <<'TEXT'
标题：临波市2031年重点工程安排
发布：临波市人民政府
日期：2031年2月1日

澄江公园力争2032年建成。碧梧医院项目开工建设。芦汀大街改造工程正在规划。
TEXT
expect 0 gazetteer build q.gazetteer city.geojson
expect 0 ingest --gazetteer q.gazetteer "r 1.sqlite" 'first list.txt' second.txt
reg="r 1.sqlite"

expect 0 list "$reg" --review --format jsonl
json '[r["issue"] for r in rows] == ["contradiction", "contradiction", "ambiguous", "unplaced"]'
json 'all(r["points"] >= s["points"] for r, s in zip(rows, rows[1:]))'
json 'all(r["reason"] and r["command"].startswith("terrier override ") and r["id"] and r["mentions"] >= 1 for r in rows)'
json '[c["score"] < 0.9 and c["id"].startswith("school-") for c in rows[2]["candidates"]] == [True, True]'
json '{c["lon"] for c in rows[2]["candidates"]} == {104.1, 104.3}'
json '{(c["status"], c["year"]) for r in rows if r["name"] == "澄江公园" for c in r["candidates"]} == {("completed", 2029), ("completed", 2032)}'
json 'all("position=LON,LAT" in r["command"] for r in rows if r["issue"] == "unplaced")'
cp .out all.jsonl
expect 0 list "$reg" --review --format json
python review_formats json || complain "json is not jsonl's rows"
expect 0 list "$reg" --review --format csv
python review_formats csv || complain "csv has not jsonl's rows"
expect 0 list "$reg" --review --format table
has '^1\. .*: contradiction, 2 mentions$'
has "^     terrier override 'r 1.sqlite' set .* status=completed basis=reported year=2029"
has '^     terrier override .* keep park-'
expect 0 list "$reg" --review --limit 1 --format table
has '^3 more$'
expect 0 list "$reg" --review --limit 2 --format jsonl
json 'len(rows) == 2'
expect 0 list "$reg" --review --kind hospital,school --format jsonl
json '{r["kind"] for r in rows} == {"hospital", "school"}'
expect 0 list "$reg" --review --status completed --format jsonl
json '[r["name"] for r in rows] == ["澄江公园"]'
expect 0 list "$reg" --review --year 1999 --format table
same "$(cat .out)" "nothing to review" "an empty review"
fails 2 'missing.*review' list "$reg" --review --missing
fails 1 'absent' list absent.sqlite --review

# Each first command, run as it stands (but for what only a person can fill in), takes its row off the list.
terrier() { "$TERRIER" "$@" --gazetteer q.gazetteer; }
settle() { # the first command of what is called so
    command=$(python fields --where "name=$1" command <all.jsonl | sed 's/LON,LAT/104.4,30.8/')
    case $command in *place=*) ;; *) terrier() { "$TERRIER" "$@"; } ;; esac
    eval "$command --by 王工 --why 'seen there'" || complain "$command: exit $?"
    terrier() { "$TERRIER" "$@" --gazetteer q.gazetteer; }
    expect 0 list "$reg" --review --format jsonl
    has_not "\"name\":\"$1\""
}
for name in 澄江公园 芦汀大街 育才小学 碧梧医院; do settle $name; done
json 'rows == []'
expect 0 check "$reg" --format jsonl
json 'rows == []'
expect 0 list "$reg" --kind school --format jsonl
json 'rows[0]["precision"] == "exact" and rows[0]["uncertainty_m"] == 20'
expect 0 show "$reg" 育才小学 --format json
json '(f["place"]["source"], f["place"]["licence"], f["place"]["lon"]) == ("made up", "CC0-1.0", 104.1)'

# A newer document that contradicts a person's decision is reported; what was there before is not.
cat >third.txt <<'TEXT'
标题：临波市2033年重点工程进展
发布：临波市人民政府
日期：2033年2月1日

芦汀大街改造工程已于2032年完工通车。
TEXT
expect 0 ingest --gazetteer q.gazetteer "$reg" third.txt
expect 0 list "$reg" --review --format jsonl
json '[(r["name"], r["issue"]) for r in rows] == [("芦汀大街", "newer than set")]'
json 'rows[0]["override"] and rows[0]["command"].endswith("drop %d" % rows[0]["override"])'
json '[c["status"] for c in rows[0]["candidates"]] == ["completed", "planned"]'
id=$(fields id | head -n 1)
expect 0 override "$reg" keep "$id" --by 王工
expect 0 list "$reg" --review --format jsonl
json 'rows == []'
expect 0 override "$reg" drop 5
expect 0 list "$reg" --review --format jsonl
json 'len(rows) == 1'

# Two that may be one: merged, or kept apart.
cat >names.txt <<'TEXT'
标题：教育工程
日期：2030年5月1日

第三中学开工建设。
TEXT
sed 's/开工建设/扩建工程已完工/; s/5月/6月/' names.txt >other.txt
expect 0 ingest --gazetteer none --area 东桥县 two.sqlite names.txt
expect 0 ingest --gazetteer none --area 西桥县 two.sqlite other.txt
expect 0 list two.sqlite --review --format jsonl
python review_pairs >pairs
[ -s pairs ] || complain "nothing may be one"
before=$(wc -l <pairs)
IFS=$'\t' read -r one other <pairs
expect 0 override two.sqlite keep "$one" "$other"
expect 0 list two.sqlite --review --format jsonl
same "$(grep -c '"may be one"' .out)" $((before - 1)) "pairs after keeping one apart"
fails 1 'one facility' override two.sqlite keep "$one" "$one"

# A decision whose document went away.
expect 0 ingest --gazetteer none idle.sqlite names.txt
id=$("$TERRIER" list idle.sqlite --format csv | tail -n 1 | cut -d, -f1)
expect 0 override idle.sqlite set "$id" status=completed --by 王工
sed 's/第三中学开工建设。/没有别的。第三页为附表，无文字。/' names.txt >gone.txt && mv gone.txt names.txt
expect 0 ingest --gazetteer none idle.sqlite names.txt
expect 0 list idle.sqlite --review --format jsonl
json '[(r["issue"], r["command"]) for r in rows] == [("idle", "terrier override idle.sqlite drop 1")]'
finish
