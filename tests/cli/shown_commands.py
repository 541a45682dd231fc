"""shown_commands.py FILE: the command lines that a Markdown file shows, in blocks of code and in the text, each once."""
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.S | re.M)
begins = re.compile(r"^(\./|build/|tools/|terrier |cmake |ctest|cc |man |python3 |npm |git |apt-get |sudo |ogrinfo |ogr2ogr |docker )")
shown = []
for block in blocks:
    lines = [line for line in block.splitlines() if line.strip()]
    if not lines or lines[0].startswith("["): continue # a manifest
    if not any(begins.match(line) for line in lines): continue # what a file holds
    shown += [re.sub(r"\s+#.*", "", line) for line in lines]
spans = re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M).replace("\n", " "))
shown += [span for span in spans if begins.match(span) and not re.fullmatch(r"terrier( [a-z]+)+|\S+", span)]
shown += [span for span in spans if re.fullmatch(r"\./tools/\w+|tools/(demo|test)", span)]
print("\n".join(dict.fromkeys(shown)))
