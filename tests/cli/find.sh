#!/usr/bin/env bash
# find by any name, with filters, and in the documents.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"

while read -r text match; do
    expect 0 find r.sqlite "$text" --format jsonl
    json "rows and rows[0]['name'] == '松涛公园' and rows[0]['match'] == '$match' and rows[0]['reason']"
done <<'QUESTIONS'
松涛公园 exact
松濤公園 exact
松涛 prefix
涛公 substring
sōngtāo pinyin
stgy initials
松涛公圆 look-alike
松桃公园 same sound
QUESTIONS
expect 0 find r.sqlite 松涛 --kind road --format jsonl
json 'not rows'
expect 0 find r.sqlite 松涛 --kind park --status completed --format jsonl
json 'len(rows) == 1'
expect 0 find r.sqlite 松涛 --year 1999 --format jsonl
json 'not rows'
fails 2 'castle' find r.sqlite 松涛 --kind castle
fails 2 'status' find r.sqlite 松涛 --status finished

# in the documents
expect 0 find r.sqlite 松涛公园 --text 开放 --format jsonl
json 'len(rows) >= 2 and all(r["where"] == "same sentence" for r in rows)'
json 'rows[0]["document_date"] >= rows[-1]["document_date"]'
json 'all({r["quote"].encode()[a:b].decode() for a, b in r["marks"]} >= {"开放"} for r in rows)'
json "all(open('$data/' + r['document'], 'rb').read()[r['start']:r['end']].decode() == r['quote'] for r in rows)"
expect 0 find r.sqlite 松涛公园 --text 望湖路 --format jsonl
json 'rows and all(r["where"] == "same document" for r in rows)'
expect 0 find r.sqlite --text '開放 公园' --format jsonl
json 'rows and all("开放" in r["quote"] and "公园" in r["quote"] and r["name"] is None for r in rows)'
expect 0 find r.sqlite --text 开放 --limit 1 --format jsonl
json 'len(rows) == 1'
expect 0 find r.sqlite 松涛公园 --text 开放 --format table
has '【开放】'
has '【松涛公园二期】'
expect 0 find r.sqlite 松涛公园 --text 没有这个词 --format jsonl
json 'not rows'
fails 2 'words' find r.sqlite --text ' '
fails 2 'nothing' find r.sqlite
finish
