#!/usr/bin/env bash
# GB18030 and UTF-16 documents say the same as their UTF-8 twin; offsets are those of the file as given.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

doc=$data/qinglan_plan.txt
statements() { fields text name kind part role action status basis year cue; }
expect 0 extract --gazetteer none "$doc"
expected=$(statements)
[ -n "$expected" ] || complain "no statements"

for encoding in gb18030 utf-16 utf-16-le utf-16-be utf-8-sig; do
    mkdir "$encoding"
    python recode "$doc" "$encoding/qinglan_plan.txt" "$encoding"
    expect 0 extract --gazetteer none "$encoding/qinglan_plan.txt"
    same "$(statements)" "$expected" "statements in $encoding"
    codec=${encoding/utf-16/utf-16-le}
    case $encoding in utf-16-*) codec=$encoding ;; utf-8-sig) codec=utf-8 ;; esac
    json "all(open('$encoding/qinglan_plan.txt','rb').read()[r['start']:r['end']].decode('$codec') == r['text'] for r in rows)"
done
# UTF-16 with the other byte order mark.
{ printf '\376\377' && cat utf-16-be/qinglan_plan.txt; } >be.txt
expect 0 extract --gazetteer none be.txt
same "$(statements)" "$expected" "statements in big-endian UTF-16"
# Line ends of other systems.
sed 's/$/\r/' "$doc" >crlf.txt
expect 0 extract --gazetteer none crlf.txt
same "$(statements)" "$expected" "statements with CR LF"
finish
