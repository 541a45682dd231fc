#!/usr/bin/python3
"""near_source.py REGISTRY TSV COUNT SHARE: a registry of COUNT invented facilities, SHARE of them lines and polygons, and
the same as `id TAB WKT` for another database. The same numbers every time."""
import random
import sqlite3
import sys

import shapes

KINDS = ["park", "school", "hospital", "road", "waterway"]
STATES = [("planned", "target"), ("started", "reported"), ("under_construction", "reported"), ("completed", "reported"),
          ("completed", "target"), ("existing", None)]
CENTRES = 60  # towns; a third of all lies between them


def position(rng, towns):
    if rng.random() < 1 / 3:
        return rng.uniform(115.4, 117.5), rng.uniform(39.4, 41.1)
    lon, lat, spread = rng.choice(towns)
    return min(179, max(-179, rng.gauss(lon, spread))), min(89, max(-89, rng.gauss(lat, spread)))


def shape(rng, x, y, share):
    """A point; or a line of 2 to 30 points, or a polygon, of some hundred metres."""
    draw = rng.random()
    if draw >= share:
        return "point", f"POINT({x:.7f} {y:.7f})"
    if draw < share / 2:
        return "line", shapes.line(rng, x, y, 2, 30)
    return "polygon", shapes.polygon(rng, x, y)


def rows(count, share):
    rng = random.Random(20261122)
    towns = [(rng.uniform(115.4, 117.5), rng.uniform(39.4, 41.1), rng.uniform(0.02, 0.15)) for _ in range(CENTRES)]
    for i in range(count):
        kind, wkt = shape(rng, *position(rng, towns), share)
        state, basis = rng.choice(STATES)
        yield kind, i, f"{rng.choice(KINDS)}-{i * 2654435761 % 2**48:012x}", state, basis, rng.randint(2015, 2027), wkt


def main():
    registry, tsv, count, share = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    db = sqlite3.connect(registry)
    db.enable_load_extension(True)
    db.load_extension("mod_spatialite")
    # As the program writes: without the triggers that make a person's edit an override.
    db.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; BEGIN; INSERT INTO deriving VALUES (1);")
    with open(tsv, "w", encoding="utf-8") as out:
        for layer, i, name, state, basis, year, wkt in rows(count, share):
            db.execute(
                f"INSERT INTO facility_{layer} (fid, facility_id, project_id, name, kind, status, basis, year, precision,"
                f" uncertainty_m, geom) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'exact', 10, GeomFromText(?, 4326))",
                (i + 1, name, name + ".whole", "第%d号" % i, name.split("-")[0], state, basis, year, wkt))
            out.write(f"{name}.whole\t{wkt}\n")
    db.execute("DELETE FROM deriving")
    db.commit()
    db.execute("PRAGMA journal_mode=WAL")
    db.close()


main()
