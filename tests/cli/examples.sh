#!/usr/bin/env bash
# Every command line that README's tour and the man pages show runs.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

ln -s "$SOURCE/geodata" geodata
docs=("$SOURCE"/geodata/documents/*.txt)
"$TERRIER" build --out out "${docs[@]}" >/dev/null 2>&1 || complain "no registry to try on"
for name in registry city last_year; do cp out/registry.sqlite $name.sqlite; done
mkdir my
cp "${docs[0]}" plan.txt
cp "${docs[1]}" report.txt
cp "${docs[2]}" my/page.txt
cp "${docs[3]}" page.txt
cp "$data/town.osm" beijing.osm
printf 'name,lon,lat\n湖心公园,116.40,39.90\n' >parks.csv
printf 'a home\t116.47,39.95\nanother\t116.45,39.92\n' >homes.tsv
"$TERRIER" gazetteer build better.gazetteer parks.csv --kind park --crs EPSG:4326 >/dev/null 2>&1 || complain "no gazetteer"
"$TERRIER" export registry.sqlite packages --format oc4ids >/dev/null 2>&1 || complain "no projects to import"
cp packages/oc4ids/*.json projects.json
id=$("$TERRIER" list registry.sqlite --limit 1 --format csv | tail -n 1 | cut -d, -f1)

terrier() {
    local code
    "$TERRIER" "$@"
    code=$?
    [ $code = 0 ] || echo "exit $code: terrier $*" >>failures
    return $code
}
# What a page shows beside us is not here.
xdg-open() { :; }
qgis() { :; }
id_of_field() { sed "s/ID /$id /"; }

tour=$(sed -n '/^## A tour/,/^## /s|^build/terrier|terrier|p' "$SOURCE/README.md" | sed 's/#.*//' | id_of_field)
[ "$(wc -l <<<"$tour")" -ge 10 ] || complain "README's tour has no commands"
"$TERRIER" --manual pages || complain "no man pages"
shown=$(sed -n '/^\.SH EXAMPLES/,/^\.fi/p' pages/man1/*.1 | grep -E '(^| )terrier ' | sed 's/\\-/-/g; s/\.osm\.pbf/.osm/; s/city\.sqlite set [^ ]*/city.sqlite set '"$id"'/')
[ "$(wc -l <<<"$shown")" -ge 30 ] || complain "the man pages show no examples"
# Examples that are read again find what they made before; one that drops or sets by number is tried by its own test.
while IFS= read -r line; do
    case $line in *override*) continue ;; esac
    eval "$line" >.out 2>.err </dev/null
    [ ! -s failures ] || { last=$line complain "$(cat failures)"; rm failures; }
done <<<"$tour"$'\n'"$shown"
finish
