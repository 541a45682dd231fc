#!/usr/bin/env bash
# A program to which one export format was added, by one file and one line of the list (tests/new_format): help,
# completion, messages, files and layers.json have it, and no other source was touched.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
new=${BUILD:?names the build folder}/tests/terrier_new_format
[ -x "$new" ] || skip "$new was not built"
make_registry
! "$TERRIER" export --help | grep -q geojsonl || complain "the program itself has the format: this test shows nothing"

TERRIER=$new
expect 0 export --help
grep -q "geojsonl" .out || complain "help does not name the format"
expect 0 --manual m
grep -q "list='.*\bgeojsonl\b" m/bash/terrier || complain "bash completion does not offer the format"
grep -q "_values.*\bgeojsonl\b" m/zsh/_terrier || complain "zsh completion does not offer the format"
grep -q "geojsonl" m/man1/terrier-export.1 || complain "the man page does not name the format"
fails 2 'choose from .*geojsonl' export r.sqlite none --format tiff

expect 0 export r.sqlite layers --format csv,geojsonl
same "$(find layers/geojsonl -name '*.geojsonl' | wc -l)" "$(find layers/csv -name '*.csv' | wc -l)" "files"
same "$(cat $(find layers/geojsonl -name '*.geojsonl') | grep -c '^{"type":"Feature",.*}$')" \
    "$(cat $(find layers/csv -name '*.csv') | grep -vcE '^(WKT,)?facility_id,')" "features"
grep -q '"path":"geojsonl/[^"]*","format":"geojsonl"' layers/layers.json || complain "layers.json does not list the files"
# Its folder is one of ours: replaced, and taken away by an export without it.
expect 0 export r.sqlite layers --format csv,geojsonl
touch layers/mine
expect 0 export r.sqlite layers --overwrite --format csv
[ ! -e layers/geojsonl ] && [ -e layers/mine ] || complain "the folder of the format stays"
expect 0 export r.sqlite utm --format geojsonl --crs EPSG:32650
grep -q "GeoJSONL are always in WGS 84" .err || complain "no note of the CRS"
finish
