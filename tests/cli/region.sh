#!/usr/bin/env bash
# within, along and count, compared with SpatiaLite's own SQL on the same registry.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

"$TERRIER" build --out out "$SOURCE"/geodata/documents/*.txt >/dev/null 2>&1 || complain "no registry"
ln -s out/registry.sqlite r.sqlite
python spatialite_loads 2>/dev/null || skip "python3 cannot load SpatiaLite"

cat >areas.geojson <<'AREAS'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "west"}, "geometry": {"type": "Polygon", "coordinates":
  [[[116.30,39.85],[116.47,39.85],[116.49,39.97],[116.47,40.10],[116.30,40.10],[116.30,39.85]]]}},
 {"type": "Feature", "properties": {"name": "east"}, "geometry": {"type": "MultiPolygon", "coordinates":
  [[[[116.47,39.85],[116.70,39.85],[116.70,40.10],[116.47,40.10],[116.47,39.85]],
    [[116.48,39.92],[116.60,39.92],[116.60,39.99],[116.48,39.99],[116.48,39.92]]]]}},
 {"type": "Feature", "properties": {"name": "nowhere"}, "geometry": null}]}
AREAS
cat >line.geojson <<'LINE'
{"type": "LineString", "coordinates": [[116.40, 39.90], [116.45, 39.93], [116.52, 39.94], [116.58, 39.99]]}
LINE

said=$(python region_beside_spatialite 2>&1)
[ -z "$said" ] || complain "$said"

# areas and lines by name; files; filters
expect 0 within r.sqlite 朝阳区 --kind park --format jsonl
json 'rows and all(r["kind"] == "park" for r in rows)'
expect 0 along r.sqlite 亮马河 --distance 500 --limit 3 --format jsonl
json 'len(rows) == 3 and [r["distance_m"] for r in rows] == sorted(r["distance_m"] for r in rows)'
expect 0 within r.sqlite 朝阳区 --kind park --format geojson
json 'f["features"] and all(p["geometry"]["type"] == "Point" and p["properties"]["kind"] == "park" for p in f["features"])'
expect 0 within r.sqlite areas.geojson --format jsonl
mv .out from_file
input=areas.geojson
expect 0 within r.sqlite - --format jsonl
input=/dev/null
cmp -s .out from_file || complain "areas on standard input give other answers"
expect 0 within r.sqlite 0,0,1,1 --format jsonl
json 'not rows'
fails 2 'box' within r.sqlite 116.5,39.9,116.4,39.95
fails 2 'area' within r.sqlite 没有这个地方
fails 2 'area' within r.sqlite 亮马河
fails 2 'give one of .*亮马河' along r.sqlite 亮马 --distance 5
fails 2 'give one of 亮马河' along r.sqlite liangmahe --distance 5
fails 1 'no area' within r.sqlite line.geojson
fails 1 'no line' along r.sqlite areas.geojson --distance 5
fails 2 'distance' along r.sqlite 亮马河
fails 2 'distance' along r.sqlite 亮马河 --distance -5
echo '{"type": "Polygon", "coordinates": [[[0,0],[1,0],' >cut.geojson
fails 1 'cut.geojson:2:1' within r.sqlite cut.geojson
echo '{"type": "Point", "crs": {"properties": {"name": "EPSG:3857"}}, "coordinates": [1, 2]}' >metres.geojson
fails 1 'WGS 84' within r.sqlite metres.geojson

# Whatever OGR reads, in any CRS that it states; several areas of one file are one question.
expect 0 within r.sqlite areas.geojson --format jsonl
mv .out as_geojson
if command -v ogr2ogr >/dev/null; then
    ogr2ogr -f 'ESRI Shapefile' areas.shp areas.geojson -t_srs EPSG:4490 2>/dev/null
    ogr2ogr -f GPKG areas.gpkg areas.geojson -t_srs EPSG:32650
    ogr2ogr -f KML areas.kml areas.geojson
    for file in areas.shp areas.gpkg areas.kml; do
        expect 0 within r.sqlite $file --format jsonl
        same "$(cut -d, -f1 .out)" "$(cut -d, -f1 as_geojson)" "what lies in $file"
    done
    expect 0 count r.sqlite --by area,kind --areas areas.geojson --format csv
    mv .out as_geojson
    expect 0 count r.sqlite --by area,kind --areas areas.gpkg --format csv
    same "$(cat .out)" "$(cat as_geojson)" "counts in areas of a GeoPackage"
    ogr2ogr -f GPKG line.gpkg line.geojson -t_srs EPSG:32650
    expect 0 along r.sqlite line.gpkg --distance 300 --format jsonl
    json 'rows'
    fails 1 'no area' within r.sqlite line.gpkg
    rm areas.prj
    fails 1 'CRS' within r.sqlite areas.shp
fi
echo nothing >nothing.txt
fails 1 'nothing.txt' within r.sqlite nothing.txt
echo '{"type": "Polygon", "coordinates": [[[179,0],[-179,0],[-179,2],[179,2],[179,0]]]}' >date_line.geojson
fails 1 'antimeridian' within r.sqlite date_line.geojson
fails 2 'antimeridian' within r.sqlite 179,0,-179,2
echo '{"type": "Polygon", "coordinates": [[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]}' >world.geojson
expect 0 within r.sqlite world.geojson --format jsonl
mv .out all
expect 0 within r.sqlite -180,-90,180,90 --format jsonl
same "$(cut -d, -f1 .out)" "$(cut -d, -f1 all)" "what lies in the world"
# A place in two areas of one name counts once for it.
sed 's/"name": "[a-z]*"/"name": "both"/' areas.geojson >both.geojson
expect 0 within r.sqlite areas.geojson --format jsonl
mv .out all
expect 0 count r.sqlite --by area --areas both.geojson --format jsonl
json 'rows[0]["count"] == len([line for line in open("all")])'

# count
expect 0 count r.sqlite --by area,kind --layer layer.geojson --format csv
has '^area,kind,count'
python region_layer || complain "the layer of areas is not right"
expect 0 count r.sqlite --by year --kind road --format jsonl
json '[r["year"] for r in rows] == sorted((r["year"] for r in rows), key=lambda y: y or 9999)'
fails 2 'colour' count r.sqlite --by colour
fails 2 'twice' count r.sqlite --by kind,kind
fails 2 'area' count r.sqlite --by kind --layer x.geojson
absent x.geojson
finish
