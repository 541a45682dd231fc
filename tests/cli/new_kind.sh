#!/usr/bin/env bash
# A kind that only data know (data/new_kind.py): a document, a section, layers, the map and the QGIS project have railways.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
TERRIER=${BUILD:?names the build folder}/tests/terrier_new_kind
[ -x "$TERRIER" ] || skip "terrier_new_kind is not built"

# A railway from west to east, two roads across it, a stream next to it.
python rail_osm >rail.osm
expect 0 gazetteer build rail.gazetteer rail.osm --source town --licence made-up
same "$(python sql rail.gazetteer 'SELECT kind, name FROM feature ORDER BY kind, name')" "railway 南岭铁路
road 松风路
road 竹影路
waterway 青岚河"

# A document: railways are core, so that nothing need be asked for. The name of one that no gazetteer has is found, too.
printf '%s\n' '发布日期：2026-12-30' '2026年，南岭铁路（松风路至竹影路段）开工建设，云溪铁路建成通车。' >doc.txt
expect 0 extract --gazetteer rail.gazetteer --format jsonl doc.txt
json '[(r["name"], r["part"], r["status"]) for r in rows if r["kind"] == "railway"] == [("南岭铁路", "松风路至竹影路段", "started"), ("云溪铁路", None, "completed")]'

# A place: the section lies between the two roads, and a junction is where one of them crosses.
expect 0 geocode --gazetteer rail.gazetteer --geometry --format jsonl '南岭铁路（松风路至竹影路段）' '南岭铁路与松风路交叉口'
json '(rows[0]["kind"], rows[0]["precision"], rows[0]["geometry"]["coordinates"]) == ("railway", "section", [[118.55, 26.2], [118.6, 26.2]])'
json 'rows[1]["match"] == "junction" and abs(rows[1]["lon"] - 118.55) < 1e-4'

# Layers, map and project.
expect 0 build doc.txt --gazetteer rail.gazetteer --out out
expect 0 list out/registry.sqlite --kind railway --format jsonl
json 'len(rows) == 2'
expect 0 along out/registry.sqlite 松风路 --gazetteer rail.gazetteer --distance 100 --kind railway --format jsonl
json '[r["name"] for r in rows] == ["南岭铁路"]'
expect 0 export out/registry.sqlite packages --format oc4ids
python new_kind_outputs >.out 2>&1 || complain "what was built: $(tail -n 1 .out)"

# The program as it is knows none of it.
TERRIER=$BUILD/terrier
fails 2 "unknown kind 'railway'" gazetteer build no.gazetteer rail.osm --kind railway

# A mistake in the table ends the build, with its line.
mistake() {
    printf '# kinds\nadmin\tarea\t\thexagon\t\t行政区\tArea\n%b\n' "$1" >kinds.tsv
    "$BUILD/gen_kinds" kinds.tsv table.c 2>.err && complain "gen_kinds took it: $1"
    grep -q "^kinds.tsv:3: $2" .err || complain "the error is not /$2/"
}
mistake 'lake\tpond\t\tcircle\t\t湖\tLake' "no such shape: 'pond'"
mistake 'lake\tpoint\tcore wet\tcircle\t\t湖\tLake' "no such trait: 'wet'"
mistake 'lake\tpoint\t\toval\t\t湖\tLake' "no such marker: 'oval'"
mistake 'Lake\tpoint\t\tcircle\t\t湖\tLake' "a kind is named with small letters"
mistake 'lake\tpoint\t\tcircle\t\t湖' 'seven columns are needed'
mistake 'lake\tarea\t\tcircle\t\t湖\tLake' 'exactly one kind is needed'
mistake 'admin\tpoint\t\tcircle\t\t区\tArea' "twice: 'admin'"
finish
