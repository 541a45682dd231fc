"""decided_outputs.py HOSPITAL PROJECT ROAD: what was rejected or merged is neither in the GeoPackages nor on the map."""
import glob, sqlite3, sys
bad = list(sys.argv[1:])
for path in glob.glob("project/*.gpkg") + glob.glob("out/gpkg/**/*.gpkg", recursive=True):
    db = sqlite3.connect(path)
    for (table,) in db.execute("SELECT table_name FROM gpkg_contents").fetchall():
        for row in db.execute(f'SELECT * FROM "{table}"'):
            text = " ".join(str(v) for v in row if isinstance(v, str))
            assert not any(b in text.split() for b in bad[:2]) and "第二人民医院" not in text or table.startswith("base"), (path, table, text)
            assert not text.startswith(bad[2]), (path, table, text)
page = "".join(open(path, encoding="utf-8").read() for path in glob.glob("map/*") if path.endswith((".js", ".html", ".json")))
assert "云溪外国语中学" in page and not any(b in page for b in bad), "the map"
