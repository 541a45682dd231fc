#!/usr/bin/python3
"""What a reader relies on: short files and functions, a first line that says what a file holds, a comment at every
public function, no two files or types of one name, and no test behind the end of tests."""
import ast
import collections
import os
import pathlib
import re
import sys

MOST_FILE_LINES = 500
MOST_FUNCTION_LINES = 50

root = pathlib.Path(os.environ.get("SOURCE", "."))
problems = []


def sources(*folders, endings):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in endings and "node_modules" not in path.parts:
                yield path


def complain(path, line, what):
    problems.append(f"{path.relative_to(root)}:{line}: {what}")


def without_comments(text):
    """Comments and literals as blanks, so that lines and columns stay."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)


def check_file_length(path):
    count = len(path.read_text().splitlines())
    if count > MOST_FILE_LINES:
        complain(path, count, f"{count} lines; at most {MOST_FILE_LINES}")


def c_functions(text):
    """Name, first and last line of each function: its closing brace stands in the first column."""
    lines = without_comments(text).splitlines()
    head = None
    for number, line in enumerate(lines):
        if head is None and line.rstrip().endswith("{") and not line.startswith((" ", "}", "#")):
            first = number
            while first > 0 and lines[first - 1].strip() and not lines[first - 1].rstrip().endswith((";", "}", "{")) \
                    and not lines[first - 1].startswith("#"):
                first -= 1
            head = first, " ".join(lines[first:number + 1])
        elif head is None and line.startswith(" ") and line.rstrip().endswith("{"):
            first = number  # the last line of a signature of several
            while first > 0 and lines[first].startswith(" "):
                first -= 1
            head = first, " ".join(lines[first:number + 1])
        if head is not None and line.startswith("}"):
            if is_c_function(head[1]):
                yield re.search(r"(\w+)\s*\(", head[1]).group(1), head[0] + 1, number + 1
            head = None


def is_c_function(head):
    return "(" in head and "=" not in head and not re.match(r"(typedef|struct|enum|union)\b[^(]*\{", head)


def js_functions(text):
    """A function ends where a brace stands at the indentation of its first line."""
    lines = without_comments(text).splitlines()
    for first, line in enumerate(lines):
        head = re.match(r"( *)(?:export |async )*function (\w+)\(", line)
        if head:
            end = next((n for n in range(first, len(lines)) if lines[n].startswith(head.group(1) + "}")), first)
            yield head.group(2), first + 1, end + 1


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno


FUNCTIONS = {".c": c_functions, ".h": c_functions, ".py": python_functions, ".js": js_functions, ".cjs": js_functions}


def check_functions(path):
    text = path.read_text()
    for name, first, last in FUNCTIONS[path.suffix](text):
        if last - first + 1 > MOST_FUNCTION_LINES:
            complain(path, first, f"{name} has {last - first + 1} lines; at most {MOST_FUNCTION_LINES}")


def check_first_line(path):
    if not path.read_text().startswith("/*"):
        complain(path, 1, "open with a comment that says what the file holds")


def prototypes(text):
    """First and last line, from 0, of each function declared at the outermost level of a header."""
    depth, start = 0, None
    for number, line in enumerate(without_comments(text).splitlines()):
        if line.startswith("#") or line.endswith("\\"):
            continue
        if start is None and depth == 0 and line.strip():
            start = number
        body_begins = depth == 0 and line.rstrip().endswith("{")
        depth += line.count("{") - line.count("}")
        if start is None or (depth > 0 and not body_begins):
            continue
        if line.rstrip().endswith((";", "{", "}")):
            yield start, number
            start = None


def check_prototypes(path):
    text = path.read_text()
    lines, bare = text.splitlines(), without_comments(text).splitlines()
    for first, last in prototypes(text):
        declared = " ".join(bare[first:last + 1])
        name = re.search(r"\b(ter_\w+)\s*\(", declared)
        if not name or re.match(r"\s*(typedef|struct|enum|union|extern const)\b", declared):
            continue
        above = first - 1  # one comment may stand over several declarations, without a blank line between them
        while above >= 0 and lines[above].strip() and not lines[above].startswith(("#", "} ", "/*", " *")):
            above -= 1
        commented = above >= 0 and lines[above].startswith(("/*", " *"))
        if not commented and "/*" not in "".join(lines[first:last + 1]):
            complain(path, first + 1, f"{name.group(1)} has no comment")


def check_names(paths):
    by_name, by_tag = collections.defaultdict(list), collections.defaultdict(set)
    for path in paths:
        by_name[path.name].append(path)
        for tag in re.findall(r"\b(?:struct|enum|union)\s+(ter_\w+)\s*\{", without_comments(path.read_text())):
            by_tag[tag].add(path)
    for name, same in by_name.items():
        if len(same) > 1:
            complain(same[1], 1, f"another file is called {name}: {same[0].relative_to(root)}")
    for tag, same in by_tag.items():
        if len(same) > 1:
            complain(sorted(same)[1], 1, f"another type is called {tag}: {sorted(same)[0].relative_to(root)}")


def check_end(path):
    """`finish` ends a test of the command line: what stands behind it would never run."""
    lines = path.read_text().splitlines()
    if "finish" in lines and lines.index("finish") < len(lines) - 1:
        complain(path, lines.index("finish") + 1, "finish must be the last line")


for file in sources("tests/cli", endings={".sh"}):
    check_end(file)
for file in sources("src", "tests", "tools", endings={".c", ".h", ".py", ".sh", ".js", ".cjs", ".css"}):
    check_file_length(file)
for file in sources("src", "tests", "tools", endings={".c", ".h", ".py", ".js", ".cjs"}):
    check_functions(file)
for file in sources("src", endings={".c"}):
    check_first_line(file)
for file in sources("src", endings={".h"}):
    check_prototypes(file)
check_names(list(sources("src", endings={".c", ".h"})))
print("\n".join(problems))
sys.exit(1 if problems else 0)
