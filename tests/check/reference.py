"""Reference data for checks and benchmarks that need to know where things truly are: reading it, and plane geometry in
metres about a place. Not a test. TERRIER_SHARED names the folder (default: ../shared); nothing of it is kept here."""
import csv
import json
import math
import os
import re

source = os.environ.get("SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
shared = os.environ.get("TERRIER_SHARED", os.path.join(source, "..", "shared"))
folder = os.path.join(shared, "geodata")


TRADITIONAL = dict(zip(
    "东门华园广马国阳关宾乐农双桥场里龙汤区旧军医药学业厂营兴顺义庆丰长亚运会环机庙坝庄泽亮辅红楼万寿泰岛来贤将体育静芳银"
    "观荣宁团结贝经纬术艺创远号区连罗达湾涧怀团",
    "東門華園廣馬國陽關賓樂農雙橋場裡龍湯區舊軍醫藥學業廠營興順義慶豐長亞運會環機廟壩莊澤亮輔紅樓萬壽泰島來賢將體育靜芳銀"
    "觀榮寧團結貝經緯術藝創遠號區連羅達灣澗懷團"))


def there():
    return os.path.exists(os.path.join(folder, "roads_by_name.geojson"))


def features(name):
    with open(os.path.join(folder, name), encoding="utf-8") as f:
        return json.load(f)["features"]


def rows(name):
    with open(os.path.join(folder, name), encoding="utf-8-sig") as f:
        return list(csv.DictReader(f))


def han(name):
    """The Chinese names in a raw one: 朝阳路, G102 holds 朝阳路."""
    return [p for p in re.split(r"[,，;；/、 （）()]+", name) if re.fullmatch(r"[\u4e00-\u9fff]{2,}", p)]


# ---- geometry: [("point", p)], [("line", points)], [("polygon", rings)] of a GeoJSON geometry ----

def parts(g):
    if not g:
        return []
    if g["type"] == "GeometryCollection":
        return [p for one in g["geometries"] for p in parts(one)]
    t, c = g["type"], g["coordinates"]
    many = c if t.startswith("Multi") else [c]
    return [(t.replace("Multi", "").replace("String", "").lower(), one) for one in many]


def metres(p, q):
    scale = math.cos(math.radians((p[1] + q[1]) / 2))
    return math.hypot((p[0] - q[0]) * 111320 * scale, (p[1] - q[1]) * 111000)


def to_edge(p, a, b):
    kx, ky = 111320 * math.cos(math.radians(p[1])), 111000
    ax, ay, bx, by = (a[0] - p[0]) * kx, (a[1] - p[1]) * ky, (b[0] - p[0]) * kx, (b[1] - p[1]) * ky
    dx, dy = bx - ax, by - ay
    t = 0 if dx == dy == 0 else max(0, min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)))
    return math.hypot(ax + t * dx, ay + t * dy)


def inside(p, rings):
    odd = False
    for ring in rings:
        for a, b in zip(ring, ring[1:]):
            if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
                odd = not odd
    return odd


def distance(p, g):
    """Metres from a position to a GeoJSON geometry; 0 inside a polygon."""
    best = math.inf
    for kind, c in parts(g):
        if kind == "point":
            best = min(best, metres(p, c))
        elif kind == "polygon" and inside(p, c):
            return 0.0
        else:
            for line in [c] if kind == "line" else c:
                best = min([best] + [to_edge(p, a, b) for a, b in zip(line, line[1:])])
    return best


def samples(g, step=100):
    """Positions along a geometry, a step apart."""
    out = []
    for kind, c in parts(g):
        for line in [[c]] if kind == "point" else [c] if kind == "line" else c:
            out.append(line[0])
            for a, b in zip(line, line[1:]):
                n = max(1, int(metres(a, b) // step))
                out += [(a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n) for i in range(1, n + 1)]
    return out


# ---- positions ----

def place(name, kind, at, where, also=()):
    return {"name": name, "names": {name, *also} - {""}, "kind": kind, "geometry": at, "list": where}


def point(row):
    return {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]}


def points():
    """Parks, hospitals, schools: what the lists give without doubts of their own."""
    out = []
    for r in rows("parks.csv"):
        if not r["flag"]:
            out.append(place(r["name"], "park", point(r), "parks"))
    for r in rows("hospitals.csv"):
        out.append(place(r["name"], "hospital", point(r), "hospitals"))
    for r in rows("health_centres.csv"):
        if r["trust"] == "ok":
            out.append(place(r["name"], "hospital", point(r), "health_centres"))
    schools = rows("schools.csv")
    names = [r["name"] for r in schools]
    for r in schools:
        campus = re.sub(r"（.*?）", "", r["campus"])
        also = {r["name"] + campus, r["name"] + re.sub("(?<=校区).*", "", campus)}
        if "本部" in campus or (names.count(r["name"]) == 1 and "校区" not in campus):
            also.add(r["name"])
        if r["geo_status"] == "ok":
            out.append(place(r["name"] + campus, "school", point(r), "schools", also))
    for r in rows("primary_schools.csv"):
        if r["name_zh_backtranslated"]:
            out.append(place(r["name_zh_backtranslated"], "school", point(r), "primary_schools"))
    kinds = {"school": "school", "hospital": "hospital", "park": "park"}
    for r in rows("wangjing_places.csv"):
        if r["class"] in kinds and float(r["unc_m"] or 999) <= 200:
            out.append(place(r["name"], kinds[r["class"]], point(r), "wangjing_places"))
    return out


REF = re.compile(r"\b[GSXY]\d{1,4}\b")


def lines():
    """Roads and waterways, one place for each name that a raw one joins. What bears the same number (S50) is the same road
    under another name, bridges and unnamed stretches as well."""
    out, numbered = {}, {}
    for name, kind in (("roads_by_name.geojson", "road"), ("rivers.geojson", "waterway"),
                       ("beixiaohe_approx.geojson", "waterway")):
        for f in features(name):
            raw = f["properties"]["name"]
            for ref in REF.findall(raw):
                numbered.setdefault(ref, []).append(f["geometry"])
            for n in han(raw):
                one = out.setdefault((kind, n), place(n, kind, None, name.split(".")[0]))
                one.setdefault("pieces", []).append(f["geometry"])
                one.setdefault("refs", set()).update(REF.findall(raw))
    for one in out.values():
        bridge = one["name"].endswith("桥") # which bears the number of the road that it carries
        also = [] if bridge else [g for ref in sorted(one["refs"]) for g in numbered[ref]]
        one["own"] = {"type": "GeometryCollection", "geometries": one["pieces"]}
        one["geometry"] = {"type": "GeometryCollection", "geometries": one["pieces"] + also}
    return list(out.values())
