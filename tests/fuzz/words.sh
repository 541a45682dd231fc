#!/bin/sh
# Prints a libFuzzer dictionary: every word of the lexicon, and its sections' heads.
cd "$(dirname "$0")/../../geodata/lexicon" || exit 1
{
    grep -hv '^[[:space:]]*[#[]' ./*.lexicon | tr -s ' \t\r' '\n' | sed '/^#/d'
    grep -h '^\[' ./*.lexicon | sed 's/ *#.*//'
    printf '%s\n' 1 9 26 2026年 3月 25日 、 ， 。 ： ； （ ） “ ”
} | sort -u | od -An -v -tx1 -w1 | awk '
    $1 == "0a" { if (word != "") print "\"" word "\""; word = ""; next }
    { word = word "\\x" $1 }'
