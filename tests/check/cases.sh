#!/usr/bin/env bash
# The runner of cases fails when it should: a wrong row, a row too few, a piece that is named, a variation of nothing.
set -u
run=${BUILD:?names the build folder}/tests/run_cases
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

# says CODE PATTERN: the case on standard input makes the runner exit so and print a line like this.
says() {
    cat >"$work/$3"
    "$run" "$work/$3" >"$work/out" 2>&1
    code=$?
    if [ "$code" != "$1" ] || ! grep -qE -- "$2" "$work/out"; then
        echo "exit $code and '$(head -c 300 "$work/out")', not exit $1 and /$2/"
        bad=1
    fi
}
text='date: 2026-03-25
text: 今年将建成翠竹公园。'
row='expect: 翠竹公园 | park | - | completed target 2026'

says 0 '^2 passed, 0 failed$' a.case <<<"$text
$row
vary: 翠竹公园 -> 白鹭公园"
says 1 'a.case:3: wanted 翠竹公园 \| park \| - \| started target 2026; said 翠竹公园 \| park \| - \| completed target 2026' a.case <<<"$text
${row/completed/started}"
says 1 'wanted .*completed target 2027' a.case <<<"$text
${row/2026/2027}"
says 1 'wanted .*\| 二期 \|' a.case <<<"$text
${row/- |/二期 |}"
says 1 'a.case:1: said 翠竹公园 \| park' a.case <<<"$text
refuse: 今年将"
says 1 'to be refused, but named 翠竹公园' a.case <<<"$text
$row
refuse: 竹公"
says 1 'nothing to refuse' a.case <<<"$text
$row
refuse: 荷花"
says 1 'a.case:4: a variation is' a.case <<<"$text
$row
vary: 荷花 -> 菊花"
says 1 'varied 翠竹公园 -> 翠竹' a.case <<<"$text
$row
vary: 翠竹公园 -> 翠竹"
says 1 'not understood: 翠竹公园 \| park' a.case <<<"$text
expect: 翠竹公园 | park"
says 1 'not understood' a.case <<<"$text
$row
colour: green"
says 1 'needs expect: or refuse:' a.case <<<"$text"
says 1 'a.case:1: neither' a.case <<<"今年"
says 0 'known fault: .*wanted' known_faults.case <<<"$text
${row/completed/started}"
says 0 'no fault any more' known_faults.case <<<"$text
$row"
"$run" "$work/absent.case" >/dev/null 2>&1 && bad=1 && echo "a missing file passes"
"$run" >/dev/null 2>&1 && bad=1 && echo "no file passes"
exit $bad
