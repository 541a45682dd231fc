#!/usr/bin/env bash
# terrier map: what it writes, that the same registry gives the same bytes, and what it refuses.
. "$(dirname "$0")/common.bash"
make_registry
t map --gazetteer q.gazetteer r.sqlite map
! grep -q 'built without MapLibre' .err || skip "this program has no map compiled in"
expect 0 map --gazetteer q.gazetteer r.sqlite map
for file in index.html data.js details.js app/main.js app/map.css app/maplibre-gl.js app/maplibre-gl.css app/maplibre-gl-licence.txt; do there "map/$file"; done
absent map/data
! grep -q sourceMappingURL map/app/maplibre-gl.js || complain "a source map is named that is not there"
! grep -qE '[<]' map/data.js map/details.js || complain "a script of data holds a <"
! grep -q '{{' map/index.html || complain "index.html has a place that was not filled"
expect 0 map --gazetteer q.gazetteer r.sqlite again
same "$(listing map)" "$(listing again)" "the same registry's maps"

# The base map: an area's boundary without a name, its name once, and whom all of it is from.
cat >town.geojson <<'JSON'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "云溪镇", "kind": "admin", "source": "Town survey", "licence": "CC0-1.0"}, "geometry":
  {"type": "Polygon", "coordinates": [[[118.2, 26.0], [118.4, 26.02], [118.42, 26.2], [118.25, 26.21], [118.2, 26.0]]]}},
 {"type": "Feature", "properties": {"name": "望湖镇", "kind": "admin"}, "geometry":
  {"type": "Polygon", "coordinates": [[[118.2, 26.0], [118.4, 26.0], [118.4, 26.2], [118.2, 26.2], [118.2, 26.0]]]}}]}
JSON
expect 0 gazetteer build town.gazetteer town.geojson
expect 0 map --gazetteer town.gazetteer r.sqlite town
python map_base town/data.js || complain "the base map is not what it should be"

# Data apart.
expect 0 map --gazetteer q.gazetteer --served r.sqlite apart
grep -q 'web server\|http.server' .err || complain "it does not say that it needs a server"
there apart/data/facilities-0.json
there apart/data/details-0.json
absent apart/details.js
python map_data apart || complain "data/ is not what it should be"
expect 0 map --gazetteer q.gazetteer r.sqlite apart
absent apart/data

# Tiles.
expect 0 map --gazetteer q.gazetteer --basemap 'https://tiles.example:8443/a/{z}/{x}/{y}.png?key=1' --basemap-datum gcj02 r.sqlite tiles
grep -q 'connect-src .self. https://tiles.example:8443;' tiles/index.html || complain "the page may not fetch its tiles"
grep -q '"datum":"gcj02"' tiles/data.js || complain "the datum is not reported"
grep -q '118.285,26.08' map/data.js || complain "WGS 84 expected"
! grep -q '118.285,26.08' tiles/data.js || complain "GCJ-02 expected"

expect 0 map --gazetteer q.gazetteer --basemap 'https://tiles.example/{z}/{x}/{-y}.png' --overwrite r.sqlite tiles
fails 2 'not an address of tiles' map --basemap 'ftp://x/{z}/{x}/{y}' r.sqlite no
fails 2 'not an address of tiles' map --basemap 'https://x/{z}/{x}.png' r.sqlite no
fails 2 'not an address of tiles' map --basemap "https://x'; script-src *//{z}/{x}/{y}" r.sqlite no
fails 2 'one of its hosts' map --basemap 'https://{s}.x/{z}/{x}/{y}.png' r.sqlite no
fails 2 'add --basemap' map --basemap-datum gcj02 r.sqlite no
fails 2 'datum' map --basemap 'https://x/{z}/{x}/{y}' --basemap-datum mars r.sqlite no
mkdir foreign && echo mine >foreign/notes.txt
fails 1 'overwrite' map r.sqlite foreign
expect 0 map --overwrite r.sqlite foreign
there foreign/notes.txt
fails 1 '' map missing.sqlite no
absent no
finish
