#!/usr/bin/python3
"""Who may include whom. Includes point downward only, and files include each other in no circle.

Rooms: the room() lines of CMakeLists.txt say on which rooms a room stands. Sub-rooms: the table below says the same
within a room. A third-party header stays in the rooms that wrap it."""
import collections
import os
import pathlib
import re
import sys

# Within a room: sub-room or file, and what of the same room it may include besides itself; "" is the room's own folder.
SUB_ROOMS = {
    "registry": {
        "sql": [],
        "file": ["sql"],
        "ingest": ["sql", "file"],
        "read": ["sql", "file", "ingest"],
        "decisions": ["sql", "file", "ingest", "read"],
        "search": ["sql", "file", "read"],
    },
    "extract": {
        "words": [],
        "names": ["words"],
        "scorer": ["words", "names"],
        "statements": ["words", "names"],
        "": ["words", "names", "scorer", "statements"],
    },
    "cli": {
        "usage": [],
        "output": ["usage"],
        "input": ["usage", "output"],
        "commands": ["usage", "output", "input", ""],  # "": command.h
        "": ["usage", "output", "input"],
    },
    "gis": {"": [], "module": [""]},
    "reader": {"": [], "module": [""]},
}

# header | where it may be included, both regular expressions
THIRD_PARTY = [
    (r"sqlite3\.h", r"src/(registry|gazetteer|gis)/"),
    (r"proj\.h", r"src/gis/module/"),
    (r"(gdal|ogr|cpl|spatialite).*", r"src/gis/module/"),
    (r"geos_c\.h", r"src/gis/module/"),
    (r"unicode/.*", r"src/text/gen_"),
    (r"jansson\.h", r"src/(json|oc4ids)/"),
    (r"(gumbo|md4c|poppler|zip|expat)\.h", r"src/reader/module/"),
]

root = pathlib.Path(os.environ.get("SOURCE", "."))
problems = []


def read_rooms():
    """Each room, and those it may include."""
    rooms = {}
    for line in re.findall(r"^room\((.*)\)$", (root / "CMakeLists.txt").read_text(), re.M):
        name, *below = [word for word in line.split() if not re.match(r"PkgConfig::|\$|m$", word)]
        for other in below:
            if other not in rooms:
                problems.append(f"CMakeLists.txt: {name} stands on {other}, which is not below it")
        rooms[name] = {name, *below}
    rooms["cli"] = {"cli", *rooms}
    return rooms


def read_includes():
    """Each source with its lines that include something: number, header, whether it is one of ours."""
    found = {}
    for path in sorted((root / "src").rglob("*.[ch]")):
        lines = path.read_text().splitlines()
        matches = [(n, re.match(r'\s*#\s*include\s*(["<])([^">]+)', line)) for n, line in enumerate(lines, 1)]
        found[str(path.relative_to(root / "src"))] = [(n, m.group(2), m.group(1) == '"') for n, m in matches if m]
    return found


def place_in(table, path):
    """The row of a room's table that a file belongs to."""
    inside = path.split("/", 1)[1]
    return inside if inside in table else inside.rpartition("/")[0]


def check_downward(path, line, header, rooms):
    room, other = path.split("/")[0], header.split("/")[0]
    if other not in rooms.get(room, ()):
        problems.append(f"src/{path}:{line}: {room} may not include {header}")
    elif room == other and room in SUB_ROOMS:
        table = SUB_ROOMS[room]
        here, there = place_in(table, path), place_in(table, header)
        if here not in table:
            problems.append(f"src/{path}:1: no row of {room}'s sub-rooms holds this file")
        elif here != there and there not in table[here]:
            problems.append(f"src/{path}:{line}: {room}/{here} may not include {header}")


def check_third_party(path, line, header):
    for pattern, place in THIRD_PARTY:
        if re.fullmatch(pattern, header) and not re.match(place, "src/" + path):
            problems.append(f"src/{path}:{line}: <{header}> belongs in {place}")


def circles(graph):
    """Groups of units that reach each other (Tarjan's strongly connected components of more than one)."""
    index, low, stack, groups = {}, {}, [], []

    def visit(unit):
        index[unit] = low[unit] = len(index)
        stack.append(unit)
        for other in sorted(graph[unit]):
            if other not in index:
                visit(other)
            if other in stack:
                low[unit] = min(low[unit], low[other])
        if low[unit] == index[unit]:
            at = stack.index(unit)
            groups.append(stack[at:])
            del stack[at:]

    for unit in sorted(graph):
        if unit not in index:
            visit(unit)
    return [group for group in groups if len(group) > 1]


def check_circles(includes):
    graph = collections.defaultdict(set)  # of units: x.h with its x.c
    for path, lines in includes.items():
        unit = path[:-2]
        graph[unit] |= {h[:-2] for _, h, ours in lines if ours and h in includes and h[:-2] != unit}
        for other in list(graph[unit]):
            graph[other] |= set()
    for group in circles(graph):
        problems.append("src: these files include each other in a circle:")
        for unit in sorted(group):
            problems.append(f"  {unit} -> {', '.join(sorted(graph[unit] & set(group)))}")


rooms = read_rooms()
includes = read_includes()
for path, lines in includes.items():
    for line, header, ours in lines:
        if not ours:
            check_third_party(path, line, header)
        elif "/" in header and not header.endswith(".inc"):
            check_downward(path, line, header, rooms)
check_circles(includes)
print("\n".join(problems))
sys.exit(1 if problems else 0)
