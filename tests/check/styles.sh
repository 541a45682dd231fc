#!/usr/bin/env bash
# The styles beside layers/legend.tsv are what tools/styles makes of it.
set -eu
exec /usr/bin/python3 "$SOURCE/tools/styles" --check
