#!/usr/bin/env bash
# Each export format is one file and one line of the list; all that names formats takes them from there.
set -euo pipefail
cd "$SOURCE"
bad=0
fail() { echo "$1"; bad=1; }
folder=src/export/formats
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
listed=$(sed -nE 's/^TER_FORMAT\((.*)\)$/\1/p' $folder/list.h)
[ "$(wc -w <<<"$listed")" -ge 8 ] || fail "$folder/list.h lists too few formats"

# The files are those of the list, and each ends in the record of its name.
files=$(find $folder -name 'format_*.c' | sed -E 's|.*/format_(.*)\.c|\1|' | sort)
[ "$(sort <<<"$listed")" = "$files" ] || fail "$folder: files and list differ: $(diff <(sort <<<"$listed") <(echo "$files") | grep '^[<>]' | tr '\n' ' ')"
for name in $listed; do
    file=$folder/format_$name.c
    sed -n "/^const ter_export_format ter_format_$name = {/,\$p" "$file" | grep -q "^    \.name = \"$name\",$" || fail "$file: does not end in the record ter_format_$name"
    [ "$(tail -n 1 "$file")" = "};" ] || fail "$file: something stands after the record"
done

# Nobody else names a format: `geojson` and `csv` are formats of rows, too, and `oc4ids` one that is read.
for name in $listed; do
    case $name in geojson | csv | oc4ids) continue ;; esac
    found=$(grep -rnE "\"$name\"" src --include='*.[ch]' | grep -v "^$folder/format_$name.c:" || true)
    [ -z "$found" ] || fail "a format is named outside its file: $found"
done

# Help, completion, messages and layers.json name each.
help=$("$TERRIER" export --help)
"$TERRIER" --manual "$work/manual" >/dev/null
offered=$(sed -n '/^        export)/,/esac ;;/p' "$work/manual/bash/terrier" | sed -nE "s/.*--format\) given=1 list='(.*)' ;;/\1/p")
"$TERRIER" ingest "$work/r.sqlite" geodata/documents/01_2026_tasks_interview.txt >/dev/null 2>&1 || true
refused=$("$TERRIER" export "$work/r.sqlite" "$work/none" --format tiff 2>&1 || true)
"$TERRIER" export "$work/r.sqlite" "$work/layers" --format "$(tr '\n' , <<<"$listed")" >/dev/null 2>&1 || fail "export in all formats fails"
for name in $listed; do
    grep -qE "^  --format LIST .*\b$name\b|^ {5,}.*\b$name\b" <<<"$help" || fail "export --help does not name $name"
    grep -qw "$name" <<<"$offered" || fail "completion does not offer $name"
    grep -qw "$name" <<<"$refused" || fail "the message on a wrong format does not name $name"
    # what is no layer is not in layers.json
    grep -q "write_projects = " "$folder/format_$name.c" || grep -q "\"format\":\"$name\"" "$work/layers/layers.json" || fail "layers.json does not name $name"
done
exit $bad
