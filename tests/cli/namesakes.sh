#!/usr/bin/env bash
# ingest: of several places of one name the one that the rest of the document lies by; guesses far from all of it.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

expect 0 gazetteer build --kind road q.gazetteer "$SOURCE/tests/cases/geocode/namesakes.geojson"

# place TEXT: what the registry of a document of this text says of 人民路 and 末央路.
place() {
    rm -f r.sqlite
    printf '%s\n' "$1" >doc.txt
    expect 0 ingest --gazetteer q.gazetteer --date 2027-03-01 r.sqlite doc.txt
    expect 0 find --format jsonl r.sqlite "$2"
}
west='rows and all((r["precision"], r["area"]) == ("exact", "石浦镇") for r in rows)'
east='rows and all((r["precision"], r["area"]) == ("exact", "枫亭镇") for r in rows)'
nowhere='rows and all(r["precision"] == "none" for r in rows)'

place '今年将改造人民路。' 人民路
json "$nowhere"
place '今年将改造人民路。石浦公园二期已开工。' 人民路
json "$west"
# What comes first does not matter.
place '枫亭公园二期已开工。今年将改造人民路。' 人民路
json "$east"
# One sentence says more than all the rest.
place '枫亭公园、枫亭医院和枫亭小学已竣工。今年将改造人民路和石浦公园。' 人民路
json "$west"
# The rest says nothing when it lies by both alike.
place '石浦公园二期已开工。枫亭公园二期已开工。今年将改造人民路。' 人民路
json "$nowhere"
# A misprint is believed near what is named with it only.
place '远山公园二期已开工。今年将改造末央路。' 末央路
json '[(r["name"], r["precision"]) for r in rows] == [("未央路", "exact")]'
place '石浦公园二期已开工。今年将改造末央路。' 末央路
json "$nowhere"
expect 0 check r.sqlite
finish
