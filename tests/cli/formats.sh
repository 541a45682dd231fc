#!/usr/bin/env bash
# One text as TXT, GB18030, UTF-16, HTML, Markdown, PDF and DOCX says the same; offsets are those of the file. What cannot
# be read is reported in one line. data/works.pdf is data/works.txt set by cairo on small pages, with a subset of Noto Sans CJK
# (SIL Open Font Licence).
. "${SOURCE:?names the source tree}/tests/cli/common.bash" || exit 1

cp "$data/works.txt" "$data/works.pdf" .
python formats_documents

statements() { fields name kind part role action status basis year cue; }
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
for document in works.txt gb.txt page.html gb2312.html page.md; do
    expect 0 extract --gazetteer none --format jsonl "$document"
    cp .out "$document.rows"
done
same "$(python formats_spans)" "" "spans of the files"

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
grep -q '"page":2' .out || complain "show gives no page"

# A table's row is one line; its cells stay apart.
expect 0 extract --gazetteer none --format jsonl table.docx
json '{(r["name"], r["status"]) for r in rows} == {("松涛公园", "completed"), ("云溪中学", "started")}'

# The format is recognised by the content; --type gives it where that is not possible.
cp page.html page.txt
cp works.pdf pdf.txt
for document in page.txt pdf.txt; do
    expect 0 extract --gazetteer none --format jsonl "$document"
    same "$(statements)" "$expected" "statements of $document"
done
cp page.md -- - 2>/dev/null
"$TERRIER" extract --gazetteer none --format jsonl --type md - <page.md >.out 2>.err
same "$(statements)" "$expected" "statements of Markdown on standard input"
fails 2 'txt, html, md, pdf, docx' extract --type odt works.txt
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
