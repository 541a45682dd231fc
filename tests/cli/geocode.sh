#!/usr/bin/env bash
# geocode: names, aliases, junctions, sections; what is unknown says so.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_gazetteer
g() { expect 0 geocode --gazetteer q.gazetteer --format jsonl "$@"; }
g 松涛公园
json 'len(rows) == 1 and {"query","match","name","kind","id","lon","lat","precision","uncertainty_m","score","reason","candidates"} <= set(rows[0])'
json 'rows[0]["match"] == "exact" and rows[0]["precision"] == "exact" and 118.30 <= rows[0]["lon"] <= 118.31 and 26.10 <= rows[0]["lat"] <= 26.11'
json '"geometry" not in rows[0]'
g --geometry 松涛公园
json 'rows[0]["geometry"]["type"] == "Polygon" and rows[0]["geometry"]["coordinates"][0][0] == rows[0]["geometry"]["coordinates"][0][-1]'
g 市二院
json 'rows[0]["match"] == "alias" and rows[0]["name"] == "青岚市第二人民医院"'
g 松濤公園
json 'rows[0]["match"] == "folded" and rows[0]["name"] == "松涛公园"'
g 望湖路与云溪大道交叉口
json 'rows[0]["match"] == "junction" and abs(rows[0]["lon"] - 118.28) < 1e-4 and abs(rows[0]["lat"] - 26.05) < 1e-4'
g --geometry '望湖路（云溪大道至滨湖西路）'
json 'rows[0]["match"] == "section" and rows[0]["precision"] == "section"'
json 'abs(min(p[0] for p in rows[0]["geometry"]["coordinates"]) - 118.28) < 1e-3 and abs(max(p[0] for p in rows[0]["geometry"]["coordinates"]) - 118.32) < 1e-3'
g 松涛公园 桐溪河
json '[r["query"] for r in rows] == ["松涛公园", "桐溪河"]'

# Nothing is invented.
g 虚无公园
json 'rows[0]["match"] == "none" and rows[0]["precision"] == "none" and rows[0]["lon"] is None and rows[0]["lat"] is None and rows[0]["reason"]'
g 学校
json 'rows[0]["match"] == "none"'
g "Robert'); DROP TABLE toponym;--"
json 'rows[0]["match"] == "none"'
g "$(head -c 20000 /dev/zero | tr '\0' x)"
json 'rows[0]["match"] == "none"'

# The compiled-in gazetteer needs no file.
expect 0 geocode --format jsonl 奥森公园
json 'rows[0]["name"] == "奥林匹克森林公园" and 116.3 < rows[0]["lon"] < 116.5'

fails 2 . geocode
fails 2 'empty' geocode --gazetteer q.gazetteer ''
fails 2 'UTF-8' geocode --gazetteer q.gazetteer "$(printf '\xff\xfe公园')"
fails 1 'q.geojson' geocode --gazetteer q.geojson 松涛公园
fails 2 'format' geocode --format yaml 松涛公园
finish
