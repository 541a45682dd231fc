#!/usr/bin/env bash
# What the program promises of the documents and the gazetteer compiled into it.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

expect 0 build --out out
has 'documents'
expect 0 info --format jsonl out/registry.sqlite
expect 0 near out/registry.sqlite 116.4733,39.9495 --radius 3000 --kind waterway --format jsonl
json 'any(r["name"] == "亮马河" and 0 <= r["distance_m"] <= 3000 for r in rows)'
expect 0 find out/registry.sqlite 奥森 --format jsonl
json '"奥林匹克森林公园" in names'
expect 0 find out/registry.sqlite 亮马河北路 --format jsonl
json 'rows[0]["name"] == "亮马河北路"'
id=$(fields id | head -n 1)
expect 0 show out/registry.sqlite "$id"
has '亮马河北路'
has '20[0-9][0-9]'
has 'completed|started|under_construction|planned'
has '\.txt'
has '[0-9]+[-–.]+[0-9]+'
expect 0 list out/registry.sqlite --format jsonl
json 'len(rows) >= 40'
expect 0 check out/registry.sqlite
finish
