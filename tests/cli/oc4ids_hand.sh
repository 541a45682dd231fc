#!/usr/bin/env bash
# OC4IDS and what people decided by hand: states, corrections, rejected and drawn facilities, out, in and out again.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
rules() {
    python oc4ids_rules "$@" >.out 2>.err || complain "a rule of OC4IDS is broken"
}
make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"
expect 0 list r.sqlite --format jsonl
cp .out all
id_of() { # id_of FIELD NAME: of the project
    python fields --where "name=$1" project_id status <all | grep -v '|existing$' | head -n 1 | cut -d'|' -f1
}
names=$(python fields status name <all | grep -E '^(planned|started|completed)\|' | cut -d'|' -f2 | awk '!seen[$0]++' | head -n 4 | paste -sd' ')
read -r first second third _ <<<"$names"
one=$(id_of "$first") two=$(id_of "$second") three=$(id_of "$third")
expect 0 override r.sqlite set "$one" status=suspended year=2029 --by 王工 --why "现场停工"
expect 0 override r.sqlite set "$two" status=under_construction --by 李工
expect 0 override r.sqlite set "$two" status=completed year=2028 basis=reported --by 李工 --why "已验收"
expect 0 override r.sqlite reject "${three%%.*}" --by 王工
# One drawn in QGIS, in a state, which no document speaks of.
python draw_park r.sqlite 2>.err || skip "SpatiaLite cannot be loaded from Python: $(tail -n 1 .err)"
expect 0 export r.sqlite one --format oc4ids,geojson
rules one/oc4ids/projects.json
python oc4ids_decided "$one" "$two" "$three" >.out 2>.err || complain "what people decided is not in the package"
expect 0 import copy.sqlite one/oc4ids/projects.json
expect 0 check copy.sqlite --quiet
expect 0 export copy.sqlite two --format oc4ids
cmp one/oc4ids/projects.json two/oc4ids/projects.json || complain "not the same file after a round trip"
content copy.sqlite >before
expect 0 import copy.sqlite one/oc4ids/projects.json
content copy.sqlite | cmp - before || complain "the same file twice changed the registry"
for name in "$first" "$second" 画上公园; do
    for registry in r copy; do
        t list $registry.sqlite --format jsonl
        fields --where "name=$name" kind status basis year >"$registry.state"
    done
    cmp r.state copy.state || complain "$name has another state after a round trip"
    [ -s r.state ] || complain "$name is not listed"
done

# A registry keeps what was decided in it.
expect 0 override copy.sqlite set "$one" status=cancelled --by 赵工
expect 0 import copy.sqlite one/oc4ids/projects.json
expect 0 show copy.sqlite "$one" --format jsonl
has cancelled

# Decisions that are not valid.
wrong() {
    python oc4ids_break "$2" >bad.json
    fails 1 "bad.json: .\.projects\[[0-9]*\]\.terrier\.decisions\[0\].*$1" import new.sqlite bad.json
    absent new.sqlite
}
wrong 'is not a status' 'decision["is"]["status"] = "done"'
wrong 'has no is' 'del decision["is"]'
wrong 'has no at' 'del decision["at"]'
wrong 'is not a date-time' 'decision["at"] = "soon"'
finish
