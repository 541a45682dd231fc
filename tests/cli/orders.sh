#!/usr/bin/env bash
# Documents in any order, corrected and put back, read twice: one registry. Contradictions between documents are reported.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

# orders COUNT NAME...: so many of the orders of the names, always the same ones, the backward one first.
orders() { python orders "$@"; }

# any_order COUNT DOC...
any_order() {
    local count=$1
    shift
    rm -f first.sqlite
    expect 0 ingest first.sqlite --all-kinds "$@"
    local want
    want=$(content first.sqlite)
    while IFS=$'\t' read -r -a order; do
        rm -f other.sqlite
        expect 0 ingest other.sqlite --all-kinds "${order[@]}"
        [ "$(content other.sqlite)" = "$want" ] || complain "another registry in the order ${order[*]}"
    done < <(orders "$count" "$@")
    # Each read otherwise before, and one of them as an earlier version.
    rm -f other.sqlite
    mkdir -p earlier
    sed '$d' "$1" >"earlier/$(basename "$1")"
    expect 0 ingest --gazetteer none other.sqlite "$2" "earlier/$(basename "$1")"
    expect 0 ingest other.sqlite --all-kinds "$@"
    [ "$(content other.sqlite)" = "$want" ] || complain "another registry after earlier versions and readings"
    expect 0 check other.sqlite
}
any_order 12 "$SOURCE"/geodata/documents/*.txt
seeds=("${TERRIER_SHARED:-$SOURCE/../shared}"/seeds/*.txt)
[ -e "${seeds[0]}" ] && any_order 6 "${seeds[@]}"

# One school and one square in several documents.
cat >plan.txt <<'TEXT'
青岚市2027年工作安排

今年，力争云溪广场湖里北区建成开业。
TEXT
cat >paper.txt <<'TEXT'
青岚市建设进展

云溪大学附属中学（以下简称“云溪附中”）扩建工程已开工。青岚市云溪附中校园改造已完工。
TEXT
cat >review.txt <<'TEXT'
青岚市2026年建设回顾

2026年，云溪广场湖里北区建成开业。云溪广场改造工程竣工。
TEXT
expect 0 ingest --gazetteer none --model none --all-kinds --area 青岚市 --date 2027-01-10 r.sqlite plan.txt
expect 0 ingest --gazetteer none --model none --all-kinds --area 青岚市 --date 2027-02-20 r.sqlite paper.txt
expect 0 ingest --gazetteer none --model none --all-kinds --area 青岚市 --date 2026-12-30 r.sqlite review.txt
expect 0 list --format jsonl r.sqlite
json 'len([r for r in rows if "云溪" in r["name"] and r["kind"] == "school"]) == 1'
json 'any(r["name"] == "云溪大学附属中学" for r in rows)'
expect 0 check --format jsonl r.sqlite
json 'any(r["level"] == "contradiction" and r["rule"] == "aim after fact" and r["part"] == "湖里北区" for r in rows)'
expect 0 check --quiet r.sqlite
[ ! -s .out ] && [ ! -s .err ] || complain "check --quiet says something of a sound registry"

# What has no place, most mentioned first, and why.
expect 0 list --missing --format jsonl r.sqlite
json 'rows and all(r["reason"] and r["precision"] == "none" for r in rows)'
json '[r["mentions"] for r in rows] == sorted((r["mentions"] for r in rows), reverse=True)'
finish
