"""Prints an OpenStreetMap file: for each kind beyond the core a square, a line or a node, all within one city."""
AREAS = [("星澜购物中心", "shop=mall"), ("东湖里商业区", "landuse=retail"), ("云栖产业园", "landuse=industrial"),
         ("青岚体育中心", "leisure=sports_centre"), ("青岚体育馆", "leisure=sports_hall"), ("青岚大剧院", "amenity=theatre"),
         ("沧浪博物馆", "tourism=museum"), ("云麓古城遗址", "historic=archaeological_site"), ("桂苑小区", "landuse=residential"),
         ("青岚机场", "aeroway=aerodrome"), ("新港码头", "landuse=port"), ("青岚国际会展中心", "amenity=exhibition_centre"),
         ("青岚动物园", "tourism=zoo")]
NODES = [("青岚北站", "railway=station"), ("城南客运站", "amenity=bus_station"), ("石浦街道", "place=suburb"),
         ("晨光书店", "shop=books"), ("河东市场", "amenity=marketplace")]
print("<osm version='0.6'>")
ways, ident = [], 0
def node(lon, lat, tags=""):
    global ident
    ident += 1
    print(f"<node id='{ident}' lon='{lon:.4f}' lat='{lat:.4f}' version='1'>{tags}</node>")
    return ident
def tag(key, value): return f"<tag k='{key}' v='{value}'/>"
for i, (name, what) in enumerate(NODES):
    node(118.5 + i * .01, 26.3, tag("name", name) + tag(*what.split("=")))
def way(points, *tags):
    refs = [node(*p) for p in points[:-1]]
    refs.append(refs[0] if points[-1] == points[0] else node(*points[-1]))
    ways.append((refs, "".join(tags)))
def square(lon, lat, size, *tags):
    way([(lon, lat), (lon + size, lat), (lon + size, lat + size), (lon, lat + size), (lon, lat)], *tags)
for i, (name, what) in enumerate(AREAS):
    square(118.5 + i * .01, 26.2, .002, tag("name", name), tag(*what.split("=")))
square(118.4, 26.1, .4, tag("name", "青岚市"), tag("boundary", "administrative"), tag("admin_level", "5"))
way([(118.5, 26.35), (118.6, 26.35)], tag("name", "地铁5号线"), tag("railway", "subway"))
for i, (refs, tags) in enumerate(ways):
    print(f"<way id='{i + 1}' version='1'>" + "".join(f"<nd ref='{r}'/>" for r in refs) + tags + "</way>")
print("</osm>")
