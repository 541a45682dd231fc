#!/usr/bin/env bash
# Datums by name: geocode, near, export and gazetteer build take and give WGS 84, CGCS2000, GCJ-02 and BD-09, and say so.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_registry
# metres A B: a Python expression for the distance between two LON,LAT pairs, and the published vector of GCJ-02.
printf 'name,kind,lon,lat\n量杆公园,park,116.377817,39.911954\n' >vector.csv
expect 0 gazetteer build vector.gazetteer vector.csv --crs wgs84
g() { expect 0 geocode --gazetteer vector.gazetteer --format jsonl "$@"; }
near_to='lambda a, b: (((a[0] - b[0]) * 85400) ** 2 + ((a[1] - b[1]) * 111000) ** 2) ** 0.5'

g --datum gcj02 --geometry 量杆公园
json 'abs(rows[0]["lon"] - 116.38404722455657) < 1e-7 and abs(rows[0]["lat"] - 39.91334545536069) < 1e-7'
json 'rows[0]["datum"] == "GCJ-02" and rows[0]["geometry"]["coordinates"] == [rows[0]["lon"], rows[0]["lat"]]'
json 'list(rows[0])[-2:] == ["datum", "geometry"]'
g --datum BD09 量杆公园
json "rows[0]['datum'] == 'BD-09' and 800 < ($near_to)((rows[0]['lon'], rows[0]['lat']), (116.377817, 39.911954)) < 1700"
g --datum cgcs2000 量杆公园
json 'rows[0]["datum"] == "CGCS2000" and (rows[0]["lon"], rows[0]["lat"]) == (116.377817, 39.911954)'
g --datum wgs84 量杆公园
json '"datum" not in rows[0] and (rows[0]["lon"], rows[0]["lat"]) == (116.377817, 39.911954)'
fails 2 'gcj.*not a datum.*gcj02' geocode --gazetteer vector.gazetteer --datum gcj 量杆公园

# near: the same place in another datum is the same distance away; hits are WGS 84 unless asked.
expect 0 near r.sqlite 118.305,26.105 --format jsonl
cp .out plain
at=$(fields --join , lon lat | head -n 1)
printf 'name,kind,lon,lat\n起点公园,park,118.305,26.105\n' >start.csv
expect 0 gazetteer build start.gazetteer start.csv --crs wgs84
expect 0 geocode --gazetteer start.gazetteer --datum bd09 --format jsonl 起点公园
moved=$(fields --join , lon lat)
expect 0 near r.sqlite "$moved" --datum bd09 --format jsonl
cp .out moved
same "$(wc -l <moved)" "$(wc -l <plain)" "hits"
python datum_near || complain "near differs between datums"
expect 0 near r.sqlite 118.305,26.105 --show-datum gcj02 --limit 1 --format jsonl
json "rows[0]['datum'] == 'GCJ-02' and 100 < ($near_to)((rows[0]['lon'], rows[0]['lat']), ($at)) < 900"
fails 2 'not a datum' near r.sqlite 118.305,26.105 --datum gcj
fails 2 'not a datum' near r.sqlite 118.305,26.105 --show-datum mars

# export: coordinates moved, stated in names and layers.json, and no CRS that would be false.
command -v ogrinfo >/dev/null || skip "ogrinfo is not installed"
expect 0 export r.sqlite wgs --format geojson,shapefile,gpkg,csv,flatgeobuf,kml
for datum in gcj02 bd09; do
    expect 0 export r.sqlite $datum --format geojson,shapefile,gpkg,csv,flatgeobuf,kml --crs $datum
    grep -q "note: KML is always in WGS 84" .err || complain "no word of KML"
    python datum_layers wgs $datum >.out 2>.err || complain "$datum layers are not in the datum they should be in"
done
expect 0 export r.sqlite cgcs --format gpkg,shapefile --crs EPSG:4490
expect 0 export r.sqlite cgcs2 --format gpkg,shapefile --crs cgcs2000
same "$(listing cgcs)" "$(listing cgcs2)" "EPSG:4490 and cgcs2000"
grep -q '"crs":"EPSG:4490","datum":"CGCS2000"' cgcs/layers.json || complain "layers.json does not say CGCS2000"
grep -rlq 'China_2000\|China Geodetic\|CGCS' cgcs --include='*.prj' || complain "no .prj says CGCS2000"
fails 2 "'gcj'.*gcj02" export r.sqlite x --crs gcj
absent x

# What was exported in GCJ-02 is not taken for WGS 84: GeoJSON says what it is, the others are refused until it is given.
file=$(find gcj02/geojson -name '*_point*.geojson' -o -name '*_line*.geojson' | sort | head -n 1)
expect 0 gazetteer build back.gazetteer "$file"
expect 0 gazetteer info back.gazetteer --format jsonl
json 'all(r["datum"] == "GCJ-02" for r in rows)'
name=$(python properties "$file" name | head -n 1)
expect 0 geocode --gazetteer back.gazetteer --format jsonl "$name"
cp .out back
expect 0 geocode --gazetteer q.gazetteer --format jsonl "$name"
json "($near_to)((rows[0]['lon'], rows[0]['lat']), (lambda r: (r['lon'], r['lat']))(json.loads(open('back').readline()))) < 0.1"
for file in $(find gcj02/shapefile -name '*_line*.shp' | head -n 1) $(find gcj02/gpkg -name '*.gpkg' | head -n 1); do
    fails 1 'CRS.*--crs EPSG:n.*gcj02' gazetteer build x.gazetteer "$file"
    absent x.gazetteer
    expect 0 gazetteer build x.gazetteer "$file" --crs gcj02
    expect 0 gazetteer info x.gazetteer --format jsonl
    json 'all(r["datum"] == "GCJ-02" for r in rows)'
    rm x.gazetteer
done
fails 2 "'gcj'.*gcj02" gazetteer build x.gazetteer vector.csv --crs gcj
printf 'name,kind,lon,lat\n量杆公园,park,116.38404722455657,39.91334545536069\n' >gcj.csv
expect 0 gazetteer build gcj.gazetteer gcj.csv --crs GCJ-02
expect 0 geocode --gazetteer gcj.gazetteer --format jsonl 量杆公园
json 'abs(rows[0]["lon"] - 116.377817) < 1e-7 and abs(rows[0]["lat"] - 39.911954) < 1e-7'
# A section of a manifest that names its own datum is not moved by the command line's.
printf '[source]\npath = vector.csv\ndatum = cgcs2000\n' >own.manifest
expect 0 gazetteer build own.gazetteer own.manifest --crs gcj02
expect 0 geocode --gazetteer own.gazetteer --format jsonl 量杆公园
json 'abs(rows[0]["lon"] - 116.377817) < 1e-7 and abs(rows[0]["lat"] - 39.911954) < 1e-7'
finish
