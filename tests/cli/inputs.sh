#!/usr/bin/env bash
# Which documents a command reads: files, folders, patterns, lists; names; what cannot be read.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

mkdir -p docs/2024/deep docs/2025 docs/.hidden docs/none
one() { printf '2026年，%s已建成开放。\n' "$1"; }
one 青澜公园 >docs/plan.txt
one 松涛公园 >docs/2024/plan.txt
one 雁洲公园 >docs/2025/plan.txt
one 石桥公园 >docs/2024/deep/notes.MD
one 隐山公园 >docs/.hidden/plan.txt
one 隐水公园 >docs/.plan.txt
one 数字公园 >docs/table.xlsx
names_read() { fields --join = document name | paste -sd' '; }
run() { expect "$@" --gazetteer none --format jsonl; }

# A folder: what has a known extension, in order of path, hidden ones left out, named by the path below it.
all="2024/deep/notes.MD=石桥公园 2024/plan.txt=松涛公园 2025/plan.txt=雁洲公园 plan.txt=青澜公园"
run 0 extract docs
same "$(names_read)" "$all" "documents of a folder"
run 0 extract docs/
same "$(names_read)" "$all" "documents of a folder with a slash"
# One file under two paths is one document.
run 0 extract docs docs/plan.txt ./docs/2025/../plan.txt
same "$(names_read)" "$all" "documents named again"
# A folder that leads back to itself ends.
ln -s .. docs/2025/loop
run 0 extract docs
same "$(names_read)" "$all" "documents of a folder with a loop"
rm docs/2025/loop

# Files of the same name are distinguished by their folders.
run 0 extract docs/2024/plan.txt docs/2025/plan.txt
same "$(names_read)" "2024/plan.txt=松涛公园 2025/plan.txt=雁洲公园" "names of two plans"
run 0 extract docs/2025/plan.txt
same "$(names_read)" "plan.txt=雁洲公园" "name of one plan"
expect 0 ingest r.sqlite --gazetteer none docs/2024/plan.txt docs/2025/plan.txt docs/plan.txt
expect 0 info --format jsonl r.sqlite
json 'rows[0]["documents"] == 3'

# A pattern that the shell did not expand; a file of exactly that name takes precedence.
run 0 extract 'docs/20*/plan.txt'
same "$(names_read)" "2024/plan.txt=松涛公园 2025/plan.txt=雁洲公园" "a pattern"
one 星号公园 >'docs/[1].txt'
run 0 extract 'docs/[1].txt'
same "$(names_read)" "[1].txt=星号公园" "a file named like a pattern"
rm 'docs/[1].txt'

# Lists, by lines or by NULs.
with_list() { printf '%b' "$1" | "$TERRIER" extract --gazetteer none --format jsonl --files-from - >.out 2>.err; code=$?; last="list $1"; }
with_list 'docs/plan.txt\r\n\ndocs/2025\n'
same "$code $(names_read)" "0 docs/plan.txt=青澜公园 2025/plan.txt=雁洲公园" "a list of lines"
with_list 'docs/plan.txt\0docs/2024/plan.txt'
same "$code $(names_read)" "0 docs/plan.txt=青澜公园 2024/plan.txt=松涛公园" "a list with NULs"
printf 'docs/plan.txt\n' >list
run 0 extract --files-from list docs/2025/plan.txt
same "$(names_read)" "2025/plan.txt=雁洲公园 docs/plan.txt=青澜公园" "a list and a word"
fails 1 'names no document' extract --files-from /dev/null
fails 1 'absent.list' extract --files-from absent.list
fails 2 'not both' extract - --files-from -
fails 2 'read once' extract - -
fails 2 'no document' extract
fails 2 'no document' ingest r.sqlite

# Each document that cannot be read is reported in one line; the others are read.
fails 1 'no documents' extract docs/none
fails 1 'no file matches' extract 'docs/*.pdf'
for command in "extract --gazetteer none --format jsonl" "ingest --gazetteer none bad.sqlite" "build --gazetteer none --out out"; do
    # shellcheck disable=SC2086
    expect 3 $command docs/none docs/plan.txt docs/absent.txt 'docs/*.pdf'
    same "$(grep -c '^terrier: error: ' .err)" 3 "error lines of $command"
done
fails 1 'larger than 256 MB' extract /dev/zero
truncate -s 3G huge.txt
fails 1 'huge.txt: larger than 256 MB; split it' extract huge.txt
finish
