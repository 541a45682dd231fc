#!/usr/bin/env bash
# map and qgis: files are made, a foreign output is left alone, a bad registry is reported.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_registry
expect 0 map r.sqlite map
[ -n "$(find map -name '*.html')" ] || complain "no page"
grep -rq '松涛公园' map || complain "松涛公园 is not in the map"
expect 0 map r.sqlite again
same "$(listing again)" "$(listing map)" "two maps"
fails 1 'absent' map absent.sqlite x
absent x
mkdir foreign
echo mine >foreign/thesis.txt
fails 1 'overwrite' map r.sqlite foreign
same "$(ls -A foreign)" thesis.txt "a foreign folder"
fails 2 . map r.sqlite

expect 0 qgis r.sqlite project
there project/terrier.qgs
there project/map.gpkg
there project/registry.gpkg
expect 0 qgis r.sqlite again_project
same "$(listing again_project)" "$(listing project)" "two projects"
expect 0 qgis --gazetteer none r.sqlite bare
grep -q map_name_ bare/terrier.qgs || complain "no names without a gazetteer"
grep -q map_base_ bare/terrier.qgs && complain "a base map of no gazetteer"
fails 1 'overwrite' qgis r.sqlite foreign
same "$(ls -A foreign)" thesis.txt "a foreign folder, and a project"
fails 1 'absent' qgis absent.sqlite y
absent y
finish
