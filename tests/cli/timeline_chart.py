"""chart.svg draws the rows of the timeline in `.out`: every bar within the picture, in the colours of the legend."""
import json, os, re, xml.etree.ElementTree as tree
root = tree.parse("chart.svg").getroot()
svg = "{http://www.w3.org/2000/svg}"
rows = [json.loads(line) for line in open(".out")]
bars = [r.find(f"{svg}title").text for r in root.iter(f"{svg}rect") if r.find(f"{svg}title") is not None]
assert sum(int(b.rsplit(": ", 1)[1]) for b in bars) == sum(r["total"] for r in rows)
width, height = float(root.get("width")), float(root.get("height"))
for r in root.iter(f"{svg}rect"):
    if r.get("x"):
        assert 0 <= float(r.get("x")) and float(r.get("x")) + float(r.get("width")) <= width, r.attrib
        assert 0 <= float(r.get("y")) and float(r.get("y")) + float(r.get("height")) <= height, r.attrib
years = {t.text for t in root.iter(f"{svg}text") if re.fullmatch(r"20\d\d", t.text or "")}
assert {"2031", "2032", "2033", "2034"} <= years, years
legend = [line.rstrip("\n").split("\t") for line in open(os.environ["SOURCE"] + "/layers/legend.tsv", encoding="utf-8")]
colour = [line[4] for line in legend if line[:2] == ["status", "completed"]][0]
assert any(r.get("fill") == colour for r in root.iter(f"{svg}rect")), "completed has not its colour"
