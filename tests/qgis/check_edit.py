#!/usr/bin/python3
"""A planner's edits in real QGIS without its window, through both providers: saved by QGIS, kept by ingest, reported by show.

Exit 77 when QGIS is not installed.
"""
import json
import os
import pathlib
import pwd
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
try:
    from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsVectorLayer, QgsVectorLayerUtils
except ImportError as reason:
    print(f"SKIPPED: QGIS is not installed ({reason}); apt-get install python3-qgis")
    sys.exit(77)

TERRIER = os.environ["TERRIER"]
ME = pwd.getpwuid(os.geteuid()).pw_name # what QGIS calls @user_account_name
NEWER = "2027年3月1日\n关于年度项目的通知\n今年新建青川公园，雁洲路开工。\n"
failures = []


def check(truth, what):
    print(("ok   " if truth else "FAIL ") + what)
    if not truth:
        failures.append(what)


def run(*args):
    done = subprocess.run([TERRIER, *map(str, args)], capture_output=True, text=True)
    check(done.returncode == 0, f"terrier {args[0]}: exit {done.returncode} {done.stderr.strip()[-200:]}")
    return done.stdout


def lines(*args):
    return [json.loads(line) for line in run(*args, "--format", "jsonl").splitlines()]


def open_layer(registry, provider, name):
    uri = f"dbname='{registry}' table=\"{name}\" (geom)" if provider == "spatialite" else f"{registry}|layername={name}"
    layer = QgsVectorLayer(uri, name, provider)
    check(layer.isValid(), f"{provider}: {name} opens")
    return layer


def save(layer, what):
    check(layer.commitChanges(), f"{layer.providerType()}: {what} is saved {layer.commitErrors()}")


def save_beside_writers(layer, what):
    """The spatialite provider waits its turn. The ogr provider begins a transaction by reading, and SQLite then gives it
    no time: while a document is written it is refused, keeps the edit, and comes through when it is saved again."""
    tries = 1
    while not layer.commitChanges() and layer.providerType() == "ogr" and tries < 200:
        tries += 1
        time.sleep(0.02)
    check(not layer.isEditable() and (tries == 1 or layer.providerType() == "ogr"),
          f"{layer.providerType()}: {what} is saved (try {tries})")


def set_value(layer, feature, field, value):
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf(field), value)


def edit(registry, provider):
    """Returns the facilities that were edited, by what was done."""
    points, roads = open_layer(registry, provider, "facility_point"), open_layer(registry, provider, "facility_line")
    rows = list(points.getFeatures())
    moved, restated, gone, signed = rows[:4]
    points.startEditing()
    points.changeGeometry(moved.id(), QgsGeometry.fromWkt("POINT(116.512345 39.923456)"))
    points.changeGeometry(signed.id(), QgsGeometry.fromWkt("POINT(116.4 39.85)"))
    # Over what the style fills in, as a form of one's own may do.
    points.changeAttributeValue(signed.id(), points.fields().indexOf("edited_by"), "王工", None, True)
    set_value(points, restated, "status", "suspended")
    set_value(points, restated, "year", 2026)
    points.deleteFeature(gone.id())
    drawn = QgsFeature(points.fields())
    drawn.setGeometry(QgsGeometry.fromWkt("POINT(116.6 39.8)"))
    drawn["name"], drawn["kind"] = "手绘公园", "park"
    points.addFeature(drawn)
    save(points, "a moved point, a status, a deletion and a new point")

    # What is refused loses nothing that comes after it.
    points.startEditing()
    set_value(points, moved, "quote", "x")
    check(not points.commitChanges(), f"{provider}: a change of a quote is refused")
    points.rollBack()
    points.startEditing()
    set_value(points, moved, "status", "nonsense")
    check(not points.commitChanges(), f"{provider}: a status that is none is refused")
    points.rollBack()

    road = next(roads.getFeatures())
    roads.startEditing()
    # One line or polygon in a layer of several: kept as the layer's type.
    roads.changeGeometry(road.id(), QgsGeometry.fromWkt("LINESTRING(116.5 39.9, 116.52 39.91, 116.55 39.92)"))
    save(roads, "a redrawn line")
    now = roads.getFeature(road.id()).geometry()
    check(now.isMultipart() and abs(now.length() - 0.054) < 0.001, f"{provider}: the line is as drawn: {now.asWkt(3)}")
    return {"moved": moved["facility_id"], "restated": restated["facility_id"], "project": restated["project_id"], "gone": gone["facility_id"],
            "road": road["facility_id"], "signed": signed["facility_id"]}


