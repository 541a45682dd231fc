#!/usr/bin/env bash
# ingest: repeated, corrected and refused documents; files that are not registries, newer ones, read-only ones.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

make_registry
before=$(content r.sqlite)
[ -n "$before" ] || complain "the registry is empty"

# The same document twice changes nothing.
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_plan.txt"
same "$(content r.sqlite)" "$before" "content after the same document"

# A corrected one replaces its earlier version.
mkdir corrected
sed 's/力争10月底前建成开放/力争12月底前建成开放/; /雁洲路/d' "$data/qinglan_plan.txt" >corrected/qinglan_plan.txt
expect 0 ingest --gazetteer q.gazetteer r.sqlite corrected/qinglan_plan.txt
expect 0 info --format jsonl r.sqlite
expect 0 find r.sqlite 雁洲路 --format jsonl
json 'not rows'
# … and back: equal to a registry made at once.
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_plan.txt"
expect 0 list --format jsonl r.sqlite
sort .out >first
expect 0 ingest --gazetteer q.gazetteer fresh.sqlite "$data/qinglan_plan.txt"
expect 0 list --format jsonl fresh.sqlite
sort .out >second
cmp -s first second || complain "a corrected and restored document gives another registry"

# Two documents join into one facility and one project.
expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_review.txt"
expect 0 find --format jsonl r.sqlite 松涛公园
json 'len(rows) == 1'
expect 0 check r.sqlite

# Read without a gazetteer, then with one: the same as with it at once. Again: not a byte changes.
expect 0 ingest --gazetteer none late.sqlite "$data/qinglan_plan.txt" "$data/qinglan_review.txt"
expect 0 list --format jsonl late.sqlite
json 'not any(r["precision"] == "exact" for r in rows)'
expect 0 ingest --gazetteer q.gazetteer --refresh late.sqlite
grep -q '2 re-read' .err || complain "two documents re-read expected"
same "$(content late.sqlite)" "$(content r.sqlite)" "content after a refresh"
sum=$(sha256sum <late.sqlite)
expect 0 ingest --gazetteer q.gazetteer --refresh late.sqlite
expect 0 ingest --gazetteer q.gazetteer late.sqlite "$data/qinglan_plan.txt"
grep -q '1 unchanged' .err || complain "an unchanged document expected"
same "$(sha256sum <late.sqlite)" "$sum" "the file after the same documents"
fails 2 'refresh' ingest --refresh late.sqlite "$data/qinglan_plan.txt"
fails 2 'refresh' ingest --refresh --date 2027 late.sqlite
fails 1 'absent.sqlite' ingest --refresh absent.sqlite
# What was stated about a document is kept.
expect 0 ingest --gazetteer none --date 2027-05-06 late.sqlite "$data/qinglan_plan.txt"
expect 0 ingest --gazetteer q.gazetteer late.sqlite "$data/qinglan_plan.txt"
expect 0 list --format jsonl late.sqlite
json 'any(r["document_date"] == "2027-05-06" for r in rows)'

# Another text under the same name is another document.
mkdir other
echo '青岚市第二实验小学昨日开学。' >other/qinglan_plan.txt
expect 0 ingest --gazetteer q.gazetteer fresh.sqlite other/qinglan_plan.txt
grep -q 'both are kept' .err || complain "a note on the second document of one name expected"
expect 0 info --format jsonl fresh.sqlite
json 'rows[0]["documents"] == 2'

# Bad documents: exit 1, the registry as before.
before=$(content r.sqlite)
: >empty.txt
printf '\0\1\2\3\4\377\376\0\0PK\3\4' >binary.txt
for bad in absent.txt empty.txt binary.txt; do
    fails 1 "$bad" ingest --gazetteer q.gazetteer r.sqlite "$bad"
    same "$(content r.sqlite)" "$before" "content after $bad"
    fails 1 "$bad" ingest --gazetteer q.gazetteer new.sqlite "$bad"
    absent new.sqlite
done

# Bad registries.
cp "$data/qinglan_plan.txt" text.sqlite
fails 1 'text.sqlite' ingest text.sqlite "$data/qinglan_review.txt"
cmp -s text.sqlite "$data/qinglan_plan.txt" || complain "a file that is not a registry was changed"
python sql foreign.sqlite 'CREATE TABLE t(x)'
sum=$(sha256sum <foreign.sqlite)
fails 1 'foreign.sqlite' ingest foreign.sqlite "$data/qinglan_review.txt"
same "$(sha256sum <foreign.sqlite)" "$sum" "a foreign database"
cp fresh.sqlite newer.sqlite
python sql newer.sqlite 'PRAGMA user_version = 9999'
for command in "ingest newer.sqlite $data/qinglan_review.txt" "list newer.sqlite" "near newer.sqlite 118.3,26.1" "check newer.sqlite"; do
    # shellcheck disable=SC2086
    fails 1 'newer' $command
done
fails 1 'no/such' ingest no/such/r.sqlite "$data/qinglan_plan.txt"
fails 2 . ingest r.sqlite

# Locked by another program: reported after a while, and not changed.
before=$(content fresh.sqlite)
/usr/bin/python3 "$SOURCE/tests/cli/lock_registry.py" & # itself, so that it can be killed
locker=$!
for _ in $(seq 50); do [ -e locked ] && break; sleep 0.1; done
fails 1 'lock|busy' ingest --gazetteer q.gazetteer fresh.sqlite "$data/qinglan_review.txt"
kill "$locker" 2>/dev/null
wait "$locker" 2>/dev/null
same "$(content fresh.sqlite)" "$before" "content after a lock"

# Read-only: readers read, the writer says so. (root may write everything, so this needs another user's eyes)
mkdir shelf
cp fresh.sqlite shelf/r.sqlite
chmod a-w shelf/r.sqlite shelf
if [ "$(id -u)" = 0 ]; then
    as_user() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
    chmod a+rx "$work"
else
    as_user() { "$@"; }
fi
if as_user "$TERRIER" --version >/dev/null 2>&1; then
    last='terrier list shelf/r.sqlite, read-only'
    as_user "$TERRIER" list --format jsonl shelf/r.sqlite >.out 2>.err
    code=$?
    same "$code" 0 "exit code"
    json 'rows'
    as_user "$TERRIER" ingest shelf/r.sqlite "$data/qinglan_review.txt" >.out 2>.err
    code=$?
    same "$code" 1 "exit code"
    same "$(grep -c '^terrier: error: ' .err)" 1 "error lines"
else
    echo "note: the program cannot be run as another user here; read-only files are not tried"
fi
finish
