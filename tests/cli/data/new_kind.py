"""Copies the program's data and adds a kind to it: railways, which are lines. Nothing but data is changed.

new_kind.py SOURCE FOLDER"""
import pathlib
import re
import shutil
import subprocess
import sys

source, folder = map(pathlib.Path, sys.argv[1:])
for part in ("geodata", "layers", "src/web"):
    shutil.rmtree(folder / part, ignore_errors=True)
    shutil.copytree(source / part, folder / part)


def edit(name, change):
    path = folder / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, f"{name} is as it was"
    path.write_text(after, encoding="utf-8")


# 1. What the kind is like.
edit("geodata/kinds.tsv", lambda text: text + "railway\tline\tcore\tsquare\ttransport,transport.rail\t铁路\tRailway\n")


# 2. What its names end in. 铁路 was an ordinary word so far, or what names of the kind `transport` end in.
def words(text):
    sections = re.split(r"(?m)^(?=\[)", text)
    sections = [re.sub(r"(?m)(?<=[ \n])铁路(?=[ \n])", "", s) if s.startswith(("[noun]", "[head transport]")) else s for s in sections]
    return "".join(sections) + "\n[head railway]\n铁路\n"


edit("geodata/lexicon/zh.lexicon", words)
# 3. OpenStreetMap's tag for it.
edit("geodata/osm/kinds.tsv", lambda text: re.sub(r"(?m)^railway\trail\|", "railway\trail\tline\trailway\nrailway\t", text))
# 4. The styles, which hold all kinds.
subprocess.run([sys.executable, source / "tools" / "styles", folder], check=True)
