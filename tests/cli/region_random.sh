#!/usr/bin/env bash
# within and along compared with SpatiaLite's own SQL, on thousands of random points, lines and areas with holes.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

python spatialite_loads 2>/dev/null || skip "python3 cannot load SpatiaLite"
echo '今年将开工建设柳浦公园。' >one.txt
expect 0 ingest r.sqlite --gazetteer none one.txt

said=$(python region_random_shapes 2>errors) || said+=$(tail -n 3 errors)
[ -z "$said" ] || complain "$said"
cat figures
finish
