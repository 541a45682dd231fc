#!/usr/bin/env bash
# near, find, list, show, info, check on a small registry.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_registry
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"

# near
expect 0 near r.sqlite 118.30,26.0500 --radius 4000 --format jsonl
json 'rows and {"id","name","kind","status","basis","year","distance_m","lon","lat","precision"} <= set(rows[0])'
json 'rows[0]["name"] == "望湖路" and rows[0]["distance_m"] < 1'
json '[r["distance_m"] for r in rows] == sorted(r["distance_m"] for r in rows) and all(r["distance_m"] <= 4000 for r in rows)'
expect 0 near r.sqlite 118.305,26.105 --radius 1 --kind park --format jsonl
json 'rows and all(r["kind"] == "park" and r["distance_m"] == 0 for r in rows)'
# One degree of latitude at 26° N is 110.77 km: the park's southern edge is 0.01° away.
expect 0 near r.sqlite 118.305,26.09 --radius 2000 --kind park --format jsonl
json '1106 < rows[0]["distance_m"] < 1110'
expect 0 near r.sqlite 118.30,26.05 --radius 20000 --limit 1 --format jsonl
json 'len(rows) == 1'
expect 0 near r.sqlite -73.9,40.7 --radius 100 --format jsonl
json 'not rows'
expect 0 near r.sqlite 118.30,26.05 --radius 20000 --status completed --year 2027 --format jsonl
json 'rows and all(r["status"] == "completed" and r["year"] == 2027 for r in rows)'
fails 2 'LON,LAT|order' near r.sqlite 26.05,118.30
fails 2 'range' near r.sqlite 200,26
fails 1 'no place' near r.sqlite here
fails 2 'castle' near r.sqlite 118.30,26.05 --kind castle
fails 2 'done' near r.sqlite 118.30,26.05 --status 'done'
fails 2 'radius' near r.sqlite 118.30,26.05 --radius -5
fails 2 . near r.sqlite
fails 1 'absent' near absent.sqlite 118.30,26.05
absent absent.sqlite

# find
for text in 松涛公园 松涛 市二院 songtao stgy; do
    expect 0 find r.sqlite "$text" --format jsonl
    json 'len(rows) >= 1'
done
expect 0 find r.sqlite songtao --format jsonl
json '"松涛公园" in names'
expect 0 find r.sqlite 不存在的名字 --format jsonl
json 'not rows'
expect 0 find r.sqlite "'; DROP TABLE facility; --" --format jsonl
json 'not rows'
expect 0 find r.sqlite '%' --format jsonl
json 'not rows'
expect 0 find r.sqlite 公园 --format table
has '松涛公园'
fails 2 . find r.sqlite
fails 1 'absent' find absent.sqlite 松涛

# list
expect 0 list r.sqlite --format jsonl
json '{"松涛公园", "望湖路", "云溪中学", "桐溪河", "雁洲路"} <= names'
all=$(wc -l <.out)
expect 0 list r.sqlite --kind road --format jsonl
json 'rows and all(r["kind"] == "road" for r in rows)'
expect 0 list r.sqlite --status planned --format jsonl
json '"桐溪河" in names and all(r["status"] == "planned" for r in rows)'
expect 0 list r.sqlite --year 1999 --format jsonl
json 'not rows'
expect 0 list r.sqlite --basis target --format jsonl
json 'rows and all(r["basis"] == "target" for r in rows)'
[ "$(wc -l <.out)" -lt "$all" ] || complain "--basis filters nothing"
expect 0 list r.sqlite --format table
has '望湖路'
fails 2 'castle' list r.sqlite --kind castle
fails 2 'finished' list r.sqlite --status finished
fails 2 'maybe' list r.sqlite --basis maybe
fails 2 'year' list r.sqlite --year soon
fails 2 'unexpected' list r.sqlite more

# show
expect 0 find r.sqlite 松涛公园 --format jsonl
id=$(fields id | head -n 1)
expect 0 show r.sqlite "$id"
has '松涛公园'
has '二期'
has 'qinglan_plan.txt'
has 'qinglan_review.txt'
has '正式对外开放'
expect 0 show r.sqlite "$id" --format jsonl
json "rows[0]['id'] == '$id'"
fails 1 'no-such-id' show r.sqlite no-such-id
fails 2 . show r.sqlite

# info and check
expect 0 info r.sqlite --format jsonl
has '"documents": ?2|2'
expect 0 check r.sqlite
fails 1 'absent' info absent.sqlite
fails 1 'absent' check absent.sqlite
cp "$data/qinglan_plan.txt" text.sqlite
for command in info check list; do fails 1 'text.sqlite' $command text.sqlite; done
# A damaged registry is found out.
python sql r.sqlite 'PRAGMA foreign_keys = 0' 'DELETE FROM document WHERE rowid = (SELECT min(rowid) FROM document)' 2>/dev/null && {
    t check r.sqlite
    same "$code" 1 "exit code of check on a damaged registry"
}
finish
