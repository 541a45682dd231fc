#!/usr/bin/env bash
# Every C file is formatted as .clang-format says.
set -euo pipefail
cd "$SOURCE"
if ! command -v clang-format >/dev/null; then
    echo "SKIPPED: clang-format is not installed"
    exit 77
fi
wrong=$(find src tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror 2>&1 | sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: error: .*/\1/p' | sort -u || true)
if [ -n "$wrong" ]; then
    echo "$wrong"
    echo "  -> clang-format -i these"
    exit 1
fi
