#!/usr/bin/env bash
# The kinds beyond the core: OpenStreetMap's tags become them, --kinds and --all-kinds read them, and they reach the layers.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

# One square of 0.002 degrees or a node for each, all within one city.
python kinds_osm >kinds.osm
expect 0 gazetteer build kinds.gazetteer kinds.osm --source town --licence made-up
got=$(python sql kinds.gazetteer 'SELECT kind, name FROM feature ORDER BY kind, name')
same "$got" "admin 石浦街道
admin 青岚市
commercial 东湖里商业区
commercial 星澜购物中心
commercial 河东市场
culture 云麓古城遗址
culture 晨光书店
culture 沧浪博物馆
culture 青岚国际会展中心
culture 青岚大剧院
industrial_park 云栖产业园
park 青岚动物园
residential 桂苑小区
sports 青岚体育中心
sports 青岚体育馆
transport 地铁5号线
transport 城南客运站
transport 新港码头
transport 青岚北站
transport 青岚机场" "kinds of OpenStreetMap's tags"

printf '%s\n' '青岚市2025年工作回顾' '2026年1月10日' '' '去年星澜购物中心、青岚大剧院建成，地铁5号线开通，青岚动物园开放，云栖产业园开工。' >doc.txt
n=0
g="--gazetteer kinds.gazetteer --date 2026-01-10"
# shellcheck disable=SC2086
for kinds in "" "--kinds culture,transport" "--kinds culture --kinds transport,culture" "--kinds all" "--all-kinds"; do
    expect 0 extract $g $kinds --format jsonl doc.txt
    cp .out "rows$((++n))"
    json 'all(r["status"] != "existing" or r["kind"] == "admin" for r in rows)'
done
kinds_of() { python fields kind <"$1" | sort | paste -sd' '; }
same "$(kinds_of rows1)" "$(kinds_of rows4)" "by default all kinds"
same "$(kinds_of rows2)" "culture transport" "two kinds"
same "$(cat rows3)" "$(cat rows2)" "an option given twice"
same "$(kinds_of rows4)" "admin commercial culture industrial_park park transport" "all kinds"
same "$(cat rows5)" "$(cat rows4)" "--all-kinds"

for command in "extract doc.txt" "ingest r.sqlite doc.txt" "build doc.txt --out out"; do
    # shellcheck disable=SC2086
    fails 2 "unknown kind 'lake'.*waterway" $command --kinds culture,lake
    # shellcheck disable=SC2086
    fails 2 "unknown kind ''" $command --kinds culture,
done
absent r.sqlite
absent out

# Into a registry, and on to layers, map and project.
expect 0 ingest --gazetteer kinds.gazetteer --date 2026-01-10 --kinds culture,transport r.sqlite doc.txt
expect 0 list r.sqlite --format jsonl
json '{r["kind"] for r in rows} == {"culture", "transport"}'

# The kinds hold on when the registry is read again, and a later wish replaces them.
expect 0 ingest --gazetteer none r.sqlite --refresh
expect 0 list r.sqlite --format jsonl
json '{r["kind"] for r in rows} == {"culture", "transport"}'
fails 2 'refresh' ingest r.sqlite --refresh --kinds culture
fails 2 'refresh' ingest r.sqlite --refresh --all-kinds
expect 0 ingest --gazetteer none --kinds sports,commercial r.sqlite doc.txt
expect 0 list r.sqlite --format jsonl
json '{r["kind"] for r in rows} == {"commercial"}'
expect 0 ingest --gazetteer none --all-kinds r.sqlite doc.txt
expect 0 ingest --gazetteer kinds.gazetteer r.sqlite --refresh
expect 0 list r.sqlite --format jsonl
json 'len({r["kind"] for r in rows}) > 4'

expect 0 build --gazetteer kinds.gazetteer doc.txt --out out --all-kinds
expect 0 check out/registry.sqlite
there out/layers/layers.json
python kinds_layers >.out || complain "layers: $(cat .out)"
# Every kind is in the styles and on the map.
for kind in $(grep -v "^#" "$SOURCE/geodata/kinds.tsv" | cut -f1); do
    grep -q "'$kind'" "$SOURCE/layers/facility_point.qml" || complain "the style has no $kind"
    grep -rq "$kind" out/map || complain "the map has no $kind"
done
finish
