#!/usr/bin/env bash
# export: every file read back with OGR: count, extent, CRS, encoding, fields; filters; refused output.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"
ogr() { env -u LD_PRELOAD ogrinfo "$@"; }

make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"
expect 0 export r.sqlite layers --format geojson,shapefile,gpkg --by status,year
there layers/layers.json
# The dictionary has a row for every field of layers.json, with a meaning in both languages and the legend's codes.
python export_dictionary layers >.out 2>.err || complain "dictionary.csv and the fields disagree"

# layers.json says of each layer what OGR finds in it.
python export_layers layers >.out 2>.err || complain "layers.json and the files disagree"

# Paths name year and status; a target is kept apart; Chinese is intact in the DBF, which names its encoding.
find layers -name '*.geojson' | grep -qE 'geojson/2027/completed-target' || complain "no geojson/2027/completed-target"
find layers -name '*.geojson' | grep -qE 'geojson/2027/completed[^-]' || complain "no geojson/2027/completed"
for cpg in $(find layers -name '*.shp' | sed 's/shp$/cpg/'); do
    same "$(tr -d '\r\n' <"$cpg")" UTF-8 "$cpg"
done
[ -n "$(find layers -name '*.shp')" ] || complain "no shapefile"
find layers -name '*.shp' -exec ogrinfo -al -ro {} \; 2>/dev/null | grep -q 'name (String) = 松涛公园' || complain "松涛公园 is in no shapefile"
python geojson_rfc7946 layers >.out 2>.err || complain "a GeoJSON file is not RFC 7946"
# A place nobody knows is exported without a geometry, or not at all; it has none made up.
! grep -rl 雁洲路 --include='*.geojson' layers | xargs -r grep -h 雁洲路 | grep -q '"coordinates"' || complain "雁洲路 got a geometry"

# Done twice in two folders: the same bytes.
expect 0 export r.sqlite twice --format geojson,shapefile,gpkg --by status,year
same "$(listing twice)" "$(listing layers)" "two exports"

# Another CRS is asked for by name.
expect 0 export r.sqlite utm --format gpkg --crs EPSG:32650
file=$(find utm -name '*.gpkg' | head -n 1)
ogr -al -so -ro "$file" | grep -q 'UTM zone 50N' || complain "no UTM in $file"

# Filters; an empty choice is an empty answer.
expect 0 export r.sqlite roads --format geojson --kind road --by status,year,kind
[ -n "$(find roads -name '*.geojson')" ] || complain "no roads"
! grep -rhE '"kind": ?"(park|school|hospital|waterway)"' roads --include='*.geojson' | grep -q . || complain "--kind lets others in"
expect 0 export r.sqlite none --format geojson --year 1999
same "$(find none -name '*.geojson' 2>/dev/null | wc -l)" 0 "files of an empty choice"

# Refused.
fails 2 'dwg' export r.sqlite x --format dwg
fails 2 'colour' export r.sqlite x --by colour
fails 2 'castle' export r.sqlite x --kind castle
fails 2 'done' export r.sqlite x --status 'done'
fails 2 'EPSG:999999|CRS' export r.sqlite x --crs EPSG:999999
fails 2 'box' export r.sqlite x --bbox 1,2,3
fails 1 'absent' export absent.sqlite x
absent x
mkdir foreign
echo mine >foreign/thesis.txt
fails 1 'overwrite' export r.sqlite foreign
same "$(ls foreign)" thesis.txt "a foreign folder"
echo file >plain
fails 1 'plain' export r.sqlite plain
same "$(cat plain)" file "a file in the way"
finish
