"""export_credits.py FOLDER: each file says who its data come from, in its format's own place."""
import json, pathlib, sqlite3, struct, sys, xml.etree.ElementTree as xml, zipfile
top = pathlib.Path(sys.argv[1])
index = json.loads((top / "layers.json").read_text(encoding="utf-8"))
sources = index["sources"]
assert sources and all(s["source"] for s in sources)


def member(data, table, number):
    """A string of a FlatBuffer's table."""
    vtable = table - struct.unpack_from("<i", data, table)[0]
    entry = 4 + 2 * number
    offset = struct.unpack_from("<H", data, vtable + entry)[0] if entry < struct.unpack_from("<H", data, vtable)[0] else 0
    if not offset:
        return None
    at = table + offset + struct.unpack_from("<I", data, table + offset)[0]
    return data[at + 4:at + 4 + struct.unpack_from("<I", data, at)[0]].decode("utf-8")


def told(path):
    data = path.read_bytes()
    if path.suffix == ".geojson":
        told = json.loads(data)
        assert told["sources"] == sources
        return told["attribution"]
    if path.suffix == ".kml":
        space = {"k": "http://www.opengis.net/kml/2.2"}
        document = xml.fromstring(data).find("k:Document", space)
        values = [v.text for v in document.findall("k:ExtendedData/k:Data[@name='source']/k:value", space)]
        assert values == [s["source"] for s in sources], values
        return document.find("k:description", space).text
    if path.suffix == ".fgb":
        head = data[12:12 + struct.unpack_from("<I", data, 8)[0]]
        table = struct.unpack_from("<I", head)[0]
        assert member(head, table, 0) and member(head, table, 11) == entry["title"]
        assert json.loads(member(head, table, 13))["sources"] == sources
        return member(head, table, 12)
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as db:
            [(text, reference)] = db.execute("SELECT m.metadata, r.reference_scope FROM gpkg_metadata m JOIN"
                                             " gpkg_metadata_reference r ON r.md_file_id = m.id")
            assert reference == "geopackage"
            rows = dict(db.execute("SELECT identifier, description FROM gpkg_contents WHERE data_type = 'features'"))
            items = {i.get("key"): i.text for i in xml.fromstring(text).iter() if i.get("key")}
            assert set(rows.values()) <= {items["ATTRIBUTION"]} and items["SOURCE_1"] == sources[0]["source"], rows
            return items["ATTRIBUTION"]
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as z:
            return "".join(z.read(n).decode("utf-8") for n in z.namelist() if n.endswith(".xml"))
    if path.suffix == ".csv":
        about = json.loads(pathlib.Path(f"{path}-metadata.json").read_text(encoding="utf-8"))
        assert about["url"] == path.name
        header = data.decode("utf-8").split("\n")[0].split(",")
        assert [c["titles"] for c in about["tableSchema"]["columns"]] == header
        assert about["dc:source"] == [s["source"] for s in sources]
        return about["dc:rights"]
    about = xml.parse(f"{path}.xml").getroot()
    assert about.find("idinfo/useconst").text
    return about.find("idinfo/datacred").text


for entry in index["layers"]:
    text = told(top / entry["path"])
    for s in sources:
        assert s["source"] in text and (s["licence"] or "") in text, (entry["path"], text)