def verify(registry, provider, done, when):
    def shown(key):
        return json.loads(run("show", registry, done[key], "--format", "json"))

    title = f"{provider}, {when}"
    run("check", registry)
    place = shown("moved")["place"]
    check((place["lon"], place["lat"]) == (116.512345, 39.923456), f"{title}: the point is where it was moved to")
    for key, who in (("moved", ME), ("signed", "王工"), ("road", ME)):
        source = [p for p in [shown(key)["place"]] + shown(key)["projects"] if str(p.get("source")).startswith("set by hand")]
        check(key == "road" or source and source[0]["source"].startswith(f"set by hand ({who}, 20"),
              f"{title}: the source of what was {key} says who and when: {source}")
        told = [o for o in shown(key)["overrides"] if o["field"] == "geometry"][-1]
        check(told["by"] == who and told["source"] == "qgis" and told["old"] and told["at"].startswith("20"),
              f"{title}: show says who, when and the old value: {told}")
    told = [o for o in shown("restated")["overrides"] if o["field"] == "state"][-1]
    check(told["by"] == ME and told["new"].startswith("suspended"), f"{title}: show says who set the status: {told}")
    check(f"set geometry" in run("show", registry, done["moved"], "--format", "table") , f"{title}: show says so as a text, too")
    project = [p for p in shown("restated")["projects"] if not done["project"] or p["id"] == done["project"]][0]
    check((project["status"], project["year"]) == ("suspended", 2026), f"{title}: the status stands")
    check(shown("gone")["hidden"] == "rejected", f"{title}: what was deleted is rejected")
    check(abs(shown("road")["place"]["lon"] - 116.52) < 0.05 or
          any(o["field"] == "geometry" for o in shown("road")["overrides"]), f"{title}: the line stands")
    ids = [row["facility_id"] for row in lines("list", registry)]
    check(done["gone"] not in ids, f"{title}: list leaves out what was deleted")
    check([row["name"] for row in lines("near", registry, "116.6,39.8", "--limit", "1")] == ["手绘公园"],
          f"{title}: near finds what was drawn")
    check(len(lines("override", registry, "list")) == done["count"], f"{title}: {done['count']} overrides")
    if "merged" in done:
        kept, other = done["merged"]
        check(json.loads(run("show", registry, other, "--format", "json"))["id"] == kept, f"{title}: both ids lead to one")
        check(json.loads(run("show", registry, done["split"], "--format", "json"))["projects"],
              f"{title}: what was split off is there")


def merge_and_split(registry, done):
    """By command, on what was edited in QGIS."""
    rows = lines("list", registry)
    taken = {v for k, v in done.items() if k != "count"}
    schools = sorted({r["facility_id"] for r in rows if r["kind"] == "school" and r["facility_id"] not in taken})[:2]
    parts = [r for r in rows if r["part"] and r["facility_id"] not in taken | set(schools)]
    whole = next(r for r in parts if sum(o["facility_id"] == r["facility_id"] for o in rows) > 1)
    run("override", registry, "merge", *schools)
    done["merged"] = schools
    done["split"] = run("override", registry, "split", whole["facility_id"], "--part", whole["part"]).strip()
    done["count"] += 2


