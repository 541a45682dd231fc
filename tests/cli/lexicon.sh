#!/usr/bin/env bash
# --lexicon: the worked example of geodata/lexicon/README.md, and lexicons with mistakes.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

readme=$SOURCE/geodata/lexicon/README.md
echo '云岭大桥昨日合龙，云岭绿道去年开放。' >doc.txt
grep -qF "$(cat doc.txt)" "$readme" || complain "the README's example is another one"
cp "$SOURCE/geodata/lexicon/zh.lexicon" my.lexicon
# The lines between the END marks of the README, without the indentation.
sed -n "/<<'END'/,/^ *END\$/p" "$readme" | sed '1d;$d;s/^ *//' >more
[ "$(wc -l <more)" = 7 ] || complain "the README teaches seven lines"
cat more >>my.lexicon
expect 0 extract --explain --gazetteer none --date 2026-03-25 --lexicon my.lexicon --kinds road,greenway --format jsonl doc.txt
json '[(r["name"], r["kind"], r["status"], r["basis"], r["year"], r["cue"]) for r in rows] == [("云岭大桥", "road", "under_construction", "reported", 2026, "合龙"), ("云岭绿道", "greenway", "completed", "reported", 2025, "开放")]'
json 'all(r["boundary"] and r["reason"] for r in rows)'

# The compiled-in lexicon is the one in the tree.
doc=$data/qinglan_plan.txt
expect 0 extract --gazetteer none --format jsonl "$doc"
cp .out compiled
expect 0 extract --gazetteer none --format jsonl --lexicon "$SOURCE/geodata/lexicon/zh.lexicon" "$doc"
same "$(cat .out)" "$(cat compiled)" "answers with the tree's lexicon"

# A kind that is not declared core is read too; of the kinds asked for only those; an unknown one is wrong usage.
expect 0 extract --gazetteer none --date 2026-03-25 --lexicon my.lexicon --format jsonl doc.txt
json '{r["kind"] for r in rows} == {"road", "greenway"}'
expect 0 extract --kinds road --gazetteer none --date 2026-03-25 --lexicon my.lexicon --format jsonl doc.txt
json '{r["kind"] for r in rows} == {"road"}'
fails 2 'greenway' extract --kinds greenway doc.txt

# A kind is rows of data: one that nobody thought of, in a lexicon of a few lines.
cat >winery.lexicon <<'END'
[kind park core]
[kind winery]
[head park]
公园
[head winery]
酒庄 酒堡
[head winery areal]
窖
[head winery numbered]
号酒窖
[inside winery]
葡萄 文化
[stop]
建成 开工 去年 葡萄 文化
[area]
青岚
[category winery]
酒业
[cue completed before]
建成
[cue started after]
开工
[fact]
去年
END
echo '去年建成云麓葡萄酒庄、石屏公园、“月泉里”酒堡，3号酒窖、青岚窖、珍窖、碧溪（青岚）文化酒庄开工。去年建成霜林、松坡等酒业。' >wines.txt
expect 0 extract --gazetteer none --date 2026-03-25 --lexicon winery.lexicon --kinds winery --format jsonl wines.txt
json '{r["kind"] for r in rows} == {"winery"}'
json '[(r["name"], r["status"], r["year"]) for r in rows] == [("云麓葡萄酒庄", "completed", 2025), ("“月泉里”酒堡", "completed", 2025), ("3号酒窖", "started", 2025), ("青岚窖", "started", 2025), ("碧溪（青岚）文化酒庄", "started", 2025), ("霜林", "completed", 2025), ("松坡", "completed", 2025)]'

# Mistakes name the place.
printf '[kind park core]\n[hed park]\n公园\n' >bad.lexicon
fails 1 'bad.lexicon:2:2: ' extract --lexicon bad.lexicon doc.txt
printf '公园\n' >bad.lexicon
fails 1 'bad.lexicon:1:1: ' extract --lexicon bad.lexicon doc.txt
: >bad.lexicon
fails 1 'bad.lexicon: ' extract --lexicon bad.lexicon doc.txt
fails 1 'absent.lexicon' extract --lexicon absent.lexicon doc.txt
finish
