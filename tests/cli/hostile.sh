#!/usr/bin/env bash
# Names and documents that mean harm: quotes, NUL, long lines, invalid UTF-8, markup. They do none in SQL, paths, JSON or DBF.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

python hostile_documents
make_gazetteer
expect 0 gazetteer build h.gazetteer hostile.geojson
expect 0 geocode --gazetteer h.gazetteer --format jsonl "松涛'公园" '望湖"路\'
json 'all(r["match"] in ("exact", "folded") for r in rows) and len(rows) == 2'

for doc in quotes.txt nul.txt long.txt invalid.txt "name with 'quotes' and \"more\".txt" 'a;touch pwned;$(touch pwned).txt'; do
    expect 0 extract --format jsonl --gazetteer q.gazetteer "$doc"
    cp -- "$doc" given
    json '("松涛公园", "二期", "completed") in {(r["name"], r["part"], r["status"]) for r in rows}'
    json 'all(open("given", "rb").read()[r["start"]:r["end"]].decode() == r["text"] for r in rows[:100])'
    iconv -f UTF-8 -t UTF-8 .out >/dev/null 2>&1 || complain "$doc: stdout is not UTF-8"
done
expect 0 extract --format jsonl --gazetteer q.gazetteer invalid.txt
json '"松涛公园" in names and "云溪中学" in names'

expect 0 build --gazetteer q.gazetteer quotes.txt long.txt invalid.txt "name with 'quotes' and \"more\".txt" \
    'a;touch pwned;$(touch pwned).txt' --out "out 'put'"
absent pwned
expect 0 check "out 'put'/registry.sqlite"
expect 0 list "out 'put'/registry.sqlite" --format jsonl
json '"松涛公园" in names'
# The gazetteer's own names go as far as layer files; no path escapes the folder.
printf '今年将新建../../逃逸公园和松涛%s公园，改造望湖"路\\。\n' "'" >escape.txt
expect 0 build --gazetteer h.gazetteer escape.txt --out h
same "$(find . .. -maxdepth 1 -name '*逃逸*' | wc -l)" 0 "escaped files"
if command -v ogrinfo >/dev/null; then
    while IFS= read -r -d '' shp; do
        ! ogrinfo -al -ro "$shp" 2>&1 | grep -aqE 'ERROR|Warning' || complain "$shp is read with a warning"
        ogrinfo -al -ro "$shp" 2>/dev/null | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1 || complain "$shp is cut inside a character"
    done < <(find h "out 'put'" -name '*.shp' -print0)
fi
# No markup of a document reaches the map's page as markup.
! grep -rlF '<script>alert(1)' h "out 'put'" --include='*.html' | grep -q . || complain "markup in the map"
expect 0 near "out 'put'/registry.sqlite" 118.3,26.1 --format jsonl
json '"松涛公园" in names'
finish
