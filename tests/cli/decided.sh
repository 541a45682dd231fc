#!/usr/bin/env bash
# What a person decided holds in every command and every file: a rejected hospital and a rejected project, a moved park, a
# redrawn and a restated road, two that are one, one that is two.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cat >first.txt <<'TEXT'
标题：青岚市2031年重点工程安排
发布：青岚市人民政府
日期：2031年2月1日

今年新建松涛公园二期。青岚市第二人民医院改造工程已完工。云溪中学扩建工程力争8月建成。望湖路拓宽工程开工建设。
雁洲路改造工程计划2032年完工。滨湖西路和云溪大道绿化工程已完工。桐溪河治理工程一期已开工，桐溪河治理工程二期计划2033年开工。
TEXT
cat >second.txt <<'TEXT'
标题：青岚市2033年重点工程进展
发布：青岚市人民政府
日期：2033年3月1日

松涛公园二期已建成开放。望湖路拓宽工程建成通车。桐溪河治理工程一期已完工。
TEXT
make_gazetteer
expect 0 ingest --gazetteer q.gazetteer before.sqlite first.txt second.txt
cp before.sqlite after.sqlite
id_of() { "$TERRIER" find before.sqlite "$1" --format csv | sed -n 2p | cut -d, -f1; }
project_of() { "$TERRIER" list before.sqlite --format csv | grep "$1" | grep "$2" | sed -n 1p | cut -d, -f1; }
park=$(id_of 松涛公园) hospital=$(id_of 青岚市第二人民医院) school=$(id_of 云溪中学) road=$(id_of 望湖路)
west=$(id_of 滨湖西路) avenue=$(id_of 云溪大道) river=$(id_of 桐溪河) phase=$(project_of 桐溪河 二期) street=$(id_of 雁洲路)
o() { expect 0 override after.sqlite "$@" --by 王工 --why 看过现场; }
o reject "$hospital"
o reject "$phase"
o set "$park" position=118.35,26.15
echo '{"type": "LineString", "coordinates": [[118.21, 26.19], [118.23, 26.19]]}' >drawn.geojson
o set "$street" geometry=drawn.geojson
o set "$school" status=suspended basis=reported year=2032 name=云溪外国语中学
o merge "$west" "$avenue"
expect 0 check after.sqlite
today=$(date -u +%Y-%m-%d)

# ask COMMAND ARGUMENT...: asks the registry as it was decided on; what was rejected or merged must not be there.
ask() {
    local command=$1
    shift
    expect 0 "$command" after.sqlite "$@"
    has_not "$hospital"
    has_not "$phase"
    has_not "\"(id|facility_id)\":\"$avenue"
}

ask list --format jsonl
json '{r["name"] for r in rows} >= {"松涛公园", "云溪外国语中学", "滨湖西路"} and not names & {"青岚市第二人民医院", "云溪大道", "云溪中学"}'
json '[(r["status"], r["year"]) for r in rows if r["name"] == "云溪外国语中学"] == [("suspended", 2032)]'
ask list --missing --format jsonl
json '"雁洲路" not in names'
ask list --review --format jsonl
for as_of in "" 2031-12-31 $today; do
    ask near 118.35,26.15 --limit 1 ${as_of:+--as-of $as_of} --format jsonl
    [ "$as_of" = $today ] || json '[(r["name"], r["distance_m"]) for r in rows] == [("松涛公园", 0)]'
    ask near 118.33,26.07 --radius 90000 ${as_of:+--as-of $as_of} --format jsonl
    json 'not names & {"青岚市第二人民医院", "云溪大道"}'
    ask within 118.2,26.0,118.4,26.2 --kind hospital --format jsonl
    json 'rows == []'
done
ask near 118.22,26.19 --radius 10 --format jsonl
json '{r["name"] for r in rows} == {"雁洲路"}'
ask near 云溪外国语中学 --radius 1 --format jsonl
json '{r["status"] for r in rows} == {"suspended"}'
fails 1 'rejected' near after.sqlite "$hospital"
ask find 第二人民医院 --format jsonl
json 'rows == []'
ask find 云溪外国语 --format jsonl
json 'len(rows) == 1'
ask find 云溪中学 --format jsonl
json '[r["name"] for r in rows] == ["云溪外国语中学"]' # the old name leads there
ask find 云溪大道 --format jsonl
json '[r["name"] for r in rows] == ["滨湖西路"]'
ask find --text 改造工程 --format jsonl
ask find 青岚市第二人民医院 --text 改造 --format jsonl
json 'rows == []'
ask within 118.34,26.14,118.36,26.16 --format jsonl
json '{r["name"] for r in rows} >= {"松涛公园"}'
ask within 118.30,26.10,118.31,26.11 --kind park --format jsonl
json 'rows == []'
ask along "$west" --distance 50000 --format jsonl
json 'not names & {"青岚市第二人民医院", "云溪大道"}'
ask along 雁洲路 --distance 10 --format jsonl
json 'names == {"雁洲路"}'
fails 2 'nor a line' along after.sqlite "$hospital" --distance 10
ask count --by kind,status --format jsonl
json 'not [r for r in rows if r["kind"] == "hospital"]'
json '[r["count"] for r in rows if r["kind"] == "school"] == [1] and [r["status"] for r in rows if r["kind"] == "school"] == ["suspended"]'
ask timeline --kind school --format jsonl
json '[r["suspended"] for r in rows if r["year"] == 2032] == [1]'
ask timeline --kind hospital --format jsonl
json 'not any(r["total"] for r in rows)'
expect 0 diff before.sqlite after.sqlite --format jsonl
json '"青岚市第二人民医院" in {r["name"] for r in rows if r["change"] == "silent"}'
json '[r["change"] for r in rows if r["name"] in ("云溪中学", "云溪外国语中学")] == ["stopped"]'
expect 0 show after.sqlite "$hospital" --format json
has '"hidden":"rejected"'
expect 0 show after.sqlite "$avenue" --format json
has "\"id\":\"$west\""
expect 0 info after.sqlite --format jsonl
json '[r["count"] for r in rows if r.get("section") == "kind" and r.get("word") == "hospital"] in ([], [0])'

# ---- files ----
expect 0 export after.sqlite out --format geojson,gpkg,csv,kml,flatgeobuf,oc4ids
grep -rq 第二人民医院 out/geojson out/csv out/kml && complain "a layer has what was rejected"
grep -rq "$phase" out && complain "a layer has the rejected project"
grep -q "$hospital" out/oc4ids/projects.json && complain "OC4IDS has what was rejected"
grep -rq 云溪外国语中学 out/geojson || complain "a layer has not the name that was set"
grep -rlq '118\.35,26\.15\|118\.35, 26\.15' out/geojson || complain "a layer has not the position that was set"
find out/geojson -path '*2032/suspended*' | grep -q . || complain "there is no layer for the state that was set"
expect 0 qgis after.sqlite project --gazetteer q.gazetteer
expect 0 map after.sqlite map --gazetteer q.gazetteer
python decided_outputs "$hospital" "$phase" "$avenue" || complain "the project's or the map's data are not what was decided"
finish
