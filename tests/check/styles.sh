#!/usr/bin/env bash
# The styles next to layers/legend.tsv are what tools/styles makes of it and of geodata/kinds.tsv.
set -eu
exec /usr/bin/python3 "$SOURCE/tools/styles" --check
