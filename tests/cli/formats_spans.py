"""Prints each mention in *.rows whose bytes in the file, without tags and with references resolved, are not its text."""
import html, json, re, sys
for path, encoding in (("works.txt", "utf-8"), ("gb.txt", "gb18030"), ("page.html", "utf-8"), ("gb2312.html", "gb18030"),
                       ("page.md", "utf-8")):
    data = open(path, "rb").read()
    for line in open(path + ".rows", encoding="utf-8"):
        r = json.loads(line)
        cut = data[r["start"]:r["end"]].decode(encoding)
        plain = html.unescape(re.sub("<[^>]*>", "", cut))
        plain = re.sub(r"\]\([^)]*\)|[*_`\[\]\s]", "", plain)
        if plain != re.sub(r"\s", "", r["text"]) or cut[0] in "<>&[" and cut[0] != "&" or cut[-1] in "<>":
            print(path, cut, r["text"])
