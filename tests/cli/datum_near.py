"""The hits in `plain` and `moved` are the same places at the same distances, all in WGS 84."""
import json
for a, b in zip(open("plain"), open("moved")):
    a, b = json.loads(a), json.loads(b)
    assert a["id"] == b["id"] and abs(a["distance_m"] - b["distance_m"]) < 0.05 and "datum" not in b, (a, b)
    assert abs(a["lon"] - b["lon"]) < 1e-6 and abs(a["lat"] - b["lat"]) < 1e-6, (a, b)
