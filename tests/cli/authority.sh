#!/usr/bin/env bash
# Whose document it is, what a gazetteer covers, and that a place is taken only where both and the text agree.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

# feature NAME KIND AREA GEOMETRY: a line of GeoJSON.
feature() {
    printf '{"type":"Feature","properties":{"name":"%s","kind":"%s","area":"%s"},"geometry":%s}' "$1" "$2" "$3" "$4"
}
# collection FILE FEATURE...
collection() {
    local file=$1
    shift
    (IFS=,; printf '{"type":"FeatureCollection","features":[%s]}\n' "$*") >"$file"
}
box() { printf '{"type":"Polygon","coordinates":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}' "$1" "$2" "$3" "$2" "$3" "$4" "$1" "$4" "$1" "$2"; }
point() { printf '{"type":"Point","coordinates":[%s,%s]}' "$1" "$2"; }

# ---- gazetteers: of a province by its own area, of a district, of an invented province, of nothing that is stated ----
collection province.geojson "$(feature 江苏省 admin '' "$(box 117 31 122 35)")" "$(feature 云溪公园 park 江苏省 "$(point 119 33)")" \
    "$(feature 江苏省人民医院 hospital 江苏省 "$(point 119.1 33.1)")"
collection district.geojson "$(feature 朝阳区 admin 北京市 "$(box 116.4 39.8 116.6 40)")" \
    "$(feature 云溪公园 park 朝阳区 "$(point 116.5 39.9)")" "$(feature 人民医院 hospital 朝阳区 "$(point 116.5 39.91)")"
collection invented.geojson "$(feature 云岭省 admin '' "$(box 101 25 103 27)")" "$(feature 云溪公园 park 云岭省 "$(point 102 26)")"
collection silent.geojson "$(feature 云溪公园 park '' "$(point 102 26)")"
for name in province district invented silent; do
    expect 0 gazetteer build $name.gazetteer $name.geojson
done
expect 0 gazetteer info province.gazetteer --format jsonl
json 'all(r["covers"] == "江苏省" for r in rows)'
expect 0 gazetteer info district.gazetteer --format table
has '^covers 北京市朝阳区$'
expect 0 gazetteer info invented.gazetteer --format table
has '^covers 云岭省$'
expect 0 gazetteer info silent.gazetteer --format table
has '^covers no stated area'
# Stated by option, by code and by manifest.
expect 0 gazetteer build stated.gazetteer silent.geojson --covers '江苏省南京市，320200'
expect 0 gazetteer info stated.gazetteer --format table
has '^covers 江苏省南京市、江苏省无锡市$'
printf '[source]\npath = silent.geojson\ncovers = 云南省昆明市\n' >own.manifest
expect 0 gazetteer build own.gazetteer own.manifest
expect 0 gazetteer info own.gazetteer --format table
has '^covers 云南省昆明市$'

# ---- documents ----
printf '江苏省2027年政府工作报告\n\n江苏省人民政府省长\n今年我省将新建云溪公园。省人民医院扩建工程竣工。\n' >province.txt
printf '云岭省2027年政府工作报告\n\n今年云岭省将新建云溪公园。\n' >invented.txt
printf '甘肃省2027年政府工作报告\n\n今年我省省人民医院新院区开工。\n' >west.txt
printf '海南省2027年政府工作报告\n\n今年我省省人民医院新院区开工。\n' >south.txt
printf '关于做好春季绿化工作的通知\n\n各单位：\n今年将新建云溪公园，请认真做好有关工作，确保按期完成。\n\n江苏省人民政府办公厅\n2027年1月12日\n' >notice.txt

# run GAZETTEER DOCUMENT...: a registry of these, and the rows of its list.
run() {
    local gazetteer=$1
    shift
    rm -f r.sqlite
    expect 0 ingest --gazetteer "$gazetteer" --date 2027-01-15 r.sqlite "$@"
    expect 0 list --format jsonl r.sqlite
}
nowhere='rows and all(r["precision"] == "none" for r in rows)'

run province.gazetteer province.txt
json 'sorted(r["name"] for r in rows if r["precision"] == "exact") == ["云溪公园", "江苏省人民医院"]'
run district.gazetteer province.txt
json "$nowhere"
json 'all(r["reason"] == "the gazetteer covers 北京市朝阳区 only, the document is of 江苏省" for r in rows)'
run silent.gazetteer province.txt
json "$nowhere"
json 'all(r["reason"].startswith("the gazetteer covers 102.00,26.00 to ") for r in rows)'
# Of two gazetteers the one that covers the document; the other one has the same name elsewhere.
rm -f r.sqlite
expect 0 ingest --gazetteer district.gazetteer --gazetteer province.gazetteer --date 2027-01-15 r.sqlite province.txt
expect 0 near r.sqlite 119,33 --radius 100 --format jsonl
json '[r["name"] for r in rows] == ["云溪公园"]'
# An area that China does not have is as good as any.
run invented.gazetteer invented.txt
json '[(r["name"], r["precision"], r["area"]) for r in rows] == [("云溪公园", "exact", "云岭省")]'

