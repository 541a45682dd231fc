#!/usr/bin/env bash
# override set, merge, split, reject, keep, list, drop: every form, what it does, and what it refuses without a trace.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
make_gazetteer
printf '标题：公园工程\n日期：2027年12月1日\n\n松涛公园三期今年开工。\n' >more.txt
expect 0 ingest --gazetteer q.gazetteer first.sqlite "$data/qinglan_plan.txt" "$data/qinglan_review.txt" more.txt
id_of() { "$TERRIER" find "$reg" "$1" --format csv | sed -n 2p | cut -d, -f1; }
shown() { # shown ID EXPRESSION: of show's answer
    expect 0 show "$reg" "$1" --format json
    json "$2"
}
o() { expect 0 override "$reg" "$@" --by 王工 --why '现场 "看" 过'; }
fresh() { reg=$1.sqlite && cp first.sqlite "$reg"; }

# ---- set: positions and geometry ----
fresh place
park=$(id_of 松涛公园) road=$(id_of 望湖路) school=$(id_of 云溪中学) spring=$(id_of 雁洲路)
o set "$park" position=118.31,26.12
shown "$park" 'f["place"]["lon"] == 118.31 and f["place"]["uncertainty_m"] == 10 and f["place"]["precision"] == "exact"'
shown "$park" 'f["place"]["source"].startswith("set by hand (王工, 20") and f["overrides"][0]["why"] == "现场 \"看\" 过"'
o set "$park" position=118.31,26.12 --datum gcj02 --uncertainty 3
shown "$park" 'abs(f["place"]["lon"] - 118.3051) < 0.0005 and f["place"]["uncertainty_m"] == 3'
expect 0 near "$reg" 118.31,26.12 --datum gcj02 --radius 1 --format jsonl
json 'rows[0]["name"] == "松涛公园" and rows[0]["distance_m"] < 0.01'
o set "$park" position=118.31,26.12 --datum cgcs2000 --uncertainty 0
shown "$park" 'f["place"]["lon"] == 118.31 and f["place"]["uncertainty_m"] == 0'
cat >line.geojson <<'JSON'
{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[118.2, 26.3], [118.3, 26.3]]}}
JSON
echo '{"type": "MultiPolygon", "coordinates": [[[[118.2, 26.3], [118.21, 26.3], [118.21, 26.31], [118.2, 26.3]]]]}' >area.geojson
o set "$spring" geometry=line.geojson
expect 0 along "$reg" "$spring" --distance 1 --format jsonl
json 'rows[0]["name"] == "雁洲路"'
expect 0 near "$reg" 118.25,26.3 --radius 20 --kind road --format jsonl
json 'len(rows) == 1 and rows[0]["precision"] == "exact"'
o set "$school" geometry=area.geojson
shown "$school" 'f["place"]["precision"] == "exact"'
o set "$park" place="$("$TERRIER" geocode --gazetteer q.gazetteer 松涛公园 --format csv | sed -n 2p | cut -d, -f5)" --gazetteer q.gazetteer
shown "$park" 'f["place"]["source"] == "made up for tests" and f["place"]["licence"] == "CC0-1.0" and f["place"]["uncertainty_m"] == 20'
expect 0 check "$reg"
expect 0 override "$reg" list --format csv
same "$(wc -l <.out)" 7 "overrides in the list, with its heading"

# ---- set: words and states ----
fresh words
part=$("$TERRIER" list "$reg" --kind park --format csv | grep 二期 | cut -d, -f1)
o set "$park" name=松涛生态公园 area=云溪区
shown "$park" 'f["name"] == "松涛生态公园" and f["area"] == "云溪区" and f["pinyin"] == "song tao sheng tai gong yuan"'
same "$(id_of 松涛公园)" "$park" "the id that the old name leads to"
o set "$park" kind=sports
expect 0 list "$reg" --kind sports --format jsonl
json 'rows[0]["name"] == "松涛生态公园"'
o set "$part" status=suspended basis=reported year=2028 action=expansion part=四期
expect 0 list "$reg" --status suspended --format jsonl
json '[(r["year"], r["basis"], r["action"], r["part"]) for r in rows] == [(2028, "reported", "expansion", "四期")]'
o set "$part" year=
expect 0 list "$reg" --status suspended --format jsonl
json '[(r["year"], r["basis"], r["action"]) for r in rows] == [(None, "reported", "expansion")]'
o set "$school" status=completed
expect 0 list "$reg" --kind school --format jsonl
json '[(r["status"], r["basis"], r["year"]) for r in rows] == [("completed", "target", 2027)]' # what is not given stays
expect 0 check "$reg"

