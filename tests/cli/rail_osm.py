"""Prints an OpenStreetMap file: a railway from west to east, two roads across it, a stream next to it."""
WAYS = [("南岭铁路", "railway", "rail", [(118.50, 26.20), (118.55, 26.20), (118.60, 26.20), (118.70, 26.20)]),
        ("松风路", "highway", "primary", [(118.55, 26.10), (118.55, 26.20), (118.55, 26.30)]),
        ("竹影路", "highway", "primary", [(118.60, 26.10), (118.60, 26.20), (118.60, 26.30)]),
        ("青岚河", "waterway", "river", [(118.50, 26.21), (118.70, 26.21)])]
nodes, ways = {}, []
for number, (name, key, value, points) in enumerate(WAYS):
    refs = "".join(f"<nd ref='{nodes.setdefault(p, len(nodes) + 1)}'/>" for p in points)
    ways.append(f"<way id='{number + 1}' version='1'>{refs}<tag k='name' v='{name}'/><tag k='{key}' v='{value}'/></way>")
print("<osm version='0.6'>")
print("".join(f"<node id='{n}' lon='{lon}' lat='{lat}' version='1'/>" for (lon, lat), n in nodes.items()) + "".join(ways))
print("</osm>")
