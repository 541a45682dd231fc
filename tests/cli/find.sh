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

# numbers, letters and ü however they are written; a character lost, too many, changed, in the wrong place
cat >odd.txt <<'TEXT'
标题：青岚区2031年计划
发布日期：2031年1月10日

今年将开工建设青岚第八中学、MOMA国际小学、绿柳公园、白鹭洲湿地公园、白鹭洲湿地公园北路。
TEXT
expect 0 ingest odd.sqlite --gazetteer none --model none odd.txt
while IFS='|' read -r text name match; do
    expect 0 find odd.sqlite "$text" --format jsonl
    json "rows and rows[0]['name'] == '$name' and rows[0]['match'] == '$match'"
done <<'QUESTIONS'
第8中学|青岚第八中学|number
8中|青岚第八中学|number
ｍｏｍａ|MOMA国际小学|prefix
Moma国际|MOMA国际小学|prefix
momaguoji|MOMA国际小学|pinyin
lvliu|绿柳公园|pinyin
lǜ liǔ gōng yuán|绿柳公园|pinyin
Lüliu|绿柳公园|pinyin
llgy|绿柳公园|initials
lvliu公园|绿柳公园|pinyin
白lu洲|白鹭洲湿地公园|pinyin
白鹭湿地公园|白鹭洲湿地公园|one off
白鹭岛湿地公园|白鹭洲湿地公园|one off
白鹭洲滩湿地公园|白鹭洲湿地公园|one off
白洲鹭湿地公园|白鹭洲湿地公园|one off
园|绿柳公园|substring
青岚市白石区绿柳公园|绿柳公园|tail
QUESTIONS
for text in % _ '.*' "' OR 1=1 --" '"' '\' 🏫 '园*' "$(printf '园%.0s' {1..3000})"; do
    expect 0 find odd.sqlite "$text" --format jsonl
    json 'not rows'
done
for text in '' ' ' $'\t'; do fails 2 'empty' find odd.sqlite "$text"; done
# What is called just so is meant in the documents, else all that begin so.
expect 0 find odd.sqlite 白鹭洲湿地公园 --text 开工 --format jsonl
json '{r["name"] for r in rows} == {"白鹭洲湿地公园"}'
expect 0 find odd.sqlite 白鹭洲 --text 开工 --format jsonl
json 'len({r["name"] for r in rows}) == 2'
# Bold on a terminal that may, and nowhere else.
on_terminal() { TERM=xterm python on_terminal "$TERRIER" find odd.sqlite 绿柳公园 --text 开工 >.out 2>&1 </dev/null; }
last='find on a terminal'
on_terminal
grep -q $'\033\\[1m【开工】\033\\[0m' .out || complain "no mark is bold"
NO_COLOR=1 on_terminal
! grep -q $'\033' .out || complain "bold though NO_COLOR is set"
TERM=xterm expect 0 find odd.sqlite 绿柳公园 --text 开工 --format table
! grep -q $'\033' .out || complain "bold in a file"

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
