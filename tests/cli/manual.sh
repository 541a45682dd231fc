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

# bash: as a shell would ask
bash -n m/bash/terrier || complain "bash completion is no bash"
complete_words() {
    bash -c '. m/bash/terrier; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _terrier; echo "${COMPREPLY[@]}"' - "$@"
}
same "$(complete_words terrier wit)" within "completion of a command"
same "$(complete_words terrier near r.sqlite --rad)" --radius "completion of an option"
same "$(complete_words terrier gazetteer bu)" build "completion of a subcommand"
if command -v zsh >/dev/null; then zsh -n m/zsh/_terrier || complain "zsh completion is no zsh"; fi

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