# ---- merge, split, reject, keep ----
fresh one
hospital=$(id_of 青岚市第二人民医院) river=$(id_of 桐溪河)
o merge "$road" "$spring"
shown "$spring" "f['id'] == '$road' and any(n['name'] == '雁洲路' for n in f['names'])"
expect 0 list "$reg" --kind road --format jsonl
json '"雁洲路" not in names and "望湖路" in names'
fails 1 'one facility already' override "$reg" merge "$spring" "$road"
o split "$road" --name 雁洲路
made=$(cat .out)
shown "$made" 'f["name"] == "雁洲路"'
o split "$park" --part 二期
made=$(cat .out)
shown "$made" 'f["projects"][0]["part"] == "二期" and f["kind"] == "park"'
fails 1 'no mention with this part' override "$reg" split "$park" --part 二期
start=$(LC_ALL=C grep -obaF 从云溪大道 "$data/qinglan_review.txt" | head -n 1 | cut -d: -f1)
start=$((start + 3)) # behind 从
o split "$(id_of 云溪大道)" --mention "qinglan_review.txt:$start"
made=$(cat .out)
shown "$made" 'len(f["references"]) == 1 and f["references"][0]["document"] == "qinglan_review.txt"'
o reject "$hospital"
expect 0 list "$reg" --kind hospital --format jsonl
json 'rows == []'
shown "$hospital" 'f["hidden"] == "rejected" and f["overrides"][-1]["what"] == "reject"'
o keep "$river"
o keep "$river" "$school"
expect 0 check "$reg"
expect 0 ingest --gazetteer q.gazetteer "$reg" --refresh
expect 0 check "$reg"
expect 0 list "$reg" --kind hospital --format jsonl
json 'rows == []'
shown "$spring" 'f["name"] == "雁洲路"'

# ---- list and drop ----
expect 0 override "$reg" list --format jsonl
json '[r["what"] for r in rows] == ["merge", "split", "split", "split", "reject", "keep", "keep"]'
json 'all(r["by"] == "王工" and r["at"].startswith("20") and r["at"].endswith("Z") and r["state"] == "in force" for r in rows)'
expect 0 override "$reg" list --format table
has '^ *5 +reject'
for number in 7 6 5 4 3 2 1; do expect 0 override "$reg" drop $number; done
fails 1 'no override 3 in force' override "$reg" drop 3
expect 0 override "$reg" list --format jsonl
json 'rows == []'
expect 0 override "$reg" list --all --format jsonl
json 'len(rows) == 7 and all(r["state"] == "dropped" for r in rows)'
expect 0 check "$reg"
"$TERRIER" list "$reg" --format jsonl >now && "$TERRIER" list first.sqlite --format jsonl >then
cmp -s now then || complain "dropping all does not bring back what was"

# ---- without --by: the login name ----
fresh login
expect 0 override "$reg" reject "$school"
expect 0 override "$reg" list --format jsonl
json "rows[0]['by'] == '$(id -un)' and rows[0]['why'] is None"

