"""zipped_shapefile.py ZIP: a reader that knows nothing but the format finds names and texts as .cpg says, no text that ends
within a character, and no language driver that says otherwise."""
import struct, sys, zipfile
names, texts, prj = set(), set(), 0
with zipfile.ZipFile(sys.argv[1]) as z:
    tables = [n for n in z.namelist() if n.endswith(".dbf")]
    assert tables
    for name in tables:
        data, encoding = z.read(name), z.read(name[:-3] + "cpg").decode("ascii").strip()
        assert encoding == "UTF-8" and data[0] & 7 == 3, (encoding, data[0])
        assert data[29] == 0, data[29]  # a code page here would be taken before .cpg by some
        count, head, width = struct.unpack("<IHH", data[4:12])
        fields, at = [], 32
        while data[at] != 0x0D:
            fields.append((data[at:at + 11].split(b"\0")[0].decode("ascii"), chr(data[at + 11]), data[at + 16]))
            at += 32
        assert len(fields) == len({f[0].lower() for f in fields}) and sum(f[2] for f in fields) + 1 == width
        for i in range(count):
            row, at = data[head + i * width:head + (i + 1) * width], 1
            assert row[0:1] == b" "
            for field, kind, size in fields:
                value = row[at:at + size].decode(encoding).strip()
                at += size
                if field == "name":
                    names.add(value)
                if kind == "C":
                    texts.add(value)
        if name[:-3] + "shp" in z.namelist():
            shx, shp = z.read(name[:-3] + "shx"), z.read(name[:-3] + "shp")
            assert (len(shx) - 100) // 8 == count and struct.unpack(">I", shp[24:28])[0] * 2 == len(shp)
            assert b"WGS_1984" in z.read(name[:-3] + "prj")
            prj += 1
assert "松涛公园" in names and prj and any("沿线绿化" in t for t in texts), names
