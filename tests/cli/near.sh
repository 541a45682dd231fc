#!/usr/bin/env bash
# near: from places by name, in a batch, as of a day, by area, in every format.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"

# from a facility of the registry, by name and by id; from a place and a junction of the gazetteer
expect 0 near r.sqlite 松涛公园 --limit 1 --format jsonl
json 'rows[0]["name"] == "松涛公园" and rows[0]["distance_m"] == 0'
grep -q 'note: from 松涛公园 (park-' .err || complain "the place that a name was taken for is not reported"
id=$(fields id | cut -d. -f1)
expect 0 near r.sqlite "$id" --limit 1 --format jsonl
json 'rows[0]["name"] == "松涛公园"'
expect 0 near r.sqlite 望湖路与滨湖西路交叉口 --gazetteer q.gazetteer --limit 1 --format jsonl
json 'rows[0]["name"] in ("望湖路", "滨湖西路") and rows[0]["distance_m"] < 30'
fails 1 '无此地: no place: .*; give LON,LAT' near r.sqlite 无此地 --gazetteer q.gazetteer
fails 1 'no place' near r.sqlite 松涛 --gazetteer none

# a batch answers in order, whatever the number of threads; what cannot be answered is reported and left out
for i in $(seq 60); do echo "118.$((300 + i)),26.$((50 + i % 7))"; done >positions
echo 松涛公园 >>positions
input=positions
expect 0 near r.sqlite - --limit 3 --jobs 1 --format jsonl
mv .out one
expect 0 near r.sqlite - --limit 3 --jobs 4 --format jsonl
cmp -s one .out || complain "four threads give other answers than one"
json 'len(rows) == 183 and rows[0]["query"] == "118.301,26.51" and rows[-1]["query"] == "松涛公园"'
printf '118.3,26.05\n\n26.05,118.3\nnowhere\n' >positions
expect 3 near r.sqlite - --limit 1 --format jsonl
json 'len(rows) == 1'
grep -q '2 of 3 queries failed' .err || complain "a batch does not sum up"
: >nothing
input=nothing
expect 0 near r.sqlite - --format jsonl
[ ! -s .out ] || complain "no question has an answer"
printf '118.3,26.05\0' >positions
input=positions
fails 1 'not text' near r.sqlite -
input=/dev/null

# as of a day: before the review the park was not open, before the plan nothing was said
expect 0 near r.sqlite 松涛公园 --as-of 2027-03-01 --kind park --limit 1 --format jsonl
json '(rows[0]["status"], rows[0]["basis"]) != ("completed", "reported")'
expect 0 near r.sqlite 松涛公园 --as-of 2027-12 --kind park --limit 1 --format jsonl
json 'rows[0]["status"] == "completed"'
expect 0 near r.sqlite 松涛公园 --as-of 2027-12 --status completed --kind park --limit 1 --format jsonl
json 'len(rows) == 1'
expect 0 near r.sqlite 118.3,26.05 --as-of 2020 --format jsonl
json 'not rows'
fails 2 'not a date' near r.sqlite 118.3,26.05 --as-of yesterday

# by area
expect 0 near r.sqlite 118.3,26.05 --area 青岚市 --format jsonl
json 'rows'
expect 0 near r.sqlite 118.3,26.05 --area 别的市 --format jsonl
json 'not rows'

# formats
expect 0 near r.sqlite 118.3,26.05 --limit 2 --format csv
[ "$(head -n 1 .out)" = id,name,part,kind,status,basis,year,distance_m,lon,lat,precision ] || complain "csv has other columns"
expect 0 near r.sqlite 118.3,26.05 --limit 2 --format geojson
json 'f["type"] == "FeatureCollection" and len(f["features"]) == 2'
json 'all(h["geometry"] == {"type": "Point", "coordinates": [h["properties"]["lon"], h["properties"]["lat"]]} for h in f["features"])'
expect 0 near r.sqlite 118.3,26.05 --kind park --status cancelled --format geojson
grep -q '"features":\[\]' .out || complain "geojson without hits is not an empty collection"

