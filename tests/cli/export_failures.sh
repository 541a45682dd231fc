#!/usr/bin/env bash
# export: what is left when it fails. A full disk, a folder that cannot be written, a bad definition, a killed process:
# one clear error, the old output intact, and nothing left next to it.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1
formats=$(sed -n "s#^TER_FORMAT(\(.*\))#\1#p" "$SOURCE/src/export/formats/list.h" | paste -sd " ")
make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"
mkdir old
expect 0 export r.sqlite old/all --format "${formats// /,}"
before=$(listing old/all)
# unharmed WHAT: the old output is whole, and alone.
unharmed() {
    same "$(listing old/all)" "$before" "output after $1"
    same "$(ls -A old)" "all" "what is next to it after $1"
}

# Options and definitions that are wrong.
echo 'where kind park' >bad.layer
fails 1 'bad\.layer:1: .*; ' export r.sqlite old/all --overwrite --layers bad.layer
unharmed "a bad definition"
fails 2 'unknown format' export r.sqlite old/all --overwrite --format geojson,tiff
fails 2 'coordinate' export r.sqlite old/all --overwrite --crs EPSG:1
fails 2 'no way|unknown|not known|axes' export r.sqlite old/all --overwrite --format gpkg --crs EPSG:5703
fails 2 'date' export r.sqlite old/all --overwrite --as-of soon
fails 1 'no such file' export absent.sqlite old/all --overwrite
echo text >no.sqlite
fails 1 'not a registry' export no.sqlite old/all --overwrite
unharmed "wrong options"
echo text >file
fails 1 'is a file' export r.sqlite file --overwrite
fails 1 'file' export r.sqlite file/below --overwrite

# A folder that cannot be written: as somebody else than root, or on a file system that is mounted read-only.
unwritable() {
    fails 1 'ermission|ead-only' export r.sqlite old/all --overwrite --format csv
    unharmed "an unwritable folder"
    fails 1 'ermission|ead-only' export r.sqlite old/new --format csv
    unharmed "an unwritable folder, for a new one"
}
if [ "$(id -u)" != 0 ]; then
    chmod a-w old
    unwritable
    chmod u+w old
else
    ways=0
    nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chmod 755 . old
    if $nobody test -x "$TERRIER" -a -r r.sqlite 2>/dev/null; then
        ways=1
        for out in old/all old/new; do
            last="terrier export r.sqlite $out, as nobody"
            $nobody "$TERRIER" export r.sqlite $out --overwrite --format csv >.out 2>.err </dev/null
            code=$?
            same "$code $(wc -l <.err)" "1 1" "exit code and lines of error"
            grep -q '^terrier: error: .*ermission' .err || complain "the error does not say why"
            unharmed "an unwritable folder, as nobody"
        done
    fi
    if mount --bind old old 2>/dev/null && mount -o remount,ro,bind old 2>/dev/null; then
        ways=1
        unwritable
    fi
    umount old 2>/dev/null
    [ "$ways" = 1 ] || echo "SKIPPED in part: an unwritable folder, for root can write everywhere and may not mount"
fi

# A disk that is full: before anything is written, and when nearly all is.
mkdir small
if mount -t tmpfs -o size=1m,mode=777 tmpfs small 2>/dev/null; then
    expect 0 export r.sqlite small/out --format csv --kind park
    whole=$(listing small/out)
    for format in $formats; do
        for room in 0 4 20 40; do
            rm -f small/filler
            head -c 2000000 /dev/zero >small/filler 2>/dev/null
            truncate -s "-${room}K" small/filler
            t export r.sqlite small/out --format "$format"
            [ "$code" != 0 ] || [ "$room" -gt 20 ] || complain "$format fits into $room kB"
            [ "$code" != 0 ] || break
            grep -qE '^terrier: error: .*(space|full)' .err && same "$(wc -l <.err)" 1 "lines of error ($format)"
            grep -qE '^terrier: error: .*(space|full)' .err || complain "a full disk is not reported ($format, $room kB)"
            same "$(listing small/out)" "$whole" "output on a disk that is full ($format, $room kB)"
            same "$(ls -A small | tr '\n' ' ')" "filler out " "what a failure leaves ($format, $room kB)"
        done
    done
    umount small
else
    echo "SKIPPED in part: the full disk, for this user may not mount"
fi

# A process that is killed, at many moments: the output is the old one or the new one, whole. What it leaves behind is
# gone after the next export.
expect 0 export r.sqlite new --format "${formats// /,}" --kind park,road
after=$(listing new)
for wait in 0.01 0.02 0.03 0.04 0.05 0.06 0.08 0.1 0.12 0.15 0.2 0.25 0.3 0.4; do
    "$TERRIER" export r.sqlite old/all --overwrite --format "${formats// /,}" --kind park,road </dev/null >/dev/null 2>&1 &
    pid=$!
    sleep "$wait"
    kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    now=$(listing old/all)
    [ "$now" = "$before" ] || [ "$now" = "$after" ] || complain "killed after $wait s: neither the old output nor the new one"
    expect 0 export r.sqlite old/all --format "${formats// /,}"
    unharmed "a killed export and another one"
done

# One that is stopped leaves nothing at all.
registry=r.sqlite
if python spatialite_loads 2>/dev/null; then
    registry=large.sqlite # so that there is time to stop it
    printf '2027年3月25日\n\n松涛小学已开工。\n' >first.txt
    expect 0 ingest --gazetteer none large.sqlite first.txt
    /usr/bin/python3 "$SOURCE/tools/bench.d/export_source.py" large.sqlite 20000
fi
for signal in INT TERM; do
    # A background process of a script ignores SIGINT: env gives it back.
    env --default-signal=INT "$TERRIER" export $registry old/all --overwrite --format "${formats// /,}" </dev/null >.out 2>.err &
    pid=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        sleep 0.05
        compgen -G 'old/all.*.tmp/*' >/dev/null && break
    done
    kill -$signal "$pid" 2>/dev/null
    wait "$pid"
    code=$?
    last="terrier export, stopped by SIG$signal"
    if [ "$registry" = large.sqlite ]; then
        same "$code" 130 "exit code"
        grep -q '^terrier: error: the export was stopped; ' .err || complain "that it was stopped is not reported"
        unharmed "SIG$signal"
    fi
done

# Among files of others only what is ours is exchanged, also when it fails.
mkdir mixed
echo mine >mixed/notes.txt
fails 1 'did not write' export r.sqlite mixed --format csv
expect 0 export r.sqlite mixed --format csv --overwrite
there mixed/csv
expect 0 export r.sqlite mixed --format kml --overwrite
absent mixed/csv
there mixed/kml
same "$(cat mixed/notes.txt)" mine "somebody else's file"
same "$(ls -A mixed | tr '\n' ' ')" "dictionary.csv kml layers.json notes.txt " "what is in a folder of others"
finish
