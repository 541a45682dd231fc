#!/usr/bin/env bash
# The program without a command: version, help, wrong words, a full disk behind stdout.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

expect 0 --version
has '^terrier [0-9]+\.[0-9]+\.[0-9]+$'
expect 0 --help
has 'usage: terrier <command>'
for command in build extract gazetteer geocode ingest list show near find export info check; do
    has "^  $command "
done
t
same "$code" 2 "exit without arguments"
fails 2 "unknown command 'exctract'" exctract
fails 2 'unknown command' ''
fails 2 'unknown option' near --colour

# What cannot be written is not passed over.
last='terrier --help >/dev/full'
"$TERRIER" list --help >/dev/full 2>.err
code=$?
[ "$code" = 1 ] || complain "exit 1 expected"
grep -q '^terrier: error: ' .err || complain "an error line expected"

# Every command: --help exits 0; no argument where one is needed is wrong usage.
for command in extract gazetteer geocode ingest export near find list show info check map qgis; do
    expect 0 "$command" --help
    has "^usage: terrier $command"
    fails 2 . "$command"
    fails 2 'unknown (option|subcommand)' "$command" --no-such-option a b c
done
expect 0 build --help
fails 2 out build
finish
