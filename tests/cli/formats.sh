#!/usr/bin/env bash
# One text as TXT, GB18030, UTF-16, HTML, Markdown, PDF and DOCX says the same; offsets are those of the file. What cannot
# be read is told in one line. data/works.pdf is data/works.txt set by cairo on small pages, with a subset of Noto Sans CJK
# (SIL Open Font Licence).
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cp "$data/works.txt" "$data/works.pdf" .
/usr/bin/python3 - <<'PYTHON'
import html, zipfile
text = open("works.txt", encoding="utf-8").read()
lines = [line for line in text.split("\n") if line]
def write(name, what): open(name, "wb").write(what)
write("gb.txt", text.encode("gb18030"))
write("u16.txt", text.encode("utf-16"))
def page(charset, cut):
    return (f"<!DOCTYPE html>\r\n<html><head><meta http-equiv=Content-Type content='text/html; charset={charset}'>"
            "<title>x</title><style>p{}</style><script>'<p>脚本公园已建成。'</script></head>\n<body><nav>首页公园</nav>"
            "<!-- 注释公园已建成。 --><div style='DISPLAY: none'>隐藏公园已建成。</div>\n"
            + "".join(f"<p>{cut(line)}</p>\n" for line in lines) + "<p hidden>隐形公园已建成。</body>")
def cut(line):  # marks, references and line ends inside names
    return (line.replace("松涛", "松<b>&#x6d9b;</b>").replace("望湖路", "望&nbsp;湖\n路").replace("云溪中", "云<i>&#28330</i>中")
            .replace("桐溪", "<a href='?a=1&b=2'>桐</a></u>溪"))
write("page.html", page("utf-8", cut).encode())
write("unclosed.htm", "".join("<p>" + line for line in lines).encode())
for label in "gb2312", "GBK":
    write(f"{label}.html", page(label, cut).encode("gb18030"))
write("big5.html", page("big5", str).replace("\n", "").replace("松涛", "松濤").encode("big5", "xmlcharrefreplace"))
write("page.md", ("---\ndate: 2026-03-05\n---\n" + "\n\n".join(lines).replace("松涛公园", "**松涛**[公园](http://a.b/)")
      .replace("云溪中学", "_云溪_ 中学").replace("望湖路", "`望湖路`")).encode())
def docx(name, body, **extra):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", extra.get("head", "") + "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>" + body
                   + "</w:body></w:document>")
def run(words): return f"<w:r><w:t>{html.escape(words)}</w:t></w:r>"
docx("works.docx", "".join(f"<w:p>{run(l[:9])}<w:del><w:r><w:delText>删除公园</w:delText></w:r></w:del>{run(l[9:])}</w:p>"
                           for l in lines))
docx("table.docx", "<w:p>" + run("2026年3月5日") + "</w:p><w:tbl>" + "".join(
    "<w:tr>" + "".join(f"<w:tc><w:p>{run(c)}</w:p></w:tc>" for c in row) + "</w:tr>"
    for row in (("松涛公园", "已建成开放"), ("云溪中学", "已开工"))) + "</w:tbl>")
