#!/usr/bin/env bash
# OC4IDS and what people decided by hand: states, corrections, rejected and drawn facilities, out, in and out again.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
rules() {
    /usr/bin/python3 "$SOURCE/tests/cli/oc4ids_rules.py" "$@" >.out 2>.err || complain "a rule of OC4IDS is broken"
}
make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"
expect 0 list r.sqlite --format jsonl
cp .out all
id_of() { # id_of FIELD NAME: of the project
    /usr/bin/python3 -c '
import json, sys
for line in open("all", encoding="utf-8"):
    row = json.loads(line)
    if row["name"] == sys.argv[1] and row["status"] != "existing":
        print(row["project_id"] if "project_id" in row else row["id"])
        break' "$1"
}
names=$(/usr/bin/python3 -c '
import json
seen = []
for line in open("all", encoding="utf-8"):
    row = json.loads(line)
    if row["status"] in ("planned", "started", "completed") and row["name"] not in seen:
        seen.append(row["name"])
print(*seen[:4])')
read -r first second third _ <<<"$names"
one=$(id_of "$first") two=$(id_of "$second") three=$(id_of "$third")
expect 0 override r.sqlite set "$one" status=suspended year=2029 --by 王工 --why "现场停工"
expect 0 override r.sqlite set "$two" status=under_construction --by 李工
expect 0 override r.sqlite set "$two" status=completed year=2028 basis=reported --by 李工 --why "已验收"
expect 0 override r.sqlite reject "${three%%.*}" --by 王工
# One drawn in QGIS, in a state, which no document speaks of.
/usr/bin/python3 - r.sqlite <<'PYTHON' 2>.err || skip "SpatiaLite cannot be loaded from Python: $(tail -n 1 .err)"
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
db.execute("INSERT INTO facility_point (name, kind, status, basis, year, geom) VALUES ('画上公园', 'park', 'planned', NULL, 2031,"
           " GeomFromText('POINT(118.3 26.1)', 4326))")
db.commit()
PYTHON
expect 0 export r.sqlite one --format oc4ids,geojson
rules one/oc4ids/projects.json
/usr/bin/python3 - "$one" "$two" "$three" <<'PYTHON' >.out 2>.err || complain "what people decided is not in the package"
import json, sys
package = json.load(open("one/oc4ids/projects.json", encoding="utf-8"))
projects = {p["id"]: p for p in package["projects"]}
one, two, three = sys.argv[1:]
assert three not in projects, "a rejected facility is a project"
assert projects[one]["status"] == "implementation" and projects[one]["description"] == "现场停工", projects[one]
assert projects[one]["milestones"][-1]["title"] == "suspended 2029"
assert projects[two]["status"] == "completion" and projects[two]["completion"]["endDate"] == "2028-12-31T23:59:59Z"
assert [d["is"]["status"] for d in projects[two]["terrier"]["decisions"]] == ["under_construction", "completed"]
corrected = projects[two]["terrier"]["corrected"]
assert corrected and all(c["title"] not in [m["title"] for m in projects[two]["milestones"]] for c in corrected)
drawn = [p for p in projects.values() if p["title"] == "画上公园"]
assert len(drawn) == 1 and drawn[0]["status"] == "preparation" and "documents" not in drawn[0], drawn
assert drawn[0]["locations"][0]["geometry"] == {"type": "Point", "coordinates": [118.3, 26.1]}
PYTHON
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
        /usr/bin/python3 -c '
import json, sys
for line in open(".out", encoding="utf-8"):
    row = json.loads(line)
    if row["name"] == sys.argv[1]:
        print(row["kind"], row["status"], row["basis"], row["year"])' "$name" >"$registry.state"
    done
    cmp r.state copy.state || complain "$name has another state after a round trip"
    [ -s r.state ] || complain "$name is not listed"
done

# A registry keeps what was decided in it.
expect 0 override copy.sqlite set "$one" status=cancelled --by 赵工
expect 0 import copy.sqlite one/oc4ids/projects.json
expect 0 show copy.sqlite "$one" --format jsonl
has cancelled

# Decisions that are none.
wrong() {
    /usr/bin/python3 - "$2" <<'PYTHON' >bad.json
import json, sys
package = json.load(open("one/oc4ids/projects.json", encoding="utf-8"))
[own] = [p["terrier"] for p in package["projects"] if p["title"] == "画上公园"]
decision = own["decisions"][0]
exec(sys.argv[1])
json.dump(package, sys.stdout)
PYTHON
    fails 1 "bad.json: .\.projects\[[0-9]*\]\.terrier\.decisions\[0\].*$1" import new.sqlite bad.json
    absent new.sqlite
}
wrong 'is no status' 'decision["is"]["status"] = "done"'
wrong 'has no is' 'del decision["is"]'
wrong 'has no at' 'del decision["at"]'
wrong 'is no date-time' 'decision["at"] = "soon"'
finish
