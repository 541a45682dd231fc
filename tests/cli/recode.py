"""recode.py FROM TO ENCODING: writes a text that is in UTF-8 in one of Python's encodings."""
import sys

source, target, encoding = sys.argv[1:]
open(target, "wb").write(open(source, encoding="utf-8").read().encode(encoding))
