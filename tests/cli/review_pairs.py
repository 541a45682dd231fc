"""The pairs of `.out` that may be one facility: two ids a line."""
import json
for line in open(".out"):
    row = json.loads(line)
    if row["issue"] == "may be one":
        print(row["facility_id"], row["candidates"][0]["id"], sep="\t")
