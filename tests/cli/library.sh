#!/usr/bin/env bash
# libterrier as another program meets it: installed, found by pkg-config, linked both ways, read by eight threads while
# documents are ingested. TERRIER_SOAK: for how many seconds (default 2).
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cmake --install "${BUILD:?names the build folder}" --prefix "$work/usr" >"$work/.log" 2>&1 || complain "cannot be installed"
PKG_CONFIG_PATH=$(dirname "$(find usr -name terrier.pc)")
export PKG_CONFIG_PATH
libraries=$(dirname "$PKG_CONFIG_PATH")
[ "$(wc -l <"$SOURCE/tests/api/example.c")" -le 40 ] || complain "the example is not short any more"
strict="-std=c11 -Wall -Wextra -Wpedantic -Werror ${SANITIZED:-}" # a library with sanitizers wants them in its users
cc $strict "$SOURCE/tests/api/example.c" -o shared $(pkg-config --cflags --libs terrier) || complain "the example does not build"
cc $strict "$SOURCE/tests/api/example.c" -o static $(pkg-config --cflags terrier) "$libraries/libterrier.a" \
    $(pkg-config --libs sqlite3) -lm -ldl || complain "the example does not build statically"
export LD_LIBRARY_PATH=$libraries

make_registry
./shared r.sqlite 118.3 26.1 >shared.out || complain "the example fails"
./static r.sqlite 118.3 26.1 >static.out || complain "the static example fails"
grep -q 松涛公园 shared.out || complain "the example finds nothing"
cmp -s shared.out static.out || complain "both libraries answer differently"
./shared missing.sqlite 1 1 2>.err && complain "a missing registry is not an error"
[ "$(wc -l <.err)" = 1 ] || complain "an error is one line"

# Only the interface shows (and what sanitizers add).
shown() { nm "$@" | awk '$2 ~ /[A-Z]/ && $2 != "U" && $3 !~ /^terrier_/ { print $3 }' | grep -vE '^(_init|_fini|__bss_start|_edata|_end|__(odr_)?[aut]san.*)$'; }
[ -z "$(shown -D --defined-only "$libraries/libterrier.so")" ] || complain "the shared library shows inner names"
[ -z "$(shown -g --defined-only "$libraries/libterrier.a")" ] || complain "the static library shows inner names"

# Eight readers and a writer.
plan() { printf '标题：公园计划\n日期：2027年2月1日\n\n%s\n' "$1" >plan.txt; }
cat >parks.geojson <<'JSON'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"甘棠公园","kind":"park"},"geometry":{"type":"Point","coordinates":[118.30,26.10]}},
{"type":"Feature","properties":{"name":"杜若公园","kind":"park"},"geometry":{"type":"Point","coordinates":[118.31,26.11]}}]}
JSON
expect 0 gazetteer build parks.gazetteer parks.geojson --licence CC0-1.0
plan '今年将开工建设甘棠公园和杜若公园。'
expect 0 ingest --gazetteer parks.gazetteer w.sqlite plan.txt
cc $strict -pthread "$SOURCE/tests/api/readers.c" -o readers $(pkg-config --cflags --libs terrier) || complain "readers.c does not build"

# A statement half read, as QGIS holds one; what comes of it later must be of the moment it began.
half_read() {
    python half_read "$1" "$2"
}

# soak THREADS PROCESSES
soak() {
    local readers=() written=0 until=$((SECONDS + ${TERRIER_SOAK:-2}))
    : >going_on
    for i in $(seq "$2"); do
        ./readers w.sqlite going_on "$1" >"readers.$i" 2>"readers.$i.err" &
        readers+=($!)
    done
    half_read w.sqlite going_on 2>half_read.err &
    readers+=($!)
    while [ "$written" -lt 4 ] || [ "$SECONDS" -lt "$until" ]; do
        if [ $((written % 2)) = 0 ]; then plan '甘棠公园和杜若公园已建成开放。'; else plan '今年将开工建设甘棠公园和杜若公园。'; fi
        expect 0 ingest --gazetteer parks.gazetteer w.sqlite plan.txt
        written=$((written + 1))
    done
    rm going_on
    for reader in "${readers[@]}"; do
        wait "$reader" || complain "a reader got a wrong answer: $(cat readers.*.err half_read.err | head -n 2)"
    done
    [ ! -e w.sqlite-wal ] && [ ! -e w.sqlite-shm ] || complain "a log stays behind"
    expect 0 check w.sqlite
    echo "$2 processes of $1 threads: $written documents ingested; of the first: $(cat readers.1)"
}
soak 8 1
soak 1 8
finish
