#!/usr/bin/env bash
# Man pages and completion, written from the tables of options.
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

expect 0 --manual m
for command in $("$TERRIER" --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    page=m/man1/terrier-$command.1
    [ "$command" != gazetteer ] || page=m/man1/terrier-gazetteer-build.1
    there "$page"
    grep -q "^\.B terrier $command" m/man1/terrier.1 || complain "terrier.1 does not name $command"
    grep -q "\b$command\b" m/bash/terrier || complain "bash completion does not know $command"
    grep -q "'$command:" m/zsh/_terrier || complain "zsh completion does not know $command"
    # Every option of --help stands in the page.
    help=$("$TERRIER" ${page:+$(sed 's|.*/terrier-||; s|\.1||; s|-| |' <<<"$page")} --help)
    for option in $(sed -n 's/^  --\([a-z-]*\).*/\1/p' <<<"$help"); do
        grep -qF -- "\\-\\-${option//-/\\-}" "$page" || complain "$page lacks --$option"
    done
done
for section in NAME SYNOPSIS DESCRIPTION OPTIONS 'EXIT STATUS' EXAMPLES; do
    grep -q "^\.SH $section" m/man1/terrier-near.1 || complain "terrier-near.1 has no $section"
done

# What completion offers for an option is in its help.
for command in $("$TERRIER" --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    help=$("$TERRIER" "$command" --help 2>&1)
    [ "$command" != gazetteer ] || help=$("$TERRIER" gazetteer build --help; "$TERRIER" gazetteer info --help)
    arms=$(sed -n "/^        $command)/,/esac ;;/p" m/bash/terrier)
    while IFS=$'\t' read -r option words; do
        for word in $words; do
            grep -A3 -E -- "^  --$option " <<<"$help" | grep -q "\b$word\b" || complain "$command --$option: '$word' is offered, but is not in the help"
        done
    done < <(sed -n "s/^ *--\([a-z-]*\)) given=1 \(values\|list\)='\(.*\)' ;;/\1\t\3/p" <<<"$arms")
done

# Both shells load it and complete, as somebody types.
bash -n m/bash/terrier || complain "bash completion is not valid bash"
mkdir city
touch city.sqlite
cat >typed <<'TYPED'
wit > within
near city.sqlite --rad > near city.sqlite --radius
gazetteer bu > gazetteer build
override city.sqlite rej > override city.sqlite reject
near city.sqlite 1,1 --kind hosp > near city.sqlite 1,1 --kind hospital
near city.sqlite 1,1 --kind park,hosp > near city.sqlite 1,1 --kind park,hospital
list city.sqlite --status under > list city.sqlite --status under_construction
find city.sqlite x --format csv --basis rep > find city.sqlite x --format csv --basis reported
find city.sqlite x --format js > find city.sqlite x --format json
near city.s > near city.sqlite
count city.sqlite --layer city.s > count city.sqlite --layer city.sqlite
count city.sqlite --by area,ki > count city.sqlite --by area,kind
build --out cit > build --out city
near city.sqlite 1,1 --datum gc > near city.sqlite 1,1 --datum gcj02
TYPED
for shell in bash zsh; do
    if ! command -v $shell >/dev/null; then
        echo "$shell is not installed: its completion was not tested"
        continue
    fi
    said=$(python type_completions $shell 2>&1)
    [ -z "$said" ] || complain "$said"
done

# roff: rendered without a warning
if command -v groff >/dev/null && command -v preconv >/dev/null; then
    for page in m/man1/*.1; do
        said=$(preconv -e utf-8 "$page" | groff -man -Tutf8 -ww -z 2>&1 | grep -v "can.t find special character\|cannot adjust\|can.t break line\|cannot break line")
        [ -z "$said" ] || complain "$page: $said"
    done
fi
if command -v mandoc >/dev/null; then mandoc -T lint -W error m/man1/*.1 || complain "mandoc objects"; fi
fails 1 'cannot be written|File exists|directory' --manual "$TERRIER"
finish
