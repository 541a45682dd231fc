# shellcheck shell=bash disable=SC2034
# Sourced by every command-line test. Each test runs in a folder of its own, which goes away with it.
# TERRIER (the program) and SOURCE (the source tree) come from the environment.
set -u
data=$SOURCE/tests/cli/data
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
unset TERRIER_GAZETTEER NO_COLOR
export PYTHONDONTWRITEBYTECODE=1
failed=0
code=0
last=

complain() {
    failed=1
    printf 'FAILED (%s:%s) %s\n' "$(basename "${BASH_SOURCE[-1]}")" "${BASH_LINENO[-2]}" "$*"
    printf '    after: %s (exit %s)\n' "$last" "$code"
    sed 's/^/    stderr: /' "$work/.err" 2>/dev/null | head -n 5
    sed 's/^/    stdout: /' "$work/.out" 2>/dev/null | head -n 5
}

skip() {
    echo "SKIPPED: $*"
    exit 77
}

finish() {
    [ "$failed" = 0 ] && echo "all as expected"
    exit "$failed"
}

# t ARGUMENT...: runs terrier; its output is in .out and .err, its exit code in $code. Its stdin is the file $input.
input=/dev/null
t() {
    last="terrier $*"
    "$TERRIER" "$@" >"$work/.out" 2>"$work/.err" <"$input"
    code=$?
}

# expect CODE ARGUMENT...: runs terrier, which must exit so and must not report an error with 0.
expect() {
    local want=$1
    shift
    t "$@"
    [ "$code" = "$want" ] || complain "exit $want expected"
    [ "$want" != 0 ] || ! grep -q '^terrier: error:' "$work/.err" || complain "an error with exit 0"
}

# fails CODE PATTERN ARGUMENT...: runs terrier, which must exit so, with nothing on stdout and exactly one error line, which
# matches PATTERN.
fails() {
    local want=$1 pattern=$2
    shift 2
    t "$@"
    [ "$code" = "$want" ] || complain "exit $want expected"
    [ "$(wc -l <"$work/.err")" = 1 ] || complain "one line on stderr expected"
    grep -q '^terrier: error: ' "$work/.err" || complain "an error line expected"
    grep -qiE -- "$pattern" "$work/.err" || complain "the error does not say /$pattern/"
    [ ! -s "$work/.out" ] || complain "nothing on stdout expected"
}

has() { grep -qE -- "$1" "$work/.out" || complain "stdout has no /$1/"; }
has_not() { ! grep -qE -- "$1" "$work/.out" || complain "stdout has /$1/"; }
same() { [ "$1" = "$2" ] || complain "${3:-values} differ: '$1' and '$2'"; }
there() { [ -e "$1" ] || complain "$1 is missing"; }
absent() { [ ! -e "$1" ] || complain "$1 is there"; }

# python NAME ARGUMENT...: runs the file NAME.py of this folder, with Debian's python (the one that SpatiaLite is loaded in).
python() {
    local name=$1
    shift
    /usr/bin/python3 "$SOURCE/tests/cli/$name.py" "$@"
}

# fields [--join TEXT] [--where FIELD=VALUE] FIELD...: these fields of each row of the last output.
fields() { python fields "$@" <"$work/.out"; }

# json EXPRESSION: a Python expression over `rows`, the objects of the last output (one a line), must hold; see json_holds.py.
json() {
    local said
    said=$(python json_holds "$work/.out" "$1" 2>&1)
    [ -z "$said" ] || complain "$1: $said"
}

# content REGISTRY: what the registry says, for comparing: all rows of all plain tables.
content() { python registry_content "$1"; }

# listing FOLDER: every file with its digest, but for what is a database (whose bytes may differ).
listing() {
    (cd "$1" && find . -type f ! -name '*.sqlite' ! -name '*.sqlite-*' -print0 | sort -z | xargs -0 sha256sum)
}

# A gazetteer and a registry of the city in data/, made once per test that asks.
make_gazetteer() { expect 0 gazetteer build q.gazetteer "$data/qinglan.geojson"; }
make_registry() {
    make_gazetteer
    expect 0 ingest --gazetteer q.gazetteer r.sqlite "$data/qinglan_plan.txt"
}
