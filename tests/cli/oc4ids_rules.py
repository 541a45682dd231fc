"""Field rules and code lists of OC4IDS 0.9.5, for the fields that terrier writes.

usage: oc4ids_rules.py PACKAGE...: prints what breaks a rule, and exits 1 when anything does."""
import json
import re
import sys

STATUS = {"identification", "preparation", "implementation", "completion", "maintenance", "decommissioning",
          "decommissioned", "cancelled"}  # closed; `completed` is deprecated
TYPE = {"construction", "rehabilitation", "replacement", "expansion", "decommissioning"}  # closed
SECTOR = {"education", "health", "energy", "energy.solar", "energy.wind", "energy.hydropower", "energy.biomass",
          "energy.geothermal", "communications", "waterAndWaste", "governance", "economy", "cultureSportsAndRecreation",
          "transport", "transport.air", "transport.water", "transport.rail", "transport.road", "transport.urban",
          "transport.lowCarbon", "socialHousing", "naturalResources", "naturalResources.floodProtection"}
DOCUMENT = {"physicalProgressReport", "projectPlan"}  # of an open list; those that terrier uses
GAZETTEER = {"NUTS", "ISO2", "GEONAMES", "OSMN", "OSMR", "OSMW", "WDPA", "TERRIER"}  # open; TERRIER is ours
GEOMETRY = {"Point": 0, "LineString": 1, "MultiPoint": 1, "Polygon": 2, "MultiLineString": 2, "MultiPolygon": 3}
MILESTONE = {"preProcurement", "approval", "engagement", "assessment", "delivery", "reporting", "financing", "payment",
             "procurement", "contractClose"}  # closed
MILESTONE_STATUS = {"scheduled", "met", "notMet", "partiallyMet"}  # closed
DATE_TIME = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")

# field: what it must be; a field that is not here, and not `terrier`, is not of the standard
PACKAGE = {"uri": "uri", "publishedDate": "date", "version": re.compile(r"0\.9"), "publisher": "object", "license": "uri",
           "projects": "array"}
PROJECT = {"id": "text", "updated": "date", "title": "text", "description": "text", "status": STATUS, "type": TYPE,
           "period": "object", "sector": "array", "locations": "array", "documents": "array", "milestones": "array",
           "completion": "object"}
PERIOD = {"startDate": "date", "endDate": "date"}
LOCATION = {"id": "text", "description": "text", "geometry": "object", "gazetteer": "object", "address": "object"}
DOCUMENT_FIELDS = {"id": "text", "documentType": DOCUMENT, "title": "text", "datePublished": "date", "format": "text",
                   "language": "text", "pageStart": "text", "pageEnd": "text", "author": "text"}
MILESTONE_FIELDS = {"id": "text", "title": "text", "type": MILESTONE, "description": "text", "dueDate": "date",
                    "dateMet": "date", "dateModified": "date", "status": MILESTONE_STATUS}
faults = []


def fault(path, what):
    faults.append(f"{path}: {what}")


def fields(path, value, rules, required=("id",)):
    for name in required:
        if name not in value:
            fault(path, f"has no {name}")
    for name, it in value.items():
        rule, where = rules.get(name), f"{path}.{name}"
        if it in ("", [], {}, None):
            fault(where, "is empty")
        if name == "terrier":
            continue
        if rule is None:
            fault(where, "is not a field of the standard")
        elif rule in ("object", "array"):
            if not isinstance(it, dict if rule == "object" else list):
                fault(where, f"is not a {rule}")
        elif not isinstance(it, str):
            fault(where, "is not a string")
        elif rule == "date" and not DATE_TIME.fullmatch(it):
            fault(where, f"{it!r} is not a date-time")
        elif rule == "uri" and not URI.fullmatch(it):
            fault(where, f"{it!r} is not a URI")
        elif isinstance(rule, set) and it not in rule:
            fault(where, f"{it!r} is not a code of its list")
        elif isinstance(rule, re.Pattern) and not rule.fullmatch(it):
            fault(where, f"{it!r} is not as it must be")


def unique(path, things):
    ids = [thing.get("id") for thing in things]
    if len(ids) != len(set(ids)):
        fault(path, "has an id twice")


def geometry(path, value):
    depth, positions = GEOMETRY.get(value.get("type")), value.get("coordinates")
    if depth is None or set(value) != {"type", "coordinates"}:
        return fault(path, "is not a geometry of the standard")
    for _ in range(depth):
        positions = [inner for outer in positions for inner in outer] if _ else list(positions)
    for position in positions if depth else [positions]:
        while position and isinstance(position[0], list):
            position = position[0]
        if len(position) != 2 or not (-180 <= position[0] <= 180 and -90 <= position[1] <= 90):
            fault(path, f"{position} is not a position")


def location(path, value):
    fields(path, value, LOCATION)
    if "geometry" in value:
        geometry(f"{path}.geometry", value["geometry"])
    if "gazetteer" in value:
        entry = value["gazetteer"]
        fields(f"{path}.gazetteer", entry, {"scheme": GAZETTEER, "identifiers": "array"}, ("scheme", "identifiers"))
        if not all(isinstance(one, str) and one for one in entry.get("identifiers", [])):
            fault(path, "has an identifier that is not a string")
    fields(f"{path}.address", value.get("address", {"region": "-"}), {"locality": "text", "region": "text"}, ())


def project(path, value):
    fields(path, value, PROJECT, ("id", "title", "status"))
    for name in ("period", "completion"):
        fields(f"{path}.{name}", value.get(name, {"endDate": "2000-01-01T00:00:00Z"}), PERIOD, ())
    period = value.get("period", {})
    if period.get("startDate", "") > period.get("endDate", "9999"):
        fault(path, "has a period that ends before it begins")
    sectors = value.get("sector", [])
    for code in sectors:
        if code not in SECTOR:
            fault(f"{path}.sector", f"{code!r} is not a code of its list")
        if "." in code and code.split(".")[0] not in sectors:
            fault(f"{path}.sector", f"{code!r} without the code it is part of")
    for i, one in enumerate(value.get("locations", [])):
        location(f"{path}.locations[{i}]", one)
    for name, rules in (("documents", DOCUMENT_FIELDS), ("milestones", MILESTONE_FIELDS)):
        unique(f"{path}.{name}", value.get(name, []))
        for i, one in enumerate(value.get(name, [])):
            fields(f"{path}.{name}[{i}]", one, rules)
    for one in value.get("milestones", []):
        if "dateMet" in one and one["status"] != "met" or "dueDate" in one and one["status"] != "scheduled":
            fault(path, f"milestone {one['id']} has a date that its status does not have")
        own = one["terrier"]
        if "setByHand" not in own and own["document"] not in {document["id"] for document in value["documents"]}:
            fault(path, f"milestone {one['id']} is of a document that is not there")


for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        package = json.load(file)
    fields(name, package, PACKAGE, ("uri", "publisher", "publishedDate", "projects", "version"))
    fields(f"{name}: publisher", package.get("publisher", {}), {"name": "text"}, ("name",))
    unique(name, package["projects"])
    for number, one in enumerate(package["projects"]):
        project(f"{name}: projects[{number}]", one)
print("\n".join(faults[:40]) if faults else "all rules kept")
sys.exit(bool(faults))
