#!/usr/bin/env bash
# export: custom definitions, every format read back and compared with GeoJSON, cut texts listed, RFC 7946, zipped Shapefiles,
# licence and attribution in each format.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"

make_registry
# A sentence too long for a Shapefile: 254 bytes are 84 Chinese characters.
long=$(printf '并做好沿线绿化与排水%.0s' 1 2 3 4 5 6 7 8 9 10 11 12)
printf '2027年4月1日\n\n松涛公园已于2027年3月建成，%s。\n' "$long" >long.txt
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt" long.txt
expect 0 export r.sqlite all --format geojson,shapefile,gpkg,flatgeobuf,kml,csv,xlsx
grep -q 'cut.csv lists' .err || complain "cut texts are not reported"

# Every format has what GeoJSON has, feature by feature and field by field; what is cut is in cut.csv, and cut between
# characters. ogr2ogr reads them all.
python export_formats_same all >.out 2>.err || complain "formats differ"

# RFC 7946: rings closed and by the right hand, positions of two numbers with at most 7 decimals in range, bbox around
# all of them, no crs, every member of its type.
python geojson_rfc7946 all >.out 2>.err || complain "a GeoJSON file is not RFC 7946"

# A zipped Shapefile, as people send them, has its Chinese where it is opened: by OGR, and by a reader that knows but the
# format: names and texts by what .cpg says, no text that ends within a character, no language driver that says otherwise.
(cd all/shapefile/2027 && /usr/bin/python3 -m zipfile -c ../../../zipped.zip ./*)
shp=$(cd all/shapefile/2027 && grep -rlaF 松涛公园 --include='*.dbf' . | head -n 1 | sed 's/dbf$/shp/; s/^..//')
ogrinfo -al -ro "/vsizip/zipped.zip/$shp" 2>.err | grep -q '(String) = .*松涛公园' || complain "no Chinese in zipped $shp"
python zipped_shapefile zipped.zip >.out 2>.err || complain "a zipped Shapefile cannot be read elsewhere"

# Who the data come from, in each format's own place.
python export_credits all >.out 2>.err || complain "a format does not say who its data come from"

# The same input, the same bytes, in every format.
expect 0 export r.sqlite twice --format geojson,shapefile,gpkg,flatgeobuf,kml,csv,xlsx
same "$(listing twice)" "$(listing all)" "two exports"

# Definitions: fields renamed and in order, a choice, a style, one that nothing matches.
mkdir own
echo '<qgis version="3.22"></qgis>' >own/park.qml
cat >own/parks.layer <<'LAYER'
# what the parks office asked for
layer parks
title zh 公园建设
by year
where kind park
where status started completed
field name 名称 NAME
field year
field quote 原文 TEXT
style polygon park.qml
layer castles
by none
where kind castle
LAYER
expect 0 export r.sqlite parks --layers own --format geojson,shapefile,gpkg
grep -q 'nothing matches castles' .err || complain "the empty layer is not reported"
[ -z "$(find parks -path '*castles*')" ] || complain "an empty layer is written"
there parks/geojson/parks/2027_polygon.geojson
there parks/geojson/parks/2027_polygon.qml
there parks/gpkg/parks/2027.gpkg
ogrinfo -so -al -ro parks/shapefile/parks/2027_polygon.shp | grep -q '^NAME: String' || complain "no short name of its own"
python export_fields parks/geojson/parks/2027_polygon.geojson >.out 2>.err || complain "fields are not those of the definition"
grep -q '^名称,NAME,text,,名称,Name,.*,parks$' parks/dictionary.csv || complain "the dictionary does not have the names of the definition"
ogrinfo -ro parks/gpkg/parks/2027.gpkg -sql "SELECT styleQML FROM layer_styles" | grep -q '<qgis' || complain "the style is not kept"

# Wrong definitions: where, what, what to do; nothing is written.
wrong() { # wrong LINE PATTERN TEXT
    printf '%b' "$3" >bad.layer
    fails 1 "bad\\.layer:$1: .*$2.*; " export r.sqlite bad --layers bad.layer
    absent bad
}
wrong 1 'belongs to no layer' 'where kind park\n'
wrong 2 'not a keyword of a definition' 'layer a\nfilter kind park\n'
wrong 2 'nothing to choose by' 'layer a\nwhere colour red\n'
wrong 3 'not a value' 'layer a\n\nwhere status done\n'
wrong 2 'not a field' 'layer a\nfield colour\n'
wrong 3 'already' 'layer a\nfield name x\nfield kind x\n'
wrong 2 'themselves' 'layer a\nfield name FID\n'
wrong 2 'Shapefile' 'layer a\nfield name nom 名称\n'
wrong 2 'made by' 'layer a\nby colour\n'
wrong 2 'cannot be read' 'layer a\nstyle point absent.qml\n'
wrong 2 'geometry type' 'layer a\nstyle dot park.qml\n'
wrong 1 'folder' 'layer ../a\n'
wrong 2 'already' 'layer a\nlayer A\n'
printf 'layer default\nlayer 2027\nby status\n' >bad.layer
fails 1 "layers '(default|2027)' and .* would both be the file 2027/" export r.sqlite bad --layers bad.layer
absent bad
wrong 2 'UTF-8' 'layer a\ntitle zh \xff\xfe\n'
wrong 2 'UTF-8' 'layer a\ntitle zh a\001b\n'
wrong 1 'no layer' '# nothing\n'
fails 1 'absent.layer' export r.sqlite bad --layers absent.layer
mkdir hollow
fails 1 'hollow.*no definition' export r.sqlite bad --layers hollow

# --as-of: each project once, and nothing before anything was known.
expect 0 export r.sqlite early --as-of 2026-06-30 --format geojson
grep -q 'no document published by 2026-06-30' .err || complain "that nothing was known is not reported"
absent early/geojson
expect 0 export r.sqlite then --as-of 2027-12-31 --format geojson --by kind
python export_once then >.out 2>.err || complain "a project is there more than once"

finish
