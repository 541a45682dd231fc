"""export_layers.py FOLDER: layers.json says of each layer what OGR finds in it: count, fields, extent, CRS."""
import json, pathlib, re, subprocess, sys
top = pathlib.Path(sys.argv[1])
index = json.loads((top / "layers.json").read_text(encoding="utf-8"))
entries = index["layers"]
assert entries and json.dumps(index, ensure_ascii=False).count("made up for tests"), "no attribution"
LONG = {"facility_id", "project_id", "name", "pinyin", "kind", "part", "status", "basis", "year", "action", "precision",
        "uncertainty_m", "document", "document_date", "quote", "confidence", "geometry_source"}
SHORT = {"uncertainty_m": "uncert_m", "facility_id": "fac_id", "project_id": "proj_id", "document": "doc",
         "document_date": "doc_date", "confidence": "conf", "geometry_source": "geom_src"}
seen, located = set(), 0
for entry in entries:
    path = top / (entry.get("path") or entry.get("file"))
    assert path.exists(), path
    seen.add(path.suffix)
    command = ["ogrinfo", "-al", "-so", "-ro", str(path)]
    if path.suffix == ".gpkg":
        command = ["ogrinfo", "-so", "-ro", str(path), entry.get("layer") or entry.get("name")]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0 and not run.stderr.strip(), (path, run.stderr)
    said = run.stdout
    assert "Warning" not in said and "ERROR" not in said, said
    assert f"Feature Count: {entry.get('count', entry.get('features'))}" in said, (entry, said)
    fields = {line.split(":")[0] for line in said.splitlines() if re.match(r"\w+: (String|Integer|Real|Date)", line)}
    want = {SHORT.get(f, f) for f in LONG} if path.suffix in (".shp", ".dbf") else LONG
    assert want <= fields, (path, want - fields)
    extent = re.search(r"^Extent: \((.*), (.*)\) - \((.*), (.*)\)$", said, re.M)
    assert bool(extent) == bool(entry.get("extent")), (path, "one has an extent, the other has none")
    if extent:
        located += 1
        assert "WGS 84" in said, said
        box = [float(number) for number in extent.groups()]
        assert 118.2 <= box[0] <= box[2] <= 118.4 and 26.0 <= box[1] <= box[3] <= 26.2, box
        assert all(abs(a - b) < 1e-5 for a, b in zip(box, entry["extent"])), (path, box, entry["extent"])
assert {".geojson", ".shp", ".gpkg"} <= seen and located > 10, (seen, located)
