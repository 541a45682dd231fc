#!/usr/bin/env bash
# GB18030 and UTF-16 documents say the same as their UTF-8 twin; offsets are those of the file as given.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

doc=$data/qinglan_plan.txt
statements() {
    /usr/bin/python3 -c '
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    r = json.loads(line)
    print(*(r[k] for k in ("text", "name", "kind", "part", "role", "action", "status", "basis", "year", "cue")), sep="|")
' .out
}
expect 0 extract --gazetteer none "$doc"
expected=$(statements)
[ -n "$expected" ] || complain "no statements"

convert() { /usr/bin/python3 -c 'import sys; open(sys.argv[1], "wb").write(open(sys.argv[2], encoding="utf-8").read().encode(sys.argv[3]))' "$@"; }
for encoding in gb18030 utf-16 utf-16-le utf-16-be utf-8-sig; do
    mkdir "$encoding"
    convert "$encoding/qinglan_plan.txt" "$doc" "$encoding"
    expect 0 extract --gazetteer none "$encoding/qinglan_plan.txt"
    same "$(statements)" "$expected" "statements in $encoding"
    codec=${encoding/utf-16/utf-16-le}
    case $encoding in utf-16-*) codec=$encoding ;; utf-8-sig) codec=utf-8 ;; esac
    json "all(open('$encoding/qinglan_plan.txt','rb').read()[r['start']:r['end']].decode('$codec') == r['text'] for r in rows)"
done
# UTF-16 with the other byte order mark.
/usr/bin/python3 -c 'import codecs, sys; open("be.txt", "wb").write(codecs.BOM_UTF16_BE + open(sys.argv[1], encoding="utf-8").read().encode("utf-16-be"))' "$doc"
expect 0 extract --gazetteer none be.txt
same "$(statements)" "$expected" "statements in big-endian UTF-16"
# Line ends of other systems.
sed 's/$/\r/' "$doc" >crlf.txt
expect 0 extract --gazetteer none crlf.txt
same "$(statements)" "$expected" "statements with CR LF"
finish
