#!/usr/bin/env bash
# Every command of the table in main.c has its own file, a --help that exits 0, and a section in README.
set -euo pipefail
cd "$SOURCE"
bad=0
fail() { echo "$1"; bad=1; }
commands=$("$TERRIER" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')
[ "$(wc -w <<<"$commands")" -ge 10 ] || fail "terrier --help lists no commands"
for command in $commands; do
    [ -f "src/cli/cmd_$command.c" ] || fail "$command: no src/cli/cmd_$command.c"
    help=$("$TERRIER" "$command" --help 2>&1) || fail "$command --help: exit $?"
    grep -q "^usage: terrier $command" <<<"$help" || fail "$command --help does not begin with its usage"
    [ "$(wc -l <<<"$help")" -ge 5 ] || fail "$command --help is too short to help"
    grep -qE "^### \`$command" README.md || fail "README.md: no section for $command"
    # Options that the README shows must exist.
done
# Options shown in README's sections are those of --help.
awk '/^### `/ { split($0, w, /[` ]/); command = w[3] } /^## / { command = "" }
     command { line = $0; while (match(line, /--[a-z][a-z-]+/)) { print command, substr(line, RSTART, RLENGTH); line = substr(line, RSTART + RLENGTH) } }' \
    README.md | sort -u | while read -r command option; do
    "$TERRIER" "$command" --help | grep -qF -- "$option" || echo "README.md: $command has no option $option"
done >"${TMPDIR:-/tmp}/terrier_options.$$"
[ ! -s "${TMPDIR:-/tmp}/terrier_options.$$" ] || { cat "${TMPDIR:-/tmp}/terrier_options.$$"; bad=1; }
rm -f "${TMPDIR:-/tmp}/terrier_options.$$"
exit $bad