def edit_and_ingest(built, folder, provider):
    registry = folder / f"{provider}.sqlite"
    registry.write_bytes(built.read_bytes())
    done = edit(registry, provider)
    done["count"] = 6
    verify(registry, provider, done, "after the edit")
    merge_and_split(registry, done)
    verify(registry, provider, done, "after merge and split")
    (folder / "newer.txt").write_text(NEWER, encoding="utf-8")
    run("ingest", registry, folder / "newer.txt")
    verify(registry, provider, done, "after ingest")
    run("ingest", registry, "--refresh") # geocodes again what it reads again
    again = folder / "again.geojson"
    again.write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point",
        "coordinates": [116.7, 39.7]}, "properties": {"name": json.loads(run("show", registry, done["moved"], "--format", "json"))["name"],
        "kind": done["moved"].split("-")[0], "area": "朝阳区", "source": "test", "licence": "CC0-1.0", "date": "2027-01-01"}}]}),
        encoding="utf-8")
    run("gazetteer", "build", folder / "other.gazetteer", again)
    run("ingest", registry, "--refresh", "--gazetteer", folder / "other.gazetteer", "--gazetteer", "embedded")
    verify(registry, provider, done, "after geocoding with another gazetteer")
    run("ingest", registry, "--refresh", "--gazetteer", "embedded")
    for row in reversed(lines("override", registry, "list")):
        run("override", registry, "drop", row["number"])
    run("check", registry)
    fresh = folder / f"{provider}-fresh.sqlite"
    fresh.write_bytes(built.read_bytes())
    run("ingest", fresh, folder / "newer.txt")
    check(run("list", registry, "--format", "jsonl") == run("list", fresh, "--format", "jsonl"),
          f"{provider}: drop restores everything")


def ingest_while_open(built, folder, provider):
    """QGIS has the registry open, half through reading a layer and in an edit session, while documents come in; then it
    reads on, saves, and edits again."""
    registry = folder / f"{provider}-open.sqlite"
    registry.write_bytes(built.read_bytes())
    layer, lines_layer = open_layer(registry, provider, "facility_point"), open_layer(registry, provider, "facility_line")
    before = layer.featureCount()
    first = list(layer.getFeatures())[0]
    half = layer.getFeatures()
    seen = [next(half), next(half)]
    half_lines = lines_layer.getFeatures()
    next(half_lines)
    layer.startEditing()
    layer.changeGeometry(first.id(), QgsGeometry.fromWkt("POINT(116.512345 39.923456)"))
    writers = []
    for i in range(8):
        (folder / f"more{i}.txt").write_text(NEWER.replace("青川", f"青川第{i}") + f"第{i}号\n" * 40, encoding="utf-8")
        if i < 4: # in turn: each must come through while the reading stands still
            done = subprocess.run([TERRIER, "ingest", str(registry), str(folder / f"more{i}.txt")], capture_output=True, text=True)
            check(done.returncode == 0, f"{provider}: ingest next to a half-read layer: exit {done.returncode} {done.stderr.strip()[-160:]}")
        else: # together, and together with QGIS's saving
            writers.append(subprocess.Popen([TERRIER, "ingest", str(registry), str(folder / f"more{i}.txt")],
                                            stderr=subprocess.PIPE, text=True))
    save_beside_writers(layer, "an edit while others ingest and two layers are half read")
    seen += list(half)
    check(len(seen) >= before and len({f.id() for f in seen}) == len(seen),
          f"{provider}: the half-read layer is read to its end ({len(seen)} of {before} features)")
    check(len(list(half_lines)) > 0, f"{provider}: so is the other")
    for w in writers:
        said = w.communicate()[1]
        check(w.returncode == 0, f"{provider}: ingest while QGIS runs: exit {w.returncode} {said.strip()[-160:]}")
    count = sum(1 for _ in layer.getFeatures())
    check(count >= before, f"{provider}: reading goes on ({count} features)")
    layer.startEditing()
    second = [f for f in layer.getFeatures() if f["facility_id"] != first["facility_id"]][0]
    layer.changeGeometry(second.id(), QgsGeometry.fromWkt("POINT(116.5 39.9)"))
    save(layer, "an edit afterwards")
    run("check", registry)
    rows = lines("override", registry, "list")
    check([(r["facility_id"], r["by"]) for r in rows] == [(first["facility_id"], ME), (second["facility_id"], ME)],
          f"{provider}: both edits are there, with who made them")
    check(len(lines("find", registry, "青川第")) == 8,
          f"{provider}: all eight documents are there")


