#!/usr/bin/env bash
# gazetteer build and info: sources of several formats, refused sources, nothing half written.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_gazetteer
there q.gazetteer
expect 0 gazetteer info q.gazetteer --format jsonl
has 'CC0-1.0'
has 'road'
expect 0 gazetteer info q.gazetteer --format table
has 'made up for tests'
expect 0 geocode --gazetteer q.gazetteer --format jsonl 松涛公园
json 'rows[0]["match"] == "exact" and rows[0]["kind"] == "park"'

# A gazetteer is replaced by its next version, a file of another kind only when asked.
expect 0 gazetteer build q.gazetteer "$data/qinglan.geojson"
echo mine >thesis.txt
fails 1 'overwrite' gazetteer build thesis.txt "$data/qinglan.geojson"
same "$(cat thesis.txt)" mine "a foreign file"
expect 0 gazetteer build --overwrite thesis.txt "$data/qinglan.geojson"
# The same sources give the same bytes.
expect 0 gazetteer build again.gazetteer "$data/qinglan.geojson"
cmp -s q.gazetteer again.gazetteer || complain "two builds of one source differ"

# A shapefile with a projected CRS and a CSV with coordinates come in too.
if command -v ogr2ogr >/dev/null; then
    ogr2ogr -f 'ESRI Shapefile' -lco ENCODING=UTF-8 -t_srs EPSG:32650 -where "kind = 'road'" roads.shp "$data/qinglan.geojson" 2>/dev/null
    expect 0 gazetteer build roads.gazetteer roads.shp
    expect 0 geocode --gazetteer roads.gazetteer --format jsonl 望湖路
    json 'rows[0]["match"] == "exact" and abs(rows[0]["lon"] - 118.3) < 0.05 and abs(rows[0]["lat"] - 26.05) < 1e-4'
fi
printf 'name,kind,lon,lat\n梧桐公园,park,118.31,26.12\n' >places.csv
fails 1 'CRS' gazetteer build csv.gazetteer places.csv
absent csv.gazetteer
expect 0 gazetteer build csv.gazetteer places.csv --crs EPSG:4326
expect 0 geocode --gazetteer csv.gazetteer --format jsonl 梧桐公园
json 'rows[0]["match"] == "exact" and abs(rows[0]["lon"] - 118.31) < 1e-6 and abs(rows[0]["lat"] - 26.12) < 1e-6'

# OpenStreetMap: every case of tags, and lifecycle, names and nearness.
cp "$data/town.osm" town.osm
expect 0 gazetteer build town.gazetteer town.osm --source town --licence made-up
python gazetteer_town >.out || complain "the town is not as drawn: $(cat .out)"
if command -v osmium >/dev/null; then
    osmium cat -O -o town.osm.pbf town.osm 2>/dev/null
    expect 0 gazetteer build pbf.gazetteer town.osm.pbf --source town --licence made-up
    cmp -s town.gazetteer pbf.gazetteer || complain "XML and PBF of one town differ"
    head -c 1000 town.osm.pbf >cut.osm.pbf
    fails 1 'cut.osm.pbf' gazetteer build x.gazetteer cut.osm.pbf
fi
head -c 5000 town.osm >cut.osm
fails 1 'cut.osm.*damaged' gazetteer build x.gazetteer cut.osm
absent x.gazetteer

# A manifest: each source with its own columns, kind, datum, licence.
printf '道路,x,y\n梧桐大道,118.31,26.12\n' >streets.csv
printf 'name,lon,lat\n银杏公园,118.32,26.13\n' >parks.csv
cat >all.manifest <<'MANIFEST'
# two sources
[source]
path = streets.csv
kind = road
map = name = 道路
datum = cgcs2000
licence = CC0-1.0
date = 2024-05-01
accuracy = 25

[source]
path = parks.csv
kind = park
datum = EPSG:4326
source = a list of parks
MANIFEST
expect 0 gazetteer build all.gazetteer all.manifest
expect 0 gazetteer info all.gazetteer --format jsonl
json '{(r["kind"], r["source"], r["licence"], r["date"], r["datum"]) for r in rows if r["kind"] != "total"} == {("road", "streets.csv", "CC0-1.0", "2024-05-01", "CGCS2000"), ("park", "a list of parks", "not stated", "not stated", "WGS 84")}'
expect 0 geocode --gazetteer all.gazetteer --format jsonl 梧桐大道
json 'rows[0]["uncertainty_m"] == 25 and abs(rows[0]["lon"] - 118.31) < 1e-6'
printf '[source]\npath = parks.csv\nkind = park\ndatum = gcj02\n' >moved.manifest
expect 0 gazetteer build moved.gazetteer moved.manifest
expect 0 gazetteer info moved.gazetteer --format jsonl
json 'rows[0]["datum"] == "GCJ-02"'
refused_manifest() {
    printf "$2" >bad.manifest
    fails 1 "bad.manifest:?$1" gazetteer build x.gazetteer bad.manifest
    absent x.gazetteer
}
refused_manifest '3: .mars.' '[source]\npath = parks.csv\ndatum = mars\n'
refused_manifest '2: .colour. is unknown' '[source]\ncolour = red\n'
refused_manifest '1: .*before the first' 'path = parks.csv\n'
refused_manifest '1: has no path' '[source]\nkind = park\n'
refused_manifest '1: .*absent.csv' '[source]\npath = absent.csv\n'
refused_manifest '2: .*zoo' '[source]\nkind = zoo\n'
refused_manifest '2: .*accuracy' '[source]\naccuracy = near\n'
refused_manifest '1: .*\[towns\]' '[towns]\n'
refused_manifest ' names no source' '\n'

# Refused: each with one line, and no file left.
fails 1 'absent' gazetteer build x.gazetteer absent.geojson
absent x.gazetteer
printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"label":1},"geometry":{"type":"Point","coordinates":[1,2]}}]}' >nameless.geojson
fails 1 'name' gazetteer build x.gazetteer nameless.geojson
absent x.gazetteer
printf 'name,kind,lon,lat\n梧桐公园,park,26.12,118.31\n' >swapped.csv
fails 1 'swapped.csv|latitude|lat|range' gazetteer build x.gazetteer swapped.csv --crs EPSG:4326
absent x.gazetteer
echo '{"type": "FeatureCollection", "features": [' >broken.geojson
fails 1 'broken' gazetteer build x.gazetteer broken.geojson
absent x.gazetteer
fails 1 'no/such' gazetteer build no/such/x.gazetteer "$data/qinglan.geojson"
same "$(find . -name '*tmp*' -o -name '*journal*' -o -name 'x.gaz*' | wc -l)" 0 "files left behind"
fails 1 'gazetteer' gazetteer info "$data/qinglan.geojson"
fails 1 'absent' gazetteer info absent.gazetteer
fails 2 . gazetteer
fails 2 . gazetteer build only.gazetteer
fails 2 'polish' gazetteer polish x y

# A newer file is distinguished from a foreign one.
python sql again.gazetteer 'PRAGMA user_version = 9999'
fails 1 'newer' gazetteer info again.gazetteer
finish