docx("empty.docx", "<w:p/>")
docx("entities.docx", "<w:p/>", head="<!DOCTYPE a [<!ENTITY b 'b'>]>")
docx("bomb.docx", " " * (130 << 20))
zipfile.ZipFile("sheet.docx", "w").writestr("xl/workbook.xml", "")
whole = open("works.pdf", "rb").read()
write("cut.pdf", whole[: len(whole) // 3])
write("cut.docx", open("works.docx", "rb").read()[:300])
write("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
write("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
write("rich.rtf", b"{\\rtf1 x}")
write("deep.html", b"<html>" + b"<div>" * 100000 + "松涛公园".encode())
write("wide.html", b"<html><p " + b"a " * 300000 + b">")
write("moved.html", "<html><p>2026年<table>松涛公园已建成。<tr><td>云溪中学已开工。<tr>青岚公园已建成。<tr><td>雁洲中学已开工。</table>桐溪河治理已完工。".encode())
write("blank.html", b"<html><script>1</script><p hidden>x</p></html>")
write("blank.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
      b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
write("empty.html", b"")
PYTHON

statements() {
    /usr/bin/python3 -c '
import json
for line in open(".out", encoding="utf-8"):
    r = json.loads(line)
    print(*(r[k] for k in ("name", "kind", "part", "role", "action", "status", "basis", "year", "cue")), sep="|")'
}
expect 0 extract --gazetteer none --format jsonl works.txt
expected=$(statements)
[ "$(wc -l <<<"$expected")" -ge 6 ] || complain "too few statements to compare"
for document in gb.txt u16.txt page.html unclosed.htm gb2312.html GBK.html page.md works.pdf works.docx; do
    expect 0 extract --gazetteer none --format jsonl "$document"
    same "$(statements)" "$expected" "statements of $document"
done
expect 0 extract --gazetteer none --format jsonl big5.html
json '"松濤公園" in names or "松涛公园" in names or "松濤公园" in names'

# Offsets: the file's bytes there are the text, with tags dropped and references resolved.
cat >sliced.py <<'PYTHON'
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
PYTHON
for document in works.txt gb.txt page.html gb2312.html page.md; do
    expect 0 extract --gazetteer none --format jsonl "$document"
    cp .out "$document.rows"
done
same "$(/usr/bin/python3 sliced.py)" "" "spans of the files"

# Text that the rules of HTML move before its table stays where the file has it.
expect 0 extract --gazetteer none --format jsonl moved.html
json '[r["name"] for r in rows] == ["松涛公园", "云溪中学", "青岚公园", "雁洲中学", "桐溪河"]'
json 'all(open("moved.html", "rb").read()[r["start"]:r["end"]].decode() == r["text"] for r in rows)'

# A PDF's mentions know their page; a registry of all kinds is sound and says so too.
expect 0 extract --gazetteer none --format jsonl works.pdf
json 'rows[0]["page"] == 1 and rows[-1]["page"] == 2 and all(r["page"] in (1, 2) for r in rows)'
expect 0 ingest --gazetteer none r.sqlite works.pdf page.html GBK.html page.md works.docx
expect 0 check r.sqlite
expect 0 show r.sqlite 桐溪河 --format json
grep -q '"page":2' .out || complain "show tells no page"

# A table's row is one line; its cells stay apart.
expect 0 extract --gazetteer none --format jsonl table.docx
json '{(r["name"], r["status"]) for r in rows} == {("松涛公园", "completed"), ("云溪中学", "started")}'

# What a file is, its content tells; --type says it where that cannot.
cp page.html page.txt
cp works.pdf pdf.txt
for document in page.txt pdf.txt; do
    expect 0 extract --gazetteer none --format jsonl "$document"
    same "$(statements)" "$expected" "statements of $document"
done
cp page.md -- - 2>/dev/null
"$TERRIER" extract --gazetteer none --format jsonl --type md - <page.md >.out 2>.err
same "$(statements)" "$expected" "statements of Markdown on standard input"
fails 2 'txt.html.md.pdf.docx' extract --type odt works.txt
fails 1 'damaged' extract --type pdf works.txt

fails 1 'image; run OCR' extract image.txt
fails 1 'old Office' extract old.doc
fails 1 'rich text' extract rich.rtf
fails 1 'spreadsheet' extract sheet.docx
fails 1 'cut.docx.*damaged' extract cut.docx
fails 1 'cut.pdf.*(damaged|no text)' extract cut.pdf
fails 1 'entities.docx.*damaged' extract entities.docx
fails 1 'bomb.docx.*unpacks to more' extract bomb.docx
fails 1 'empty.docx.*no text' extract empty.docx
fails 1 'blank.pdf.*OCR' extract blank.pdf
fails 1 'blank.html.*no text' extract blank.html
fails 1 'empty.html.*empty' extract empty.html
fails 1 'nests too deeply' extract deep.html
fails 1 'nests too deeply' extract wide.html
finish
