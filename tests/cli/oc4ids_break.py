"""oc4ids_break.py STATEMENT: prints one/oc4ids/projects.json after a Python statement has broken something in it.

In the statement `project` is the first project; `own` is what is Terrier's own of the park that was drawn, and `decision`
the first of its decisions."""
import json
import sys

package = json.load(open("one/oc4ids/projects.json", encoding="utf-8"))
project = package["projects"][0]
own = next((p["terrier"] for p in package["projects"] if p["title"] == "画上公园"), {})
decision = own.get("decisions", [None])[0]
exec(sys.argv[1])
json.dump(package, sys.stdout)