# ---- refused: one line, and nothing written ----
fresh bad
before=$(content "$reg")
bad() { fails "$1" "$2" override "$reg" "${@:3}"; }
: >empty.geojson
echo '{"type": "FeatureCollection", "features": []}' >none.geojson
echo '{"type": "Feature", "properties": {}, "geometry": null}' >null.geojson
echo '{"type": "Point", "coordinates": [118.3' >torn.geojson
echo '{"type": "Point", "coordinates": [500, 2]}' >far.geojson
echo '{"type": "MultiPoint", "coordinates": [[118, 26], [118.1, 26]]}' >points.geojson
echo '{"type": "LineString", "coordinates": [[118, 26], [118, 26]]}' >spot.geojson
echo '{"type": "Polygon", "coordinates": [[[118, 26], [118.1, 26], [118, 26]]]}' >flat.geojson
cat >gcj.geojson <<'JSON'
{"type": "FeatureCollection", "datum": "GCJ-02", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [118.3, 26.1]}}]}
JSON
bad 1 'empty' set "$park" geometry=empty.geojson
bad 1 'no geometry' set "$park" geometry=none.geojson
bad 1 'no geometry' set "$park" geometry=null.geojson
bad 1 'torn' set "$park" geometry=torn.geojson
bad 1 'LON,LAT' set "$park" geometry=far.geojson
bad 1 '2 points' set "$park" geometry=points.geojson
bad 1 'line without extent' set "$park" geometry=spot.geojson
bad 1 'ring without extent' set "$park" geometry=flat.geojson
bad 1 'several features' set "$park" geometry="$data/qinglan.geojson"
bad 1 'absent' set "$park" geometry=absent.geojson
bad 1 'GDAL' set "$park" geometry=.
bad 2 'LON,LAT' set "$park" position=26.1,118.3
bad 2 'out of range' set "$park" position=200,91
bad 2 'not a position' set "$park" position=
bad 2 'datum' set "$park" position=118.3,26.1 --datum mars
bad 2 'metres' set "$park" position=118.3,26.1 --uncertainty=-3
bad 1 'no gazetteer has' set "$park" place=park-0000000000000000 --gazetteer q.gazetteer
bad 1 'no gazetteer has' set "$park" place=松涛公园 --gazetteer none
bad 1 "the id 'nope'" set nope status=completed
bad 1 'no project' set "$park.12345678" status=completed
bad 1 'several projects, name one: park-.*二期' set "$park" status=completed
bad 2 'unknown field' set "$park" sttus=completed
bad 2 'unknown status' set "$park" status=done
bad 2 'unknown status' set "$park" status=
bad 2 'unknown basis' set "$park" basis=guess
bad 2 'unknown action' set "$park" action=paint
bad 2 'unknown kind' set "$park" kind=castle
bad 2 'not a year' set "$park" year=26
bad 2 'not a year' set "$park" year=2500
bad 2 'needs a value' set "$park" name=
bad 2 'needs a value' set "$park" 'area= '
bad 2 'FIELD=VALUE' set "$park" completed
bad 1 'is not a project' set "$park" part=二期
bad 2 'unknown status' set "$park" name=甲 position=118.3,26.1 status=nonsense # the first two are not written either
bad 2 'too few' set "$park"
bad 2 'not UTF-8' set "$park" $'name=\xff'
bad 2 'not UTF-8' reject "$park" --by $'\xff'
bad 1 'one facility already' merge "$park" "$park"
bad 1 "the id 'nope'" merge "$park" nope
bad 2 'too few' merge "$park"
bad 2 'say what' split "$park"
bad 2 'choose one' split "$park" --part 二期 --name 松涛公园
bad 1 'no mention' split "$park" --part 九期
bad 1 'no mention' split "$park" --mention qinglan_plan.txt:1
bad 1 'no mention' split "$park" --mention nowhere
bad 1 'nothing to split' split "$school" --name 云溪中学
bad 2 'takes no --part' reject "$park" --part 二期
bad 2 'takes no --datum' merge "$park" "$road" --datum gcj02
bad 1 "the id 'nope'" reject nope
bad 1 "the id 'nope'" keep nope
bad 1 'one facility' keep "$park" "$park"
bad 1 'no override 99' drop 99
bad 2 'not the number' drop x
bad 2 'not the number' drop 0
bad 2 'too few' drop
bad 2 'unknown subcommand .frob' frob
bad 2 'format' list --format xml
fails 1 'absent' override absent.sqlite list
fails 1 'not a registry' override "$data/qinglan_plan.txt" list
same "$(content "$reg")" "$before" "what the registry says after all that"
expect 0 check "$reg"
expect 0 override "$reg" set "$park" geometry=gcj.geojson
shown "$park" 'abs(f["place"]["lon"] - 118.2951) < 0.001' # the file says what it is in
bad 1 'states that it is in GCJ-02' set "$park" geometry=gcj.geojson --datum bd09

# ---- many at once ----
fresh many
cat >decisions <<TEXT
# what was seen on Monday
set $park position=118.31,26.12 --by 王工 --why 'two "words"'

terrier override elsewhere.sqlite reject $hospital --why "with 'quotes'"
set $school status=nonsense
keep $river --why open\ air
TEXT
input=decisions
t override "$reg" -
same "$code" 3 "the exit code when a line is refused"
grep -q "unknown status 'nonsense'" .err && grep -q 'line 5' .err || complain "the refused line is reported"
input=/dev/null
expect 0 override "$reg" list --format jsonl
json '[(r["what"], r["why"]) for r in rows] == [("set", "two \"words\""), ("reject", "with '"'quotes'"'"), ("keep", "open air")]'
absent elsewhere.sqlite
printf 'set x y=1\nreject "open\n-\n' >wrong
input=wrong
t override "$reg" -
same "$code" 1 "the exit code when all is refused"
printf '\n# nothing\n' >nothing
input=nothing
expect 0 override "$reg" -
input=/dev/null
fails 2 'takes no further arguments' override "$reg" - reject "$park"

# A registry that may not be written.
if [ "$(id -u)" != 0 ]; then
    chmod a-w "$reg"
    bad 1 'read' reject "$park"
    expect 0 override "$reg" list
fi
finish