# ---- what the user states comes first ----
rm -f r.sqlite
expect 0 ingest --gazetteer district.gazetteer --area 110105 --date 2027-01-15 r.sqlite province.txt
expect 0 near r.sqlite 116.5,39.9 --radius 100 --format jsonl
json '[r["name"] for r in rows] == ["云溪公园"]'
rm -f r.sqlite
expect 0 ingest --gazetteer none --area 朝阳区 --date 2027-01-15 r.sqlite invented.txt
grep -q '朝阳区.* may be 北京市朝阳区 or 吉林省长春市朝阳区; write which' .err || complain 'the two are named'
rm -f r.sqlite
expect 0 ingest --gazetteer none --area 石浦市 --date 2027-01-15 r.sqlite invented.txt
grep -q '石浦市.* is no area of China' .err || complain 'no area: said so'

# ---- the text's own context ----
cat >nation.txt <<'TEXT'
标题：多地重大工程加快推进
发布单位：新华社
日期：2027年3月1日

河北省雄安新区云溪公园建成开放。北京市朝阳区云溪公园二期开工。广州听松公园开放，广州路改造。

河南省听松医院建成。柳汀公园开放。

人民医院年内完工。
TEXT
rm -f r.sqlite
expect 0 ingest --gazetteer district.gazetteer r.sqlite nation.txt
expect 0 list --format jsonl r.sqlite
json 'sorted((r["name"], r["area"], r["precision"]) for r in rows if r["kind"] == "park" and r["area"]) == [("云溪公园", "朝阳区", "exact"), ("云溪公园", "河北省", "none"), ("广州听松公园", "广州市", "none")]'
json '[r["reason"] for r in rows if r["name"] == "柳汀公园"] == ["the document is of the whole country and does not say where this is"]'
json '[r["area"] for r in rows if r["name"] == "广州路"] == ["朝阳区"]'
json 'any(r["reason"] == "the gazetteer covers 北京市朝阳区 only, the text says 河北省" for r in rows)'
json 'any(r["reason"] == "the document is of the whole country and does not say where this is" for r in rows)'
printf '北京市朝阳区2027年政府工作报告\n\n今年我区云溪公园开工。河南省人民医院来我区开设分院。\n' >district.txt
run district.gazetteer district.txt
json '[r["name"] for r in rows if r["precision"] != "none"] == ["云溪公园"]'
json 'any(r["reason"] == "the gazetteer covers 北京市朝阳区 only, the text says 河南省" for r in rows)'

# A name may begin with another area's: what counts is that a gazetteer of the document's area has it as a whole.
collection branch.geojson "$(feature 江苏省 admin '' "$(box 117 31 122 35)")" \
    "$(feature 河南省人民医院云溪分院 hospital 江苏省 "$(point 119.2 33.2)")"
expect 0 gazetteer build branch.gazetteer branch.geojson
printf '江苏省2027年政府工作报告\n\n今年我省河南省人民医院云溪分院开工。\n' >branch.txt
run branch.gazetteer branch.txt
json '[(r["name"], r["precision"]) for r in rows] == [("河南省人民医院云溪分院", "exact")]'

# ---- what reaches over areas: the part in the document's ----
line='{"type":"LineString","coordinates":[[118,33],[119,33],[120,33],[124,33]]}'
border='{"type":"Polygon","coordinates":[[[117,31],[122,31],[122,34],[121,35],[117,35],[117,31]]]}'
collection reaching.geojson "$(feature 江苏省 admin '' "$border")" "$(feature 云溪高速 road '' "$line")" \
    "$(feature 望湖路 road '' '{"type":"LineString","coordinates":[[119,33.5],[119.1,33.5]]}')"
expect 0 gazetteer build reaching.gazetteer reaching.geojson
printf '江苏省2027年政府工作报告\n\n今年我省云溪高速改扩建工程开工，望湖路竣工。\n' >reaching.txt
run reaching.gazetteer reaching.txt
json 'sorted((r["name"], r["precision"]) for r in rows) == [("云溪高速", "section"), ("望湖路", "exact")]'
json 'any(r["reason"].endswith("; the part in 江苏省") for r in rows)'
expect 0 near r.sqlite 121.9,33 --radius 100 --format jsonl
json 'len(rows) == 1'
expect 0 near r.sqlite 123,33 --radius 100 --format jsonl
json 'not rows'

# ---- ids and joins use the chain ----
rm -f r.sqlite
expect 0 ingest --gazetteer none r.sqlite west.txt south.txt
expect 0 list --format jsonl r.sqlite
json 'len({r["facility_id"] for r in rows}) == 2'
json 'sorted(r["area"] for r in rows) == ["海南省", "甘肃省"]'
expect 0 list --review --format jsonl r.sqlite
json 'not [r for r in rows if r["issue"] == "may be one"]'

