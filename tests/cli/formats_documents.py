"""Writes the document `works.txt` in every format and encoding, and files that cannot be read."""
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
