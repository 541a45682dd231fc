"""oc4ids_decided.py SUSPENDED CORRECTED REJECTED: the package has what people decided of these three projects, and the park
that was drawn."""
import json, sys
package = json.load(open("one/oc4ids/projects.json", encoding="utf-8"))
projects = {p["id"]: p for p in package["projects"]}
one, two, three = sys.argv[1:]
assert three not in projects, "a rejected facility is a project"
assert projects[one]["status"] == "implementation" and projects[one]["description"] == "现场停工", projects[one]
assert projects[one]["milestones"][-1]["title"] == "suspended 2029"
assert projects[two]["status"] == "completion" and projects[two]["completion"]["endDate"] == "2028-12-31T23:59:59Z"
assert [d["is"]["status"] for d in projects[two]["terrier"]["decisions"]] == ["under_construction", "completed"]
corrected = projects[two]["terrier"]["corrected"]
assert corrected and all(c["title"] not in [m["title"] for m in projects[two]["milestones"]] for c in corrected)
drawn = [p for p in projects.values() if p["title"] == "画上公园"]
assert len(drawn) == 1 and drawn[0]["status"] == "preparation" and "documents" not in drawn[0], drawn
assert drawn[0]["locations"][0]["geometry"] == {"type": "Point", "coordinates": [118.3, 26.1]}