# two of the same name, in the registry and in the gazetteer: both are reported, and nothing else is printed
cat >namesakes.geojson <<'JSON'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"人民公园","kind":"park"},"geometry":{"type":"Point","coordinates":[118.30,26.10]}},
{"type":"Feature","properties":{"name":"人民公园","kind":"park"},"geometry":{"type":"Point","coordinates":[108.31,36.11]}},
{"type":"Feature","properties":{"name":"中山路","kind":"road"},"geometry":{"type":"LineString","coordinates":[[118.31,26.11],[118.32,26.11]]}},
{"type":"Feature","properties":{"name":"中山路","kind":"road"},"geometry":{"type":"LineString","coordinates":[[108.31,36.11],[108.32,36.11]]}},
{"type":"Feature","properties":{"name":"胜利路","kind":"road"},"geometry":{"type":"LineString","coordinates":[[118.315,26.1],[118.315,26.12]]}},
{"type":"Feature","properties":{"name":"胜利路","kind":"road"},"geometry":{"type":"LineString","coordinates":[[108.315,36.1],[108.315,36.12]]}}]}
JSON
expect 0 gazetteer build namesakes.gazetteer namesakes.geojson --licence CC0-1.0
fails 1 'give LON,LAT of one: 108.310000,36.110000 \(人民公园\), 118.300000,26.100000' \
    near r.sqlite 人民公园 --gazetteer namesakes.gazetteer --format csv
fails 1 'meet in 2 places; give LON,LAT of one: 108.315' \
    near r.sqlite 中山路与胜利路交叉口 --gazetteer namesakes.gazetteer
printf '日期：2027年2月1日\n\n今年将开工建设人民公园。\n' >one.txt
printf '日期：2027年2月2日\n\n人民公园已建成开放。\n' >two.txt
expect 0 ingest --gazetteer none n.sqlite one.txt --area 青岚市
expect 0 ingest --gazetteer none n.sqlite two.txt --area 别的市
fails 1 'its position is not known' near n.sqlite 人民公园 --gazetteer none
at=26.10
for id in $("$TERRIER" list n.sqlite --format jsonl | grep -oE '"facility_id":"[^"]*' | cut -d'"' -f4); do
    expect 0 override n.sqlite set "$id" position=118.30,$at
    at=26.20
done
fails 1 '2 facilities have this name; give the id of one: park-[0-9a-f]+ \(park in .*, 118.3000,26.[12]000\), park' \
    near n.sqlite 人民公园 --gazetteer none
expect 0 near n.sqlite "$id" --gazetteer none --limit 1 --format jsonl
json 'rows[0]["distance_m"] == 0 and rows[0]["lat"] == 26.2'

# values that are not positions or numbers
fails 2 'did you mean 118.3,26.05' near r.sqlite 26.05,118.3
fails 2 'out of range' near r.sqlite 200,10
fails 2 'out of range' near r.sqlite -- -118.3,-95
fails 2 'metres, 0 or more' near r.sqlite 118.3,26.05 --radius -5
fails 2 'whole number' near r.sqlite 118.3,26.05 --limit -1
fails 2 'unknown kind' near r.sqlite 118.3,26.05 --kind zoo

# an empty registry, and files that are not registries
expect 0 ingest --gazetteer none empty.sqlite "$data/quantities.txt"
expect 0 near empty.sqlite 118.3,26.05 --format json
same "$(cat .out)" "[]" "what is near in an empty registry"
fails 1 'no place' near empty.sqlite 松涛公园 --gazetteer none
: >nothing.sqlite
fails 1 'not a registry' near nothing.sqlite 118.3,26.05
echo text >text.sqlite
fails 1 'not a registry' near text.sqlite 118.3,26.05
fails 1 . near missing.sqlite 118.3,26.05
fails 2 'swapped|order' near missing.sqlite 26.05,118.3
finish
