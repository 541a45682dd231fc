#!/usr/bin/env bash
# Registries of the version before: read as they are, brought to the present one when they are written, with all decisions.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cat >report.txt <<'TEXT'
云溪市2026年政府工作报告

五年来，我们建成海棠路、石榴公园，增长了6.1%，获得全省第一。
TEXT
expect 0 ingest reg.sqlite --gazetteer none report.txt
road=$(t find reg.sqlite 海棠路 --format jsonl; fields id)
park=$(t find reg.sqlite 石榴公园 --format jsonl; fields id)
expect 0 override reg.sqlite set "$road" position=116.2,39.9 --why "看过"
expect 0 override reg.sqlite reject "$park"
expect 0 list reg.sqlite --format jsonl
json '0 < rows[0]["statement_confidence"] < 1'
# Earlier versions did not keep how likely a statement is right.
sed 's/"statement_confidence":0[.0-9]*/"statement_confidence":null/' .out >now.jsonl
expect 0 override reg.sqlite list --format jsonl
cp .out decided.jsonl

for since in periods no-periods; do
    cp reg.sqlite old.sqlite
    python older_registry old.sqlite $since
    cp old.sqlite before.sqlite

    expect 0 list old.sqlite --format jsonl
    same "$(cat .out)" "$(cat now.jsonl)" "the list of an older registry"
    expect 0 near old.sqlite 116.2,39.9 --format jsonl
    json '[r["name"] for r in rows] == ["海棠路"]'
    expect 0 check old.sqlite
    cmp -s old.sqlite before.sqlite || complain "reading changed an older registry"

    expect 0 override old.sqlite keep "$road"
    expect 0 list old.sqlite --format jsonl
    same "$(cat .out)" "$(cat now.jsonl)" "the list of an upgraded registry"
    expect 0 override old.sqlite list --format jsonl
    same "$(head -2 .out)" "$(cat decided.jsonl)" "decisions after the upgrade"
    expect 0 check old.sqlite
    same "$(python sql old.sqlite 'SELECT period_from FROM facility_point')" \
        "$([ $since = periods ] && echo 2021 || echo None)" "the period in the typed table"
    expect 0 list old.sqlite --year 2022 --format jsonl
    same "$(wc -l <.out)" "$([ $since = periods ] && echo 1 || echo 0)" "rows of a year within the period"
done

# an upgraded registry is edited in QGIS as any other: triggers record it
expect 0 override old.sqlite list --format jsonl
python sql old.sqlite "UPDATE facility_point SET status = 'planned', year = 2027" >/dev/null
expect 0 list old.sqlite --year 2027 --format jsonl
json 'len(rows) == 1'
python sql reg.sqlite 'PRAGMA user_version = 4'
fails 1 'no longer reads' list reg.sqlite
finish
