#!/usr/bin/env bash
# A map's extract: roads that it cuts say so, house numbers are kept, and what is at a position is told.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cat >town.osm <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <bounds minlat="26.00" minlon="118.00" maxlat="26.10" maxlon="118.10"/>
 <node id="1" lat="26.05" lon="118.05"/>
 <node id="2" lat="26.05" lon="118.12"/>
 <node id="3" lat="26.03" lon="118.06"/>
 <node id="4" lat="26.07" lon="118.06"/>
 <node id="5" lat="26.0402" lon="118.0602"><tag k="addr:street" v="听泉街"/><tag k="addr:housenumber" v="18"/></node>
 <node id="6" lat="26.06" lon="118.061"><tag k="railway" v="station"/><tag k="name" v="听泉街"/></node>
 <node id="7" lat="26.055" lon="118.063"><tag k="public_transport" v="stop_position"/><tag k="subway" v="yes"/><tag k="name" v="望江门"/></node>
 <node id="8" lat="26.056" lon="118.064"><tag k="denomination" v="chan"/><tag k="name" v="听松禅院"/></node>
 <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/><tag k="name" v="出城路"/></way>
 <way id="2"><nd ref="3"/><nd ref="4"/><tag k="highway" v="primary"/><tag k="name" v="听泉街"/></way>
</osm>
XML
expect 0 gazetteer build town.gazetteer town.osm
expect 0 geocode --gazetteer town.gazetteer --format jsonl 出城路 听泉街 听泉街18号 听泉街站 听泉街地铁站 118.0601,26.0501
json '"may go on" in rows[0]["reason"] and rows[0]["uncertainty_m"] > 3000'
json '"may go on" not in rows[1]["reason"] and rows[1]["kind"] == "road"'
json 'rows[2]["match"] == "address" and rows[2]["lat"] == 26.0402 and rows[2]["id"] is None'
json 'all(r["kind"] == "transport" and r["lat"] == 26.06 for r in rows[3:5])'
json '"crossing of" in rows[5]["reason"] and rows[5]["lon"] == 118.0601'
# Stations are told by their stops, too, and asked for with their line; places of worship by their creed.
expect 0 geocode --gazetteer town.gazetteer --format jsonl 望江门站 地铁2号线望江门站 地铁望江门站 '望江门（地铁站）' 听松禅院
json 'all(r["kind"] == "transport" and r["lat"] == 26.055 for r in rows[:4]) and rows[4]["kind"] == "culture"'

# Without stated bounds an edge shows by the lines that end on it.
python3 - >cut.geojson <<'PY'
import json
roads = [("望海路", [[118.0, 26.01], [118.08, 26.01]])]
roads += [(f"第{n}大街", [[118.05, 26.02 + i / 100], [118.1, 26.02 + i / 100]]) for i, n in enumerate("一二三四五")]
print(json.dumps({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"name": n, "kind": "road"}, "geometry": {"type": "LineString", "coordinates": c}}
    for n, c in roads]}))
PY
expect 0 gazetteer build cut.gazetteer cut.geojson
expect 0 geocode --gazetteer cut.gazetteer --format jsonl 第三大街 望海路
json '"may go on" in rows[0]["reason"] and "may go on" not in rows[1]["reason"]'

# Nor need they end on it: a tool may keep the ways whole that cross it, and leave out those that go on from there. Where a map
# ends by itself, its roads reach out as they will.
python3 - >kept.osm <<'PY'
nodes, ways = [], []
def way(name, *points):
    first = len(nodes) + 1
    nodes.extend(points)
    ways.append((name, range(first, len(nodes) + 1)))
for i, n in enumerate("一二三四五六七八"):
    for west, east in ((0.3 * i, 4), (4, 7), (7, 10.5 + 0.4 * i)):
        way(f"听松{n}路", (west, i), (east, i))
    way(f"观澜{n}路", (3 + i / 2, 0.1 * (i % 3)), (3 + i / 2, 5 + 0.5 * (i % 5)))
print('<osm version="0.6">')
for i, (x, y) in enumerate(nodes):
    print(f'<node id="{i + 1}" lon="{118 + x / 100}" lat="{26 + y / 100}"/>')
for i, (name, refs) in enumerate(ways):
    print(f'<way id="{i + 1}">' + "".join(f'<nd ref="{r}"/>' for r in refs) + f'<tag k="highway" v="primary"/><tag k="name" v="{name}"/></way>')
print("</osm>")
PY
expect 0 gazetteer build kept.gazetteer kept.osm
expect 0 geocode --gazetteer kept.gazetteer --format jsonl 听松四路 观澜三路
json '"may go on" in rows[0]["reason"] and rows[0]["uncertainty_m"] > 3000 and "may go on" not in rows[1]["reason"]'
finish
