#!/usr/bin/python3
"""export_source.py REGISTRY COUNT: puts COUNT invented projects into a registry that terrier made, which loses what it
has. A facility, a project and a statement each, in two years and two states; three in four are points, the rest lines
and polygons. The typed tables, which ogr2ogr reads, get the same rows. The same every time."""
import hashlib
import random
import sqlite3
import sys

import shapes

KINDS = {"park": "公园", "school": "小学", "hospital": "医院", "road": "路", "waterway": "河"}
DOCUMENTS = 50
COLUMNS = ("facility_id, project_id, name, pinyin, kind, part, status, basis, year, action, precision, uncertainty_m, document,"
           " document_date, quote, confidence, geometry_source")


def shape(rng, kind):
    x, y = rng.uniform(115.5, 117.5), rng.uniform(39.5, 41.0)
    if kind in ("park", "school", "hospital") and rng.random() < 0.95:
        return "point", f"POINT({x:.7f} {y:.7f})"
    if kind in ("road", "waterway") and rng.random() < 0.6:
        return "point", f"POINT({x:.7f} {y:.7f})"
    if kind in ("road", "waterway"):
        return "line", shapes.line(rng, x, y, 5, 40)
    return "polygon", shapes.polygon(rng, x, y)


def clear(db):
    db.execute("PRAGMA foreign_keys=OFF")
    for table in ("facility_point", "facility_line", "facility_polygon", "statement", "project", "mention", "facility_name",
                  "naming_key", "naming_name", "naming", "definition", "facility", "place", "source", "document"):
        db.execute(f"DELETE FROM {table}")


def put_documents(db):
    for i in range(DOCUMENTS):
        sha = hashlib.sha256(b"%d" % i).hexdigest()
        db.execute("INSERT INTO document (id, sha256, name, title, published_on, encoding, text, format)"
                   " VALUES (?, ?, ?, ?, ?, 'UTF-8', '', 'txt')",
                   (i + 1, sha, f"plan-{i}.txt", f"第{i}号公共设施建设计划", f"2026-{i % 12 + 1:02d}-{i % 28 + 1:02d}"))
    db.execute("INSERT INTO source VALUES (1, 'made up for benchmarks', 'CC0-1.0', '2026-01-01', 'WGS 84')")


def put_one(db, rng, i):
    kind = rng.choice(list(KINDS))
    layer, wkt = shape(rng, kind)
    facility, place = f"{kind}-{i * 2654435761 % 2**48:012x}", f"p{i}"
    project, name, document = facility + ".whole", f"第{i}{KINDS[kind]}", i % DOCUMENTS + 1
    status, basis, year = rng.choice(["started", "completed"]), "reported", rng.choice([2025, 2026])
    quote = f"建设{name}，总投资{rng.randint(100, 90000)}万元，由区建设主管部门负责实施。" + "按计划推进。" * rng.randint(0, 6)
    db.execute("INSERT INTO place (id, name, match, precision, uncertainty_m, score, reason, source, geometry_type, shape)"
               " VALUES (?, ?, 'exact', 'exact', 10, 1, 'made up', 1, ?, GeomFromText(?, 4326))", (place, name, layer, wkt))
    db.execute("INSERT INTO facility (id, kind, name, area, pinyin, place) VALUES (?, ?, ?, '示范区', 'di', ?)", (facility, kind, name, place))
    db.execute("INSERT INTO mention (document, number, start_byte, end_byte, text, name, kind, role, rule, confidence, confidence_read,"
               " quote, quote_start, quote_end, part_key, part_word, naming, facility, place)"
               " VALUES (?, ?, 0, 9, ?, ?, ?, 'project', 'made', 0.9, 0.9, ?, 0, 9, '', 0, ?, ?, ?)", (document, i, name, name, kind, quote, i, facility, place))
    db.execute("INSERT INTO statement (document, mention, number, project, status, basis, year, action)"
               " VALUES (?, ?, 0, ?, ?, ?, ?, 'construction')",
               (document, i, project, status, basis, year))
    db.execute("INSERT INTO project (id, facility, title, place, status, basis, year, action, document, mention, statement)"
               " VALUES (?, ?, ?, ?, ?, ?, ?, 'construction', ?, ?, 0)",
               (project, facility, name, place, status, basis, year, document, i))
    db.execute(f"INSERT INTO facility_{layer} (fid, {COLUMNS}, geom) SELECT ?, {COLUMNS}, shape FROM current_state WHERE id = ?",
               (i + 1, project))


def main():
    registry, count = sys.argv[1], int(sys.argv[2])
    rng = random.Random(20261122)
    db = sqlite3.connect(registry)
    db.enable_load_extension(True)
    db.load_extension("mod_spatialite")
    db.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; BEGIN;")
    clear(db)
    db.execute("INSERT INTO deriving VALUES (1)")  # so that the rows count as the program's own, not as a person's edits
    put_documents(db)
    for i in range(count):
        put_one(db, rng, i)
    db.execute("DELETE FROM deriving")
    db.commit()


main()
