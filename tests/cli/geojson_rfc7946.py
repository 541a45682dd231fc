"""geojson_rfc7946.py FOLDER: each GeoJSON file is as RFC 7946 says: rings closed and counterclockwise outside, positions of
two numbers with at most 7 decimals in range, a bbox around all of them, no crs, every member of its type."""
import json, pathlib, re, sys
DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def positions(coordinates, depth):
    if depth == 0:
        assert len(coordinates) == 2 and all(type(x) in (int, float) for x in coordinates), coordinates
        assert abs(coordinates[0]) <= 180 and abs(coordinates[1]) <= 90, coordinates
        return [coordinates]
    assert isinstance(coordinates, list) and coordinates, coordinates
    return [p for c in coordinates for p in positions(c, depth - 1)]


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def check(geometry):
    assert set(geometry) == {"type", "coordinates"}, geometry
    kind, coordinates = geometry["type"], geometry["coordinates"]
    found = positions(coordinates, DEPTH[kind])
    lines = {"LineString": [coordinates], "MultiLineString": coordinates}.get(kind, [])
    assert all(len(line) >= 2 for line in lines), geometry
    for polygon in {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, []):
        for i, ring in enumerate(polygon):
            assert len(ring) >= 4 and ring[0] == ring[-1], "a ring is not closed"
            assert (area(ring) > 0) == (i == 0), "a ring goes the wrong way round"
    return found


seen = 0
for path in pathlib.Path(sys.argv[1]).rglob("*.geojson"):
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8")
    top = json.loads(text, parse_constant=lambda c: sys.exit(f"{c} in {path}"))
    assert top["type"] == "FeatureCollection" and isinstance(top["features"], list)
    # Foreign members (6.1) may be anything but what gives another type of object its meaning (7.1), or a crs (4).
    assert set(top) <= {"type", "title", "bbox", "attribution", "sources", "features"}, set(top)
    all_positions = []
    for feature in top["features"]:
        assert set(feature) == {"type", "properties", "geometry"} and feature["type"] == "Feature"
        seen += 1
        if feature["geometry"] is not None:
            all_positions += check(feature["geometry"])
    assert not re.search(r"\d\.\d{8,}[,\]]", text), "more than 7 decimals"
    if all_positions:
        xs, ys = zip(*all_positions)
        want = [min(xs), min(ys), max(xs), max(ys)]
        assert all(abs(a - b) < 1.5e-7 for a, b in zip(top["bbox"], want)), (top["bbox"], want)
    else:
        assert "bbox" not in top
assert seen > 10, seen
