#!/usr/bin/env bash
# Includes point downward only: a room may include its own headers and those of the rooms that its room() line in
# CMakeLists.txt names, all of which stand above that line. Third-party headers stay in the room that wraps them.
set -euo pipefail
cd "$SOURCE"

# room -> the rooms it may include, in the order of the floors
rooms=$(sed -nE 's/^room\((.*)\)$/\1/p' CMakeLists.txt)

awk '
FILENAME == "-" && NF {
    room = $1
    for (i = 2; i <= NF; i++) {
        if ($i ~ /^PkgConfig::|^\$|^m$/) continue
        if (!($i in floor)) { print "CMakeLists.txt: " room " stands on " $i ", which is not below it"; bad = 1 }
        may[room, $i] = 1
    }
    may[room, room] = 1
    floor[room] = 1
    next
}
FILENAME != "-" && /^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    split(quoted[2], to, "/")
    split(FILENAME, from, "/")
    if (to[2] == "" || from[2] == "cli" || quoted[2] ~ /\.inc$/) next
    if (!((from[2], to[1]) in may)) {
        print FILENAME ":" FNR ": " from[2] " may not include " quoted[2]
        bad = 1
    }
}
END { exit bad }
' - $(find src -name '*.[ch]') <<<"$rooms"

# header pattern | where it may stand, both regular expressions
bad=0
while read -r header place; do
    found=$(grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]*<($header)>" -r src | grep -vE "^($place)" || true)
    if [ -n "$found" ]; then
        printf '%s\n' "$found"
        echo "  -> these headers belong in $place"
        bad=1
    fi
done <<'TABLE'
sqlite3\.h                      src/(registry|gazetteer|gis)/
proj\.h                         src/gis/module/
(gdal|ogr|cpl|spatialite).*     src/gis/module/
geos_c\.h                       src/gis/module/
unicode/.*                      src/text/gen_
jansson\.h                      src/(json|oc4ids)/
(gumbo|md4c|poppler|zip|expat)\.h src/reader/module/
TABLE
exit $bad
