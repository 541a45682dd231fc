# --jobs: the same result however many threads; a bad document; a run that is stopped, and one that is killed.
. "$SOURCE/tests/cli/common.bash"

python3 "$SOURCE/tools/bench.d/documents.py" docs 90 || exit 1
dump() { python3 "$SOURCE/tools/bench.d/dump_registry.py" "$1"; }

# ---- the same result
for jobs in 1 4; do
    expect 0 ingest --jobs $jobs r$jobs.sqlite docs
    [ "$(tr -d -c '\r\033' <.err | wc -c)" = 0 ] || complain "progress without a terminal"
    dump r$jobs.sqlite >dump$jobs
    expect 0 extract --jobs $jobs --format jsonl docs
    mv .out rows$jobs
done
cmp dump1 dump4 || complain "--jobs 4 gives another registry"
cmp rows1 rows4 || complain "--jobs 4 prints other rows, or in another order"
[ "$(grep -c "^('\|^([0-9]" dump1)" -gt 500 ] || complain "a dump of some rows expected"
expect 0 build --jobs 1 --out one docs
expect 0 build --jobs 4 --out four docs
diff -r one/layers four/layers || complain "--jobs 4 builds other layers"
expect 0 ingest --jobs 3 r4.sqlite docs
grep -q '0 documents added, 90 unchanged' .err || complain "the same again changes nothing"
dump r4.sqlite | cmp - dump1 || complain "the same again changed something"

# ---- bad documents: each is reported in one line, in order; the others are read
cp -r docs mixed
printf '\000\001\002\377\376\000' >mixed/00010.txt
printf 'PK\003\004\000\000\377\377\377' >mixed/00050.txt
expect 3 ingest --jobs 4 bad.sqlite mixed
[ "$(grep -c '^terrier: error: ' .err)" = 2 ] || complain "one line for each bad document"
grep '^terrier: error: ' .err | sed -n 1p | grep -q 00010 || complain "the first bad one first"
grep -q '88 documents added.* 2 left out' .err || complain "the summary says what was left out"
expect 3 extract --jobs 4 --format jsonl mixed
grep -q '88 of 90 documents read, 2 left out' .err || complain "the summary says what was left out"
mkdir worse && cp mixed/00010.txt mixed/00050.txt worse
expect 1 ingest --jobs 4 worse.sqlite worse
[ ! -e worse.sqlite ] || complain "a registry of nothing"
fails 2 'at most 64' ingest --jobs 65 no.sqlite docs
fails 2 'jobs' ingest --jobs x no.sqlite docs

# ---- stopped by SIGINT, killed by SIGKILL: the registry is intact, and the same command continues
interrupted=0
for jobs in 1 4; do
    rm -f k.sqlite*
    for wanted in 0 1 8 23 24 51 70; do
        python interrupt SIGKILL $wanted k.sqlite "$TERRIER" ingest --jobs $jobs k.sqlite docs 2>.err
        [ $? = 137 ] && interrupted=$((interrupted + 1))
        [ ! -e k.sqlite ] || expect 0 check k.sqlite
    done
    expect 0 ingest --jobs $jobs k.sqlite docs
    dump k.sqlite | cmp - dump1 || complain "a killed run that is continued gives a different registry"
    expect 0 check k.sqlite
done
[ $interrupted -gt 4 ] || complain "hardly a run was killed ($interrupted): the test shows nothing"

python interrupt SIGINT 5 s.sqlite "$TERRIER" ingest --jobs 4 s.sqlite docs 2>.err >.out
code=$?
last="terrier ingest, stopped"
if [ $code = 130 ]; then
    grep -q '^terrier: error: stopped with [0-9]* of 90 documents' .err || complain "a word on what was done"
    [ "$(wc -l <.err)" = 1 ] || complain "one line expected"
    [ ! -e s.sqlite-wal ] || complain "a log left next to the registry"
else
    [ $code = 0 ] || complain "130 expected"
fi
expect 0 check s.sqlite
expect 0 ingest s.sqlite docs
dump s.sqlite | cmp - dump1 || complain "a stopped run that is continued gives a different registry"

# ---- a terminal sees how far it is
python progress_on_terminal "$TERRIER" || complain "progress on a terminal"

finish
