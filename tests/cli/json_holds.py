"""json_holds.py FILE EXPRESSION: prints what is wrong if a Python expression does not hold over the file's JSON.

In the expression `rows` are the objects of the file, one a line; `names` the set of their names; `f` is the file's only
value, when it holds one and no more."""
import json
import sys


def read(path):
    text = open(path, encoding="utf-8").read()
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError:
        return [json.loads(text)]  # one value over several lines


rows = read(sys.argv[1])
names = {row.get("name") for row in rows if isinstance(row, dict)}
f = rows[0] if len(rows) == 1 else None
value = eval(sys.argv[2])
if not value:
    print("is", value, "over", json.dumps(rows, ensure_ascii=False)[:1500])
