#!/usr/bin/env bash
# Every command of the table in main.c has its own file, a --help that exits 0, and a section in README.
set -euo pipefail
cd "$SOURCE"
bad=0
fail() { echo "$1"; bad=1; }
help_of() {
    "$TERRIER" "$1" --help
    [ "$1" != gazetteer ] || { "$TERRIER" gazetteer build --help; "$TERRIER" gazetteer info --help; }
}
commands=$("$TERRIER" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')
[ "$(wc -w <<<"$commands")" -ge 10 ] || fail "terrier --help lists no commands"
for command in $commands; do
    [ -f "src/cli/commands/cmd_$command.c" ] || fail "$command: no src/cli/commands/cmd_$command.c"
    help=$(help_of "$command" 2>&1) || fail "$command --help: exit $?"
    grep -q "^usage: terrier $command" <<<"$help" || fail "$command --help does not begin with its usage"
    grep -qE "^  terrier $command " <<<"$help" || fail "$command --help shows no example"
    grep -qE "^### \`$command" README.md || fail "README.md: no section for $command"
    # A section is headed by what --help calls the usage.
    while read -r usage; do
        grep -E "^### " README.md | grep -qF -- "\`$usage" || fail "README.md: no section is headed \`$usage\`, as --help says"
    done < <(sed -n 's/^usage: terrier \(.*\)/\1/p' <<<"$help" | sed 's/ \[options\]$//; s/ …$//')
done

# An option that a command's section of README shows is one of that command.
shown=$(awk '
    /^### `/ { split($0, word, /[` ]/); command = word[3] }
    /^## / { command = "" }
    command {
        rest = $0
        while (match(rest, /--[a-z][a-z-]+/)) {
            print command, substr(rest, RSTART, RLENGTH)
            rest = substr(rest, RSTART + RLENGTH)
        }
    }' README.md | sort -u)
[ -n "$shown" ] || fail "README.md shows no options"
while read -r command option; do
    help=$(help_of "$command")
    grep -qE -- "^  $option( |$)|usage:.*$option" <<<"$help" || fail "README.md: $command has no option $option"
done <<<"$shown"
exit $bad
