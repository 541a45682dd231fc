"""Writes documents and a gazetteer with quotes, NUL, long lines, invalid UTF-8, markup and shell commands in them."""
import json
def write(name, data):
    open(name, "wb").write(data)
plain = "今年将新建松涛公园二期，力争年底前建成开放。".encode()
write("quotes.txt", "今年将新建“松涛'; DROP TABLE facility; --公园”和<script>alert(1)</script>公园，改造\"望湖\"路。\n".encode() + plain)
write("nul.txt", plain + b"\0\0" + "望湖路改造工程已开工建设。".encode() + b"\n")
write("long.txt", "松涛公园、".encode() * 60000 + plain)
write("invalid.txt", plain + b"\xff\xfe\xc0\x80\xed\xa0\x80" + "云溪中学今年开工建设。\n".encode() * 40)
write("name with 'quotes' and \"more\".txt", plain)
write("a;touch pwned;$(touch pwned).txt", plain)
features = [("松涛'公园", "park"), ("望湖\"路\\", "road"), ("../../逃逸公园", "park"), ("<b>云溪</b>中学", "school"), ("长" * 400 + "公园", "park")]
json.dump({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {
    "name": n, "kind": k, "area": "a'b", "source": "s\"; DROP", "licence": "CC0-1.0", "date": "2027-01-01", "accuracy_m": 10},
    "geometry": {"type": "Point", "coordinates": [118.3 + i / 100, 26.1]}} for i, (n, k) in enumerate(features)]},
    open("hostile.geojson", "w", encoding="utf-8"), ensure_ascii=False)
