#!/usr/bin/env bash
# OC4IDS out and in: the standard's rules, the same file after a round trip, files of other publishers, bad files.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
rules() {
    python oc4ids_rules "$@" >.out 2>.err || complain "a rule of OC4IDS is broken"
}
# round REGISTRY: out, in, out again is the same file, and the copy is sound and stays as it is.
round() {
    rm -rf one two copy.sqlite
    expect 0 export "$1" one --format oc4ids
    rules one/oc4ids/projects.json
    expect 0 import copy.sqlite one/oc4ids/projects.json
    expect 0 check copy.sqlite --quiet
    expect 0 export copy.sqlite two --format oc4ids
    cmp one/oc4ids/projects.json two/oc4ids/projects.json || complain "$1: not the same file after a round trip"
    content copy.sqlite >before
    expect 0 import copy.sqlite one/oc4ids/projects.json
    content copy.sqlite | cmp - before || complain "$1: the same file twice changed the registry"
}

make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"
round r.sqlite
expect 0 build --out city
round city/registry.sqlite
mv copy.sqlite city.sqlite

# What list and near say is the same of both.
for words in "list REG" "list REG --status planned --year 2026" "near REG 116.47,39.95 --radius 3000 --status planned,completed"; do
    expect 0 ${words/REG/city/registry.sqlite} --status planned,started,under_construction,completed,suspended,cancelled
    mv .out own
    expect 0 ${words/REG/city.sqlite} --status planned,started,under_construction,completed,suspended,cancelled
    cut -d'"' -f4,8 own | sort >a
    cut -d'"' -f4,8 .out | sort | cmp - a || complain "$words differs after a round trip"
done

# The export follows the filter and --as-of; an empty selection is reported.
expect 0 export r.sqlite roads --format oc4ids --kind road
rules roads/oc4ids/projects.json
grep -q '"sector":\["transport","transport.road"\]' roads/oc4ids/projects.json || complain "no road is in it"
! grep -q '"sector":\["education"\]' roads/oc4ids/projects.json || complain "a school is in it"
expect 0 export r.sqlite none --format oc4ids --as-of 1990
grep -q 'no project is selected' .err || complain "an empty package is not reported"
absent none/oc4ids/projects.json
expect 0 export r.sqlite both --format geojson,oc4ids --overwrite
there both/layers.json
there both/oc4ids/projects.json

# A registry keeps what it read itself, whatever a file says of it, and takes the place of what came through one.
content r.sqlite >before
expect 0 import r.sqlite one/oc4ids/projects.json
grep -q 'in 5 documents added' .err || complain "the other city's documents were not added"
rm -rf q; expect 0 export r.sqlite q --format oc4ids
expect 0 ingest --gazetteer q.gazetteer s.sqlite "$data/qinglan_plan.txt"
expect 0 export s.sqlite s --format oc4ids
expect 0 import s.sqlite s/oc4ids/projects.json
grep -q '1 document is already in the registry itself' .err || complain "a document of its own was not kept"
expect 0 import late.sqlite s/oc4ids/projects.json
expect 0 ingest --gazetteer q.gazetteer late.sqlite "$data/qinglan_plan.txt"
content late.sqlite >late
content s.sqlite | cmp - late || complain "the document itself does not replace what a file said about it"

# Another publisher's file: no objects of ours, null and missing fields, escapes, a byte order mark.
{ printf '\357\273\277'; cat <<'JSON'; } >other.json
{"uri": "https://example.org/package", "version": "0.9", "publishedDate": "2027-05-01T00:00:00Z", "extensions": [],
 "publisher": {"name": "Example Works Department", "uri": null}, "license": "https://creativecommons.org/licenses/by/4.0/",
 "projects": [
  {"id": "oc4ids-xxxxxx-1", "title": "\u6d4b\u8bd5\u5927\u6865", "description": "A bridge, with\nits roads", "status": "implementation",
   "updated": "2027-03-02T10:00:00Z", "sector": ["transport", "transport.road"], "type": "construction",
   "period": {"startDate": "2026-01-01T00:00:00Z", "endDate": "2028-06-30T00:00:00Z", "durationInDays": 911},
   "locations": [{"id": "a", "address": {"locality": "Example City"}},
                 {"id": "b", "geometry": {"type": "LineString", "coordinates": [[12.5, 41.9], [12.6, 41.95, 20]]}}],
   "budget": {"amount": {"amount": 1.5e6, "currency": "EUR"}}},
  {"id": "2", "title": "North hospital", "status": "completed", "sector": ["health"], "completion": {"endDate": "2025-02-01T00:00:00Z"}},
  {"id": "3", "title": "South school", "status": null, "sector": ["education"]}
 ]}