# ---- what is missing ----
rm -rf out
expect 0 build --gazetteer district.gazetteer --out out west.txt south.txt province.txt
has '3 documents lie outside what the gazetteers cover; facilities not placed for that: 4'
has 'a gazetteer of  江苏省 +would place up to +2'
has 'a gazetteer of  海南省 +would place up to +1'
grep -q '<title>江苏省、海南省、甘肃省公共工程</title>' out/qgis/terrier.qgs || complain 'the project is called by its documents'
grep -q '"area":"江苏省、海南省、甘肃省"' out/map/data.js || [ ! -e out/map ] || complain 'so is the map'
expect 0 list --missing --format jsonl out/registry.sqlite
json 'sorted(r["needs"] for r in rows) == ["江苏省", "江苏省", "海南省", "甘肃省"]'
expect 0 list --missing --format table out/registry.sqlite
has 'a gazetteer of +江苏省 +up to +2'
# Where the gazetteer covers the document, a fuller one is wanted.
rm -f r.sqlite
printf '北京市朝阳区2027年政府工作报告\n\n今年我区望湖公园开工。\n' >lacking.txt
expect 0 ingest --gazetteer district.gazetteer --date 2027-01-15 r.sqlite lacking.txt
expect 0 list --missing --format table r.sqlite
has 'a fuller gazetteer of +朝阳区 +up to +1'
expect 0 list --missing --format jsonl r.sqlite
json 'all(r["needs"] is None for r in rows)'
expect 0 check r.sqlite

# ---- what told whose document it is ----
rm -f r.sqlite
expect 0 ingest --gazetteer province.gazetteer r.sqlite notice.txt province.txt
expect 0 list --format jsonl r.sqlite
json 'rows[0]["precision"] == "exact"'
python sql r.sqlite "SELECT name, area, area_basis FROM document ORDER BY name" >basis
same "$(paste -sd' ' basis)" 'notice.txt 江苏省 signature province.txt 江苏省 title' "what told whose document it is"
expect 0 info r.sqlite --format json
json 'rows[0]["authority_basis"] == {"signature": 1, "title": 1}'
expect 0 info r.sqlite --documents --format jsonl
json '[(r["authority_basis"], r["authority_confidence"] > 0.6) for r in rows] == [("signature", True), ("title", True)]'
expect 0 show r.sqlite 云溪公园 --format json
json '{e["authority_basis"] for p in rows[0]["projects"] for e in p["history"]} == {"signature", "title"}'
expect 0 show r.sqlite 云溪公园 --format table
has 'of 江苏省, by its signature,'
run province.gazetteer --area 江苏省 notice.txt
python sql r.sqlite "SELECT area_basis, area_confidence FROM document" >basis
same "$(cat basis)" 'given 1.0' "an area that is stated"

# ---- a name of the gazetteer is none in a document of another province, nor the end of a longer name ----
collection airport.geojson "$(feature 江苏省 admin '' "$(box 117 31 122 35)")" \
    '{"type":"Feature","properties":{"name":"云溪机场高速公路","alt_name":"机场高速公路","kind":"road","area":"江苏省"},"geometry":{"type":"LineString","coordinates":[[119,33],[119.1,33.1]]}}'
expect 0 gazetteer build airport.gazetteer airport.geojson
printf '云南省人民政府工作报告\n今年，云南省开工建设机场高速公路。\n' >other.txt
printf '江苏省人民政府工作报告\n今年，江苏省开工建设机场高速公路。\n' >own.txt
expect 0 extract own.txt --gazetteer airport.gazetteer
json '[r["name"] for r in rows if r["kind"] == "road"] == ["云溪机场高速公路"]'
expect 0 extract other.txt --gazetteer airport.gazetteer
json 'all(r["name"] != "云溪机场高速公路" for r in rows)'
printf '江苏省人民政府工作报告\n今年，江苏省推动石埠新机场高速公路开工建设。\n' >longer.txt
expect 0 extract longer.txt --gazetteer airport.gazetteer
json 'all(r["name"] != "云溪机场高速公路" for r in rows)'

# ---- what the gazetteer knows by the same words as another kind lends no name: a bridge is not the subdistrict called after it ----
collection bridge.geojson "$(feature 江苏省 admin '' "$(box 117 31 122 35)")" \
    '{"type":"Feature","properties":{"name":"青石桥街道","alt_name":"青石桥","kind":"admin","area":"江苏省"},"geometry":{"type":"Point","coordinates":[119,33]}}'
expect 0 gazetteer build bridge.gazetteer bridge.geojson
printf '江苏省人民政府工作报告\n今年，江苏省青石桥建成通车，横跨清溪河的青石桥全长300米。\n' >bridge.txt
expect 0 extract bridge.txt --gazetteer bridge.gazetteer --min-confidence 0.05
json '{r["name"] for r in rows if r["kind"] == "road"} == {"青石桥"}'
finish
