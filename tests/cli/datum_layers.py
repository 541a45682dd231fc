"""datum_layers.py WGS_FOLDER DATUM: the layers in the folder DATUM are those of WGS_FOLDER, moved; names, layers.json
and files say in which datum they are, and no file has a CRS that would be false."""
import json, pathlib, subprocess, sys
plain, moved, word = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[2]
datum = {"gcj02": "GCJ-02", "bd09": "BD-09"}[word]
index = json.loads((moved / "layers.json").read_text(encoding="utf-8"))
assert index["crs"] is None and index["datum"] == datum
assert json.loads((plain / "layers.json").read_text(encoding="utf-8"))["datum"] == "WGS 84"
formats = set()
for entry in index["layers"]:
    path = moved / entry["path"]
    assert path.exists(), path
    if entry["geometry"] is None:
        continue
    if entry["format"] == "kml":
        assert entry["crs"] == "EPSG:4326" and entry["datum"] == "WGS 84" and word not in entry["path"], entry
        continue
    formats.add(entry["format"])
    assert entry["crs"] is None and entry["datum"] == datum and f".{word}." in entry["path"], entry
    assert not path.with_suffix(".prj").exists(), path
    if entry["format"] == "geojson":
        top = json.loads(path.read_text(encoding="utf-8"))
        assert top["datum"] == datum and "crs" not in top, path
        other = json.loads((plain / entry["path"].replace(f".{word}", "")).read_text(encoding="utf-8"))
        assert "datum" not in other
        def first(g):
            g = g["coordinates"]
            while isinstance(g[0], list):
                g = g[0]
            return g
        for a, b in zip(other["features"], top["features"]):
            assert a["properties"] == b["properties"]
            if a["geometry"]["type"] == "Polygon":
                continue # its ring may begin elsewhere
            p, q = first(a["geometry"]), first(b["geometry"])
            m = (((p[0] - q[0]) * 99800) ** 2 + ((p[1] - q[1]) * 110800) ** 2) ** 0.5
            assert 100 < m < 1700, (a, b, m)
    else:
        layer = [entry["layer"]] if entry["layer"] else []
        assert not layer or layer[0].endswith("_" + word), entry
        said = subprocess.run(["ogrinfo", "-so", "-ro", *(layer and [str(path), *layer] or ["-al", str(path)])],
                              capture_output=True, text=True).stdout
        assert f"Feature Count: {entry['features']}" in said, said
        assert "WGS 84" not in said and "EPSG" not in said.replace("EPSG\",9", ""), said
assert formats == {"geojson", "shapefile", "gpkg", "csv", "flatgeobuf"}, formats