JSON
expect 0 import other.sqlite other.json
grep -q '1 projects have no status' .err || complain "a project without status is not reported"
expect 0 check other.sqlite --quiet
expect 0 list other.sqlite
json 'len(rows) == 3'
json 'any(r["name"] == "测试大桥" and r["kind"] == "road" and r["status"] == "under_construction" and r["year"] == 2027 for r in rows)'
json 'any(r["name"] == "North hospital" and r["status"] == "completed" and r["year"] == 2025 for r in rows)'
json 'any(r["name"] == "South school" and r["status"] == "existing" for r in rows)'
expect 0 show other.sqlite 测试大桥
has '2028'
expect 0 near other.sqlite 12.55,41.92 --radius 5000
json 'len(rows) == 1 and rows[0]["precision"] == "exact"'
round other.sqlite

# Codes without a counterpart here are reported, and the rest is taken.
cat >some.json <<'JSON'
{"version": "0.9", "projects": [{"id": "1", "title": "Old plant", "status": "decommissioned", "sector": ["education"]},
 {"id": "2", "title": "Wind farm", "status": "completion", "sector": ["energy", "energy.wind"]}, {"id": "3", "sector": ["health"]},
 {"id": "4", "title": "East school", "status": "identification", "sector": ["education"]}]}
JSON
expect 3 import some.sqlite some.json
grep -q '3 projects were left out: 1 without a title, 1 of a sector without a kind' .err || complain "what was left out is not reported"
expect 0 list some.sqlite
json 'names == {"East school"}'

# Bad files: one line, and no registry, or the one there as it was.
bad() {
    printf '%s' "$2" >bad.json
    fails 1 "bad.json:.*$1" import new.sqlite bad.json
    absent new.sqlite
}
p='{"projects": [{"id": "1", "title": "A", "sector": ["health"]'
fails 1 'missing.json' import new.sqlite missing.json
bad '1:[0-9]+: is not JSON' ''
bad '1:[0-9]+: is not JSON' '{"projects": ['
bad '\$: must be an object' '[]'
bad '\$: has no projects' '{}'
bad '\$.projects: must be an array' '{"projects": {}}'
bad '\$.projects\[0\]: must be an object' '{"projects": [1]}'
bad '\$.projects\[0\]: has no id' '{"projects": [{}]}'
bad '\$.projects\[1\]: has the id of another' '{"projects": [{"id": "1"}, {"id": "1"}]}'
bad '\$.projects\[0\].status: .finished. is not in the code list' "$p, \"status\": \"finished\"}]}"
bad '\$.projects\[0\].status: must be a string' "$p, \"status\": 1}]}"
bad '\$.projects\[0\].updated: .soon. is not a date-time' "$p, \"status\": \"completion\", \"updated\": \"soon\"}]}"
bad '\$.projects\[0\].locations\[0\].geometry: .Circle. is not a geometry' "$p, \"locations\": [{\"geometry\": {\"type\": \"Circle\"}}]}]}"
bad 'geometry.coordinates: is not a position' "$p, \"locations\": [{\"geometry\": {\"type\": \"Point\", \"coordinates\": [39.9, 116.4]}}]}]}"
bad 'coordinates\[0\]: is a ring that does not end' "$p, \"locations\": [{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[0,0],[1,0],[1,1],[0,1]]]}}]}]}"
bad 'coordinates\[1\]: must be a number' "$p, \"locations\": [{\"geometry\": {\"type\": \"Point\", \"coordinates\": [1, \"2\"]}}]}]}"
bad '\$.version: .2.0. is a version' '{"version": "2.0", "projects": []}'
broken() {
    python oc4ids_break "$2" >bad.json
    fails 1 "bad.json: .\.projects\[0\].*$1" import new.sqlite bad.json
    absent new.sqlite
}
rm -rf one; expect 0 export city/registry.sqlite one --format oc4ids
broken "is not a status" 'project["milestones"][0]["terrier"]["status"] = "existing"'
broken "is not a basis" 'project["milestones"][0]["terrier"]["basis"] = "hope"'
broken "refers to document 'x'" 'project["milestones"][0]["terrier"]["document"] = "x"'
broken "sha256 must be" 'project["documents"][0]["terrier"]["sha256"] = "12"'
broken "has no name" 'del project["terrier"]["facility"]["name"]'
broken "is not a kind" 'project["terrier"]["facility"]["kind"] = "a b"'
broken "out of range" 'project["milestones"][0]["terrier"]["year"] = 0'
content other.sqlite >before
fails 1 'is not JSON' import other.sqlite "$data/qinglan_plan.txt"
content other.sqlite | cmp - before || complain "a bad file changed the registry"
fails 2 "unknown format" import other.sqlite other.json --format ifc
finish