def draw_what_has_no_place(built, folder, provider):
    """A feature with name and kind of the one facility that has no place is its place; a state with it, its state."""
    registry = folder / f"{provider}-drawn.sqlite"
    registry.write_bytes(built.read_bytes())
    missing = lines("list", registry, "--missing")
    per = {}
    for row in missing:
        per.setdefault((row["name"], row["kind"]), []).append(row)
    several = next(rows for rows in per.values() if len(rows) > 1)
    alone = [rows[0] for rows in per.values() if len(rows) == 1 and not rows[0]["part"] and rows[0]["project_id"]][:2]
    layer = open_layer(registry, provider, "facility_point")
    layer.startEditing()
    for i, (row, state) in enumerate([(several[0], None), (alone[0], None), (alone[1], "suspended")]):
        drawn = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt(f"POINT({116.6 + i / 100} 39.8)"))
        drawn["name"], drawn["kind"] = row["name"], row["kind"]
        if state:
            drawn["status"] = state
        check(layer.addFeature(drawn), f"{provider}: {row['kind']} {i} is drawn")
    save(layer, "places for what had none")
    for when in ("drawn", "ingested"):
        rows = lines("list", registry)
        for i, old in enumerate([several[0], alone[0], alone[1]]):
            now = [r for r in rows if r["facility_id"] == old["facility_id"]]
            check(now and all(r["precision"] == "exact" for r in now) and len(now) == (len(several) if i == 0 else 1),
                  f"{provider}: {when}: facility {i} has its place in all its projects")
            check(sum(r["name"] == old["name"] and r["kind"] == old["kind"] for r in rows) == len(now), f"{provider}: {when}: and no double")
        check([r["status"] for r in rows if r["facility_id"] == alone[1]["facility_id"]] == ["suspended"], f"{provider}: {when}: the state")
        check({r["by"] for r in lines("override", registry, "list")} == {ME}, f"{provider}: {when}: QGIS says who drew")
        run("check", registry)
        run("ingest", registry, folder / "newer.txt")
    for row in reversed(lines("override", registry, "list")):
        run("override", registry, "drop", row["number"])
    check([r["id"] for r in lines("list", registry, "--missing") if r["document"] != "newer.txt"] == [r["id"] for r in missing],
          f"{provider}: drop takes the places away again")


def build_while_open(folder, provider):
    """The whole folder is built again while QGIS is in an edit session on its registry: what is saved then is in the new
    one, and an edit that is saved while the build runs is never lost without a word."""
    out, newer = folder / f"{provider}-out", folder / f"{provider}-newer.txt"
    newer.write_text(NEWER, encoding="utf-8")
    run("build", "--out", out)
    registry = out / "registry.sqlite"
    layer = open_layer(registry, provider, "facility_point")
    rows = list(layer.getFeatures())
    layer.startEditing()
    layer.changeGeometry(rows[0].id(), QgsGeometry.fromWkt("POINT(116.512345 39.923456)"))
    run("build", "--out", out, newer)
    check(layer.commitChanges(), f"{provider}: an edit begun before a build is saved after it {layer.commitErrors()}")
    layer.startEditing()
    layer.changeGeometry(rows[1].id(), QgsGeometry.fromWkt("POINT(116.4 39.9)"))
    check(layer.commitChanges(), f"{provider}: so is the next {layer.commitErrors()}")
    check(len(lines("override", registry, "list")) == 2, f"{provider}: both are in the registry of the new folder")
    check(any(row["name"] == "青川公园" for row in lines("list", registry)), f"{provider}: so is the new document")
    run("check", registry)
    run("build", "--out", out, newer)
    check(len(lines("override", registry, "list")) == 2, f"{provider}: and after another build")


def main():
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run("build", "--out", folder / "built")
        built = folder / "built" / "registry.sqlite"
        for provider in ("spatialite", "ogr"):
            edit_and_ingest(built, folder, provider)
            ingest_while_open(built, folder, provider)
            draw_what_has_no_place(built, folder, provider)
            build_while_open(folder, provider)
    print(f"{len(failures)} failures")
    os._exit(1 if failures else 0)


main()
