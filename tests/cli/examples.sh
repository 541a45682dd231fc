#!/usr/bin/env bash
# Every command line that the READMEs and the man pages show runs. A line that none of the cases below knows fails: it
# must get one, or be of a form that runs.
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
cp "$SOURCE/geodata/lexicon/zh.lexicon" words.lexicon
printf 'name,lon,lat\n湖心公园,116.40,39.90\n' >parks.csv
printf 'a home\t116.47,39.95\nanother\t116.45,39.92\n' >homes.tsv
"$TERRIER" gazetteer build better.gazetteer parks.csv --kind park --crs EPSG:4326 >/dev/null 2>&1 || complain "no gazetteer"
"$TERRIER" export registry.sqlite packages --format oc4ids >/dev/null 2>&1 || complain "no projects to import"
cp packages/oc4ids/*.json projects.json
"$TERRIER" --manual pages || complain "no man pages"

# ---- running ----

terrier() {
    "$TERRIER" "$@"
    local code=$?
    [ $code = 0 ] || echo "exit $code: terrier $*" >>failures
    return $code
}
# Other programs that a page shows are not here.
xdg-open() { :; }
qgis() { :; }

# An id of the example is one of the registry, of the same kind; where it has a project (a dot), one of those.
an_id() { # KIND whole|facility
    "$TERRIER" list city.sqlite --kind "$1" --format jsonl | python fields "$2_id" | grep -v '^None$' | head -n 1
}
with_ids() {
    local line=$1 example kind
    for example in $(grep -oE '\b(park|school|hospital|road|waterway)-[0-9a-f]{12}(\.[a-z0-9]+)?' <<<"$line"); do
        kind=${example%%-*}
        case $example in
        *.*) line=${line/"$example"/$(an_id "$kind" project)} ;;
        *) line=${line/"$example"/$(an_id "$kind" facility)} ;;
        esac
    done
    line=${line//.osm.pbf/.osm}
    line=${line//terrier show out\/registry.sqlite ID/terrier show out/registry.sqlite $(an_id park facility)}
    line=${line//COMMAND --help/near --help}
    line=${line//--lexicon FILE DOC/--lexicon words.lexicon plan.txt}
    printf '%s\n' "$line"
}
ran=0
try() { # PLACE LINE
    local line
    line=$(with_ids "$2")
    last="$1: $line"
    eval "$line" >.out 2>.err <"$([[ $line != *\ - ]] && echo /dev/null || echo plan.txt)"
    code=$?
    [[ $line != *\|\ grep\ * ]] || code=0 # which may find nothing
    if [ -s failures ] || [ $code != 0 ]; then complain "$2: $(cat failures 2>/dev/null)"; fi
    rm -f failures
    ran=$((ran + 1))
}

# ---- the man pages ----

for page in pages/man1/terrier-*.1; do
    lines=$(sed -n '/^\.SH EXAMPLES/,/^\.fi/p' "$page" | grep -vE '^\.|^ *$' | sed 's/\\-/-/g; s/\\e/\\/g; s/^ *//')
    [ -n "$lines" ] || complain "$page shows no example"
    while IFS= read -r line; do
        case $line in
        terrier\ * | *\|\ terrier\ *) try "$page" "$line" ;;
        *) complain "$page shows a line that does not run: $line" ;;
        esac
    done <<<"$lines"
done
[ "$ran" -ge 40 ] || complain "the man pages show $ran examples"

# ---- the READMEs: blocks of code, and code in the text that begins as a command does ----

commands_of() { python shown_commands "$1"; }

# tools/demo with what builds left out: the program is there already.
demo() {
    mkdir -p demo/tools demo/build
    cp "$SOURCE/tools/demo" demo/tools/
    printf 'packages_install() { :; }\nbuild_preset() { :; }\n' >demo/tools/lib.sh
    ln -sf "$TERRIER" demo/build/terrier
    (cd demo && ./tools/demo) && [ -e demo/out/registry.sqlite ] && [ -e demo/out/layers/layers.json ]
}
# What another test runs: its file must still do so.
run_by() { # FILE PATTERN
    grep -qE -- "$2" "$SOURCE/$1" || complain "$1 does not run it any more"
}

try_readme() { # FILE LINE
    local line
    last="$1: $2"
    case $2 in
    build/terrier\ * | terrier\ *) try "$1" "${2#build/}" ;;
    './tools/demo' | tools/demo) demo >.out 2>.err || complain "$2 fails" ;;
    './tools/test'* | tools/test | ctest*) # how this test is run; the options are ctest's
        run_by tools/test 'ctest .*"\$@"' ;;
    'cmake -S . -B build'*) [ -f "$(dirname "$TERRIER")/CMakeCache.txt" ] || complain "the program was not built so" ;;
    'cmake --install'*) run_by tests/cli/library.sh '^cmake --install' ;;
    'cc tests/api/example.c'*) run_by tests/cli/library.sh 'cc .*tests/api/example.c.*pkg-config --cflags --libs terrier' ;;
    'man terrier-'*) [ -s "pages/man1/${2#man }.1" ] || complain "there is no such page" ;;
    'python3 -m http.server'*) run_by tests/web/harness.cjs 'createServer|http' ;;
    tools/bench\ *)
        set -- $2
        "$SOURCE/tools/bench" --help | grep -qE "^ *$2 " || complain "tools/bench does not know $2"
        ls "$SOURCE"/tools/bench.d/"$2".* >/dev/null 2>&1 || complain "tools/bench.d has no $2"
        ;;
    ogrinfo\ *)
        command -v ogrinfo >/dev/null || return
        line=$2
        [ "$line" != 'ogrinfo -ro' ] || line='ogrinfo -ro out/registry.gpkg'
        $line >.out 2>.err || complain "fails"
        ;;
    'build/tests/run_cases'*) run_by tests/check/cases.sh 'run_cases' ;;
    *) complain "shows a command line that no test runs" ;;
    esac
}
for file in README.md src/README.md geodata/README.md tests/cases/README.md tests/fuzz/README.md; do
    shown=$(commands_of "$SOURCE/$file")
    while IFS= read -r line; do
        [ -z "$line" ] || try_readme "$file" "$line"
    done <<<"$shown"
    [ "$file" != README.md ] || [ "$(wc -l <<<"$shown")" -ge 20 ] || complain "README.md shows few commands"
done
finish
