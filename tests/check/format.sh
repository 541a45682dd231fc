#!/usr/bin/env bash
# Every C file is formatted as .clang-format says.
set -euo pipefail
cd "$SOURCE"
if ! command -v clang-format >/dev/null; then
    echo "SKIPPED: clang-format is not installed"
    exit 77
fi
find src tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror
