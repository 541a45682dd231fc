#!/usr/bin/env bash
# build: the whole way at once; twice the same; its own folder updated, a foreign one left alone.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_gazetteer
b() { expect 0 build --gazetteer q.gazetteer "$data/qinglan_plan.txt" "$data/qinglan_review.txt" --out "$1"; }
b one
there one/registry.sqlite
there one/registry.gpkg
there one/layers/layers.json
there one/map
there one/qgis
expect 0 check one/registry.sqlite
cp one/registry.sqlite kept.sqlite

# Twice in two folders: layers, map and project byte by byte, registries by content.
b two
same "$(listing two)" "$(listing one)" "two builds"
same "$(content two/registry.sqlite)" "$(content one/registry.sqlite)" "two registries"

# Again into the same folder: nothing changes.
before=$(listing one)
b one
same "$(listing one)" "$before" "a folder built again"
same "$(content one/registry.sqlite)" "$(content kept.sqlite)" "a registry built again"

# What somebody puts into its registry while it is built again is not lost: then nothing is exchanged.
mkfifo pipe
"$TERRIER" build --gazetteer q.gazetteer - --out two <pipe >/dev/null 2>late.err &
build=$!
exec 3>pipe
for _ in $(seq 100); do [ -e two."$build".tmp/registry.sqlite ] && break || sleep 0.1; done
sleep 0.2
expect 0 ingest --gazetteer q.gazetteer two/registry.sqlite "$data/works.txt"
cat "$data/qinglan_plan.txt" >&3
exec 3>&-
wait "$build" && complain "an edited registry was exchanged"
grep -q 'two/registry.sqlite: was edited while this ran; run it again' late.err || complain "not reported: $(cat late.err)"
same "$(content two/registry.sqlite | grep -c "^document .*works.txt")" 1 "documents put in meanwhile"
same "$(ls -d two.* 2>/dev/null)" "" "temporary folders"

# A foreign folder needs --overwrite, and keeps what is not ours.
mkdir foreign
echo mine >foreign/thesis.txt
fails 1 'overwrite' build --gazetteer q.gazetteer "$data/qinglan_plan.txt" --out foreign
same "$(ls -A foreign)" thesis.txt "a foreign folder"
expect 0 build --overwrite --gazetteer q.gazetteer "$data/qinglan_plan.txt" --out foreign
there foreign/registry.sqlite
echo file >plain
fails 1 'plain' build --gazetteer q.gazetteer "$data/qinglan_plan.txt" --out plain
same "$(cat plain)" file "a file in the way"

# Bad input leaves no half-made folder.
fails 1 'absent.txt' build absent.txt --out new
absent new
: >empty.txt
fails 1 'empty.txt' build --gazetteer q.gazetteer empty.txt --out new
absent new
fails 1 'absent.gazetteer' build --gazetteer absent.gazetteer "$data/qinglan_plan.txt" --out new
absent new
fails 2 'out' build "$data/qinglan_plan.txt"

# One bad document among good ones is left out and reported; the exit code says that the job was done in part.
expect 3 build --gazetteer q.gazetteer "$data/qinglan_plan.txt" empty.txt --out part
same "$(grep -c '^terrier: error: .*empty.txt' .err)" 1 "lines about the bad document"
has '1 left out'
expect 0 check part/registry.sqlite

# Nothing found is an empty map, not a failure.
expect 0 build --gazetteer q.gazetteer "$data/quantities.txt" --out nothing
there nothing/registry.sqlite
finish
