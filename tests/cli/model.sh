#!/usr/bin/env bash
# What the model of names decides: --model, --min-confidence, --explain, and weights with mistakes.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cat >doc.txt <<'END'
2026年云溪县政府工作报告
过去一年，我们修通了这条断头路，群众家门口就能上好学校。建成云溪县石埠中学，改造提升鹿鸣路、青榆路2条道路，完成母亲河治理。
END
names='sorted({r["name"] for r in rows if r["kind"] in ("road", "school", "waterway")})'
expect 0 extract --gazetteer none --format jsonl doc.txt
json "$names == [\"云溪县石埠中学\", \"青榆路\", \"鹿鸣路\"]"
json 'all(0.4 <= r["confidence"] <= 1 for r in rows if r["kind"] == "road")'

# The features that decided, with their weights; nobody asks for them by default.
json 'all("features" not in r for r in rows)'
expect 0 extract --gazetteer none --explain --format jsonl doc.txt
json 'all(" +" in r["features"] or " -" in r["features"] for r in rows if r["kind"] == "road")'

# Only what is surer than asked for; the registry keeps the choice for a later run.
expect 0 extract --gazetteer none --min-confidence 0.999 --format jsonl doc.txt
json "len($names) < 3"
fails 2 'not a probability' extract --min-confidence 1.5 doc.txt
expect 0 ingest --gazetteer none --min-confidence 0.999 r.sqlite doc.txt
expect 0 ingest --gazetteer none r.sqlite doc.txt
grep -q '1 unchanged' .err || complain 'the choice of --min-confidence was not kept'

# Weights of one's own: they decide alone, and mistakes in them are named with their line.
grep -v '	head road 路$' "$SOURCE/geodata/names/names.weights" >own.weights
printf '%s\t-30\thead road 路\n' "$(awk -F'\t' '$3 == "head road 路" { print $1 }' "$SOURCE/geodata/names/names.weights")" >>own.weights
expect 0 extract --gazetteer none --model own.weights --format jsonl doc.txt
json 'not any(r["kind"] == "road" for r in rows)'
expect 0 extract --gazetteer none --model none --format jsonl doc.txt
json '{r["rule"] for r in rows if r["kind"] == "road"} <= {"head word", "weak head word", "member of a list"}'
printf '# weights\n0a1b2c3d\tmuch\thead road 路\n' >bad.weights
fails 1 'bad.weights:2: ' extract --model bad.weights doc.txt
printf 'head road\n' >bad.weights
fails 1 'bad.weights:1: ' extract --model bad.weights doc.txt
fails 1 'missing.weights' extract --model missing.weights doc.txt
finish
