"""properties.py FILE FIELD: this property of each feature of a GeoJSON file."""
import json
import sys

for feature in json.load(open(sys.argv[1], encoding="utf-8"))["features"]:
    print(feature["properties"][sys.argv[2]])
