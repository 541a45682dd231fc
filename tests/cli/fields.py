"""fields.py [--join TEXT] [--where FIELD=VALUE] FIELD...: these fields of each JSON object on standard input, one object a line.

A field that a row does not have is an error; null is printed as None."""
import argparse
import json
import sys


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--join", default="|")
    options.add_argument("--where", default="=")
    options.add_argument("fields", nargs="+")
    asked = options.parse_args()
    field, value = asked.where.split("=", 1)
    for line in sys.stdin:
        row = json.loads(line)
        if not field or row[field] == value:
            print(*(row[name] for name in asked.fields), sep=asked.join)


main()
