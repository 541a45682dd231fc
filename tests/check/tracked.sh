#!/usr/bin/env bash
# No tracked file names a folder of somebody's machine or a package registry's host, and none is a leftover.
set -euo pipefail
cd "$SOURCE"
tracked() { git -c safe.directory='*' "$@"; }
if ! tracked rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    echo "SKIPPED: not a git work tree"
    exit 77
fi
bad=0
report() {
    if [ -n "$2" ]; then
        printf '%s\n' "$2"
        echo "  -> $1"
        bad=1
    fi
}
# This file holds the patterns, so it is left out.
here=':!tests/check/tracked.sh'
report "the folder of this checkout" "$(tracked grep -nIF "$PWD/" -- . "$here" | head -n 5)"
case $(dirname "$PWD") in
/ | /tmp | /usr/* | /var/*) ;; # every program names these
*) report "the folder around this checkout" "$(tracked grep -nIF "$(dirname "$PWD")/" -- . "$here" | head -n 5)" ;;
esac
report "a home folder" "$(tracked grep -nIE '(^|[^A-Za-z0-9_.])/(home|root|Users)/[A-Za-z0-9_.-]+' -- . "$here" | head -n 5)"
report "a package registry's host" \
    "$(tracked grep -nIEi '://[^/ "]*(registry|mirror|nexus|artifactory|npmjs|pypi|proxy)' -- . "$here" | head -n 5)"
report "the mark of an unresolved merge" "$(tracked grep -nIE '^(<<<<<<<|>>>>>>>) ' -- . "$here" | head -n 5)"
report "something made by a build or an editor" \
    "$(tracked ls-files | grep -E '^(build|build-[a-z]+|out)/|\.(o|so|pyc|swp|orig|rej)$' | head -n 5)"
for script in tools/demo tools/test .ci/run; do
    report "$script must be executable" "$(tracked ls-files -s "$script" | grep -v '^100755' || true)"
done
exit $bad
