#!/usr/bin/env bash
# extract: statements as JSON lines, offsets into the file, nothing from quantities, bad documents.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

doc=$data/qinglan_plan.txt
expect 0 extract --format jsonl --gazetteer none "$doc"
json 'rows and all({"document","start","end","text","name","kind","part","role","action","status","basis","year","cue","confidence","rule"} <= set(r) for r in rows)'
json 'all(r["document"] == "qinglan_plan.txt" for r in rows)'
json 'all((r["statement_confidence"] is None) == (r["role"] == "reference") for r in rows)'
json 'all(0 < r["statement_confidence"] <= r["confidence"] for r in rows if r["role"] == "project")'
json 'all(0 <= r["confidence"] <= 1 for r in rows)'
json '{"park","school","hospital","road","waterway"} <= {r["kind"] for r in rows}'
json '{r["role"] for r in rows} <= {"project","reference"}'
json "all(open('$doc','rb').read()[r['start']:r['end']].decode() == r['text'] for r in rows)"
json '"松涛公园" in names and "雁洲路" in names and "云溪中学" in names and "桐溪河" in names'
json 'not any("9所" in r["text"] for r in rows)'
json 'any(r["name"] == "松涛公园" and r["part"] == "二期" and r["status"] in ("planned", "completed") and r["year"] == 2027 for r in rows)'
json 'any(r["name"] == "望湖路" and r["status"] == "started" and r["basis"] == "reported" for r in rows)'
json 'any("第二人民医院" in r["name"] and r["kind"] == "hospital" and r["status"] == "completed" and r["basis"] == "reported" and r["year"] == 2026 for r in rows)'
json 'any(r["name"] == "桐溪河" and r["status"] == "planned" for r in rows)'
json 'any(r["name"] == "云溪大道" and r["role"] == "reference" for r in rows)'
cp .out by_file

# What a statement's confidence was made of, what decided first: the weights give the probability that the name's own is multiplied with.
expect 0 extract --explain --format jsonl --gazetteer none "$doc"
json 'all("rule: " + r["statement_rule"] in r["statement_features"] for r in rows if r["role"] == "project")'
json 'all(abs(r["confidence"] / (1 + 2.718281828 ** -sum(float(f.rsplit(" ", 1)[1]) for f in r["statement_features"].split("; "))) - r["statement_confidence"]) < 0.01 for r in rows if r["role"] == "project")'

# stdin is "-", two documents give both, the pipe default is JSON lines, options may follow.
"$TERRIER" extract - --gazetteer none <"$doc" >.out 2>.err || complain "stdin"
json 'rows and len({r["start"] for r in rows}) > 3'
expect 0 extract "$doc" "$data/qinglan_review.txt" --gazetteer none
json '{r["document"] for r in rows} == {"qinglan_plan.txt", "qinglan_review.txt"}'
cp "$doc" ./-odd.txt
expect 0 extract --gazetteer none -- -odd.txt
json 'rows'

# Known names from a gazetteer of one's own.
make_gazetteer
expect 0 extract --gazetteer q.gazetteer "$doc"
json '"松涛公园" in names and "青岚市第二人民医院" in names'

# Traditional characters read as simplified ones; the text stays as printed.
expect 0 extract --gazetteer none "$data/lichuan_hant.txt"
json 'any("楓橋" in r["text"] for r in rows)'

# Nothing to say: an empty answer is not a failure.
expect 0 extract --gazetteer none "$data/quantities.txt"
same "$(wc -c <.out)" 0 "bytes for quantities"

# A work report that lost its title is known by its salutation, also when only its year is told.
printf '各位代表：\n　　过去一年，石埠大桥建成通车，鹿鸣路全面完工。\n　　今年要确保海棠路开工建设。\n' >salutation.txt
expect 0 extract salutation.txt --date 2014 --gazetteer none
json '[(r["name"], r["basis"], r["year"]) for r in rows] == [("石埠大桥", "reported", 2013), ("鹿鸣路", "reported", 2013), ("海棠路", "target", 2014)]'

# Members of a list do not borrow the last character of a railway.
printf '推进石至鹿、云溪至青禾铁路前期工作，开工建设随云、云禾、云岭高速公路。\n' >railway.txt
expect 0 extract railway.txt --gazetteer none
json 'not any("云溪至" in r["name"] or r["name"].endswith("鹿路") for r in rows)'

# Bad input: one line, exit 1.
fails 1 'absent.txt' extract absent.txt
: >empty.txt
fails 1 'empty.txt' extract empty.txt
head -c 4096 /dev/urandom | tr -d '\n' >noise.bin
printf '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0' >binary.bin
cat noise.bin >>binary.bin
fails 1 'binary.bin' extract binary.bin
mkdir folder
fails 1 'folder' extract folder
fails 2 . extract
fails 2 'format' extract --format xml "$doc"
fails 1 'no.gazetteer' extract --gazetteer no.gazetteer "$doc"
fails 1 'no.lexicon' extract --lexicon no.lexicon "$doc"
finish
